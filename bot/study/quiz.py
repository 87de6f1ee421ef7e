"""Every question that can be asked, by what it is made from. The same kind, subject and seed always make the same question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

from bot.errors import BadTokenError
from bot.registry.catalog import Catalog
from bot.study import from_belief, from_exchange, from_log, from_pair, from_situation
from bot.study.draw import lot
from bot.study.item import Item, every_item
from bot.study.question import Kind, Quiz

_MAKERS: dict[Kind, ModuleType] = {
    "pair": from_pair,
    "exchange": from_exchange,
    "belief": from_belief,
    "log": from_log,
    "situation": from_situation,
}
KINDS: tuple[Kind, ...] = tuple(_MAKERS)
_ASKS_FOR_THE_CODE: frozenset[Kind] = frozenset({"exchange", "situation"})
_BY_LETTER: dict[str, Kind] = {kind[0]: kind for kind in KINDS}
_ID = re.compile(r"([pebls]):([a-z0-9.-]{1,40}):([0-9.]{1,14})", re.ASCII)


class Key(NamedTuple):
    """One question, whatever its seed."""

    kind: Kind
    subject: str


@lru_cache(maxsize=512)
def keys(item: Item, catalog: Catalog) -> tuple[Key, ...]:
    """Every question about an item."""
    return tuple(Key(kind, subject) for kind, maker in _MAKERS.items() for subject in maker.subjects(item, catalog))


def every_key(catalog: Catalog) -> Iterator[tuple[Item, Key]]:
    """Every question that can be made, with its item."""
    return ((item, key) for item in every_item(catalog) for key in keys(item, catalog))


def make(key: Key, seed: str, catalog: Catalog) -> Quiz | None:
    """The question; None where there is none of that kind about that subject."""
    made: Quiz | None = _MAKERS[key.kind].make(key.subject, seed, catalog)
    return made


def about(item: Item, seed: str, catalog: Catalog, *, given_away: bool = False) -> Quiz:
    """A question about an item: the kinds take turns with the seed, and so do the subjects within a kind. `given_away` says that
    the item's code stands beside the question: then it is not what is asked for, where anything else can be.

    Raises LookupError for an item about which nothing can be asked: no deck holds one.
    """
    all_of_it = keys(item, catalog)
    hidden = [key for key in all_of_it if key.kind not in _ASKS_FOR_THE_CODE] if given_away else []
    by_kind: dict[Kind, list[Key]] = {}
    for key in hidden or all_of_it:
        by_kind.setdefault(key.kind, []).append(key)
    if not by_kind:
        raise LookupError(item.id)
    kinds = list(by_kind)
    of_kind = by_kind[kinds[lot(item.id, seed, "kind") % len(kinds)]]
    made = make(of_kind[lot(item.id, seed, "subject") % len(of_kind)], seed, catalog)
    if made is None:
        raise LookupError(item.id)
    return made


def read(quiz_id: str, catalog: Catalog) -> Quiz:
    """The question with an id ("s:token-expired:739850"). Raises BadTokenError."""
    match = _ID.fullmatch(quiz_id)
    made = make(Key(_BY_LETTER[match[1]], match[2]), match[3], catalog) if match else None
    if made is None:
        raise BadTokenError(quiz_id)
    return made
