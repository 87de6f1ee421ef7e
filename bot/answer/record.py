"""내 기록: the streak, the last six weeks as a heat map that can be read aloud, and which codes are known badly and well."""

from __future__ import annotations

from datetime import date

from bot.answer import token
from bot.card import Action, Block, Card, Labelled, Line, Paragraph, Step, Steps, plain
from bot.korean import DAYS
from bot.learner import Learner
from bot.registry.catalog import Catalog
from bot.study.record import Week, strong, weak, weeks
from bot.study.streak import as_of, days_off, freezes_left

_MARKS = {"right": "○", "some": "△", "wrong": "×", "frozen": "쉼"}
_LEGEND = "○ 모두 맞음 · △ 일부 맞음 · × 틀림 · 쉼 쉬었지만 이어진 날. 주말과 공휴일은 쉬어도 됩니다."
_MOST = 5


def record(learner: Learner, today: date, catalog: Catalog) -> Card:
    """A person's record. Every week is a line of words, so that a screen reader reads it and no phone breaks it."""
    if not learner.answers:
        return Card("내 기록", plain("아직 푼 문제가 없습니다. “퀴즈 내줘”라고 적어 보세요."))
    rows = tuple(Step(plain(_week(week, today))) for week in weeks(learner, today))
    blocks: list[Block] = [Steps("지난 여섯 주", rows), Paragraph(plain(_LEGEND))]
    blocks += [Labelled("약한 코드", _named(weak(learner), catalog))] if weak(learner) else []
    blocks += [Labelled("잘 아는 코드", _named(strong(learner), catalog))] if strong(learner) else []
    first = next(iter(weak(learner)), None)
    return Card("내 기록", plain(_streak(learner, today)), tuple(blocks), _actions(first))


def _streak(learner: Learner, today: date) -> str:
    streak = as_of(learner.streak, today, days_off(learner))
    said = f"{streak.current}일째 이어 가고 있습니다." if streak.current else "오늘 다시 시작하면 됩니다."
    if streak.longest > streak.current:
        said += f" 가장 길게는 {streak.longest}일이었습니다."
    return f"{said} 이번 달에 {freezes_left(streak, today)}번은 쉬어도 이어집니다."


def _week(week: Week, today: date) -> str:
    """ "이번 주: 월○ 화△ 목쉼 — 3문제 가운데 2개 맞음"."""
    ago = (today - week.monday).days // 7
    name = ("이번 주", "지난주")[ago] if ago < 2 else f"{week.monday.month}월 {week.monday.day}일 주"
    days = " ".join(f"{day}{_MARKS[mark]}" for day, mark in zip(DAYS, week.marks, strict=True) if mark != "none")
    return f"{name}: {days} — {week.answered}문제 가운데 {week.right}개 맞음" if week.answered else f"{name}: {days or '없음'}"


def _named(items: tuple[str, ...], catalog: Catalog) -> Line:
    more = f" 그 밖에 {len(items) - _MOST}가지" if len(items) > _MOST else ""
    return plain(" · ".join(_name(item, catalog) for item in items[:_MOST]) + more)


def _name(item: str, catalog: Catalog) -> str:
    code = catalog.code(int(item)) if item.isdecimal() else None
    return f"{item} {code.korean}" if code else " 아니면 ".join(item.split("-"))


def _actions(item: str | None) -> tuple[Action, ...]:
    if item is None:
        return ()
    codes = tuple(int(code) for code in item.split("-"))
    return (Action(f"{codes[0]} 보기", token.define(codes[0])) if len(codes) == 1 else Action("비교", token.compare(*codes)),)
