from __future__ import annotations

import pytest

from bot.answer import answer
from bot.asked import Question
from bot.model import Memory
from bot.registry.catalog import Catalog
from bot.registry.model import Content
from bot.registry.snapshot import situations_of
from bot.service import reply_to
from bot.understand.situation import choose
from bot.understand.text import read


def test_each_situation_has_its_voices(content: Content) -> None:
    situations = situations_of(content)
    assert len(situations) >= 150
    assert len({situation.id for situation in situations}) == len(situations)
    phrasings = [phrasing for situation in situations for phrasing in situation.phrasings]
    assert len(set(phrasings)) == len(phrasings)
    assert min(len(situation.phrasings) for situation in situations) >= 8


def test_a_phrasing_finds_its_own_code_and_mostly_its_own_case(content: Content, catalog: Catalog) -> None:
    right = cases = said = 0
    for situation in situations_of(content):
        for phrasing in situation.phrasings:
            chosen = choose(read(phrasing).plain, catalog.cases)
            said += 1
            right += chosen.codes[0] == situation.code
            cases += chosen.case == situation.id
    assert right / said > 0.95
    assert cases / said > 0.9


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("토큰 없이 마이페이지 api를 부르면 뭐 줘?", 401),
        ("남의 주문을 조회하려고 하면 뭐라고 거절해?", 403),
        ("If-Match로 보낸 ETag가 달라서 저장을 거절할 때", 412),
    ],
)
def test_a_case_in_ones_own_words(text: str, code: int) -> None:
    reply = reply_to(text)
    assert reply.question.intent == "choose"
    assert reply.question.codes[0] == code
    assert f"{code}" in reply.card.title
    assert reply.card.actions[0].token == f"d:{code}"


def test_cases_that_come_near_are_asked_back(catalog: Catalog) -> None:
    reply = answer(Question("none", (413, 507, 400), missing="case", confidence=0.4), Memory(), catalog)
    assert (reply.question.intent, reply.question.codes) == ("none", (413, 507, 400))
    assert [action.token for action in reply.card.actions] == ["d:413", "d:507", "d:400", "c:413-507-400"]
    assert "상황" in reply.card.to_text()


def test_a_case_that_no_situation_tells_is_answered_by_its_code_alone(catalog: Catalog) -> None:
    reply = answer(Question("choose", (409, 422), case=None, confidence=0.6), Memory(), catalog)
    assert reply.card.title.startswith("409")
    assert "가장 가까워 보입니다" in reply.card.to_text()
