"""Pasted log lines: what failed, who speaks and what proves it, since when, whether to retry, and three first checks.

Only what the lines print is told. Patterns over several lines are in `patterns`, who made a response in `speakers`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.answer import parts, patterns, speakers, token, wording
from bot.answer.unknown import summary_of
from bot.asked import LogLine, Question
from bot.card import Action, Block, Card, Labelled, Line, Plain, Step, Steps, Strong, joined, plain
from bot.card import Code as CodeSpan
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Evidence

_SHOWN = 5  # statuses
_PATHS = 3
_CHECKS = 3
_FAILED = 400


def triage(question: Question, catalog: Catalog) -> Card:
    """The card of a log. Says so when the lines print no status; what they prove all the same is told."""
    proven = [(catalog.evidence[proof.evidence], proof) for proof in question.proofs if proof.evidence in catalog.evidence]
    if not question.codes and not proven:
        return _nothing_printed(question.status_class)
    counts = counted(question.lines)
    first = _most_telling(question.codes, [one for one, _ in proven])
    blocks: list[Block] = [*_when_and_where(question.lines), *_whose(counts, catalog)]
    blocks += speakers.told(question.lines, question.proofs, catalog)
    if read := tuple(Step(line) for line in patterns.of(question.lines)):
        blocks.append(Steps(wording.READ_FROM_LINES, read))
    blocks += _codes(question.codes, catalog)
    blocks += _retry(first, catalog)
    blocks.append(_checks([one for one, _ in proven], first, catalog))
    blocks.append(_sources([one for one, _ in proven], first, catalog))
    actions = tuple(Action(f"{code} 보기", token.define(code)) for code in question.codes[:3])
    lead = _lead(question, [one for one, _ in proven], counts)
    return Card(_title(counts, [one for one, _ in proven]), lead, tuple(blocks), actions, "", parts.tone(first or 0))


def counted(lines: tuple[LogLine, ...]) -> Counter[int]:
    """How often each status stands in the lines."""
    counts = Counter[int]()
    for line in lines:
        counts[line.status] += line.count
    return counts


def _most_telling(codes: tuple[int, ...], proven: list[Evidence]) -> int | None:
    """The code whose card leads: the first of the log, else the one that the evidence leads to."""
    return codes[0] if codes else next((one.status[0] for one in proven if one.status), None)


def _title(counts: Counter[int], proven: list[Evidence]) -> str:
    shown = sorted(counts, key=lambda code: (code < _FAILED, -counts[code], -code))[:_SHOWN]
    if not shown:
        return f"{proven[0].speaker} 로그"
    return " · ".join(f"{code} {counts[code]}건" if counts[code] > 1 else str(code) for code in shown)


def _lead(question: Question, proven: list[Evidence], counts: Counter[int]) -> Line:
    if proven:
        return (*prose.line(proven[0].proves), Plain("."))
    failed = sum(count for code, count in counts.items() if code >= _FAILED)
    if not failed:
        return plain("실패한 응답은 없습니다. 붙여 주신 줄은 모두 4xx, 5xx가 아닙니다.")
    return plain(f"{with_particle(question.codes[0], '을')} 먼저 봅니다.")


def _nothing_printed(status_class: str | None) -> Card:
    what = f"{status_class} 가운데 어느 코드인지" if status_class else "상태 코드가"
    lead = f"붙여 주신 글에 {what} 적혀 있지 않습니다. 접근 로그의 줄을 함께 붙여 주세요."
    return Card("로그에서 상태 코드를 찾지 못했습니다", plain(lead))


def _when_and_where(lines: tuple[LogLine, ...]) -> Iterator[Labelled]:
    """First and last time, and the paths that failed most often. Of failures alone, where there are any."""
    told = [line for line in lines if line.status >= _FAILED] or list(lines)
    clocks = [" ".join(filter(None, (line.day, line.clock))) for line in told if line.clock]
    if clocks and clocks[0] != clocks[-1]:
        yield Labelled(wording.SINCE, plain(f"{clocks[0]} ~ {_without_day(clocks[-1], clocks[0])}"))
    elif clocks:
        yield Labelled(wording.SINCE, plain(clocks[0]))
    paths = Counter[str]()
    for line in told:
        if line.path:
            paths[line.path] += line.count
    if paths:
        most = paths.most_common(_PATHS)
        listed = joined(((CodeSpan(path), Plain(f" {count}건")) for path, count in most), ", ")
        rest = len(paths) - len(most)
        yield Labelled(wording.WHERE, (*listed, Plain(f" 외 {rest}곳")) if rest else listed)


def _without_day(last: str, first: str) -> str:
    """The last time, without its day where it is the first one's."""
    day, _, clock = last.rpartition(" ")
    return clock if day and first.startswith(day) else last


def _whose(counts: Counter[int], catalog: Catalog) -> Iterator[Labelled]:
    """How many failures there are on whose side."""
    sides = Counter[str]()
    for status, count in counts.items():
        if status >= _FAILED:
            sides[_side(status, catalog)] += count
    if sides:
        yield Labelled(wording.WHOSE, plain(" · ".join(f"{side} {count}건" for side, count in sides.most_common())))


def _side(status: int, catalog: Catalog) -> str:
    code = catalog.code(status)
    if code:
        return wording.FAULT[code.facts.fault.value]
    if uses := catalog.vendor(status):
        return f"{uses[0][1].korean or uses[0][1].name or '제품이 따로 쓰는 번호'}({status})"
    return f"표준에 없는 {status}"


def _codes(codes: tuple[int, ...], catalog: Catalog) -> Iterator[Steps]:
    shown = [code for code in codes if code >= _FAILED][:_SHOWN] or codes[:_SHOWN]
    if shown:
        lines = (Step((Strong(str(code)), Plain(f" {summary_of(code, catalog)}"))) for code in shown)
        yield Steps(wording.READ_FROM_LOG, tuple(lines))


def _retry(first: int | None, catalog: Catalog) -> Iterator[Labelled]:
    code = catalog.code(first) if first else None
    if code:
        yield Labelled(wording.RETRY, prose.line(code.facts.retry.how))
    elif first and (told := next((used.retry for _, used in catalog.vendor(first) if used.retry), None)):
        yield Labelled(wording.RETRY, prose.line(told))


def _checks(proven: list[Evidence], first: int | None, catalog: Catalog) -> Steps:
    """Three first checks: what the evidence asks for, then those of the code."""
    code = catalog.code(first) if first else None
    used = next((used for _, used in catalog.vendor(first)), None) if first and not code else None
    own = code.checks if code else (used.checks if used else ())
    every = [*(one.check for one in proven[:2]), *own]
    steps = tuple(Step(prose.line(check.text), check.command) for check in every[:_CHECKS])
    return Steps(wording.CHECKS, steps, ordered=True)


def _sources(proven: list[Evidence], first: int | None, catalog: Catalog) -> Block:
    code = catalog.code(first) if first else None
    cited = [one.source for one in proven]
    if code:
        cited += [code.spec, code.facts.retry.source]
    elif first:
        cited += [used.source for _, used in catalog.vendor(first)[:1]]
    return parts.sources(cited, catalog)
