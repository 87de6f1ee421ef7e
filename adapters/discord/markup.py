"""Spans and blocks of a card -> Discord's Markdown. Nothing that is text becomes markup, and nothing can ping.

Discord has no tables; each row stands under its first cell.
"""

from __future__ import annotations

import re

from adapters.discord.limits import SPAN
from bot.card import Block, Code, Labelled, Line, Link, Paragraph, Plain, Sources, Span, Step, Steps, Table, Verbatim

# Emphasis, code, spoilers, links; mentions, timestamps and emoji of a server all begin with "<".
_MARKS = re.compile(r"[\\*_~|`<>\[\]]")
_AT_A_START = re.compile(r"^(?=[#+-])|(?<=^\d)(?=\.)|(?<=^\d\d)(?=\.)", re.MULTILINE)  # headings, small print, lists
_STARTS = frozenset("#+-0123456789")
_COLONS = re.compile(r":(?=//)|(?<!\d):(?=\w+:)")  # addresses that Discord would link by itself, :emoji:
_PINGS = re.compile(r"@(?=everyone|here|[!&]?\d)")
_FENCE = re.compile(r"```")
_UNLINKED = str.maketrans({" ": "%20", ")": "%29", "(": "%28", "<": "%3C", ">": "%3E"})


def escaped(text: str) -> str:
    """Text that reads as it is written. Most text has nothing to escape: it is looked through once for each kind."""
    if "@" in text:
        text = _PINGS.sub("@\u200b", text)
    if _MARKS.search(text):
        text = _MARKS.sub(r"\\\g<0>", text)
    if ":" in text:
        text = _COLONS.sub(r"\\:", text)
    if text[:1] in _STARTS or "\n" in text:
        text = _AT_A_START.sub(r"\\", text)
    return text


def code(text: str) -> str:
    """Text in a fixed pitch. Nothing inside is read; a backtick becomes a letter that looks like it."""
    return f"`{_short(text).replace('`', 'ˋ').replace(chr(10), ' ') or ' '}`"


def fenced(text: str) -> str:
    """Lines in a fixed pitch, to copy."""
    return f"```\n{_FENCE.sub('ˋˋˋ', text.rstrip())}\n```"


def line(spans: Line) -> str:
    """One line. Bold and code stand against Korean particles as they are: Discord asks for no blank."""
    return "".join([_span(span) for span in spans])


def link(address: str, label: str) -> str:
    """A link without a preview."""
    return f"[{escaped(label)}](<{address.translate(_UNLINKED)}>)"


def pieces(block: Block) -> list[str]:
    """The block as pieces that each stand whole; joined by line ends they are the block."""
    match block:
        case Paragraph(words):
            return [line(words)]
        case Labelled(label, words):
            return [f"**{escaped(label)}** {line(words)}"]
        case Steps(label, steps, ordered):
            return [f"**{escaped(label)}**", *[_step(step, f"{n}." if ordered else "-") for n, step in enumerate(steps, 1)]]
        case Verbatim(label, text):
            return [f"**{escaped(label)}**\n{fenced(text)}"]
        case Table(head, rows):
            return [_row(head, row) for row in rows]
        case Sources(words):
            return ["-# " + line(words)]


def _step(step: Step, mark: str) -> str:
    told = f"{mark} {line(step.line)}"
    return f"{told}\n{fenced(step.command)}" if step.command else told


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = [f"- {escaped(name)}: {escaped(cell)}" for name, cell in zip(head[1:], row[1:], strict=True)]
    return "\n".join([f"**{escaped(row[0])}**", *cells])


def _span(span: Span) -> str:
    if isinstance(span, Plain):  # first and without a match statement: nine spans of ten are plain
        return escaped(_short(span.text))
    if isinstance(span, Code):
        return code(span.code)
    if isinstance(span, Link):
        return link(span.link, span.label)
    return f"**{escaped(_short(span.strong))}**" if span.strong.strip() else span.strong


def _short(text: str) -> str:
    return text if len(text) <= SPAN else text[: SPAN - 1] + "…"
