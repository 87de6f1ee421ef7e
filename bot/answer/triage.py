"""Pasted log lines: which statuses they hold, and what to look at first for the one that matters most."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answer import parts, token, wording
from bot.answer.unknown import summary_of
from bot.card import Action, Block, Card, Labelled, Plain, Step, Steps, Strong, plain
from bot.korean import with_particle
from bot.model import Question
from bot.registry import prose
from bot.registry.catalog import Catalog

_SHOWN = 5
_CHECKS = 3


def triage(question: Question, catalog: Catalog) -> Card:
    """The card of a log. Counts how often each status was read; says so when the lines print none."""
    if not question.codes:
        return _none_printed(question.status_class)
    counts = {code: sum(found.text == str(code) for found in question.found) for code in question.codes}
    shown = question.codes[:_SHOWN]
    title = " · ".join(f"{code} {counts[code]}건" if counts[code] > 1 else str(code) for code in shown)
    lines = (Step((Strong(str(code)), Plain(f" {summary_of(code, catalog)}"))) for code in shown)
    lead = plain(f"붙여 주신 글에서 {with_particle(shown[0], '이')} 먼저 볼 코드입니다.")
    actions = tuple(Action(f"{code} 보기", token.define(code)) for code in shown[:3])
    blocks = (Steps(wording.READ_FROM_LOG, tuple(lines)), *_of_the_first(shown[0], catalog))
    return Card(title, lead, blocks, actions, "", parts.tone(shown[0]))


def _none_printed(status_class: str | None) -> Card:
    what = f"{status_class} 가운데 어느 코드인지" if status_class else "상태 코드가"
    lead = f"붙여 주신 글에 {what} 적혀 있지 않습니다. 접근 로그의 줄을 함께 붙여 주세요."
    return Card("로그에서 상태 코드를 찾지 못했습니다", plain(lead))


def _of_the_first(number: int, catalog: Catalog) -> Iterator[Block]:
    code = catalog.code(number)
    if code is None:
        return
    if code.who:
        yield Labelled(wording.WHO, prose.line(code.who))
    yield Labelled(wording.RETRY, prose.line(code.facts.retry.how))
    steps = (Step(prose.line(check.text), check.command) for check in code.checks[:_CHECKS])
    yield Steps(wording.CHECKS, tuple(steps), ordered=True)
    yield parts.sources([code.spec], catalog)
