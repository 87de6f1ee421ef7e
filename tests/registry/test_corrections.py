"""What a widely read Korean page gets wrong is put right: the correction stands on its card, the belief only as a 흔한 오해."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from bot.answer import answer, wording
from bot.asked import CLASS_OF, Question, StatusClass
from bot.card import Block, Card, Labelled, Link, Sources, line_text, plain
from bot.model import Memory
from bot.registry.catalog import Catalog
from bot.registry.model import Content
from bot.registry.snapshot import catalog as shipped_catalog

# Kinds of errors that the page puts into words which can be looked for; the others leave something out.
SAID = ("error", "misleading", "outdated", "translation", "typo")
NOT_OURS_TO_NAME = (419, 420, 427, 430, *range(432, 451))
MDN = re.compile(r"https://developer\.mozilla\.org/(ko|en-US)/docs/Web/HTTP/Reference/Status/\d{3}")


@dataclass(frozen=True)
class Correction:
    """An entry of corrections.toml: where a correction is read, and how it is known. Exactly one of code and class is given."""

    id: str
    long: bool
    shows: tuple[str, ...]
    never: tuple[str, ...] = ()
    belief: str | None = None
    code: int | None = None
    status_class: StatusClass | None = None

    @property
    def question(self) -> Question:
        if self.code is not None:
            return Question("define", (self.code,), detailed=self.long)
        return Question("class", status_class=self.status_class, detailed=self.long)


def entries() -> Iterator[Correction]:
    told = tomllib.loads(Path(__file__).with_name("corrections.toml").read_text(encoding="utf-8"))
    for entry in told["correction"]:
        lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
        fields: dict[str, Any] = {**entry, **lists}
        yield Correction(**fields)


CORRECTIONS = tuple(entries())


def each(some: Iterable[Correction]) -> pytest.MarkDecorator:
    """The test runs once for each of these entries, named by id and card."""
    return pytest.mark.parametrize("entry", [pytest.param(e, id=f"{e.id}-{e.code or e.status_class}") for e in some])


def made(question: Question, catalog: Catalog) -> Card:
    return answer(question, Memory(), catalog).card


def is_belief(block: Block) -> bool:
    return isinstance(block, Labelled) and block.label == wording.MISCONCEPTION


def claim_and_truth(block: Labelled) -> tuple[str, str]:
    claim, truth = line_text(block.line).split("” → ", 1)
    return claim.removeprefix("“"), truth


def stated(card: Card) -> str:
    """The card as text without the false halves of its 흔한 오해: what it says is true."""
    blocks = (
        replace(block, line=plain(claim_and_truth(block)[1])) if isinstance(block, Labelled) and is_belief(block) else block
        for block in card.blocks
    )
    return replace(card, blocks=tuple(blocks)).to_text()


def questions(catalog: Catalog) -> Iterator[tuple[str, Question]]:
    """A name and a question for every card that the registry's own words make."""
    for number in range(100, 600):
        for long in (False, True):
            yield str(number), Question("define", (number,), detailed=long)
    for status_class in CLASS_OF.values():
        for long in (False, True):
            yield status_class, Question("class", status_class=status_class, detailed=long)
    for one, other in combinations(catalog.numbers, 2):
        if catalog.pair(one, other):
            yield f"{one}, {other}", Question("compare", (one, other))
            yield f"{one}, {other}", Question("why", (one, other))
            yield f"{one}, {other}", Question("why", (other, one))
    for case in catalog.cases:
        yield case, Question("choose", case=case)


@cache
def every_card() -> tuple[tuple[str, str], ...]:
    """The name and the statements of every card, made once for all entries."""
    catalog = shipped_catalog()
    return tuple((name, stated(made(question, catalog))) for name, question in questions(catalog))


@each(CORRECTIONS)
def test_the_correction_stands_on_its_card(entry: Correction, catalog: Catalog) -> None:
    assert (entry.code is None) != (entry.status_class is None)
    assert entry.shows
    text = stated(made(entry.question, catalog))
    assert [words for words in entry.shows if words not in text] == []


@each(CORRECTIONS)
def test_only_its_card_has_the_correction(entry: Correction) -> None:
    """Words that other cards hold too would not notice that a correction is gone."""
    cards = [(name, text) for name, text in every_card() if name.isdigit() or name in CLASS_OF.values()]
    holding = {name for name, text in cards if all(words in text for words in entry.shows)}
    assert holding == {str(entry.code or entry.status_class)}


@each(entry for entry in CORRECTIONS if entry.belief)
def test_a_common_belief_is_told_as_such_with_its_source(entry: Correction, catalog: Catalog) -> None:
    assert entry.belief
    beliefs = [block for block in made(entry.question, catalog).blocks if isinstance(block, Labelled) and is_belief(block)]
    found = [block for block in beliefs if entry.belief in claim_and_truth(block)[0]]
    assert len(found) == 1
    assert any(isinstance(span, Link) for span in found[0].line)


@each(entry for entry in CORRECTIONS if entry.never)
def test_no_card_states_what_is_wrong(entry: Correction) -> None:
    wrong = {(name, words) for name, text in every_card() for words in entry.never if words in text}
    assert not wrong


@pytest.mark.parametrize("number", NOT_OURS_TO_NAME)
def test_an_unassigned_number_is_said_to_be_one(number: int, catalog: Catalog) -> None:
    text = made(Question("define", (number,)), catalog).to_text()
    assert "IANA에 등록되지 않은 번호" in text or "IANA 등록부에는 없습니다" in text


def test_every_link_to_mdn_has_the_address_of_today(content: Content, catalog: Catalog) -> None:
    links = []
    for code in content.codes:
        last = made(Question("define", (code.number,), detailed=True), catalog).blocks[-1]
        assert isinstance(last, Sources)
        links += [span.link for span in last.line if isinstance(span, Link) and "mozilla" in span.link]
    links += [document.url for document in content.sources.values() if "mozilla" in document.url]
    assert links
    assert [link for link in links if not MDN.fullmatch(link)] == []


def test_what_is_common_is_not_what_the_page_colours(content: Content) -> None:
    """The page colours 501 and leaves 503 and 504 plain; people meet 503 and 504."""
    rank = {code.number: wording.IMPORTANCE.index(code.importance) for code in content.codes}
    assert max(rank[503], rank[504]) < rank[501]
    codes_of_5xx = [number for told in content.classes if told.digit == 5 for group in told.group for number in group.codes]
    assert max(codes_of_5xx.index(503), codes_of_5xx.index(504)) < codes_of_5xx.index(501)


def test_every_correction_is_here_with_a_card_of_its_codes(contracts: Path) -> None:
    reference = json.loads((contracts.parent / "reference" / "seed-corrections.json").read_text(encoding="utf-8"))
    listed = {correction["id"]: correction for correction in reference["corrections"]}
    assert {entry.id for entry in CORRECTIONS} == set(listed)
    assert len(listed) == 77
    for entry in CORRECTIONS:
        codes = listed[entry.id]["codes"]
        own = {code for code in codes if code == entry.code or CLASS_OF[code // 100] == entry.status_class}
        assert own or not codes, entry.id
    watched = {entry.id for entry in CORRECTIONS if entry.never}
    said = {name for name, correction in listed.items() if correction["kind"] in SAID and correction["seed_quote"]}
    assert said <= watched
