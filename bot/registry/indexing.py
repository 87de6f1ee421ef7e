"""Records of what a search engine makes of codes."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.registry.record import Number, Record, Some, Source, Text


class IndexingNote(Record):
    """Something more to know, under a label."""

    label: Text
    text: Text


class Indexing(Record):
    """What Google's search makes of some codes, or of all others of a class. `told` lacks its subject: "구글은 …"."""

    codes: tuple[Number, ...] = ()
    digit: int | None = None
    found: Literal["yes", "no", "depends"]
    told: Text
    notes: tuple[IndexingNote, ...] = ()
    sources: Annotated[tuple[Source, ...], Some]


class IndexingTable(Record):
    """`data/indexing.toml`: what fits first is told."""

    indexing: Annotated[tuple[Indexing, ...], Some]
