"""No question gives its answer away, and no wrong choice can be defended: over every question the generator can make."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.registry.catalog import Catalog
from bot.study import from_belief, quiz
from bot.study.from_pair import NEITHER
from bot.study.from_situation import OPEN
from bot.study.item import Item, every_item
from bot.study.question import Kind, Quiz
from bot.study.statements import said, statements, typed
from bot.study.wrong import is_strict, surely_wrong

SEEDS = ("0", "739850", "739851.0.0", "7")
NUMBER = re.compile(r"(?<!\d)[1-9]\d\d(?!\d)")


@pytest.fixture(scope="module")
def questions(catalog: Catalog) -> dict[Kind, list[Quiz]]:
    made: dict[Kind, list[Quiz]] = {kind: [] for kind in quiz.KINDS}
    for _, key in quiz.every_key(catalog):
        made[key.kind].extend(one for seed in SEEDS if (one := quiz.make(key, seed, catalog)))
    return made


def wrong_codes(one: Quiz) -> list[int]:
    return [int(choice.key) for choice in one.choices if not choice.right and choice.key.isdecimal()]


# Beliefs


def test_a_belief_has_no_form_of_its_own(questions: dict[Kind, list[Quiz]]) -> None:
    """All in the plain form, none a fragment behind a number, none with the keyword of a rule."""
    for one in questions["belief"]:
        for choice in one.choices:
            assert choice.text.endswith("다"), one.id
            assert not choice.text.endswith("니다"), one.id
            assert choice.right or not re.search(r"^\d+: |\((MUST|SHOULD|MAY)", choice.text), one.id


def test_a_belief_is_not_the_only_choice_in_peoples_words(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    for one in questions["belief"]:
        item = Item(tuple(map(int, one.item.split("-"))))
        in_words = [choice for choice in one.choices if choice.text in said(item, catalog)]
        own = len(said(item, catalog)) - (".x" in one.subject)
        assert len(in_words) >= min(2, own), one.id


def test_its_length_does_not_give_a_belief_away(questions: dict[Kind, list[Quiz]]) -> None:
    by_length = ((one, sorted(one.choices, key=lambda choice: len(choice.text))) for one in questions["belief"])
    places = Counter(choices.index(one.right) for one, choices in by_length if len(choices) == 4)
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) < 0.5 * places.total()


def test_what_is_called_a_belief_is_wrong_by_its_own_correction(catalog: Catalog) -> None:
    """A correction that grants the claim leaves it standing."""
    grants = re.compile(r"^(틀린 것은 아니|대체로 그렇|대개는 맞|맞는 말|그렇게 쓰는|그렇기도)")
    for item in every_item(catalog):
        for belief in from_belief.beliefs(item, catalog):
            assert not grants.search(belief.truth), belief.claim


def test_no_fact_says_more_of_caching_than_its_document(catalog: Catalog) -> None:
    """RFC 9111 §3: `public` allows a cache to store what has no lifetime."""
    for item in every_item(catalog):
        assert not any("유효 기간을 적었을 때만" in text for text in typed(item, catalog)), item.id


def test_what_a_code_answers_is_not_narrower_than_its_document(catalog: Catalog) -> None:
    """RFC 9110 §15.2.1: a 100 may come to a request without Expect. RFC 4918 §9.8.5: a 412 answers Overwrite, which is no If-."""
    assert not any("Expect`를 단" in text for text in typed(Item((100,)), catalog))
    assert not any("If-" in text for text in typed(Item((412,)), catalog))


def test_peoples_words_are_false_now_and_then(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    """What one code is, said of another: only of one that a written comparison parts from it, and that cannot stand for it."""
    mixed = [one for one in questions["belief"] if ".x" in one.subject]
    assert len(mixed) > 0.1 * len(questions["belief"])
    for one in mixed:
        number, other = map(int, one.subject.split(".x"))
        assert is_strict(number, other, catalog), one.id
        assert number in surely_wrong(other, (), catalog), one.id
        assert one.right.text.endswith((f"은 {number}이다", f"는 {number}이다", f"은 {number}다", f"는 {number}다")), one.id
        assert one.right.text not in statements(Item((number,)), catalog), one.id
        stem = one.right.text.rpartition(" ")[0]
        assert not [choice.text for choice in one.choices if not choice.right and choice.text.startswith(stem)], one.id


def test_the_wrong_rule_of_caching_is_wrong(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    """RFC 9110 §15.1 and RFC 9111 §3: of the code asked about, another rule is so; and the right one is no choice beside it."""
    asked = [one for one in questions["belief"] if one.subject.endswith(".c")]
    assert asked
    for one in asked:
        code = catalog.code(int(one.item))
        assert code
        without_leave = "헤더가 없어도" in one.right.text
        assert without_leave == (code.facts.cacheable.value == "explicit"), one.id
        assert not [choice.text for choice in one.choices if not choice.right and "캐시가 저장" in choice.text], one.id


def test_a_code_of_proxies_is_not_said_to_be_a_gateways(catalog: Catalog) -> None:
    """RFC 9110 §3.7: a gateway answers as an origin does, so a 407 is no gateway's."""
    assert "407은 프록시가 만든다" in typed(Item((407,)), catalog)
    for number in catalog.numbers:
        code = catalog.code(number)
        if code and "gateway" not in code.facts.generated_by.value:
            assert not any("게이트웨이" in text for text in typed(Item((number,)), catalog)), number


