"""What a card is about: one code, or two that people confuse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.asked import CLASS_OF
from bot.order import LEVELS, Level
from bot.registry.catalog import Catalog

_TIERS = {"essential": 0, "common": 1, "occasional": 2, "rare": 3}
_OF_A_PRODUCT = 2  # numbers that only operators of that product meet


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """`codes` are one number, or the two of a written comparison in its order."""

    codes: tuple[int, ...]

    @property
    def id(self) -> str:
        """ "404", "401-403": what progress is kept under, and what tokens carry."""
        return "-".join(map(str, self.codes))

    @property
    def is_pair(self) -> bool:
        return len(self.codes) > 1


@lru_cache(maxsize=4)
def every_item(catalog: Catalog) -> tuple[Item, ...]:
    """All codes and pairs, in the order of the registry."""
    numbers = (*catalog.numbers, *(number for number in catalog.vendor_numbers if _is_met(number, catalog)))
    return (*(Item((number,)) for number in numbers), *(Item(pair.codes) for pair in catalog.pairs))


def _is_met(number: int, catalog: Catalog) -> bool:
    """Whether somebody may still meet a product's number, and a document says what it means."""
    return any(not used.obsolete and used.known == "documented" for _, used in catalog.vendor(number))


def tier(item: Item, catalog: Catalog) -> int:
    """How much it matters, 0 first. The registry's importance: "essential" are the codes that the list this project began with
    sets in colour and bold. A pair matters as much as the rarer of its two."""
    return max(_tier(number, catalog) for number in item.codes)


def _tier(number: int, catalog: Catalog) -> int:
    code = catalog.code(number)
    return _TIERS[code.importance] if code else _OF_A_PRODUCT


def level_of(item: Item, catalog: Catalog) -> Level:
    """The first level whose deck holds it: 입문 what everyone meets, 실무 what developers meet, 운영 the rest and products' own."""
    return LEVELS[min(tier(item, catalog), len(LEVELS) - 1)]


def topics(catalog: Catalog) -> tuple[str, ...]:
    """What a deck can be narrowed to: classes and vendors."""
    return (*CLASS_OF.values(), *catalog.vendor_names)


def is_about(item: Item, asked: tuple[str, ...], catalog: Catalog) -> bool:
    """Whether an item belongs to any of the topics; to none asked, every item does. A pair belongs to a class with both of its
    codes, and to a vendor with either of its own numbers."""
    if not asked:
        return True
    classes = all(CLASS_OF.get(number // 100) in asked for number in item.codes)
    own = [number for number in item.codes if number not in catalog.numbers]
    return classes or any(vendor.vendor in asked for number in own for vendor, _ in catalog.vendor(number))
