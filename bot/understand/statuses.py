"""The statuses of a pasted log or a report: those of known lines, and the numbers that were judged to be statuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.asked import Found, LogLine
from bot.understand.log_fields import behind_at, described, line_at
from bot.understand.mention import EVERYDAY, Mention
from bot.understand.reading import Reading

_SURE = 0.9  # how surely a number must be a status beside a line that prints none


def _by_name(seen: Reading) -> list[Mention]:
    """Codes told by name alone count where someone tells of them, not where a log's words happen to be a name."""
    log = seen.log
    if log.seen or log.looks or log.silent or log.status_class:
        return []
    return [mention for mention in seen.named if mention.what != EVERYDAY]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A status at a place of the text, and how often it is said to have occurred."""

    status: int
    found: Found
    count: int = 1


def statuses(seen: Reading) -> tuple[tuple[int, ...], tuple[Found, ...], tuple[LogLine, ...]]:
    """Each status once, 5xx first, then 4xx, 3xx, 2xx, within a class by how often and then by first appearance; where; and what
    stands beside each."""
    placed = {one.found.start: one for one in (*_repeated(seen), *_named(seen), *_closed(seen))}
    in_order = _without_echoes([placed[start] for start in sorted(placed)], seen.text.raw)
    counts = Counter[int]()
    for one in in_order:
        counts[one.status] += one.count
    order = {status: index for index, status in enumerate(counts)}
    ranked = sorted(counts, key=lambda status: (-(status // 100), -counts[status], order[status]))
    once = cache(described)  # for this text alone: a line may print one status hundreds of times
    lines = (once(one.status, one.count, one.found.what, line_at(seen.text.raw, one.found.start)) for one in in_order)
    return tuple(ranked), tuple(one.found for one in in_order), tuple(lines)


def _closed(seen: Reading) -> Iterator[_Placed]:
    for one in seen.log.seen:
        yield _Placed(one.status, Found(one.form, seen.text.raw[one.start : one.end], one.start, one.end), one.count)


def _named(seen: Reading) -> Iterator[_Placed]:
    log, text = seen.log, seen.text
    tallied = any(one.form == "tally" for one in log.seen)  # what is not in the table is its sum, or its window
    told = [one for one in seen.named if "number" in one.what and (not tallied or text.origin[one.start] in log.clues)]
    numbers = [one for one in told if not log.silent or text.origin[one.start] in log.clues or one.confidence > _SURE]
    for mention in numbers or _by_name(seen):
        found = text.found(log.clues.get(text.origin[mention.start], mention.what), mention.start, mention.end)
        yield _Placed(mention.code, found, log.counts.get(found.start, 1))


def _repeated(seen: Reading) -> Iterator[_Placed]:
    """A code that is a status in one place is one wherever it stands in a field or beside a count."""
    known = {str(one.code) for one in seen.named if "number" in one.what}
    for start, form in seen.log.clues.items():
        written = seen.text.raw[start : start + 3]
        if written in known:
            yield _Placed(int(written), Found(form, written, start, start + 3), seen.log.counts.get(start, 1))


def _without_echoes(placed: list[_Placed], raw: str) -> list[_Placed]:
    """A proxy's line that prints the status of the server behind beside its own tells of one exchange, not of two."""
    echoes = {start for start, _ in behind_at(raw)}
    own_lines = {raw.count("\n", 0, one.found.start) for one in placed if one.found.start not in echoes}
    return [one for one in placed if one.found.start not in echoes or raw.count("\n", 0, one.found.start) not in own_lines]
