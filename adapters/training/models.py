"""The models, and the rows of the corpus that each is made from. Later ones read texts with the help of earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from adapters.training.corpus import Row, digest_of, rows
from adapters.training.fit import Shape, fit
from bot.korean import spoken
from bot.model import Memory, Surface
from bot.registry.snapshot import catalog
from bot.understand import attribute, direction, intent, numbers, situation, topics
from bot.understand.linear import MODELS
from bot.understand.log import read_log
from bot.understand.names import Names
from bot.understand.reading import Reading, reading
from bot.understand.redact import redact
from bot.understand.text import read

Example = tuple[Sequence[str], str]
_NAMING = ("define", "compare", "why", "attribute", "vendor")
_SHORT = 60
_ONE_CODE = ("vendor", "status_unassigned")


def train(folder: Path = MODELS, only: Sequence[str] = (), corpus: Sequence[Row] = ()) -> Iterator[str]:
    """Fit every model (or `only` those named) from `corpus`, else from all rows, and write it to `folder`; a line for each.

    Raises RegistryError.
    """
    corpus = corpus or rows()
    digest = digest_of(corpus)
    for name, (examples, shape) in _MODELS.items():
        if only and name not in only:
            continue
        made = list(examples(corpus))
        data = fit(made, shape, digest)
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.bin").write_bytes(data)
        read_from(folder, name)
        yield f"{name}: 예 {len(made)}개, {len(data):,}바이트"


def read_from(folder: Path, *only: str) -> None:
    """Have models (all, or `only` those named) read from the files in `folder` when next asked."""
    for model in (numbers.MODEL, direction.MODEL, attribute.MODEL, topics.CLASS, intent.MODEL, situation.MODEL, situation.CASES):
        if not only or model.name in only:
            model.read_from(folder)


def _numbers(corpus: Sequence[Row]) -> Iterator[Example]:
    """Numbers that are the answer are statuses; those in other talk, and in logs beside the statuses, are not."""
    for row in (*corpus, *_aloud(corpus)):
        raw = redact(row.text)
        text, log = read(raw), read_log(raw)
        right = {code for codes in (row.codes, *row.accepted) for code in codes}
        for mention, clues in numbers.described(text, log):
            label = _label_of_number(row, mention.code, right)
            if label:
                yield clues, label


def _aloud(corpus: Sequence[Row]) -> Iterator[Row]:
    """Questions with their codes written as they are said: few people type so, and each in another way."""
    for index, row in enumerate(corpus):
        if row.intent in _NAMING and row.context is None and len(row.text) < _SHORT and index % 2:
            said = row.text
            for code in row.codes:
                if 100 <= code <= 599:
                    said = said.replace(str(code), spoken(code)[index % len(spoken(code))])
            if said != row.text:
                yield replace(row, text=said)


def _label_of_number(row: Row, code: int, right: set[int]) -> str | None:
    if row.intent in ("none", "study", "help"):
        return "other"
    if row.intent in ("choose", "class"):
        return None  # a code named in passing, or a number of the case: the label does not say
    if code in right:
        return "status"
    return "other" if row.intent == "triage" else None


def _intents(corpus: Sequence[Row]) -> Iterator[Example]:
    read_row = _reader()
    for row in corpus:
        label = "define" if row.intent in _ONE_CODE else row.intent
        if row.intent == "vendor" and len(row.codes) > 1:
            label = "compare"
        yield intent.clues(read_row(row)), label


def _directions(corpus: Sequence[Row]) -> Iterator[Example]:
    read_row = _reader()
    for row in corpus:
        if row.intent != "why" or len(row.codes) != 2:
            continue
        seen = read_row(row)
        if set(seen.codes) == set(row.codes):
            clues, is_first = direction.clues(seen), seen.codes == row.codes
            yield clues, "first" if is_first else "second"
            yield direction.mirrored(clues), "second" if is_first else "first"


def _properties(corpus: Sequence[Row]) -> Iterator[Example]:
    read_row = _reader()
    for row in corpus:
        if row.attribute:
            yield attribute.clues(read_row(row)), row.attribute


def _classes(corpus: Sequence[Row]) -> Iterator[Example]:
    for row in corpus:
        if row.status_class and row.context is None:
            yield topics.clues(read(redact(row.text)).plain), row.status_class


def _situations(corpus: Sequence[Row]) -> Iterator[Example]:
    read_row = _reader()
    for row in corpus:
        if row.intent == "choose" and row.codes:
            before = read_row(row) if row.context is not None else None
            spoken_of = before.memory.codes if before and not before.codes else ()
            yield situation.clues(read(redact(row.text)).plain, spoken_of), str(row.codes[0])


def _cases(corpus: Sequence[Row]) -> Iterator[Example]:
    for row in corpus:
        if row.case:
            yield situation.clues(read(row.text).plain), row.case


_MODELS: dict[str, tuple[Callable[[Sequence[Row]], Iterator[Example]], Shape]] = {
    "number": (_numbers, Shape(bits=17, strength=1.0, kept=90_000, costly="status")),
    "direction": (_directions, Shape(bits=17, strength=0.2, kept=80_000)),
    "property": (_properties, Shape(bits=16, strength=0.3, kept=60_000)),
    "class": (_classes, Shape(bits=14, strength=0.5, kept=30_000)),
    "intent": (_intents, Shape(bits=19, strength=0.2, kept=800_000)),
    "situation": (_situations, Shape(bits=19, strength=0.5, kept=700_000)),
    "case": (_cases, Shape(bits=16, strength=0.5, kept=150_000)),
}


NAMES = tuple(_MODELS)


def _reader() -> Callable[[Row], Reading]:
    """Reads a row as the bot would, with its context as memory."""
    names = Names(catalog())

    def read_text(raw: str, surface: Surface, memory: Memory) -> Reading:
        raw = redact(raw)
        return reading(raw, read(raw), names, surface, memory)

    def read_row(row: Row) -> Reading:
        memory = Memory()
        if row.context is not None:
            before = read_text(row.context, "dm", Memory())
            memory = direction.memory_of(before)
        return read_text(row.text, row.surface, memory)  # type: ignore[arg-type]

    return read_row
