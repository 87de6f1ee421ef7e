"""Prose of the registry: plain text in which `backticks` mark code. Nothing else is markup."""

from __future__ import annotations

from bot.card import Code, Line, Plain, Span


def line(text: str) -> Line:
    """The text as spans. An unpaired backtick stays a character."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return (Plain(text),)
    spans: list[Span] = [Code(part) if i % 2 else Plain(part) for i, part in enumerate(parts) if part]
    return tuple(spans)


def first_sentence(text: str) -> str:
    """The first sentence of a text, without its marks."""
    first, stop, _ = words(text).partition(". ")
    return f"{first}." if stop else first


def words(text: str) -> str:
    """The text without its marks."""
    return text.replace("`", "")
