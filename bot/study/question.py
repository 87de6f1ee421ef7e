"""What a question of the daily card is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from zlib import crc32

from bot.study.draw import shuffled

Kind = Literal["pair", "exchange", "belief", "log", "situation"]
MOST_WRONG = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered. `key` (ASCII) stands for it in a token; `text` and `why`, which says why it is wrong, are prose
    as the registry writes it (see `bot.registry.prose`)."""

    key: str
    text: str
    right: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with three or four choices, one of them right.

    `kind` and `subject` name what it is made from, `seed` which choices and in which order: the same three make the same question.
    `shown` is an exchange or a log line that is asked about, `because` why the right choice is right, `codes` what to read next.
    """

    kind: Kind
    subject: str
    seed: str
    item: str
    ask: str
    choices: tuple[Choice, ...]
    because: str
    sources: tuple[str, ...]
    codes: tuple[int, ...]
    shown: str = ""

    @property
    def id(self) -> str:
        """What the answers to it are kept under: "s:token-expired:739850"."""
        return f"{self.kind[0]}:{self.subject}:{self.seed}"

    @property
    def right(self) -> Choice:
        return next(choice for choice in self.choices if choice.right)


def arranged(right: Choice, wrong: Iterable[Choice], subject: str, seed: str) -> tuple[Choice, ...]:
    """The right choice among up to three wrong ones, all in an order that the seed decides."""
    drawn = shuffled(wrong, (subject, seed, "drawn"), key=lambda choice: choice.key)[:MOST_WRONG]
    return shuffled((right, *drawn), (subject, seed, "order"), key=lambda choice: choice.key)


def key_of(text: str) -> str:
    """The key of a choice that is a sentence: short, and another for another sentence."""
    return f"{crc32(text.encode()):08x}"


def first_sentence(prose: str) -> str:
    """The first sentence of registry prose. A full stop inside a name (`config.toml`, RFC 9110) ends none."""
    sentence, stop, _ = prose.partition("다. ")
    return f"{sentence}다" if stop else prose.removesuffix(".")
