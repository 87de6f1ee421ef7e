"""Two codes and more side by side. A pair somebody wrote comes from the registry; any other is derived from typed facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from bot.answer import parts, token, wording
from bot.answer.differences import Difference, differences, told_apart
from bot.answer.standing import said_of_both, told_of
from bot.answer.unknown import summary_of
from bot.card import Action, Block, Card, Labelled, Paragraph, Plain, Step, Steps, Strong, Table, plain
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Code, Pair

_MOST = 8  # codes of one list
_ROWS = 6  # differences of one table


def compare(codes: tuple[int, ...], catalog: Catalog) -> Card:
    """The comparison of two or more codes, in the order asked."""
    if len(codes) != 2:
        return _listed(codes, catalog)
    if pair := catalog.pair(*codes):
        return _written(pair, codes, catalog)
    one, other = (catalog.code(number) for number in codes)
    if one and other:
        return _derived(one, other, catalog)
    return _of_unlike_standing(codes, catalog)


def _written(pair: Pair, codes: tuple[int, ...], catalog: Catalog) -> Card:
    flip = codes != pair.codes
    cells = ([prose.words(cell) for cell in row] for row in pair.rows)
    rows = tuple((name, right, left) if flip else (name, left, right) for name, left, right in cells)
    when = {preference.code: preference.when for preference in pair.prefer}
    blocks: list[Block] = [
        deciding(pair),
        Table(("", *map(str, codes)), rows),
        *(Labelled(wording.right_when(code), prose.line(when[code])) for code in codes),
        *(parts.misconception(belief, catalog) for belief in pair.misconceptions),
        *(parts.measured(measurement) for measurement in pair.measured),
        parts.sources(pair.sources, catalog),
    ]
    return Card(_title(codes), prose.line(pair.difference), tuple(blocks), _after_two(*codes))


def deciding(pair: Pair) -> Labelled:
    """The question whose answer picks one of the two."""
    line = (*prose.line(pair.question), Plain(" 예 → "), *prose.line(pair.yes), Plain(" · 아니요 → "), *prose.line(pair.no))
    return Labelled(wording.DECIDING, line)


def _derived(one: Code, other: Code, catalog: Catalog) -> Card:
    """A comparison made of facts."""
    codes = (one.number, other.number)
    blocks: list[Block] = [
        *deciding_each(one, other),
        _table(codes, differences(one, other)),
        *sent_when(one, other),
        parts.sources([one.spec, other.spec], catalog),
    ]
    return Card(_title(codes), told_apart(one, other), tuple(blocks), _after_two(*codes))


def _table(codes: tuple[int, int], found: tuple[Difference, ...]) -> Table:
    return Table(("", *map(str, codes)), tuple((d.label, d.one, d.other) for d in found[:_ROWS]))


def deciding_each(*codes: Code) -> Iterator[Steps]:
    """The question that a sender answers with yes where a code fits, for each code that has one."""
    steps = tuple(Step((*prose.line(code.question), Plain(" 예 → "), Strong(str(code.number)))) for code in codes if code.question)
    if steps:
        yield Steps(wording.DECIDING, steps)


def sent_when(*codes: Code) -> Iterator[Steps]:
    """When each of the codes is sent; of those that nobody should send any more, nothing."""
    yield from (parts.listed(wording.right_when(code.number), code.send_when[:2]) for code in codes if code.question)


def _of_unlike_standing(codes: tuple[int, ...], catalog: Catalog) -> Card:
    """Two numbers of which at least one is no registered code: whose numbers they are decides."""
    told = [told_of(number, catalog) for number in codes]
    rows = tuple((label, cells[0], cells[1]) for label, *cells in zip(wording.STANDING_ROWS, *told, strict=True))
    blocks: list[Block] = [_one_by_one(codes, catalog), Table(("", *map(str, codes)), rows), _sources(codes, catalog)]
    return Card(_title(codes), plain(said_of_both(codes[0], codes[1], catalog)), tuple(blocks), _each(*codes))


def _one_by_one(codes: tuple[int, ...], catalog: Catalog) -> Steps:
    steps = tuple(Step((Strong(str(number)), Plain(f" {summary_of(number, catalog)}"))) for number in codes)
    return Steps(wording.ONE_BY_ONE, steps)


def _listed(codes: tuple[int, ...], catalog: Catalog) -> Card:
    """Three codes and more: what each is, by the question that decides for it; of three, also what parts each two."""
    shown = codes[:_MOST]
    asked = {number: code.question for number in shown if (code := catalog.code(number)) and code.question}
    blocks: list[Block] = []
    if asked:
        steps = (Step((Strong(str(number)), Plain(" "), *prose.line(question))) for number, question in asked.items())
        blocks.append(Steps("이 질문에 예라면", tuple(steps)))
    if rest := tuple(number for number in shown if number not in asked):
        blocks.append(_one_by_one(rest, catalog))
    blocks += _two_by_two(codes, catalog)
    if len(codes) > len(shown):
        left = len(codes) - len(shown)
        blocks.append(Paragraph(plain(f"여덟 개까지만 보여 드립니다. 나머지 {left}개는 따로 물어봐 주세요.")))
    blocks.append(_sources(shown, catalog))
    return Card(_title(shown), plain(_what_parts(shown, catalog)), tuple(blocks), _each(*shown))


def _two_by_two(codes: tuple[int, ...], catalog: Catalog) -> Iterator[Steps]:
    """What parts each two of three, as far as somebody wrote it; of more codes there would be too many."""
    if len(codes) == 3 and (pairs := [pair for two in combinations(codes, 2) if (pair := catalog.pair(*two))]):
        yield Steps(wording.TWO_BY_TWO, tuple(Step(prose.line(pair.difference)) for pair in pairs))


def _what_parts(codes: tuple[int, ...], catalog: Catalog) -> str:
    """The first sentence over many codes: the class where they differ in it, else who is at fault, else when they are sent."""
    known = [code for number in codes if (code := catalog.code(number))]
    strange = [str(number) for number in codes if not catalog.code(number)]
    outside = f" {with_particle(', '.join(strange), '은')} 표준에 없는 번호입니다." if strange else ""
    classes = _grouped((number, wording.class_title(number) if 100 <= number <= 599 else wording.NO_CLASS) for number in codes)
    if len(classes) > 1:
        return f"클래스부터 다릅니다: {_groups(classes)}.{outside}"
    faults = _grouped((code.number, wording.FAULT[code.facts.fault.value]) for code in known)
    if len(faults) > 1 and not strange:
        return f"누구 쪽인지가 다릅니다: {_groups(faults)}."
    if known:
        return f"모두 {next(iter(classes))}입니다. 어느 것이 맞는지는 아래 질문이 가릅니다.{outside}"
    return "표준에 없는 번호입니다."


def _grouped(told: Iterable[tuple[int, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for number, words in told:
        groups.setdefault(words, []).append(str(number))
    return groups


def _groups(groups: dict[str, list[str]]) -> str:
    """ "502, 504 → 앞단과 뒤쪽 서버 사이 · 503 → 답한 서버 쪽"."""
    return " · ".join(f"{', '.join(numbers)} → {words}" for words, numbers in groups.items())


def _sources(codes: tuple[int, ...], catalog: Catalog) -> Block:
    cited = []
    for number in codes:
        if code := catalog.code(number):
            cited.append(code.spec)
        else:
            cited += [used.source for _, used in catalog.vendor(number)[:2]] or ["RFC 9110 §15"]
    return parts.sources(cited, catalog)


def _title(codes: tuple[int, ...]) -> str:
    return " · ".join(map(str, codes)) + " 비교"


def _each(*codes: int) -> tuple[Action, ...]:
    return tuple(Action(f"{code} 보기", token.define(code)) for code in codes[:4])


def _after_two(one: int, other: int) -> tuple[Action, ...]:
    whys = (Action(f"왜 {a} 말고 {b}?", token.why(b, a)) for a, b in ((one, other), (other, one)))
    return (*_each(one, other), *whys)
