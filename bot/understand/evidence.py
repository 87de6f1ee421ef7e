"""Words of a pasted text that prove a cause ("connect() failed (111: Connection refused)"), line by line.

What proves what is the registry's (`data/evidence.toml`); a line counts for the first piece of evidence that it holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.asked import Proof

_LONGEST_QUOTE = 120


def proofs(text: str, evidence: Mapping[str, Sequence[str]]) -> tuple[Proof, ...]:
    """What is proven, the most often seen first. `evidence` gives, for each id, the words in lower case that show it."""
    counts: dict[str, int] = {}
    quoted: dict[str, str] = {}
    for line in text.splitlines():
        low = line.lower()
        if len(low) != len(line):
            low = line  # a letter whose lower case is longer: positions must stay
        for name, words in evidence.items():
            at = next((place for word in words if (place := low.find(word)) >= 0), -1)
            if at >= 0:
                counts[name] = counts.get(name, 0) + 1
                quoted.setdefault(name, _quote(line, at))
                break
    order = sorted(counts, key=lambda name: -counts[name])
    return tuple(Proof(name, counts[name], quoted[name]) for name in order)


def _quote(line: str, at: int) -> str:
    """The telling part of a line: from a little before the words to the end of their clause."""
    start = max(line.rfind(": *", 0, at), line.rfind("] ", 0, at), at - 40, -1) + 1
    told = line[start:].lstrip(":* 0123456789")
    told = told.split(", client:")[0].strip()
    return told if len(told) <= _LONGEST_QUOTE else told[: _LONGEST_QUOTE - 1] + "…"
