"""Two codes and more side by side. A pair somebody wrote comes from the registry; any other is derived from typed facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import parts, token, wording
from bot.card import Action, Block, Card, Labelled, Line, Paragraph, Plain, Step, Steps, Strong, Table, plain
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Code, Pair


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact in which two codes differ, as both sides read in Korean."""

    label: str
    one: str
    other: str


def compare(codes: tuple[int, ...], catalog: Catalog) -> Card:
    """The comparison of two or more codes, in the order asked."""
    if len(codes) == 2:
        if pair := catalog.pair(*codes):
            return _written(pair, codes, catalog)
        one, other = (catalog.code(number) for number in codes)
        if one and other:
            return derived(one, other, catalog)
    return _listed(codes, catalog)


def derived(one: Code, other: Code, catalog: Catalog) -> Card:
    """A comparison made of facts. Its first sentence names the first fact of a fixed order in which the two differ."""
    differences = tuple(_differences(one, other))
    blocks: list[Block] = [
        Table(("", str(one.number), str(other.number)), tuple((d.label, d.one, d.other) for d in differences)),
        parts.listed(f"{with_particle(one.number, '이')} 맞는 때", one.send_when[:2]),
        parts.listed(f"{with_particle(other.number, '이')} 맞는 때", other.send_when[:2]),
        parts.sources([one.spec, other.spec], catalog),
    ]
    return Card(_title((one.number, other.number)), _lead(one, other, differences), tuple(blocks), _each(one.number, other.number))


def _written(pair: Pair, codes: tuple[int, ...], catalog: Catalog) -> Card:
    flip = codes != pair.codes
    rows = tuple((name, right, left) if flip else (name, left, right) for name, left, right in pair.rows)
    when = {preference.code: preference.when for preference in pair.prefer}
    blocks: list[Block] = [
        deciding(pair),
        Table(("", *map(str, codes)), rows),
        *(Labelled(f"{with_particle(code, '이')} 맞는 때", prose.line(when[code])) for code in codes),
        *(parts.misconception(belief, catalog) for belief in pair.misconceptions),
        *(parts.measured(measurement) for measurement in pair.measured),
        parts.sources(pair.sources, catalog),
    ]
    return Card(_title(codes), prose.line(pair.difference), tuple(blocks), _each(*codes))


def deciding(pair: Pair) -> Labelled:
    """The question whose answer picks one of the two."""
    line = (Plain(f"{pair.question} 예 → "), Strong(pair.yes), Plain(" · 아니요 → "), *prose.line(pair.no))
    return Labelled(wording.DECIDING, line)


def _title(codes: tuple[int, ...]) -> str:
    return " · ".join(map(str, codes)) + " 비교"


def _each(*codes: int) -> tuple[Action, ...]:
    return tuple(Action(f"{code} 보기", token.define(code)) for code in codes[:4])


def _lead(one: Code, other: Code, differences: tuple[Difference, ...]) -> Line:
    """What sets the two apart, in the words their own files have for it; without such words, the first fact that differs."""
    ours, theirs = _as_seen_from(one, other), _as_seen_from(other, one)
    if ours and theirs:
        told = (*prose.line(ours), Plain(f"이고, {with_particle(other.number, '은')} "), *prose.line(theirs))
        return (Plain(f"{with_particle(one.number, '은')} "), *told, Plain("입니다."))
    first = differences[0]
    told_by_fact = f"{with_particle(one.number, '은')} {first.one}, {with_particle(other.number, '은')} {first.other}"
    return (Plain(f"{first.label}에서 갈립니다: {told_by_fact}."),)


def _as_seen_from(code: Code, other: Code) -> str | None:
    """How the other code's file tells `code` apart from itself, a noun phrase."""
    return next((near.difference for near in other.related if near.number == code.number), None)


def _differences(one: Code, other: Code) -> Iterator[Difference]:
    """Facts in the order of what decides: class, whose fault, method kept, subject, permanence, retry, applied, content, cache.

    Two codes always differ in something: their summaries close the list, so it is never empty.
    """
    a, b = one.facts, other.facts
    candidates = [
        ("클래스", wording.class_title(one.number), wording.class_title(other.number)),
        ("누구 쪽인지", wording.FAULT[a.fault.value], wording.FAULT[b.fault.value]),
        ("따라갈 때의 메서드", *(wording.REDIRECT[f.redirect.value] if f.redirect else "따라갈 곳 없음" for f in (a, b))),
        ("무엇의 문제인지", wording.SUBJECT[a.subject.value], wording.SUBJECT[b.subject.value]),
        ("얼마나 가는지", wording.PERMANENCE[a.permanence.value], wording.PERMANENCE[b.permanence.value]),
        ("다시 보내기", wording.RETRY_POLICY[a.retry.value], wording.RETRY_POLICY[b.retry.value]),
        ("요청이 처리됐는지", wording.APPLIED[a.applied.value], wording.APPLIED[b.applied.value]),
        ("본문", wording.CONTENT[a.content.value], wording.CONTENT[b.content.value]),
        ("캐시", wording.CACHEABLE[a.cacheable.value], wording.CACHEABLE[b.cacheable.value]),
    ]
    for label, left, right in candidates:
        if left != right:
            yield Difference(label, left, right)
    yield Difference("한 줄로", prose.words(one.summary), prose.words(other.summary))


def _listed(codes: tuple[int, ...], catalog: Catalog) -> Card:
    """Three codes and more, or codes without a card: one line each."""
    shown = codes[:8]
    steps = tuple(Step((Strong(str(number)), Plain(f" {_one_line(number, catalog)}"))) for number in shown)
    blocks: list[Block] = [Steps("하나씩", steps)]
    if len(codes) > len(shown):
        blocks.append(Paragraph(plain(f"여덟 개까지만 보여 드립니다. 나머지 {len(codes) - len(shown)}개는 따로 물어봐 주세요.")))
    specs = [code.spec for number in shown if (code := catalog.code(number))]
    blocks.append(parts.sources(specs, catalog))
    classes = sorted({number // 100 for number in shown if 100 <= number <= 599})
    if len(classes) > 1:
        lead = "클래스부터 다릅니다: " + ", ".join(f"{wording.CLASS_NAMES[c]}({c}xx)" for c in classes) + "."
    else:
        lead = (
            f"모두 {wording.class_title(classes[0] * 100)}입니다. 언제 보내는지가 다릅니다."
            if classes
            else "표준에 없는 번호입니다."
        )
    return Card(_title(shown), plain(lead), tuple(blocks), _each(*shown))


def _one_line(number: int, catalog: Catalog) -> str:
    if code := catalog.code(number):
        return f"{code.phrase}: {prose.words(code.summary)}"
    entry = catalog.iana(number)
    if uses := catalog.vendor(number):
        vendor, used = uses[0]
        return f"{used.vendor or vendor.vendor}: {prose.words(used.meaning)}"
    if entry is None or entry.state == "unassigned":
        return "IANA에 등록되지 않은 번호입니다."
    return f"{entry.name}: {entry.reference or 'IANA 등록부'}에 정의가 있습니다. 자세한 카드는 아직 없습니다."
