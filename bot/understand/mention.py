"""A status code named in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """`code` named at [start, end) of the normalised text; `what` says in which way, `confidence` (0-1) how surely."""

    code: int
    start: int
    end: int
    what: str
    confidence: float
