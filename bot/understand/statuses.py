"""The statuses of a pasted log or a report: those of known lines, and the numbers that were judged to be statuses."""

from __future__ import annotations

from collections import Counter

from bot.model import Found
from bot.understand.mention import EVERYDAY, Mention
from bot.understand.reading import Reading

_SURE = 0.9  # how surely a number must be a status beside a line that prints none


def _by_name(seen: Reading) -> list[Mention]:
    """Codes told by name alone count where someone tells of them, not where a log's words happen to be a name."""
    log = seen.log
    if log.seen or log.looks or log.silent or log.status_class:
        return []
    return [mention for mention in seen.named if mention.what != EVERYDAY]


def statuses(seen: Reading) -> tuple[tuple[int, ...], tuple[Found, ...]]:
    """Each status once, 5xx first, then 4xx, 3xx, 2xx, within a class by how often and then by first appearance; and where."""
    log, text = seen.log, seen.text
    at: dict[int, tuple[Found, int]] = {}
    for one in log.seen:
        at[one.start] = (Found(one.form, text.raw[one.start : one.end], one.start, one.end), one.count)
    tallied = any(one.form == "tally" for one in log.seen)  # what is not in the table is its sum, or its window
    told = [one for one in seen.named if "number" in one.what and (not tallied or text.origin[one.start] in log.clues)]
    numbers = [one for one in told if not log.silent or text.origin[one.start] in log.clues or one.confidence > _SURE]
    named = numbers or _by_name(seen)
    for mention in named:
        found = text.found(log.clues.get(text.origin[mention.start], mention.what), mention.start, mention.end)
        at[found.start] = (found, log.counts.get(found.start, 1))
    codes = {one.start: one.status for one in log.seen} | {text.origin[m.start]: m.code for m in named}
    counts = Counter[int]()
    for start in sorted(at):
        counts[codes[start]] += at[start][1]
    order = {status: index for index, status in enumerate(counts)}
    ranked = sorted(counts, key=lambda status: (-(status // 100), -counts[status], order[status]))
    return tuple(ranked), tuple(at[start][0] for start in sorted(at))