# Exchanges


def test_most_wrong_codes_of_an_exchange_are_plausible(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    """Of the class of the answer, or told apart from it on its card."""
    for one in questions["exchange"]:
        code = catalog.code(int(one.subject))
        assert code
        near = {other.number for other in code.related}
        plausible = [number for number in wrong_codes(one) if number in near or number // 100 == code.number // 100]
        assert len(plausible) >= 2, one.id


def test_an_exchange_asks_not_for_what_any_interim_response_could_be(questions: dict[Kind, list[Quiz]]) -> None:
    assert not [one.id for one in questions["exchange"] if one.subject in {"100", "102", "103"}]


def test_a_condition_is_said_to_be_missing_only_where_it_ends_in_that_code(questions: dict[Kind, list[Quiz]]) -> None:
    """RFC 9110 §13.2.2: If-Match never ends in 304."""
    for one in questions["exchange"]:
        for choice in one.choices:
            if choice.key == "304" and "요청에" in choice.why:
                assert "If-Match" not in choice.why, one.id


# Pairs


def test_the_deciding_question_names_neither_code(questions: dict[Kind, list[Quiz]]) -> None:
    for one in questions["pair"]:
        asked = one.ask.split("“")[1].split("”")[0]
        assert not set(map(int, NUMBER.findall(asked))) & set(one.codes), one.id


def test_neither_is_an_answer_to_reckon_with(questions: dict[Kind, list[Quiz]]) -> None:
    right = [one for one in questions["pair"] if one.right.text == NEITHER]
    assert 0.15 < len(right) / len(questions["pair"]) < 0.4


def test_what_leaves_both_is_not_what_their_first_digit_says(questions: dict[Kind, list[Quiz]]) -> None:
    assert not [one.id for one in questions["pair"] if "xx" in one.ask]


def test_what_leaves_both_is_the_same_for_both(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    for one in questions["pair"]:
        if one.right.text != NEITHER:
            continue
        first, other = (code.facts for number in one.codes if (code := catalog.code(number)))
        if "캐시" in one.ask:
            assert first.cacheable.value == other.cacheable.value in ("heuristic", "explicit"), one.id
        elif "중간에서" in one.ask:
            assert {*first.generated_by.value, *other.generated_by.value} <= {"gateway", "proxy"}, one.id
        else:
            assert first.redirect, one.id
            assert other.redirect, one.id
            if "POST" in one.ask:
                assert first.redirect.value == other.redirect.value, one.id
            elif "기억" in one.ask or "원래 주소" in one.ask:
                assert first.permanence.value == other.permanence.value, one.id


def test_the_reason_of_a_pair_does_not_speak_for_the_other_code(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    for one in questions["pair"]:
        pair = catalog.pair(*one.codes)
        assert pair
        for preference in pair.prefer:
            if preference.premise == "fails":
                assert preference.lead not in one.because, one.id


# Log lines


def test_no_choice_of_a_log_question_names_another_product(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    products = {"nginx", "Apache", "Envoy", "HAProxy", "gunicorn"}
    assert products <= {evidence.speaker.partition("(")[0] for evidence in catalog.evidence.values()}
    for one in questions["log"]:
        own = catalog.evidence[one.subject].speaker.partition("(")[0]
        assert not any(name in choice.text for name in products - {own} for choice in one.choices), one.id


def test_only_what_is_sent_is_called_a_response(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    for one in questions["log"]:
        assert ("응답을 받습니다" in one.because) == (one.codes[0] in catalog.numbers), one.id
        assert one.shown.count("(") >= one.shown.count(")"), one.id


# Situations


def test_the_first_digit_does_not_give_a_situation_away(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    for one in questions["situation"]:
        assert any(number // 100 == int(one.right.key) // 100 for number in wrong_codes(one)), one.id
        situation = catalog.situation(one.subject)
        assert situation
        assert situation.title.endswith("때"), one.id
        assert str(situation.code) not in one.ask, one.id


def test_any_success_is_not_wrong_where_any_will_do(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    """A case whose reason says that every 2xx does cannot have one as a wrong choice."""
    for one in questions["situation"]:
        situation = catalog.situation(one.subject)
        assert situation
        if re.search(r"2xx(면|를 보낸)", situation.why):
            assert not [number for number in wrong_codes(one) if number // 100 == 2], one.id


def test_a_case_that_leaves_its_code_open_is_not_asked_about(catalog: Catalog, questions: dict[Kind, list[Quiz]]) -> None:
    assert set(catalog.cases) >= OPEN
    assert not OPEN & {one.subject for one in questions["situation"]}
