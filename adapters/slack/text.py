"""Text for the places of Slack that are not rich_text: escaped where it would be parsed, cut where it is too long."""

from __future__ import annotations

import unicodedata

from bot.card import Line, Link, span_text

_JOINS_THE_ONE_BEFORE = ("\u200d", "\ufe0e", "\ufe0f")


def escaped(text: str) -> str:
    """mrkdwn that shows `text`: https://docs.slack.dev/messaging/formatting-message-text escapes these three, in this order."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, an ellipsis for the rest; what a person sees as one character is not cut in two."""
    if len(text) <= limit:
        return text
    end = limit - 1
    while end and _joins(text, end):
        end -= 1
    return text[:end].rstrip() + "…"


def _joins(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to the one before it."""
    return (
        unicodedata.combining(text[at]) != 0
        or text[at] in _JOINS_THE_ONE_BEFORE
        or text[at - 1] == "\u200d"
        or "\u1160" <= text[at] <= "\u11ff"
        or "\U0001f3fb" <= text[at] <= "\U0001f3ff"
    )


def linked(line: Line) -> str:
    """A line as mrkdwn in which only its links are markup."""
    return "".join(
        f"<{_address(span.link)}|{escaped(span.label)}>" if isinstance(span, Link) else escaped(span_text(span)) for span in line
    )


def _address(url: str) -> str:
    return escaped(url).replace("|", "%7C")
