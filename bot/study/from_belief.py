"""True or false, from 흔한 오해: one common belief among statements that are so, and the belief is to be found.

Every claim in the registry is one that its `truth` corrects; the other statements are read from typed facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.registry.catalog import Catalog
from bot.study.item import Item
from bot.study.question import Choice, Quiz, arranged, key_of
from bot.study.statements import statements

if TYPE_CHECKING:
    from bot.registry.told import Misconception

ASK = "{codes}에 대한 말입니다. 이 가운데 흔한 오해는 어느 것입니까?"
_LEAST_TRUE = 2


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
    true = (Choice(key_of(text), text, right=False, why="이 말은 사실입니다.") for text in statements(item, catalog))
    return Quiz(
        "belief", subject, seed, item.id,
        ask=ASK.format(codes="·".join(map(str, item.codes))),
        choices=arranged(claim, true, subject, seed),
        because=belief.truth,
        sources=(belief.source,),
        codes=item.codes,
    )  # fmt: skip


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
