"""Every pair of assigned codes: what its comparison says is held against the facts in the files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest

from bot.answer import answer, wording
from bot.card import Card, Table, line_text
from bot.korean import with_particle
from bot.model import Memory, Question
from bot.registry.catalog import Catalog
from bot.registry.load import DATA

Facts = dict[str, Any]
RAW: dict[int, Facts] = {
    int(path.stem): tomllib.loads(path.read_text(encoding="utf-8")) for path in (DATA / "codes").glob("*.toml")
}
ASSIGNED = sorted(
    entry["first"]
    for entry in tomllib.loads((DATA / "iana.toml").read_text(encoding="utf-8"))["entry"]
    if entry["state"] == "assigned"
)
PAIRS = list(combinations(ASSIGNED, 2))


def value(code: int, *path: str) -> str:
    found: Any = RAW[code]
    for part in path:
        found = found.get(part, {})
    return found if isinstance(found, str) else ""


# The order that decides, each with the words a sentence and a table have for its values.
FACTS: list[tuple[str, Callable[[int], str], dict[str, str], dict[str, str]]] = [
    ("클래스", lambda code: str(code // 100), wording.CLASS_SAID, wording.CLASS_CELLS),
    ("누구 쪽", lambda code: value(code, "facts", "fault", "value"), wording.FAULT_SAID, wording.FAULT),
    ("쓰임", lambda code: RAW[code].get("lifecycle", "current"), wording.LIFECYCLE_SAID, wording.LIFECYCLE),
    ("얼마나 가나", lambda code: value(code, "facts", "permanence", "value"), wording.PERMANENCE_SAID, wording.PERMANENCE),
    ("따라갈 때", lambda code: value(code, "facts", "redirect", "value"), wording.REDIRECT_SAID, wording.REDIRECT),
    ("다시 보내기", lambda code: value(code, "facts", "retry", "value"), wording.RETRY_SAID, wording.RETRY_POLICY),
    ("무엇의 문제", lambda code: value(code, "facts", "subject", "value"), wording.SUBJECT_SAID, wording.SUBJECT),
    ("요청은", lambda code: value(code, "facts", "applied", "value"), wording.APPLIED_SAID, wording.APPLIED),
    ("본문", lambda code: value(code, "facts", "content", "value"), wording.CONTENT_SAID, wording.CONTENT),
    ("캐시", lambda code: value(code, "facts", "cacheable", "value"), wording.CACHEABLE_SAID, wording.CACHEABLE),
]


def deciding(one: int, other: int) -> Iterator[tuple[str, str, str]]:
    """Labels and values of the facts in which the two differ, as the files have them, in the order that decides."""
    for label, read, said, _ in FACTS:
        ours, theirs = read(one), read(other)
        if ours != theirs and ours in said and theirs in said:
            yield label, ours, theirs


def compared(catalog: Catalog, *codes: int) -> Card:
    return answer(Question("compare", codes), Memory(), catalog).card


def test_there_are_as_many_pairs_as_the_registry_has() -> None:
    assert len(PAIRS) == 1830


def test_words_of_a_fact_stand_for_one_value_each() -> None:
    for _, _, said, cells in FACTS:
        assert len(set(said.values())) == len(said)
        assert set(said) <= set(cells)


def test_first_sentences_name_the_first_fact_that_differs(catalog: Catalog) -> None:
    for one, other in PAIRS:
        if catalog.pair(one, other):
            continue
        lead = line_text(compared(catalog, one, other).lead)
        found = re.fullmatch(rf"{with_particle(one, '은')} (.+)이고, {with_particle(other, '은')} (.+)입니다\.", lead)
        assert found, lead
        label, ours, theirs = next(deciding(one, other), ("", "", ""))
        if label:
            said = next(words for name, _, words, _ in FACTS if name == label)
            assert found.groups() == (said[ours], said[theirs]), lead


def test_rows_of_a_table_are_facts_of_their_columns(catalog: Catalog) -> None:
    for one, other in PAIRS:
        if catalog.pair(one, other):
            continue
        table = next(block for block in compared(catalog, one, other).blocks if isinstance(block, Table))
        assert table.head == ("", str(one), str(other))
        told = {label: (ours, theirs) for label, ours, theirs in deciding(one, other)}
        for label, left, right in table.rows:
            if label == "한 줄로":
                continue
            cells = next(words for name, _, _, words in FACTS if name == label)
            assert (left, right) == tuple(cells[each] for each in told[label])


def test_a_comparison_turned_round_says_the_same_of_each(catalog: Catalog) -> None:
    for one, other in PAIRS:
        tables = [
            next(block for block in compared(catalog, *codes).blocks if isinstance(block, Table))
            for codes in ((one, other), (other, one))
        ]
        assert [(label, right, left) for label, left, right in tables[0].rows] == list(tables[1].rows)


def why(catalog: Catalog, wanted: int, other: int) -> Card:
    return answer(Question("why", (wanted, other)), Memory(), catalog).card


def test_no_answer_to_a_why_pleads_for_a_mistake(catalog: Catalog) -> None:
    """What the facts rule out is never granted: success for a failure, an interim response for a final one, a code out of use."""
    for wanted in ASSIGNED:
        for other in ASSIGNED:
            mistaken = (wanted < 200 <= other) or (200 <= wanted < 300 and other >= 400)
            mistaken = mistaken or RAW[wanted].get("lifecycle", "current") in ("deprecated", "obsolete", "unused", "reserved")
            if wanted != other and mistaken and not catalog.pair(wanted, other):
                assert line_text(why(catalog, wanted, other).lead).startswith("꼭 그렇지는 않습니다."), (wanted, other)


def test_answers_to_a_why_name_the_wanted_code_first_in_their_title(catalog: Catalog) -> None:
    for one, other in PAIRS:
        for wanted, against in ((one, other), (other, one)):
            card = why(catalog, wanted, against)
            assert card.title == f"왜 {against} 말고 {wanted}인가"
            lead = line_text(card.lead)
            assert str(wanted) in lead or lead.startswith("꼭 그렇지는 않습니다."), (wanted, against, lead)


@pytest.mark.parametrize("codes", [(499, 504), (520, 502), (499, 460), (452, 404), (999, 503), (600, 700)])
def test_numbers_of_any_standing_are_compared(catalog: Catalog, codes: tuple[int, int]) -> None:
    text = compared(catalog, *codes).to_text()
    assert all(str(code) in text for code in codes)
