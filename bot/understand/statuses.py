"""The statuses of a pasted log or a report: those of known lines, and the numbers that were judged to be statuses."""

from __future__ import annotations

from collections import Counter

from bot.model import Found, LogLine
from bot.understand.log_fields import described, line_at
from bot.understand.mention import EVERYDAY, Mention
from bot.understand.reading import Reading


def _by_name(seen: Reading) -> list[Mention]:
    """Codes told by name alone count where someone tells of them, not where a log's words happen to be a name."""
    log = seen.log
    if log.seen or log.looks or log.silent or log.status_class:
        return []
    return [mention for mention in seen.named if mention.what != EVERYDAY]


def statuses(seen: Reading) -> tuple[tuple[int, ...], tuple[Found, ...], tuple[LogLine, ...]]:
    """Each status once, 5xx first, then 4xx, 3xx, 2xx, within a class by how often and then by first appearance; where; and what
    stands beside each."""
    log, text = seen.log, seen.text
    at: dict[int, tuple[Found, int]] = {}
    for one in log.seen:
        at[one.start] = (Found(one.form, text.raw[one.start : one.end], one.start, one.end), one.count)
    numbers = [one for one in seen.named if "number" in one.what and (not log.silent or text.origin[one.start] in log.clues)]
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
    in_order = tuple(at[start][0] for start in sorted(at))
    lines = tuple(described(codes[one.start], at[one.start][1], one.what, line_at(text.raw, one.start)) for one in in_order)
    return tuple(ranked), in_order, lines
