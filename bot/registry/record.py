"""What every record of the registry is made of."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

from bot.registry.source import well_formed

T = TypeVar("T")


def _filled(text: str) -> str:
    if not (stripped := text.strip()):
        raise ValueError("비어 있습니다. 내용을 적으세요")
    return stripped


def _in_range(number: int) -> int:
    if not 100 <= number <= 599:
        raise ValueError("상태 코드는 100부터 599까지입니다")
    return number


def _some(items: tuple[T, ...]) -> tuple[T, ...]:
    if not items:
        raise ValueError("항목이 모자랍니다. 하나 이상 적으세요")
    return items


Text = Annotated[str, AfterValidator(_filled)]
Number = Annotated[int, AfterValidator(_in_range)]
Some = AfterValidator(_some)


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Source = Annotated[str, AfterValidator(well_formed)]


class Document(Record):
    """An entry of `sources.toml`: a document that is not an RFC. `checked` says in which form it was read, and when."""

    label: Text
    url: Text
    checked: str
