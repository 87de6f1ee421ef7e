"""Which codes are wrong answers for sure, proven from the registry.

A code is never offered as wrong where the registry leaves any room for it: as an alternative or in a word about what teams do
otherwise, by a name it shares with an answer, in a comparison that lets both pass, as the general code of the answer's class
(RFC 9110 §15: a client treats an unknown code as the x00 of its class), or as a refusal that hides what is there (§15.5.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.registry.catalog import Catalog

_NUMBER = re.compile(r"(?<![\d.])[1-9]\d\d(?![\d])")
# Words of a comparison that let the other code pass too.
_LOOSE = re.compile(r"팀|대개|도 맞|도 여기|통일|모은|숨|틀리지|더 분명|으로 나옵")
# What an answer may be about so that a server may rather say 404 (hide it), 403 (just refuse), 422 (a rule like any other) …
_STANDS = {
    404: frozenset({"credentials", "permission", "law", "uri", "method", "state"}),
    403: frozenset({"credentials", "permission", "law", "uri", "rate", "capacity", "none", "protocol", "method", "state"}),
    410: frozenset({"uri"}),
    422: frozenset({"state"}),
    401: frozenset({"credentials", "permission"}),
    302: frozenset({"credentials", "permission"}),
    303: frozenset({"credentials", "permission"}),
}
_AFTER_SUCCESS = frozenset({302, 303})  # what a form answers instead of 2xx (RFC 9110 §15.4.4)
_GENERAL_AT_VENDORS = frozenset({500, 501, 502, 503, 504, 520})  # what a product says when it has no number of its own


def numbers_in(*texts: str) -> set[int]:
    """The three-digit numbers that texts mention."""
    return {int(number) for text in texts for number in _NUMBER.findall(text)}


def is_strict(one: int, other: int, catalog: Catalog) -> bool:
    """Whether a written comparison parts two codes without exception: its yes is one of them alone, its no the other."""
    pair = catalog.pair(one, other)
    if pair is None or _LOOSE.search(f"{pair.yes} {pair.no}"):
        return False
    return all(outcome(text) in pair.codes for text in (pair.yes, pair.no))


def outcome(text: str) -> int | None:
    """The code that a yes or a no of a comparison leads to ("409. 본문의 …"); None where it speaks of any other as well."""
    first = _NUMBER.match(text)
    return int(first[0]) if first and numbers_in(text) == {int(first[0])} else None


def surely_wrong(answer: int, fine: Iterable[int], catalog: Catalog) -> tuple[int, ...]:
    """Registered codes that cannot be the answer where `answer` is and the `fine` ones may be, the most plausible first."""
    accepted = frozenset((answer, *fine))
    return _ranked(answer, accepted, catalog)


@lru_cache(maxsize=512)
def _ranked(answer: int, accepted: frozenset[int], catalog: Catalog) -> tuple[int, ...]:
    wrong = [number for number in catalog.numbers if _is_wrong(number, answer, accepted, catalog)]
    near = _near(answer, accepted, catalog)
    ranked = sorted(wrong, key=lambda number: (near.get(number, 9), _rarity(number, catalog), number))
    return (*_others_of_the_vendor(answer, accepted, catalog), *ranked)


def _is_wrong(number: int, answer: int, accepted: frozenset[int], catalog: Catalog) -> bool:
    code = catalog.code(number)
    if code is None or number in accepted or code.lifecycle != "current" or code.importance == "rare":
        return False
    if answer not in catalog.numbers and number in _GENERAL_AT_VENDORS:
        return False
    return all(_excludes(each, number, catalog) for each in accepted) and not _may_stand_for(number, answer, accepted, catalog)


def _excludes(accepted: int, number: int, catalog: Catalog) -> bool:
    """Whether `number` says something else than an accepted answer: by a strict comparison, by its class, or by the typed facts."""
    ours, theirs = catalog.code(accepted), catalog.code(number)
    if catalog.pair(accepted, number) and not is_strict(accepted, number, catalog):
        return False
    if ours is None or theirs is None or accepted // 100 != number // 100:
        return True
    if set(ours.names.shared) & set(theirs.names.shared):
        return is_strict(accepted, number, catalog)
    if ours.facts.redirect and theirs.facts.redirect and accepted != 304 and number != 304:
        return {ours.facts.permanence.value, theirs.facts.permanence.value} == {"permanent", "temporary"}
    return is_strict(accepted, number, catalog) or ours.facts.subject.value != theirs.facts.subject.value


def _may_stand_for(number: int, answer: int, accepted: frozenset[int], catalog: Catalog) -> bool:
    """Whether a code may be sent in place of others whatever they say: the general one of a class, a refusal that tells less, the
    page after a success, or 304 in place of any content (RFC 9110 §13.2.2)."""
    if number % 100 == 0 and number // 100 in {each // 100 for each in accepted}:
        return True
    if answer // 100 == 2 and (number in _AFTER_SUCCESS or (number == 304 and answer != 201)):
        return True
    if number == 401 and answer == 403:
        return False  # the strict comparison of the two: whoever is known is not asked who they are
    subjects = {code.facts.subject.value for each in accepted if each >= 300 and (code := catalog.code(each))}
    return bool(subjects & _STANDS.get(number, frozenset()))


def _others_of_the_vendor(answer: int, accepted: frozenset[int], catalog: Catalog) -> tuple[int, ...]:
    """A product's other numbers: its document gives each a meaning of its own, the general ones aside."""
    if answer in catalog.numbers:
        return ()
    own = {vendor.vendor for vendor, _ in catalog.vendor(answer)[:1]}
    return tuple(
        number
        for number in catalog.vendor_numbers
        if number not in accepted
        and own & _products(number, catalog)
        and (number not in _GENERAL_AT_VENDORS or is_strict(answer, number, catalog))
    )


def _products(number: int, catalog: Catalog) -> set[str]:
    """The products with a file of their own that use a number today, and say so."""
    uses = catalog.vendor(number)
    return {vendor.vendor for vendor, used in uses if not (used.vendor or used.obsolete) and used.known == "documented"}


def _near(answer: int, accepted: frozenset[int], catalog: Catalog) -> dict[int, int]:
    """How plausible other codes look beside an answer, 0 most: compared or related codes, then its class and what is near to the
    other accepted ones, then the other errors beside an error. Nobody takes an error for a success, but for 200."""
    near = {number: _by_class(number, answer) for number in catalog.numbers}
    for each in accepted:
        for number in _related(each, catalog):
            near[number] = min(near.get(number, 9), (0 if each == answer else 1) + _by_class(number, answer) // 4)
    return near


def _by_class(number: int, answer: int) -> int:
    if number // 100 == answer // 100:
        return 1
    if number < 200:
        return 5
    return 2 if (number >= 400) == (answer >= 400) or number == 200 else 4


def _related(number: int, catalog: Catalog) -> Iterator[int]:
    if code := catalog.code(number):
        yield from (near.number for near in code.related)
    for pair in catalog.pairs:
        if number in pair.codes:
            yield from (other for other in pair.codes if other != number)


def _rarity(number: int, catalog: Catalog) -> int:
    code = catalog.code(number)
    return ("essential", "common", "occasional", "rare").index(code.importance) if code else 4
