"""Spans and blocks of a card -> Discord's Markdown. Nothing that is text becomes markup, and nothing can ping.

Discord has no tables; each row stands under its first cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    Sources,
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
# The same of many texts at once, which are looked through fastest for one letter after another.
_APART = "\0"
_LETTERS = tuple("\\*_~|`<>[]@\n")
_may_begin_marked = re.compile(rf"{_APART}(?:[#+-]|\d\d?\.)").search
_may_hold_colons = re.compile(r":(?://|\w+:)").search
_PINGS = re.compile(r"@(?=everyone|here|[!&]?\d)")
_UNLINKABLE = re.compile(r"[ ()<>]")
_ENCODED = str.maketrans({" ": "%20", ")": "%29", "(": "%28", "<": "%3C", ">": "%3E"})


def are_clean(blocks: Sequence[Block]) -> bool:
    """Whether no sentence of blocks holds anything to escape or to cut, as it mostly is: asked once for a card, it takes a
    fraction of the time that asking for each piece of it does. False says nothing."""
    words = _words(blocks)
    text = _APART + _APART.join(words)
    for letter in _LETTERS:
        if letter in text:
            return False
    return not (_may_begin_marked(text) or _may_hold_colons(text)) and max(map(len, words), default=0) <= SPAN


def _words(blocks: Sequence[Block]) -> list[str]:
    words: list[str] = []
    for block in blocks:
        if isinstance(block, Labelled):
            words.append(block.label)
            lines = [block.line]
        elif isinstance(block, Steps):
            lines = [step.line for step in block.steps]
        elif isinstance(block, (Paragraph, Sources)):
            lines = [block.line]
        else:
            continue
        for spans in lines:
            for span in spans:
                if isinstance(span, Plain):
                    words.append(span.text)
                elif isinstance(span, Strong):
                    words.append(span.strong)
    return words


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


def line(spans: Line, *, clean: bool = False) -> str:
    """One line; `clean` as for `pieces`. Bold and code stand against Korean particles as they are: Discord asks for no blank."""
    return "".join([span.text if clean and type(span) is Plain else _marked(span, clean=clean) for span in spans])


def link(address: str, label: str) -> str:
    """A link without a preview."""
    if _UNLINKABLE.search(address):
        address = address.translate(_ENCODED)
    return f"[{escaped(label)}](<{address}>)"


def pieces(block: Block, *, clean: bool = False) -> list[str]:
    """The block as pieces that each stand whole; joined by line ends they are the block. `clean` says that blocks `are_clean`."""
    # Not a match statement, here and below: it tries pattern after pattern, and this is asked thirty times for a card.
    if isinstance(block, Labelled):
        return [f"**{block.label if clean else escaped(block.label)}** {line(block.line, clean=clean)}"]
    if isinstance(block, Steps):
        ordered = block.ordered
        steps = [_step(step, f"{n}." if ordered else "-", clean=clean) for n, step in enumerate(block.steps, 1)]
        return [f"**{escaped(block.label)}**", *steps]
    if isinstance(block, Paragraph):
        return [line(block.line, clean=clean)]
    if isinstance(block, Verbatim):
        return [f"**{escaped(block.label)}**\n{fenced(block.text)}"]
    if isinstance(block, Table):
        return [_row(block.head, row) for row in block.rows]
    return ["-# " + line(block.line, clean=clean)]


def _step(step: Step, mark: str, *, clean: bool) -> str:
    told = f"{mark} {line(step.line, clean=clean)}"
    return f"{told}\n{fenced(step.command)}" if step.command else told


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = [f"- {escaped(name)}: {escaped(cell)}" for name, cell in zip(head[1:], row[1:], strict=True)]
    return "\n".join([f"**{escaped(row[0])}**", *cells])


def _marked(span: Span, *, clean: bool = False) -> str:
    if isinstance(span, Code):
        return code(span.code)
    if isinstance(span, Strong):
        if not span.strong.strip():
            return span.strong
        return f"**{span.strong if clean else escaped(_short(span.strong))}**"
    if isinstance(span, Plain):
        return escaped(_short(span.text))
    if isinstance(span, Person):
        return f"<@{span.person.rpartition(':')[2]}>"  # a name, no ping: every message forbids mentions
    if isinstance(span, Moment):
        return f"<t:{span.moment}:f>"
    return link(span.link, span.label)


def _short(text: str) -> str:
    return text if len(text) <= SPAN else text[: SPAN - 1] + "…"
