"""Text as a platform delivers it -> text that rules can read, with a way back to the characters it came from.

Markup is taken apart first (Slack's `<@U1>`, `<https://…|label>`, `&lt;`; Discord's `<:name:1>`), then every character is
normalised (NFKC, lower case), so full-width digits, decomposed Hangul from macOS and "FORBIDDEN" all read alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.asked import Found

# Longer text is cut: what a person asks stands at its start, and a pasted log that long is not a question.
READ_LIMIT = 50_000

_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}
_MARKUP = re.compile(
    r"""
    <(?P<link>(?:https?|mailto|tel):[^<>|\s]*)(?:\|(?P<label>[^<>]*))?>   # Slack: address, perhaps with a label
    | <(?:[@\#!][^<>\s][^<>]*|/[^<>]+:\d+|a?:\w+:\d+|t:\d+[^<>]*)>        # mentions, commands, emoji, times
    | (?P<address>https?://[^\s<>`"')\]]+ | (?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+)  # bare: no codes in them
    | \x1b(?:\[[0-9;?]{0,30}[@-~]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\))        # colours a terminal pasted along
    | `+ | (?<![\w*])\*{1,2}(?=[^\s*][^*\n]{0,60}\*) | (?<=[^\s*])(?<!(?<!\d)[1-5])\*{1,2}(?![\w*])   # **bold**, not "4**"
    | (?<![\w~])~(?=\d{3}~) | (?<=\d{3})~(?!\s?\d)                         # ~struck~, not "400~417"
    | (?P<entity>&(?:lt|gt|amp|quot|\#39|nbsp);)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Text:
    """`plain` is what rules read. `origin[i]` is where character i of `plain` starts in `raw`; one entry more for the end."""

    raw: str
    plain: str
    origin: tuple[int, ...]

    def found(self, what: str, start: int, end: int) -> Found:
        """A stretch of `plain` as a Found that points into `raw`."""
        first = self.origin[start]
        last = self.origin[end - 1] + 1 if end > start else first
        while last < len(self.raw) and end < len(self.origin) and last < self.origin[end] and _extends(self.raw[last]):
            last += 1
        return Found(what, self.raw[first:last], first, last)


def read(raw: str) -> Text:
    """Normalise `raw`; at most READ_LIMIT characters of it are read."""
    if raw.isascii() and raw.isalnum() and len(raw) <= READ_LIMIT:
        return Text(raw, raw.lower(), tuple(range(len(raw) + 1)))  # a bare number or name, as most commands are: no markup in it
    plain: list[str] = []
    origin: list[int] = []
    for piece, start in _pieces(raw[:READ_LIMIT]):
        for char in _normalised(piece):
            blank = char.isspace() or char in "\u200b\u200c\u200d\ufe0f"
            if blank and plain and plain[-1] == " ":
                continue  # one blank is enough, and no expression is ever led through a run of them
            plain.append(" " if blank else char)
            origin.append(start)
    return Text(raw, "".join(plain), (*origin, min(len(raw), READ_LIMIT)))


def _normalised(piece: str) -> str:
    """One character in its plain form. Letters that stand alone ("ㅋㅋ", "ㅇㅇ") stay: NFKC would make half syllables of them."""
    if piece.isascii():
        return piece.lower()
    return piece if "ㄱ" <= piece <= "ㅣ" else unicodedata.normalize("NFKC", piece).lower()


def _pieces(raw: str) -> Iterator[tuple[str, int]]:
    """Characters with their combining marks, and blanks where markup stood, each with where it starts in `raw`."""
    position = 0
    for match in _MARKUP.finditer(raw):
        yield from _clusters(raw, position, match.start())
        if match["entity"]:
            yield _ENTITIES[match["entity"]], match.start()
        else:
            yield " ", match.start()
            if match["label"]:
                yield from _clusters(raw, match.start("label"), match.end("label"))
        position = match.end()
    yield from _clusters(raw, position, len(raw))


def _clusters(raw: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    while start < end:
        stop = start + 1
        while stop < end and _extends(raw[stop]):
            stop += 1
        yield raw[start:stop], start
        start = stop


def _extends(char: str) -> bool:
    """Whether a character belongs to the one before it: a combining mark, or a Hangul vowel or final in decomposed form."""
    return "\u1160" <= char <= "\u11ff" or (char > "\u02ff" and unicodedata.combining(char) != 0)
