"""Marks that products write beside a status: Envoy's response flags, HAProxy's termination states, IIS's sub-statuses.

A mark is a few letters, so it is taken only where the product is named, or the text says flag or state, or nothing else.
"""

from __future__ import annotations

from bot.registry.catalog import Catalog
from bot.understand import cues
from bot.understand.pattern import Pattern
from bot.understand.text import Text

_SUBSTATUS = Pattern(r"(?<![0-9.])[45][0-9]{2}\.[0-9]{1,3}(?![0-9.])")
_LETTERS = Pattern(r"(?<![a-z0-9-])[a-z]{2,6}-{0,2}(?![a-z0-9])")
_SPOKEN_OF = Pattern(
    r"envoy|엔보이|istio|이스티오|response[_ ]?flags?|응답\s*플래그|플래그|flag|"
    r"haproxy|하프록시|에이치에이|termination|종료\s*상태|세션\s*상태|"
    r"iis|sub-?status|하위\s*상태|서브\s*스테이터스"
)
_LONGEST = 80  # characters of a question about a mark
# A line of a log, which is read with its status: a request, timers, a field, a path, or the details behind a flag.
_PASTED = Pattern(
    r"\b(?:get|post|put|patch|delete|head|options)\s+/|(?:-?\d+/){3}|\b(?:status|code)[\w-]*[=:]\s?\d{3}|\s/[a-z]|"
    r"\b(?!response_flags?)[a-z]+_[a-z_]+\b.*\d|\d.*\b(?!response_flags?)[a-z]+_[a-z_]{3,}\b"
)


class Marks:
    """The marks of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def asked(self, text: Text) -> tuple[str, int, int] | None:
        """The mark that a short text asks about, and where it stands in the normalised text; None for none."""
        plain = text.plain
        if len(plain) > _LONGEST or _PASTED.search(plain):
            return None
        for match in _SUBSTATUS.finditer(plain):
            if self._catalog.mark(match[0]):
                return match[0], match.start(), match.end()
        spoken = bool(_SPOKEN_OF.search(plain))
        for match in _LETTERS.finditer(plain):
            token = match[0].rstrip("-")
            as_written = text.raw[text.origin[match.start()] : text.origin[match.start()] + len(token)]
            known = bool(self._catalog.mark(as_written))
            if known and (spoken or (as_written.isupper() and cues.bare(plain).rstrip("-") == token)):
                return as_written, match.start(), match.end()
        return None
