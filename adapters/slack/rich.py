"""Spans -> Slack's rich_text: text stays text, so nothing a person wrote can become markup, a mention or a link.

Styles are carried beside the text. `*503*은` in mrkdwn stays unbolded before a Korean particle; here that cannot happen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.card import Code, Line, Link, Moment, Person, Plain, Span, Strong

JSON = dict[str, Any]


def block(*parts: JSON) -> JSON:
    """One rich_text block."""
    return {"type": "rich_text", "elements": list(parts)}


def section(*elements: JSON) -> JSON:
    """One paragraph."""
    return {"type": "rich_text_section", "elements": list(elements)}


def items(rows: Iterable[list[JSON]], *, ordered: bool) -> JSON:
    """A list, a row of elements each."""
    style = "ordered" if ordered else "bullet"
    return {"type": "rich_text_list", "style": style, "elements": [section(*row) for row in rows]}


def verbatim(text: str) -> JSON:
    """Text in a fixed pitch, as it is."""
    return {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text or " "}]}


def words(text: str) -> JSON:
    return {"type": "text", "text": text}


def bold(text: str) -> JSON:
    return {"type": "text", "text": text, "style": {"bold": True}}


def code(text: str) -> JSON:
    return {"type": "text", "text": text, "style": {"code": True}}


def line(spans: Line) -> list[JSON]:
    """The elements of a line; Slack refuses empty text, so there is none."""
    return [element for span in spans if (element := _element(span))]


def _element(span: Span) -> JSON | None:
    match span:
        case Plain(text):
            return words(text) if text else None
        case Strong(text):
            return bold(text) if text else None
        case Code(text):
            return code(text) if text else None
        case Link(link, label):
            return {"type": "link", "url": link, "text": label or link}
        case Person(person, _):  # only on cards that one person sees: elsewhere Slack would notify whom it names
            return {"type": "user", "user_id": person.rpartition(":")[2]}
        case Moment(moment, said):
            return {"type": "date", "timestamp": moment, "format": "{date_short} {time}", "fallback": said}
