"""Pieces that more than one kind of answer puts on its card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import wording
from bot.card import Card, Labelled, Line, Link, Paragraph, Plain, Sources, Step, Steps, Strong, Tone, joined, plain
from bot.registry import prose
from bot.registry.catalog import Catalog
from bot.registry.source import JUDGEMENT, rfc_url

if TYPE_CHECKING:
    from bot.registry.model import Code
    from bot.registry.told import Measured, Misconception

TONES: dict[int, Tone] = {1: "info", 2: "success", 3: "redirect", 4: "client_error", 5: "server_error"}
_IANA = "https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml"
_MDN = "https://developer.mozilla.org/{locale}/docs/Web/HTTP/Reference/Status/{number}"
_MDN_LABELS = {"ko": ("ko", "MDN(한국어)"), "en": ("en-US", "MDN(영어)")}


def tone(number: int) -> Tone:
    return TONES.get(number // 100, "neutral")


def cut_short(card: Card, limit: int) -> Card:
    """The card with a note that only the first `limit` characters of a long text were read."""
    return replace(card, blocks=(*card.blocks, Paragraph(plain(f"글이 길어 앞의 {limit:,}자만 읽었습니다."))))


def listed(label: str, items: Iterable[str]) -> Steps:
    """A plain list of prose under a label."""
    return Steps(label, tuple(Step(prose.line(item)) for item in items))


def misconception(belief: Misconception, catalog: Catalog) -> Labelled:
    line = (Plain("“"), *prose.line(belief.claim), Plain("” → "), *prose.line(belief.truth))
    return Labelled(wording.MISCONCEPTION, (*line, *sourced(belief.source, catalog)))


def measured(measurement: Measured) -> Labelled:
    line = (Plain(f"({measurement.date.isoformat()}) "), *prose.line(measurement.text))
    return Labelled(wording.MEASURED, (*line, Plain(" — "), *prose.line(measurement.clients)))


def sourced(source: str, catalog: Catalog) -> Line:
    """ " (RFC 9110 §15.6.3)" after a sentence; nothing for judgement, whose sentence says so by its words."""
    return () if source == JUDGEMENT else (Plain(" ("), *_cited(source, catalog), Plain(")"))


def sources(names: Iterable[str], catalog: Catalog, *extra: Link) -> Sources:
    """The last line of a card: each source once, in order, IANA at the end."""
    cited = [_cited(name, catalog) for name in dict.fromkeys(names) if name != JUDGEMENT]
    links = [*cited, *((link,) for link in extra), (Link(_IANA, "IANA"),)]
    return Sources(joined(links, " · "))


def _cited(source: str, catalog: Catalog) -> Line:
    """A source as a link; a key that the registry lacks shows as it is (`registry check` refuses it)."""
    if url := rfc_url(source):
        return (Link(url, source),)
    if document := catalog.documents.get(source):
        return (Link(document.url, document.label),)
    return plain(source)


def mdn(code: Code) -> tuple[Link, ...]:
    if code.mdn is None:
        return ()
    locale, label = _MDN_LABELS[code.mdn.language]
    return (Link(_MDN.format(locale=locale, number=code.number), label),)


def label_value(pairs: Iterable[tuple[str, str]]) -> Line:
    """ "**캐시** …, **본문** …" as one line."""
    return joined([(Strong(name), Plain(f" {value}")) for name, value in pairs], " · ")


def code_title(code: Code) -> str:
    return f"{code.number} {code.phrase} · {code.korean}"
