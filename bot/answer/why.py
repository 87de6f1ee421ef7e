"""Why one code and not another. What was asked is answered in the first sentence, in the asker's direction.

A premise that does not hold is said not to: for a written pair by its file, for any other two by `premise`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import parts, token, wording
from bot.answer.compare import compare, deciding, deciding_each, sent_when
from bot.answer.differences import told_apart
from bot.answer.premise import not_for_use, premise
from bot.answer.standing import out_of_use, product_of_both
from bot.asked import Question
from bot.card import Action, Block, Card, Labelled, Line, Paragraph, Plain, plain
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Code, Pair, Preference

_NOT_QUITE = "꼭 그렇지는 않습니다. "


def why(question: Question, catalog: Catalog) -> Card:
    """Why `question.codes[0]` and not `question.codes[1]`."""
    wanted, other = question.codes[:2]
    confirms = question.stance == "confirms"
    if pair := catalog.pair(wanted, other):
        return _written(pair, wanted, other, catalog, confirms=confirms)
    one, against = catalog.code(wanted), catalog.code(other)
    if one and against:
        return _derived(one, against, catalog, confirms=confirms)
    return _of_unlike_standing(wanted, other, catalog)


def _written(pair: Pair, wanted: int, other: int, catalog: Catalog, *, confirms: bool) -> Card:
    preference, against = _both(pair, wanted)
    doubted = confirms or preference.premise == "fails"
    blocks: list[Block] = [
        Paragraph(prose.line(preference.reason)),
        deciding(pair),
        Labelled(wording.right_when(wanted), prose.line(preference.when)),
        Labelled(wording.right_when(other), prose.line(against.when)),
        *(parts.measured(measurement) for measurement in pair.measured),
        *(parts.misconception(belief, catalog) for belief in pair.misconceptions),
        parts.sources(pair.sources, catalog),
    ]
    return Card(_title(wanted, other), _lead(preference.lead, doubted=doubted), tuple(blocks), _actions(wanted, other))


def _both(pair: Pair, wanted: int) -> tuple[Preference, Preference]:
    """What the pair says for the wanted code, and what for the other."""
    one, other = pair.prefer
    return (one, other) if one.code == wanted else (other, one)


def _derived(wanted: Code, other: Code, catalog: Catalog, *, confirms: bool) -> Card:
    doubt = premise(wanted, other)
    numbers = (wanted.number, other.number)
    blocks: list[Block] = [
        Paragraph(plain(doubt.reason) if doubt.reason else told_apart(wanted, other)),
        *deciding_each(wanted, other),
        *sent_when(wanted, other),
        parts.sources([*doubt.sources, wanted.spec, other.spec], catalog),
    ]
    lead = _lead(doubt.lead, doubted=confirms or doubt.fails)
    return Card(_title(*numbers), lead, tuple(blocks), _actions(*numbers))


def _of_unlike_standing(wanted: int, other: int, catalog: Catalog) -> Card:
    """One of the two is no registered code: a number of a product's own is nothing to choose; its meaning is compared."""
    card = compare((wanted, other), catalog)
    code = catalog.code(wanted)
    if code and not out_of_use(code):
        told = f"{with_particle(wanted, '은')} 뜻이 정해진 코드이고, {with_particle(other, '은')} 표준에 없는 번호입니다."
        return Card(_title(wanted, other), plain(told), card.blocks, card.actions)
    if product_of_both(wanted, other, catalog):
        told = "둘 다 제품이 스스로 붙이는 번호라, 직접 보낼 코드로 고르지는 않습니다."
        return Card(_title(wanted, other), card.lead, (Paragraph(plain(told)), *card.blocks), card.actions)
    told = f"{with_particle(wanted, '은')} 표준 상태 코드가 아닙니다. 직접 보낼 코드로 고르지는 않습니다."
    told = not_for_use(code) if code else told
    return Card(_title(wanted, other), _lead(told, doubted=True), (Paragraph(card.lead), *card.blocks), card.actions)


def _lead(text: str, *, doubted: bool) -> Line:
    return (Plain(_NOT_QUITE), *prose.line(text)) if doubted else prose.line(text)


def _title(wanted: int, other: int) -> str:
    return f"왜 {other} 말고 {wanted}인가"


def _actions(wanted: int, other: int) -> tuple[Action, ...]:
    return (
        Action("표로 비교", token.compare(wanted, other)),
        Action(f"{wanted} 자세히", token.more(wanted)),
        Action(f"{other} 자세히", token.more(other)),
    )
