"""What a message wants, weighed by a linear model over the letters of the text and over what was seen in it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understand import attribute, cues, direction, features, numbers, topics
from bot.understand.linear import Linear
from bot.understand.reading import Reading
from bot.understand.situation import asks_for_a_code

MODEL = Linear("intent")
_LONGEST_PIECE = 4


def weigh(reading: Reading) -> dict[str, float]:
    """How likely each intent is, best first. Vendor and unassigned numbers count as `define`: the registry tells them apart."""
    return MODEL.probabilities(clues(reading))


def clues(reading: Reading) -> list[str]:
    """The clues of one message: its letters with codes masked, and its build."""
    letters = features.clues(reading.masked_numbers, _LONGEST_PIECE)
    things = sum(clue.startswith("c:") for clue in letters)
    return [
        *letters,
        *features.pairs(reading.masked_numbers),
        *_build(reading),
        f"things:{min(things, 5)}&{min(len(reading.codes), 2)}",
    ]


def _build(reading: Reading) -> Iterator[str]:
    plain, codes = reading.plain, reading.codes
    yield f"codes:{min(len(codes), 3)}"
    if len(reading.named) > len(codes):
        yield f"repeated:{min(len(reading.named) - len(codes), 3)}&{min(len(codes), 3)}"
    yield f"on:{reading.surface}&{min(len(codes), 2)}"
    yield f"length:{min(len(plain) // 15, 12)}"
    yield f"lines:{min(plain.count(chr(10)) + reading.text.raw.count(chr(10)), 3)}"
    yield from (f"by:{mention.what}" for mention in reading.named)
    if reading.shared:
        yield "by:shared"
    if reading.status_class:
        yield "class"
        yield f"class&{min(len(codes), 2)}"
        if topics.is_range(plain):
            yield "range"
    yield from _of_a_log(reading)
    yield from _of_memory(reading)
    yield from _of_rules(reading)


def _of_a_log(reading: Reading) -> Iterator[str]:
    log = reading.log
    yield f"closed:{min(len(log.closed), 2)}"
    yield f"looks:{log.looks}&{log.silent}&{min(len(reading.codes), 1)}"
    yield from {f"form:{seen.form}" for seen in log.seen}
    yield from {f"form:{form}" for form in log.clues.values()}
    if log.status_class:
        yield f"class in a log&{log.looks}"
    if numbers.of_another_world(reading.plain):
        yield "another world"


def _of_memory(reading: Reading) -> Iterator[str]:
    memory, own = reading.memory, min(len(reading.codes), 2)
    if memory.codes or memory.status_class or memory.intent == "study":
        about = f"{min(len(memory.codes), 2)}&{bool(memory.status_class)}"
        yield f"after:{about}&{own}"
        yield f"after:{memory.intent}&{own}"
        if len(reading.plain) < 25:
            yield f"short after:{own}"


def _of_rules(reading: Reading) -> Iterator[str]:
    plain = reading.plain
    own = min(len(reading.codes), 2)
    if reading.named:
        asked = direction.asked_of(plain, reading.named)
        yield f"reads as:{asked.intent if asked else None}&{asked.missing if asked else None}"
    if prop := attribute.asked_property(plain):
        yield f"property:{prop}"
        yield f"a property&{own}"
    if topics.is_about_study(plain):
        yield "study"
    if topics.is_about_help(plain):
        yield "help"
    yield f"asks for a code:{asks_for_a_code(plain)}&{own}"
    yield f"asks:{cues.is_asking(plain)}&{own}"
    yield f"speaks of http:{cues.speaks_of_http(plain)}"
    yield f"what:{cues.asks_what_it_is(plain)}&{own}"
    if reading.named and not cues.bare(plain):
        yield "bare"
