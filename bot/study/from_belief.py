"""Which of these is wrong: one false sentence among statements that are so.

The false one is a common belief, which its `truth` in the registry corrects; or what one code is, said of another that a written
comparison parts from it without exception; or the wrong rule of caching. Two of the other statements are in people's words where
there are any, and so are some false ones: else the belief would be the sentence that was written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.korean import with_particle
from bot.registry.catalog import Catalog
from bot.study.draw import shuffled
from bot.study.item import Item
from bot.study.question import MOST_WRONG, Choice, Quiz, arranged, key_of
from bot.study.statements import is_called, on_caching, said, statements, told_apart, typed
from bot.study.wrong import is_strict, surely_wrong

if TYPE_CHECKING:
    from bot.registry.told import Misconception

ASK = "{codes_for} 두고 하는 말입니다. 이 가운데 틀린 것은 어느 것입니까?"
_LEAST_TRUE = 2
_MOST_SAID = 2
_AT_A_GLANCE = 45  # a choice longer than this is only taken where shorter ones are too few
_MIXED_UP, _CACHING = "x", "c"


class Untrue(NamedTuple):
    """A false sentence, what is so instead, and the true form of it, if that is one of the statements."""

    claim: str
    truth: str
    sources: tuple[str, ...]
    so: str = ""


def subjects(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """ "404.0": the beliefs about an item, by their place in its file; "404.x405": what 405 is, said of 404; "404.c": caching."""
    if len(statements(item, catalog)) < _LEAST_TRUE:
        return ()
    return tuple(f"{item.id}.{name}" for name in _false(item, catalog))


def make(subject: str, seed: str, catalog: Catalog) -> Quiz | None:
    """The question about one false sentence; None where the subject is not one of `subjects`."""
    codes_of, _, name = subject.partition(".")
    item = Item(tuple(int(part) for part in codes_of.split("-") if part.isdecimal()))
    if subject not in subjects(item, catalog):
        return None
    false = _false(item, catalog)[name]
    claim = Choice(key_of(false.claim), false.claim, right=True)
    true = (
        Choice(key_of(text), text, right=False, why="이 말은 사실입니다.")
        for text in _drawn(item, false.so, (subject, seed), catalog)
    )
    return Quiz(
        "belief", subject, seed, item.id,
        ask=ASK.format(codes_for=with_particle("·".join(map(str, item.codes)), "을")),
        choices=arranged(claim, true, subject, seed),
        because=false.truth,
        sources=false.sources,
        codes=item.codes,
    )  # fmt: skip


def _drawn(item: Item, but: str, seed: tuple[str, str], catalog: Catalog) -> tuple[str, ...]:
    spoken = shuffled((text for text in said(item, catalog) if text != but), (*seed, "said"))
    spoken = tuple(sorted(spoken, key=lambda text: len(text) > _AT_A_GLANCE))
    facts = shuffled((text for text in typed(item, catalog) if text != but), (*seed, "typed"))
    return (*spoken[:_MOST_SAID], *facts, *spoken[_MOST_SAID:])[:MOST_WRONG]


@lru_cache(maxsize=512)
def _false(item: Item, catalog: Catalog) -> dict[str, Untrue]:
    found = {str(index): Untrue(one.claim, one.truth, (one.source,)) for index, one in enumerate(beliefs(item, catalog))}
    return found | dict(_mixed_up(item, catalog)) | dict(_on_caching(item, catalog))


def _mixed_up(item: Item, catalog: Catalog) -> Iterator[tuple[str, Untrue]]:
    """What another code is, said of this one, where this one cannot stand for it."""
    if len(item.codes) != 1:
        return
    number = item.codes[0]
    for other, kind in told_apart(number, catalog):
        pair = catalog.pair(number, other)
        if pair and is_strict(number, other, catalog) and number in surely_wrong(other, (), catalog):
            truth = f"그것은 {other}입니다. {pair.difference}"
            yield f"{_MIXED_UP}{other}", Untrue(is_called(kind, number), truth, tuple(pair.sources), is_called(kind, other))


def _on_caching(item: Item, catalog: Catalog) -> Iterator[tuple[str, Untrue]]:
    code = catalog.code(item.codes[0]) if len(item.codes) == 1 else None
    if code and code.importance != "rare" and (kept := on_caching(code)):
        so, not_so = kept
        truth = f"바른 말은 이렇습니다. “{so}.”"
        yield _CACHING, Untrue(not_so, truth, (code.facts.cacheable.source, "RFC 9111 §3"), so)


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
