"""The registry's files, for the people who edit them: check, rebuild the snapshot, print schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.card import Card
from bot.errors import RegistryError
from bot.registry.check import problems
from bot.registry.load import DATA, broken_files, read_content
from bot.registry.model import Code, Content, Family
from bot.registry.snapshot import SNAPSHOT, text_of

_SCHEMAS: dict[str, Any] = {"card": Card, "code": Code, "family": Family}


def check(iana_csv: str | None) -> list[str]:
    """Every problem as a Korean sentence, broken files first. Raises RegistryError where the sources are not installed."""
    if broken := broken_files(_sources()):
        return [str(error) for error in broken]
    from adapters.training.corpus import stale  # noqa: PLC0415 - stays in the source, as the TOML does

    content = read_content()
    found = [str(problem) for problem in problems(content, _table(iana_csv) if iana_csv else None)]
    if not _fresh(content):
        found.append(f"{SNAPSHOT.name}: TOML과 다릅니다. `sagongsa registry snapshot`으로 다시 만드세요.")
    found += [f"models/{name}.bin: 말뭉치와 다릅니다. `sagongsa registry train`으로 다시 만드세요." for name in stale()]
    return found


def _table(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RegistryError(Path(path), "", "UTF-8이 아닙니다. IANA에서 내려받은 CSV인지 확인하세요.") from None


def summary() -> str:
    """What was checked, once nothing is wrong."""
    content = read_content()
    pairs = sum(len(family.pair) for family in content.compare)
    return f"이상 없습니다: 코드 {len(content.codes)}개, 비교 {pairs}쌍, IANA 사본 {content.iana.observed.isoformat()}"


def write_snapshot() -> str:
    """Rebuild the snapshot from the sources; says what was written. Raises RegistryError."""
    content = read_content(_sources())
    text = text_of(content)
    SNAPSHOT.write_text(text, encoding="utf-8")
    return f"{SNAPSHOT.name}: {len(text.encode()):,}바이트"


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a card, or of a code's or family's file."""
    made: dict[str, Any] = TypeAdapter(_SCHEMAS[name]).json_schema()
    return made


def _fresh(content: Content) -> bool:
    return SNAPSHOT.exists() and SNAPSHOT.read_text(encoding="utf-8") == text_of(content)


def _sources() -> Path:
    if not DATA.is_dir():
        raise RegistryError(DATA, "", "설치본에는 원본 TOML이 없습니다. 소스 저장소에서 실행하세요.")
    return DATA
