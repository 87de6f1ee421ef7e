"""Every pair of assigned codes: what its comparison says is held against the facts in the files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest

from bot.answer import answer, wording
from bot.asked import Question
from bot.card import Card, Steps, Table, line_text
from bot.korean import with_particle
from bot.model import Memory
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


OUT_OF_USE = ("deprecated", "obsolete", "unused", "reserved")
# Facts that are rows of a table and open no answer.
ROWS_ONLY = ("요청은", "본문", "캐시")


def out_of_use(code: int) -> bool:
    return RAW[code].get("lifecycle", "current") in OUT_OF_USE


def first_deciding(one: int, other: int) -> tuple[str, str, str]:
    """The fact a first sentence names: that a code is out of use before all; of 511, not that it stands among server errors."""
    facts = [fact for fact in deciding(one, other) if fact[0] not in ROWS_ONLY]
    if out_of_use(one) or out_of_use(other):
        facts.sort(key=lambda fact: fact[0] != "쓰임")
    if 511 in (one, other) and min(one, other) >= 400:
        facts = [fact for fact in facts if fact[0] != "클래스"]
    return next(iter(facts), ("", "", ""))


def own_words(code: int, other: int) -> str:
    """How the file of `other` tells `code` apart."""
    near: Facts = next((near for near in RAW[other].get("related", ()) if near["number"] == code), {})
    return str(near.get("difference", "")).replace("`", "")


def compared(catalog: Catalog, *codes: int) -> Card:
    return answer(Question("compare", codes), Memory(), catalog).card


def test_there_are_as_many_pairs_as_the_registry_has() -> None:
    assert len(PAIRS) == 1830


def test_words_of_a_fact_stand_for_one_value_each() -> None:
    for _, _, said, cells in FACTS:
        assert len(set(said.values())) == len(said)
        assert set(said) <= set(cells)


def test_first_sentences_tell_the_two_apart(catalog: Catalog) -> None:
    """By the words that both files have for each other, else by the first fact that decides, else by what each code says."""
    for one, other in PAIRS:
        if catalog.pair(one, other):
            continue
        lead = line_text(compared(catalog, one, other).lead)
        label, ours, theirs = first_deciding(one, other)
        in_words = own_words(one, other), own_words(other, one)
        if not label and not all(in_words):
            assert re.fullmatch(rf"{one}: .+[다요]\. {other}: .+[다요]\.", lead), lead
            continue
        found = re.fullmatch(rf"{with_particle(one, '은')} (.+)이고, {with_particle(other, '은')} (.+)입니다\.", lead)
        assert found, lead
        said = next((words for name, _, words, _ in FACTS if name == label), {})
        assert found.groups() == (in_words if all(in_words) else (said[ours], said[theirs])), lead


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
    """What the facts rule out is never granted: success for a failure, an interim response for a final one, a code out of use.

    101 may be the last that HTTP says (a WebSocket handshake), and 207 tells of failures inside: for these the question decides.
    """
    for wanted in ASSIGNED:
        for other in ASSIGNED:
            mistaken = (wanted < 200 <= other) or (200 <= wanted < 300 and other >= 400)
            mistaken = (mistaken and wanted not in (101, 207)) or out_of_use(wanted)
            if wanted != other and mistaken and not catalog.pair(wanted, other):
                assert line_text(why(catalog, wanted, other).lead).startswith("꼭 그렇지는 않습니다."), (wanted, other)


def test_answers_to_a_why_name_the_wanted_code_first_in_their_title(catalog: Catalog) -> None:
    for one, other in PAIRS:
        for wanted, against in ((one, other), (other, one)):
            card = why(catalog, wanted, against)
            assert card.title == f"왜 {against} 말고 {wanted}인가"
            lead = line_text(card.lead)
            assert str(wanted) in lead or lead.startswith("꼭 그렇지는 않습니다."), (wanted, against, lead)


def test_an_interim_response_is_no_alternative_to_a_final_one(catalog: Catalog) -> None:
    for interim in (102, 103, 104):
        lead = line_text(why(catalog, 200, interim).lead)
        assert "하나만 고르는 사이가 아닙니다" in lead, lead
    assert "웹소켓" in line_text(why(catalog, 101, 200).lead)
    assert "‘예’라면 413이 맞습니다" in line_text(why(catalog, 413, 100).lead)  # RFC 9110 §10.1.1: 100 or a final response


def test_codes_out_of_use_are_never_told_to_fit(catalog: Catalog) -> None:
    for code in (305, 306, 418, 510):
        for other in ASSIGNED:
            if code != other and not catalog.pair(code, other):
                for card in (compared(catalog, code, other), why(catalog, code, other), why(catalog, other, code)):
                    assert f"예 → {code}" not in card.to_text()
                    assert wording.right_when(code) not in card.to_text()


def test_a_registered_code_that_is_not_for_use_is_not_called_standard(catalog: Catalog) -> None:
    for code in (104, 306, 418, 510):
        assert "표준 상태 코드(" not in line_text(compared(catalog, code, 999).lead)


def test_a_client_need_not_know_a_registered_code(catalog: Catalog) -> None:
    table = next(block for block in compared(catalog, 425, 452).blocks if isinstance(block, Table))
    assert ("모르는 클라이언트는", "400으로(MUST)", "400으로(MUST)") in table.rows


def test_two_numbers_of_one_product_are_told_apart_by_their_meaning(catalog: Catalog) -> None:
    assert re.fullmatch(r"523: .+\. 526: .+\. 둘 다 Cloudflare의 번호입니다\.", line_text(compared(catalog, 523, 526).lead))


def test_of_three_codes_each_question_is_one_and_every_written_pair_is_told(catalog: Catalog) -> None:
    card = compared(catalog, 499, 504, 408)
    lists = {block.label: [line_text(step.line) for step in block.steps] for block in card.blocks if isinstance(block, Steps)}
    assert all(line.endswith("나요?") for line in lists["이 질문에 예라면"])
    assert [line[:3] for line in lists["하나씩"]] == ["499"]
    assert len(lists["둘씩 보면"]) == 3
    assert line_text(card.lead).startswith("클래스부터 다릅니다: 499, 408 → 4xx 클라이언트 오류 · 504 → 5xx 서버 오류.")


def test_a_number_outside_the_range_is_of_no_class(catalog: Catalog) -> None:
    lead = line_text(compared(catalog, 420, 429, 999).lead)
    assert "420, 429 → 4xx 클라이언트 오류 · 999 → 상태 코드의 범위(100~599) 밖" in lead


def test_success_for_a_failure_points_to_no_code_out_of_use(catalog: Catalog) -> None:
    assert "418 같은" not in line_text(why(catalog, 200, 418).lead)
    assert "409 같은 오류 코드" in line_text(why(catalog, 200, 409).lead)


@pytest.mark.parametrize("codes", [(499, 504), (520, 502), (499, 460), (452, 404), (999, 503), (600, 700)])
def test_numbers_of_any_standing_are_compared(catalog: Catalog, codes: tuple[int, int]) -> None:
    text = compared(catalog, *codes).to_text()
    assert all(str(code) in text for code in codes)
