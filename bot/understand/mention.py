"""A status code named in a text."""

from __future__ import annotations

from dataclasses import dataclass

EVERYDAY = "everyday phrase"  # the kind of a name that is an everyday word as well: "found", "gone"


@dataclass(frozen=True, slots=True)
class Mention:
    """`code` named at [start, end) of the normalised text; `what` says in which way, `confidence` (0-1) how surely."""

    code: int
    start: int
    end: int
    what: str
    confidence: float

    def joined(self, other: Mention) -> Mention:
        """This and the next mention of the same code as one: "404 Not Found". The surer of the two names the kind."""
        surer = max(self, other, key=lambda mention: (mention.what != EVERYDAY, mention.confidence))
        return Mention(self.code, self.start, other.end, surer.what, surer.confidence)
