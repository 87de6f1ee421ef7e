"""True or false, from 흔한 오해: one common belief among statements that are so, and the belief is to be found.

Every claim in the registry is one that its `truth` corrects. Two of the other statements are in people's words where there are any:
else the belief would be the one that was written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.korean import with_particle
from bot.registry.catalog import Catalog
from bot.study.draw import shuffled
from bot.study.item import Item
from bot.study.question import MOST_WRONG, Choice, Quiz, arranged, key_of
from bot.study.statements import said, statements, typed

if TYPE_CHECKING:
    from bot.registry.told import Misconception

ASK = "{codes_for} 두고 하는 말입니다. 이 가운데 흔한 오해는 어느 것입니까?"
_LEAST_TRUE = 2
_MOST_SAID = 2


def subjects(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """ "404.0": the beliefs about an item, by their place in its file."""
    if len(statements(item, catalog)) < _LEAST_TRUE:
        return ()
    return tuple(f"{item.id}.{index}" for index, _ in enumerate(beliefs(item, catalog)))


def make(subject: str, seed: str, catalog: Catalog) -> Quiz | None:
    """The question about one belief; None where the subject is not one of `subjects`."""
    codes_of, _, index = subject.partition(".")
    item = Item(tuple(int(part) for part in codes_of.split("-") if part.isdecimal()))
    if subject not in subjects(item, catalog):
        return None
    belief = beliefs(item, catalog)[int(index)]
    claim = Choice(key_of(belief.claim), belief.claim, right=True)
    true = (Choice(key_of(text), text, right=False, why="이 말은 사실입니다.") for text in _drawn(item, subject, seed, catalog))
    return Quiz(
        "belief", subject, seed, item.id,
        ask=ASK.format(codes_for=with_particle("·".join(map(str, item.codes)), "을")),
        choices=arranged(claim, true, subject, seed),
        because=belief.truth,
        sources=(belief.source,),
        codes=item.codes,
    )  # fmt: skip


def _drawn(item: Item, subject: str, seed: str, catalog: Catalog) -> tuple[str, ...]:
    spoken = shuffled(said(item, catalog), (subject, seed, "said"))
    facts = shuffled(typed(item, catalog), (subject, seed, "typed"))
    return (*spoken[:_MOST_SAID], *facts, *spoken[_MOST_SAID:])[:MOST_WRONG]


def beliefs(item: Item, catalog: Catalog) -> tuple[Misconception, ...]:
    """What people wrongly believe of a code, of a product's number, or of a pair."""
    return tuple(_beliefs(item, catalog))


def _beliefs(item: Item, catalog: Catalog) -> Iterator[Misconception]:
    if not item.codes:
        return
    if item.is_pair:
        pair = catalog.pair(*item.codes[:2])
        yield from pair.misconceptions if pair and pair.codes == item.codes else ()
    elif code := catalog.code(item.codes[0]):
        yield from code.misconceptions
    else:
        for _, used in catalog.vendor(item.codes[0])[:1]:
            yield from used.misconceptions
