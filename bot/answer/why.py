"""Why one code and not another. What was asked is answered in the first sentence, in the asker's direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import parts, token
from bot.answer.compare import compare, deciding
from bot.card import Action, Block, Card, Labelled, Paragraph
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Pair, Preference


def why(wanted: int, other: int, catalog: Catalog) -> Card:
    """Why `wanted` and not `other`: the written preference of their pair, or else their comparison."""
    pair = catalog.pair(wanted, other)
    return _preferred(pair, wanted, other, catalog) if pair else compare((wanted, other), catalog)


def _preferred(pair: Pair, wanted: int, other: int, catalog: Catalog) -> Card:
    preference, against = _both(pair, wanted)
    blocks: list[Block] = [
        Paragraph(prose.line(preference.reason)),
        deciding(pair),
        Labelled(f"{with_particle(other, '이')} 맞는 때", prose.line(against.when)),
        *(parts.measured(measurement) for measurement in pair.measured),
        *(parts.misconception(belief, catalog) for belief in pair.misconceptions),
        parts.sources(pair.sources, catalog),
    ]
    actions = (
        Action("표로 비교", token.compare(wanted, other)),
        Action(f"{wanted} 자세히", token.more(wanted)),
        Action(f"{other} 자세히", token.more(other)),
    )
    title = f"왜 {other} 말고 {wanted}인가"
    return Card(title, prose.line(preference.lead), tuple(blocks), actions)


def _both(pair: Pair, wanted: int) -> tuple[Preference, Preference]:
    """What the pair says for the wanted code, and what for the other."""
    one, other = pair.prefer
    return (one, other) if one.code == wanted else (other, one)
