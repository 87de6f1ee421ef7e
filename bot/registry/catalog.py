"""Looking things up in the registry. Immutable to its users; one catalog serves a whole process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.registry.indexing import Indexing
    from bot.registry.model import (
        ClassTold,
        Code,
        Evidence,
        Family,
        Framework,
        Iana,
        IanaEntry,
        Pair,
        Signal,
        Signals,
        Situation,
        Unassigned,
        Usage,
        Vendor,
        VendorCode,
    )
    from bot.registry.record import Document


class Name(NamedTuple):
    """Something people call a code; `what` is "phrase", "name", "transliteration", "nickname", "misspelling" or "shared name"."""

    code: int
    what: str
    name: str


class Tables(NamedTuple):
    """What stands beside the codes: documents that are cited, frameworks, marks, odd usages, search, unassigned ranges."""

    documents: dict[str, Document]
    frameworks: dict[str, Framework]
    signals: tuple[Signals, ...] = ()
    usages: tuple[Usage, ...] = ()
    indexing: tuple[Indexing, ...] = ()
    unassigned: tuple[Unassigned, ...] = ()
    classes: tuple[ClassTold, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Catalog:
    """The registry as answers use it; `bot.registry.snapshot.catalog()` builds the default one.

    `record` builds the record of a number in `numbers`; it is called once for each number asked for.
    """

    def __init__(
        self,
        *,
        numbers: tuple[int, ...],
        record: Callable[[int], Code],
        names: tuple[Name, ...],
        situations: tuple[Situation, ...],
        vendors: tuple[Vendor, ...],
        families: tuple[Family, ...],
        iana: Iana,
        tables: Tables,
    ) -> None:
        self.numbers, self.names = numbers, names
        self.documents, self.frameworks = tables.documents, tables.frameworks
        self._record = record
        self._records: dict[int, Code] = {}
        self._situations = {situation.id: situation for situation in situations}
        self.cases = {situation.id: situation.code for situation in situations}
        self._iana = {number: entry for entry in iana.entry for number in range(entry.first, entry.last + 1)}
        self._vendors: dict[int, list[tuple[Vendor, VendorCode]]] = {}
        for vendor in vendors:
            for code in vendor.code:
                self._vendors.setdefault(code.number, []).append((vendor, code))
        self._marks: dict[str, list[tuple[Signals, Signal]]] = {}
        for product in tables.signals:
            for signal in product.signal:
                self._marks.setdefault(signal.token, []).append((product, signal))
        self._spelled: dict[str, str] = {}
        for written in self._marks:
            self._spelled.setdefault(written.lower(), written)
        self._usages, self._unassigned = tables.usages, tables.unassigned
        self._indexing = tables.indexing
        self.evidence = {one.id: one for one in tables.evidence}
        self._classes = {told.digit: told for told in tables.classes}
        self._pairs = {frozenset(pair.codes): pair for family in families for pair in family.pair}

    def code(self, number: int) -> Code | None:
        """The record of a registered code; None for any other number."""
        if number not in self._records and number in self.numbers:
            self._records[number] = self._record(number)
        return self._records.get(number)

    def situation(self, case: str) -> Situation | None:
        """The situation with this id."""
        return self._situations.get(case)

    def pair(self, one: int, other: int) -> Pair | None:
        """The written comparison of two codes, whichever is named first; None where nobody wrote one."""
        return self._pairs.get(frozenset((one, other)))

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every written comparison, in the order of the files."""
        return tuple(self._pairs.values())

    @property
    def vendor_numbers(self) -> tuple[int, ...]:
        """The numbers outside the standard that products use."""
        return tuple(number for number in sorted(self._vendors) if number not in self.numbers)

    @cached_property
    def vendor_names(self) -> tuple[str, ...]:
        """The products, as topics are named after them."""
        return tuple(dict.fromkeys(vendor.vendor for number in self.vendor_numbers for vendor, _ in self.vendor(number)))

    def vendor(self, number: int) -> tuple[tuple[Vendor, VendorCode], ...]:
        """Every product known to use a number outside the standard, in the order of the files; empty for none."""
        return tuple(self._vendors.get(number, ()))

    def mark(self, token: str) -> tuple[tuple[Signals, Signal], ...]:
        """What products mean by a mark beside a status ("UF", "404.13"); empty for one that nobody writes.

        HAProxy's "SH" and "sH" are two marks; in a case that none is written in, the first of them is taken. "LR" is one of
        Envoy's and one of HAProxy's.
        """
        written = token if token in self._marks else self._spelled.get(token.lower(), "")
        return tuple(self._marks.get(written, ()))

    @property
    def marks(self) -> tuple[tuple[Signals, Signal], ...]:
        """Every mark, in the order of the files."""
        return tuple(mark for marks in self._marks.values() for mark in marks)

    def indexing(self, number: int) -> Indexing:
        """What Google's search makes of a registered code: `registry check` sees to it that every class is told."""
        return next(one for one in self._indexing if number in one.codes or number // 100 == one.digit)

    def usages(self, number: int) -> tuple[Usage, ...]:
        """Products that use a standard code in a way of their own."""
        return tuple(usage for usage in self._usages if number in usage.codes)

    def unassigned(self, number: int) -> Unassigned | None:
        """What is told of the unassigned range that a number falls in."""
        return next((one for one in self._unassigned if one.first <= number <= one.last), None)

    def status_class(self, digit: int) -> ClassTold:
        """What is told of a class, 1 to 5. Raises KeyError for any other digit."""
        return self._classes[digit]

    def iana(self, number: int) -> IanaEntry | None:
        """What the IANA registry says of a number: its row, or the unassigned range it falls in; None outside 100-599."""
        return self._iana.get(number)
