"""Which of the codes that a text names stand in the registry, and which only a product writes."""

from __future__ import annotations

from bot.registry.catalog import Catalog
from bot.understand.reading import Reading


class Known:
    """The numbers of one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def is_known(self, code: int) -> bool:
        entry = self._catalog.iana(code)
        return bool(self._catalog.vendor(code)) or (entry is not None and entry.state != "unassigned")

    def stranger(self, seen: Reading) -> int | None:
        """The only code of several that nobody assigned: the others are there to say where it would stand."""
        strange = [code for code in seen.codes if not self.is_known(code)]
        return strange[0] if len(strange) == 1 and len(seen.codes) > 1 else None

    def names_one_product_number(self, seen: Reading) -> bool:
        """Whether the one code of a text is a number that some product writes and no standard does: it is what is asked about."""
        entry = self._catalog.iana(seen.codes[0]) if len(seen.codes) == 1 else None
        assigned = entry is not None and entry.state != "unassigned"
        return len(seen.codes) == 1 and bool(self._catalog.vendor(seen.codes[0])) and not assigned

    def tells_of_one_product_number(self, seen: Reading) -> bool:
        """The same in plain words, where nothing was pasted."""
        log = seen.log
        pasted = (
            log.looks or log.closed or log.clues or log.silent or log.status_class or log.counts or "\n" in seen.text.raw.strip()
        )
        return not pasted and self.names_one_product_number(seen)
