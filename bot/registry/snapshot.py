"""The registry as one JSON file: what a running bot loads, built from the TOML and shipped in the wheel.

Loading trusts the file: it is written only from validated records, and a test proves it fresh. Validating it again at each
start would double the time of `sagongsa ask`. A code's record is built when it is first asked for.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from bot.errors import RegistryError
from bot.registry.catalog import Catalog, Name
from bot.registry.model import Code, Content, Family, Framework, Iana, Names, Situation, Vendor
from bot.registry.source import Document

SNAPSHOT = Path(__file__).parent / "snapshot.json"
_MEND = "`sagongsa registry snapshot`으로 다시 만드세요."

M = TypeVar("M", bound=BaseModel)


def text_of(content: Content) -> str:
    """The snapshot of validated content: stable, without what is at its default, the names of all codes beside them."""
    held = {
        "names": list(_names(content)),
        "codes": {str(code.number): code.model_dump(mode="json", exclude_defaults=True) for code in content.codes},
        "situations": [s.model_dump(mode="json", exclude={"phrasings"}, exclude_defaults=True) for s in situations_of(content)],
        **content.model_dump(mode="json", exclude={"codes", "names", "situations"}, exclude_defaults=True),
    }
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n"


@cache
def catalog() -> Catalog:
    """The catalog over the shipped snapshot, loaded once a process. Raises RegistryError."""
    return load(SNAPSHOT)


def load(path: Path) -> Catalog:
    """A catalog over a snapshot file. Raises RegistryError when it is missing or is not a snapshot."""
    try:
        held = json.loads(path.read_bytes())
        return _catalog(held)
    except OSError:
        raise RegistryError(path, "", f"스냅샷을 읽을 수 없습니다. {_MEND}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RegistryError(path, "", f"스냅샷이 아니거나 다른 버전의 것입니다. {_MEND}") from None


def _catalog(held: dict[str, Any]) -> Catalog:
    raw = held["codes"]
    return Catalog(
        numbers=tuple(int(number) for number in raw),
        record=lambda number: trusted(Code, raw[str(number)]),
        names=tuple(Name(*name) for name in held["names"]),
        families=tuple(trusted(Family, family) for family in held["compare"]),
        situation=lambda index: trusted(Situation, held["situations"][index]),
        vendors=tuple(trusted(Vendor, vendor) for vendor in held["vendors"]),
        iana=trusted(Iana, held["iana"]),
        documents={key: trusted(Document, document) for key, document in held["sources"].items()},
        frameworks={key: trusted(Framework, framework) for key, framework in held["frameworks"].items()},
    )


def situations_of(content: Content) -> list[Situation]:
    """Every situation, in the order that the vectors of `bot.understand.situation` count them."""
    return [situation for file in content.situations for situation in file.situation]


def _names(content: Content) -> Iterator[tuple[int, str, str]]:
    for code in content.codes:
        yield from ((code.number, "phrase", phrase) for phrase in (code.phrase, *(former.phrase for former in code.former)))
        yield (code.number, "name", code.korean)
        yield from _called(code.number, code.names)
    written = {code.number for code in content.codes}
    for entry in content.iana.entry:
        if entry.state in ("assigned", "temporary") and entry.first not in written:
            yield (entry.first, "phrase", entry.name)
    for vendor in content.vendors:
        yield from ((used.number, "phrase", used.name) for used in vendor.code if used.name)
    for number, names in content.names.items():
        yield from _called(number, names)


def _called(number: int, names: Names) -> Iterator[tuple[int, str, str]]:
    kinds = (
        ("name", names.korean),
        ("transliteration", names.transliterations),
        ("nickname", names.nicknames),
        ("misspelling", names.misspellings),
        ("shared name", names.shared),
    )
    for what, each in kinds:
        yield from ((number, what, name) for name in each)


def trusted(model: type[M], data: dict[str, Any]) -> M:
    """The record of validated JSON data, built without validating again."""
    values = {name: _value(model.model_fields[name].annotation, value) for name, value in data.items()}
    return model.model_construct(**values)


def _value(kind: Any, value: Any) -> Any:
    if value is None or isinstance(value, (int, bool)):
        return value
    if isinstance(value, list):
        inner = typing.get_args(kind)
        each = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_value(part, item) for part, item in zip(each, value, strict=True))
    if isinstance(kind, types.UnionType):
        return _value(next(part for part in kind.__args__ if part is not types.NoneType), value)
    if isinstance(value, dict):
        return trusted(kind, value)
    return date.fromisoformat(value) if kind is date else value
