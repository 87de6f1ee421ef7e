"""The labelled texts that models are made from: phrasings, the part of the questions that may be seen, and situations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.errors import RegistryError
from bot.registry.load import read_content
from bot.registry.snapshot import situations_of
from bot.understand.linear import MODELS, Linear

CORPUS = Path(__file__).parent.parent.parent / "bot" / "understand" / "corpus"


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled text. `accepted` holds the codes of other labels that are as right."""

    text: str
    intent: str
    codes: tuple[int, ...] = ()
    surface: str = "dm"
    context: str | None = None
    attribute: str | None = None
    case: str | None = None
    status_class: str | None = None
    accepted: tuple[tuple[int, ...], ...] = field(default=())


def is_kept_unseen(text: str) -> bool:
    """Whether a question belongs to the third that no rule and no model may be made from."""
    return int(sha256(text.encode()).hexdigest(), 16) % 3 == 0


def rows() -> list[Row]:
    """Everything that may be learned from. Raises RegistryError where the corpus is not installed or a line is broken."""
    seen = [row for row in _labelled("questions") if not is_kept_unseen(row.text)]
    held = [*_labelled("phrasings"), *seen, *_situations()]
    hidden = {row.text for row in _labelled("questions") if is_kept_unseen(row.text)}
    return [row for row in held if row.text not in hidden]


def digest_of(corpus: Sequence[Row]) -> str:
    """What tells one corpus from another."""
    return sha256(repr(corpus).encode()).hexdigest()[:16]


def stale() -> list[str]:
    """Names of the models that were made from another corpus than today's."""
    digest = digest_of(rows())
    return [path.stem for path in sorted(MODELS.glob("*.bin")) if Linear(path.stem).held.digest != digest]


def _labelled(folder: str) -> Iterator[Row]:
    files = sorted((CORPUS / folder).glob("*.jsonl"))
    if not files:
        raise RegistryError(CORPUS / folder, "", "설치본에는 말뭉치가 없습니다. 소스 저장소에서 실행하세요.")
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield _row(json.loads(line))
            except (ValueError, KeyError, TypeError):
                raise RegistryError(file, f"{number}번째 줄", "정답이 적힌 JSON이 아닙니다. 그 줄을 고치세요.") from None


def _row(line: dict[str, Any]) -> Row:
    return Row(
        text=line["text"],
        intent=line["intent"],
        codes=tuple(line["codes"]),
        surface=line.get("surface", "dm"),
        context=line.get("context"),
        attribute=line.get("attribute"),
        status_class=line.get("class"),
        accepted=tuple(tuple(other["codes"]) for other in line.get("accept", ())),
    )


def _situations() -> Iterator[Row]:
    for situation in situations_of(read_content()):
        for phrasing in (situation.title, *situation.phrasings):
            yield Row(phrasing, "choose", (situation.code,), case=situation.id)
