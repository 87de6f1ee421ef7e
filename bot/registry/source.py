"""Where a fact comes from, written as one short string in the data and shown as a link on a card.

"RFC 9110 §15.6.3" (a section), "RFC 6585" (a document), "판단" (our judgement, no document says it), or the key of an
entry in `data/sources.toml` (a vendor document, a standard that is not an RFC, our own measurement).
"""

from __future__ import annotations

import re

JUDGEMENT = "판단"

_RFC = re.compile(r"RFC (?P<number>[1-9]\d{2,4})(?: §(?P<section>[0-9A-Z]+(?:\.\d+)*))?")
_KEY = re.compile(r"[a-z][a-z0-9-]*")


def well_formed(source: str) -> str:
    """The source itself. Raises ValueError, in Korean, when it is none of the forms above."""
    if source == JUDGEMENT or _RFC.fullmatch(source) or _KEY.fullmatch(source):
        return source
    raise ValueError("출처는 'RFC 9110 §15.6.3', '판단', 또는 sources.toml의 이름으로 적습니다")


def rfc_url(source: str) -> str | None:
    """The address of an RFC source at the RFC editor, with its section as anchor; None for any other source."""
    match = _RFC.fullmatch(source)
    if match is None:
        return None
    anchor = f"#section-{match['section']}" if match["section"] else ""
    return f"https://www.rfc-editor.org/rfc/rfc{match['number']}.html{anchor}"
