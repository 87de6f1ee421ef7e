"""The registry as one JSON file: what a running bot loads, built from the TOML and shipped in the wheel.

Loading trusts the file: it is written only from validated records, and a test proves it fresh. A code's record is put in
shape when it is first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bot.errors import RegistryError
from bot.registry.catalog import Catalog, Name, Tables
from bot.registry.held import Held

if TYPE_CHECKING:
    from bot.registry.indexing import Indexing
    from bot.registry.model import (
        ClassTold,
        Code,
        Content,
        Evidence,
        Family,
        Framework,
        Iana,
        Signals,
        Situation,
        Unassigned,
        Usage,
        Vendor,
    )
    from bot.registry.record import Document
    from bot.registry.told import Names

SNAPSHOT = Path(__file__).parent / "snapshot.json"
_LONG_NAME = 3  # words of a vendor's phrase that is not said of anything else
_MEND = "`sagongsa registry snapshot`으로 다시 만드세요."


def text_of(content: Content) -> str:
    """The snapshot of validated content: stable, every field written out, the names of all codes beside them."""
    held = {
        "names": list(_names(content)),
        "codes": {str(code.number): code.model_dump(mode="json") for code in content.codes},
        "situations": [s.model_dump(mode="json", exclude={"phrasings"}) for s in situations_of(content)],
        **content.model_dump(mode="json", exclude={"codes", "situations"}),
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
        record=lambda number: cast("Code", Held(raw[str(number)])),
        names=tuple(Name(*name) for name in held["names"]),
        families=tuple(cast("Family", Held(family)) for family in held["compare"]),
        situations=tuple(cast("Situation", Held(situation)) for situation in held["situations"]),
        vendors=tuple(cast("Vendor", Held(vendor)) for vendor in held["vendors"]),
        iana=cast("Iana", Held(held["iana"])),
        tables=_tables(held),
    )


def _tables(held: dict[str, Any]) -> Tables:
    return Tables(
        documents={key: cast("Document", Held(document)) for key, document in held["sources"].items()},
        frameworks={key: cast("Framework", Held(framework)) for key, framework in held["frameworks"].items()},
        signals=tuple(cast("Signals", Held(signals)) for signals in held["signals"]),
        usages=tuple(cast("Usage", Held(usage)) for usage in held["usages"]),
        indexing=tuple(cast("Indexing", Held(one)) for one in held["indexing"]),
        unassigned=tuple(cast("Unassigned", Held(one)) for one in held["unassigned"]),
        classes=tuple(cast("ClassTold", Held(one)) for one in held["classes"]),
        evidence=tuple(cast("Evidence", Held(one)) for one in held["evidence"]),
    )


def situations_of(content: Content) -> list[Situation]:
    """Every situation, in the order of the files."""
    return [situation for file in content.situations for situation in file.situation]


def _names(content: Content) -> Iterator[tuple[int, str, str]]:
    for code in content.codes:
        yield from ((code.number, "phrase", phrase) for phrase in (code.phrase, *(former.phrase for former in code.former)))
        yield (code.number, "name", code.korean)
        yield from _called(code.number, code.names)
    for vendor in content.vendors:
        for used in vendor.code:
            if used.name and not used.generic and (used.names.own() or len(used.name.split()) >= _LONG_NAME):
                yield (used.number, "phrase", used.name)
            yield from _called(used.number, used.names)


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
