"""Every question the generator can make has exactly one right choice: held against the registry, not against the generator."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from bot.errors import BadTokenError
from bot.registry import exchange
from bot.registry.catalog import Catalog
from bot.study import from_situation, quiz
from bot.study.item import Item, every_item
from bot.study.question import Kind, Quiz
from bot.study.quiz import Key
from bot.study.statements import statements
from bot.study.wrong import is_strict, outcome, surely_wrong

SEEDS = ("0", "739850", "739851.0.0", "739851.1.5", "7", "8", "9", "10")
NUMBER = re.compile(r"(?<!\d)[1-9]\d\d(?!\d)")
ASKED_FOR = {"range": re.compile("Range|구간|범위|일부"), "upgrade": re.compile("Upgrade|웹소켓|WebSocket")}


@pytest.fixture(scope="module")
def questions(catalog: Catalog) -> tuple[Quiz, ...]:
    """Every question, with several seeds each."""
    made = (quiz.make(key, seed, catalog) for _, key in quiz.every_key(catalog) for seed in SEEDS)
    return tuple(one for one in made if one)


def of_kind(questions: tuple[Quiz, ...], kind: Kind) -> list[Quiz]:
    found = [one for one in questions if one.kind == kind]
    assert found
    return found


def wrong_numbers(one: Quiz) -> set[int]:
    return {int(choice.key) for choice in one.choices if not choice.right and choice.key.isdecimal()}


def test_how_many_there_are(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    counted = Counter(key.kind for _, key in quiz.every_key(catalog))
    assert len(questions) == counted.total() * len(SEEDS)
    assert counted["situation"] > 200
    assert counted["belief"] > 300
    assert counted["pair"] > 170
    assert counted["exchange"] > 35
    assert counted["log"] >= 14


def test_one_choice_is_right_and_two_or_three_are_wrong(questions: tuple[Quiz, ...]) -> None:
    for one in questions:
        assert sum(choice.right for choice in one.choices) == 1, one.id
        assert len(one.choices) in (3, 4), one.id
        assert len({choice.key for choice in one.choices}) == len(one.choices), one.id
        assert len({choice.text for choice in one.choices}) == len(one.choices), one.id


def test_the_same_seed_makes_the_same_question(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    assert all(quiz.read(one.id, catalog) == one for one in questions)


def test_the_right_choice_has_no_place_of_its_own(questions: tuple[Quiz, ...]) -> None:
    places = Counter(one.choices.index(one.right) / len(one.choices) for one in questions)
    assert max(places.values()) < 0.5 * len(questions)


def test_ids_and_keys_fit_a_token(questions: tuple[Quiz, ...]) -> None:
    for one in questions:
        for choice in one.choices:
            assert re.fullmatch(r"[!-~]{1,76}", f"z:{one.id}:{choice.key}"), one.id


def test_every_item_of_a_deck_can_be_asked_about_beside_its_reading(catalog: Catalog) -> None:
    for item in every_item(catalog):
        if quiz.keys(item, catalog):
            assert quiz.about(item, "739850", catalog, given_away=True).item == item.id


def test_wrong_codes_of_a_situation_are_named_nowhere_in_it(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    for one in of_kind(questions, "situation"):
        situation = catalog.situation(one.subject)
        assert situation
        assert one.right.key == str(situation.code)
        told = [situation.title, situation.why, situation.house_style or "", *(other.when for other in situation.alternatives)]
        room = {int(number) for text in told for number in NUMBER.findall(text)} | {other.code for other in situation.alternatives}
        assert not wrong_numbers(one) & room, one.id


def test_wrong_codes_of_a_situation_share_no_name_and_no_loose_comparison(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    for one in of_kind(questions, "situation"):
        answer = int(one.right.key)
        accepted = from_situation.accepted(catalog.situation(one.subject))  # type: ignore[arg-type]
        for wrong in wrong_numbers(one):
            ours, theirs = catalog.code(answer), catalog.code(wrong)
            if ours and theirs and set(ours.names.shared) & set(theirs.names.shared):
                assert is_strict(answer, wrong, catalog), one.id
            assert not (catalog.pair(answer, wrong) and not is_strict(answer, wrong, catalog)), one.id
            assert wrong not in accepted
            assert wrong % 100 or wrong // 100 != answer // 100, f"{one.id}: {wrong}은(는) 클래스의 일반 코드"


def test_wrong_codes_of_one_class_are_about_something_else(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    """Within a class a strict comparison or another typed subject is the proof; redirects differ in whether they last."""
    for one in of_kind(questions, "situation"):
        ours = catalog.code(int(one.right.key))
        for wrong in wrong_numbers(one):
            theirs = catalog.code(wrong)
            if ours is None or theirs is None or ours.number // 100 != wrong // 100 or is_strict(ours.number, wrong, catalog):
                continue
            if ours.facts.redirect and theirs.facts.redirect and 304 not in (ours.number, wrong):
                assert ours.facts.permanence.value != theirs.facts.permanence.value, one.id
            elif theirs.facts.needs and theirs.facts.subject.value == ours.facts.subject.value:
                case = catalog.situation(one.subject)
                assert case
                assert not ASKED_FOR[theirs.facts.needs.value].search(f"{case.title} {case.why}"), one.id
            else:
                assert ours.facts.subject.value != theirs.facts.subject.value, one.id


def test_a_pair_is_asked_about_only_where_its_answer_names_one_code(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    for one in of_kind(questions, "pair"):
        codes, _, answer = one.subject.partition(".")
        pair = catalog.pair(*map(int, codes.split("-")))
        assert pair
        if answer == "b":
            continue
        text = pair.yes if answer == "y" else pair.no
        assert [int(number) for number in set(NUMBER.findall(text))] == [int(one.right.key)] == [outcome(text)]
        assert wrong_numbers(one) == set(pair.codes) - {int(one.right.key)}
        assert "팀마다" not in text


def test_wrong_codes_of_an_exchange_break_a_rule_of_theirs(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    """Read by a real HTTP parser: each wrong code requires, forbids or presupposes something that the exchange has otherwise."""
    needed = {"range": ("range",), "upgrade": ("upgrade",), "expect": ("expect",)}
    conditions: dict[int, tuple[str, ...]] = defaultdict(tuple)
    conditions |= {304: ("if-none-match", "if-modified-since"), 412: ("if-match", "if-none-match", "if-unmodified-since")}
    for one in of_kind(questions, "exchange"):
        right = catalog.code(int(one.subject))
        assert right
        asked, answered = exchange.parse(right.example.request, right.example.response)
        for number in wrong_numbers(one):
            code = catalog.code(number)
            assert code
            facts = code.facts
            broken = [
                rule.name
                for rule in facts.fields
                if not rule.conditional
                and rule.level in ("MUST", "MUST NOT")
                and (rule.name.lower() in (answered if rule.side == "response" else asked).fields) != (rule.level == "MUST")
            ]
            absent = facts.needs and not set(needed.get(facts.needs.value, conditions[number])) & set(asked.fields)
            body = facts.content.value != "allowed" and answered.body
            astray = facts.redirect and facts.redirect.value != "not_followed" and "location" not in answered.fields
            in_words = re.search("[가-힣]", answered.body.decode()) and number in surely_wrong(right.number, (), catalog)
            assert broken or absent or body or astray or in_words, f"{one.id}: {number}"


def test_an_exchange_does_not_say_its_code(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    for one in of_kind(questions, "exchange"):
        code = catalog.code(int(one.subject))
        assert code
        response = one.shown.rpartition("\n\nHTTP/1.1 ")[2] if code.number >= 200 else one.shown
        assert not re.search(rf"(?<!\d){code.number}(?!\d)", response), one.id
        assert code.phrase not in one.shown, one.id


def test_a_belief_is_a_claim_and_the_others_are_facts(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    claims = {belief.claim for number in catalog.numbers for belief in catalog.code(number).misconceptions}  # type: ignore[union-attr]
    claims |= {belief.claim for pair in catalog.pairs for belief in pair.misconceptions}
    for one in of_kind(questions, "belief"):
        item = Item(tuple(map(int, one.item.split("-"))))
        assert all((choice.text in statements(item, catalog)) != choice.right for choice in one.choices), one.id
        assert not claims & {choice.text for choice in one.choices if not choice.right}, one.id


def test_a_log_line_proves_nothing_else(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    for one in of_kind(questions, "log"):
        evidence = catalog.evidence[one.subject]
        words = one.shown.strip("… ").lower()
        proved = [other for other in catalog.evidence.values() if any(each in words for each in other.words)]
        assert evidence in proved
        assert one.right.text in evidence.proves
        for choice in one.choices:
            others = [other for other in catalog.evidence.values() if choice.text in other.proves]
            if not choice.right:
                assert all(other not in proved and not set(other.status) & set(evidence.status) for other in others), one.id
                assert any(other.speaker == evidence.speaker for other in others), one.id


@pytest.mark.parametrize(
    "forged",
    ["", "s", "s:token-expired", "s:nobody:1", "p:401-403.x:1", "p:403-401.y:1", "p:401.y:1", "b:404.99:1", "b:.0:1", "b:404:1",
     "e:999:1", "e:401-403:1", "e:²:1", "l:oom:1", "x:404:1", "s:token-expired:a", "s:sse-stop:1", "b:404-410-401.0:1"],
)  # fmt: skip
def test_a_forged_id_is_refused(catalog: Catalog, forged: str) -> None:
    with pytest.raises(BadTokenError):
        quiz.read(forged, catalog)


def test_nothing_is_asked_about_what_has_no_question(catalog: Catalog) -> None:
    assert quiz.make(Key("log", "cors"), "1", catalog) is None
    with pytest.raises(LookupError):
        quiz.about(Item((998,)), "1", catalog)


def test_no_client_is_said_to_get_a_number_that_only_a_log_holds(catalog: Catalog, questions: tuple[Quiz, ...]) -> None:
    told = {one.item: one.because for one in questions if one.kind == "log"}
    assert "받습니다" not in told["499"]
    assert all("받습니다" in because for item, because in told.items() if catalog.code(int(item)))
