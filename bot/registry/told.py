"""What cards are told in: the small records that a code, a pair and a vendor's number are made of."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.registry.record import Number, Record, Source, Text


class Former(Record):
    """A reason phrase an older document used."""

    phrase: Text
    source: Source


class Names(Record):
    """What people call the code, beside its phrase and Korean name. Spoken digits are derived, not listed.

    `shared` are names that mean this code and another: they are asked back, never taken.
    """

    korean: tuple[Text, ...] = ()
    transliterations: tuple[Text, ...] = ()
    nicknames: tuple[Text, ...] = ()
    misspellings: tuple[Text, ...] = ()
    shared: tuple[Text, ...] = ()

    def own(self) -> tuple[str, ...]:
        return (*self.korean, *self.transliterations, *self.nicknames, *self.misspellings)


class Cause(Record):
    """Why people meet this code in operations, and what shows that this is the cause."""

    text: Text
    evidence: Text | None = None
    source: Source


class Check(Record):
    """A first thing to look at; `command` can be pasted into a shell as it is (example.com stands for the reader's host)."""

    text: Text
    command: Text | None = None
    source: Source | None = None


class View(Record):
    """What a neighbour in the chain shows when this code goes by: a log, a field, an application."""

    where: Text
    shows: Text
    source: Source


class Example(Record):
    """A short true exchange: HTTP/1.1 messages with LF line ends, a blank line before any body."""

    request: Text
    response: Text


class Misconception(Record):
    """흔한 오해: what people (and many Korean pages) believe, and what is so."""

    claim: Text
    truth: Text
    source: Source


class Related(Record):
    """A code people confuse with this one, and the difference in one clause."""

    number: Number
    difference: Text


class Measured(Record):
    """실측: what real clients did. `clients` names those the sentence speaks of, with versions."""

    text: Text
    clients: Text
    date: date


class Constants(Record):
    """The code's constant in each framework, where it has one. Django has none but classes and a keyword: its field is the
    whole expression."""

    spring: Text | None = None
    fastapi: Text | None = None
    go: Text | None = None
    django: Text | None = None


class Mdn(Record):
    language: Literal["ko", "en"]
