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
    Sources,
    Span,
    Step,
    Steps,
    Strong,
    Table,
    Verbatim,
)

# Emphasis, code, spoilers, links; mentions, timestamps and emoji of a server all begin with "<".
_MARKS = re.compile(r"[\\*_~|`<>\[\]]")
_AT_A_START = re.compile(r"^(?=[#+-])|(?<=^\d)(?=\.)|(?<=^\d\d)(?=\.)", re.MULTILINE)  # headings, small print, lists
_STARTS = frozenset("#+-")
_COLONS = re.compile(r":(?=//)|(?<!\d):(?=\w+:)")  # addresses that Discord would link by itself, :emoji:
# Whether anything of the above may be inside at all: text is mostly as it should be, and is looked through once.
_PERHAPS = re.compile(r"[\\*_~|`<>\[\]@\n]")
_PINGS = re.compile(r"@(?=everyone|here|[!&]?\d)")
_UNLINKABLE = re.compile(r"[ ()<>]")
_ENCODED = str.maketrans({" ": "%20", ")": "%29", "(": "%28", "<": "%3C", ">": "%3E"})


def escaped(text: str) -> str:
    """Text that reads as it is written. Most text has nothing to escape: it is looked through once for each kind."""
    if "@" in text:
        text = _PINGS.sub("@\u200b", text)
    if _MARKS.search(text):
        text = _MARKS.sub(r"\\\g<0>", text)
    if ":" in text:
        text = _COLONS.sub(r"\\:", text)
    if text[:1] in _STARTS or "." in text[1:3] or "\n" in text:
        text = _AT_A_START.sub(r"\\", text)
    return text


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
    words = "".join([span.text for span in spans if isinstance(span, Plain)])
    if len(words) > SPAN or _is_marked(words):
        return "".join([_marked(span) for span in spans])
    if len(spans) == 1 and words:
        return words
    return "".join([span.text if isinstance(span, Plain) else _marked(span) for span in spans])


def _is_marked(words: str) -> bool:
    return bool(_PERHAPS.search(words) or words[:1] in _STARTS or "." in words[1:3] or (":" in words and _COLONS.search(words)))


def link(address: str, label: str) -> str:
    """A link without a preview."""
    if _UNLINKABLE.search(address):
        address = address.translate(_ENCODED)
    return f"[{escaped(label)}](<{address}>)"


def pieces(block: Block) -> list[str]:
    """The block as pieces that each stand whole; joined by line ends they are the block."""
    match block:
        case Labelled(label, words):
            return [f"**{escaped(label)}** {line(words)}"]
        case Paragraph(words):
            return [line(words)]
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


def _marked(span: Span) -> str:
    # Not a match statement: it tries pattern after pattern, and this is asked sixty times for a card.
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
