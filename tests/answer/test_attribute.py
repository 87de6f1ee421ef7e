"""Whether a code has a property: the first word, held against the facts of every code."""

from __future__ import annotations

import pytest

from bot.answer import answer, token
from bot.asked import Question
from bot.card import line_text
from bot.model import Actor, Memory, Place, Query
from bot.registry.catalog import Catalog
from bot.service import core, reply_to

PROPERTIES = ("retry", "cache", "body", "method", "header", "standard", "fault", "seo")
YES, NO, DEPENDS = "예.", "아니요.", "경우에 따라 다릅니다."


def lead(catalog: Catalog, code: int, asked: str, about: str | None = None, stance: str = "plain") -> str:
    question = Question("attribute", (code,), attribute=asked, about=about, stance=stance)  # type: ignore[arg-type]
    return line_text(answer(question, Memory(), catalog).card.lead)


@pytest.mark.parametrize("asked", PROPERTIES)
def test_every_code_is_judged_and_says_why(catalog: Catalog, asked: str) -> None:
    for number in catalog.numbers:
        said = lead(catalog, number, asked)
        word = next(word for word in (YES, NO, DEPENDS) if said.startswith(word))
        assert len(said) > len(word) + 5


@pytest.mark.parametrize("asked", PROPERTIES)
def test_the_other_way_round_turns_the_word_and_keeps_the_sentence(catalog: Catalog, asked: str) -> None:
    turned = {YES: NO, NO: YES, DEPENDS: DEPENDS}
    for number in catalog.numbers:
        plain, negated = lead(catalog, number, asked), lead(catalog, number, asked, stance="negated")
        what = lead(catalog, number, asked, stance="what")
        word = next(word for word in turned if plain.startswith(word))
        assert plain == f"{word} {what}"
        assert negated == f"{turned[word]} {what}"


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("구글봇한테 429 주면?", 429, "다른 4xx와 달리"),
        ("410 준 주소는 검색에서 얼마나 빨리 지워지는지", 410, "색인하지 않습니다"),
        ("점검 때 503 주면 검색 순위가 떨어지지는 않나요?", 503, "천천히 찾아옵니다"),
        ("does a 308 pass link equity like a 301", 308, "강한 신호"),
        ("302로 걸어두면 구글이 새 주소로 안 바꿔줘요?", 302, "약하게"),
    ],
)
def test_what_search_engines_make_of_a_code_is_told_without_yes_or_no(text: str, code: int, says: str) -> None:
    reply = core().reply(Query(text, "slash", Actor("someone"), Place("somewhere")))
    assert reply
    assert (reply.question.attribute, reply.question.codes) == ("seo", (code,))
    said = line_text(reply.card.lead)
    assert says in said
    assert said.startswith(str(code))
    shared = next(action.token for action in reply.card.actions if action.token.startswith("s:"))
    assert token.question(shared.removeprefix("s:")).codes == reply.question.codes


def test_words_follow_the_facts(catalog: Catalog) -> None:
    words = {
        "retry": {"later_with_backoff": YES, "idempotent_only": DEPENDS, "never": NO, "after_change": NO, "not_needed": NO},
        "cache": {"heuristic": YES, "explicit": DEPENDS, "never": NO},
        "body": {"allowed": YES, "forbidden": NO, "must_not_generate": NO},
    }
    facts = {"retry": "retry", "cache": "cacheable", "body": "content"}
    for number in catalog.numbers:
        code = catalog.code(number)
        assert code is not None
        for asked, known in words.items():
            value = getattr(code.facts, facts[asked]).value
            if value in known:
                assert lead(catalog, number, asked).startswith(known[value]), (number, asked, value)


@pytest.mark.parametrize(
    ("code", "asked", "about", "word"),
    [
        (405, "header", "Allow", YES),
        (401, "header", None, YES),
        (429, "header", "Retry-After", NO),
        (503, "header", None, NO),
        (404, "header", "Location", NO),
        (307, "method", "keeps", YES),
        (307, "method", None, NO),
        (302, "method", "keeps", DEPENDS),
        (303, "method", None, YES),
        (200, "method", "keeps", YES),
        (400, "fault", "client", YES),
        (500, "fault", "client", NO),
        (502, "fault", "server", DEPENDS),
        (418, "standard", None, NO),
        (404, "standard", None, YES),
        (104, "standard", None, DEPENDS),
    ],
)
def test_judgements(catalog: Catalog, code: int, asked: str, about: str | None, word: str) -> None:
    assert lead(catalog, code, asked, about).startswith(word)


def test_the_keyword_and_its_section_stand_in_the_first_line(catalog: Catalog) -> None:
    assert "(MUST)" in lead(catalog, 405, "header", "Allow")
    assert "RFC 9110 §15.5.6" in lead(catalog, 405, "header", "Allow")
    assert "MUST NOT" in lead(catalog, 307, "method")
    assert "MUST NOT" not in lead(catalog, 308, "method")  # RFC 9110 has no such word for 308


@pytest.mark.parametrize("text", ["304도 에러예요? 모니터링에 잡히는데", "204 에러임?"])
def test_a_property_that_no_word_names_gets_the_card_of_the_code(text: str) -> None:
    card = reply_to(text).card
    assert not card.to_text().splitlines()[1].startswith(("예.", "아니요.", "경우에 따라"))
