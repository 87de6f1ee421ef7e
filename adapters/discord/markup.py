"""Spans and blocks of a card -> Discord's Markdown. Nothing that is text becomes markup, and nothing can ping.

Discord has no tables; each row stands under its first cell.
"""

from __future__ import annotations

import re

from adapters.discord.limits import SPAN
from bot.card import (
    Block,
    Code,
    Labelled,
    Line,
    Moment,
    Paragraph,
    Person,
    Plain,
    Span,
    Step,
    Steps,
    Strong,
    Table,
    Verbatim,
)

# Emphasis, code, spoilers, links; mentions, timestamps and emoji of a server all begin with "<".
_MARK = r"\\*_~|`<>\[\]"
_MARKS = re.compile(f"[{_MARK}]")
_AT_A_START = re.compile(r"^(?=[#+-])|(?<=^\d)(?=\.)|(?<=^\d\d)(?=\.)", re.MULTILINE)  # headings, small print, lists
_COLONS = re.compile(r":(?=//)|(?<!\d):(?=\w+:)")  # addresses that Discord would link by itself, :emoji:
# Whether any of it may be inside. Text is mostly as it should be, and is looked through once.
_may_be_marked = re.compile(rf"[#+-]|\d\d?\.|(?:[^{_MARK}@\n:]++|:(?!//|\w+:))*+[{_MARK}@\n:]").match
_PINGS = re.compile(r"@(?=everyone|here|[!&]?\d)")
_UNLINKABLE = re.compile(r"[ ()<>]")
_ENCODED = str.maketrans({" ": "%20", ")": "%29", "(": "%28", "<": "%3C", ">": "%3E"})


def escaped(text: str) -> str:
    """Text that reads as it is written. Most text has nothing to escape, and is looked through once."""
    if not _may_be_marked(text):
        return text
    text = _PINGS.sub("@\u200b", text)
    text = _MARKS.sub(r"\\\g<0>", text)
    text = _COLONS.sub(r"\\:", text)
    return _AT_A_START.sub(r"\\", text)


def code(text: str) -> str:
    """Text in a fixed pitch. Nothing inside is read; a backtick becomes a letter that looks like it."""
    if "`" in text or "\n" in text:
        text = text.replace("`", "ˋ").replace("\n", " ")
    return f"`{_short(text) or ' '}`"


def fenced(text: str) -> str:
    """Lines in a fixed pitch, to copy."""
    if "```" in text:
        text = text.replace("```", "ˋˋˋ")
    return f"```\n{text.rstrip()}\n```"


def line(spans: Line) -> str:
    """One line. Bold and code stand against Korean particles as they are: Discord asks for no blank."""
    if len(spans) == 1:
        return _marked(spans[0])
    words = "".join([span.text for span in spans if type(span) is Plain])
    if len(words) > SPAN or _may_be_marked(words):
        return "".join([_marked(span) for span in spans])
    return "".join([span.text if type(span) is Plain else _marked(span) for span in spans])


def link(address: str, label: str) -> str:
    """A link without a preview."""
    if _UNLINKABLE.search(address):
        address = address.translate(_ENCODED)
    return f"[{escaped(label)}](<{address}>)"


def pieces(block: Block) -> list[str]:
    """The block as pieces that each stand whole; joined by line ends they are the block."""
    # Not a match statement, here and below: it tries pattern after pattern, and this is asked fifty times for a card.
    if isinstance(block, Labelled):
        return [f"**{escaped(block.label)}** {line(block.line)}"]
    if isinstance(block, Steps):
        ordered = block.ordered
        steps = [_step(step, f"{n}." if ordered else "-") for n, step in enumerate(block.steps, 1)]
        return [f"**{escaped(block.label)}**", *steps]
    if isinstance(block, Paragraph):
        return [line(block.line)]
    if isinstance(block, Verbatim):
        return [f"**{escaped(block.label)}**\n{fenced(block.text)}"]
    if isinstance(block, Table):
        return [_row(block.head, row) for row in block.rows]
    return ["-# " + line(block.line)]


def _step(step: Step, mark: str) -> str:
    told = f"{mark} {line(step.line)}"
    return f"{told}\n{fenced(step.command)}" if step.command else told


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = [f"- {escaped(name)}: {escaped(cell)}" for name, cell in zip(head[1:], row[1:], strict=True)]
    return "\n".join([f"**{escaped(row[0])}**", *cells])


def _marked(span: Span) -> str:
    if isinstance(span, Plain):
        return escaped(_short(span.text))
    if isinstance(span, Strong):
        return f"**{escaped(_short(span.strong))}**" if span.strong.strip() else span.strong
    if isinstance(span, Code):
        return code(span.code)
    if isinstance(span, Person):
        return f"<@{span.person.rpartition(':')[2]}>"  # a name, no ping: every message forbids mentions
    if isinstance(span, Moment):
        return f"<t:{span.moment}:f>"
    return link(span.link, span.label)


def _short(text: str) -> str:
    return text if len(text) <= SPAN else text[: SPAN - 1] + "…"
