from __future__ import annotations

from pathlib import Path

import pytest

from bot.answer import answer
from bot.errors import RegistryError
from bot.model import Memory, Question
from bot.registry.catalog import Catalog
from bot.registry.model import Content
from bot.registry.snapshot import situations_of
from bot.service import reply_to
from bot.understand.situation import VECTORS, Situations, vectors_of
from bot.understand.text import read


def test_the_shipped_vectors_are_fresh(content: Content) -> None:
    assert VECTORS.read_text(encoding="utf-8") == vectors_of(situations_of(content)), (
        "`sagongsa registry snapshot`으로 다시 만드세요"
    )


def test_situations_are_counted_alike_in_both_files(content: Content, catalog: Catalog) -> None:
    for index, situation in enumerate(situations_of(content)):
        assert catalog.situation(index).id == situation.id


def test_each_situation_has_its_voices(content: Content) -> None:
    situations = situations_of(content)
    assert len(situations) >= 150
    assert len({situation.id for situation in situations}) == len(situations)
    phrasings = [phrasing for situation in situations for phrasing in situation.phrasings]
    assert len(set(phrasings)) == len(phrasings)
    assert min(len(situation.phrasings) for situation in situations) >= 8


def test_a_phrasing_finds_its_own_code(content: Content) -> None:
    index = Situations()
    situations = situations_of(content)
    right = sum(
        index.most_like(read(phrasing).plain)[0].code == situation.code
        for situation in situations
        for phrasing in situation.phrasings
    )
    assert right / sum(len(situation.phrasings) for situation in situations) > 0.95


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


def test_missing_vectors_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="sagongsa registry snapshot"):
        Situations(tmp_path / "none.json").most_like("로그인")


def test_cases_that_come_near_are_asked_back(catalog: Catalog) -> None:
    reply = answer(Question("none", (413, 507, 400), missing="case", confidence=0.4), Memory(), catalog)
    assert (reply.question.intent, reply.question.codes) == ("none", (413, 507, 400))
    assert [action.token for action in reply.card.actions] == ["d:413", "d:507", "d:400", "c:413-507-400"]
    assert "상황" in reply.card.to_text()
