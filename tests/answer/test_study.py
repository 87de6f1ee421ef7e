"""The daily card in chat: asked for, answered in private, kept where there is a place to keep it."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, date, datetime, timedelta

import pytest

from adapters.terminal.memory import SessionMemory
from adapters.terminal.progress import SessionProgress
from bot.answer import token
from bot.answer.question import answered, solution, tally
from bot.answer.record import record
from bot.answer.study import study_card
from bot.card import Card, Labelled, line_text
from bot.core import Core
from bot.errors import BadTokenError
from bot.learner import Answered, Learner, Recall, Streak
from bot.model import Actor, Grade, Place, Press, Query, Reply, ShowStudy, Surface
from bot.registry.catalog import Catalog
from bot.service import Service
from bot.study import quiz
from bot.study.item import every_item
from bot.tutor import Tutor

ME, HERE = Actor("test:me"), Place("test:here")
TODAY = date(2026, 11, 25)


class Watch:
    """A clock that is set by hand: nine in the evening UTC is the next morning in Seoul."""

    def __init__(self, at: datetime = datetime(2026, 11, 24, 21, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class Down(SessionProgress):
    async def learner(self, actor: Actor) -> Learner:
        raise ConnectionError(f"secret {actor}")


@pytest.fixture(scope="module")
def core(catalog: Catalog) -> Core:
    return Core(catalog)


def ask(core: Core, text: str, day: date | None = TODAY, surface: Surface = "dm") -> Reply:
    reply = core.reply(Query(text, surface, ME, HERE), day=day)
    assert reply
    return reply


def choices(card: Card) -> list[str]:
    return [action.token for action in card.actions if action.token.startswith("z:")]


def pressed(service: Service, pressed_token: str) -> Reply:
    reply = asyncio.run(service.handle(Press(pressed_token, "dm", ME, HERE)))
    assert reply
    return reply


def told(service: Service, text: str) -> Reply:
    reply = asyncio.run(service.handle(Query(text, "dm", ME, HERE)))
    assert reply
    return reply


def right_of(card: Card, catalog: Catalog) -> str:
    subject = choices(card)[0].removeprefix("z:").rpartition(":")[0]
    return next(each for each in choices(card) if each.endswith(f":{quiz.read(subject, catalog).right.key}"))


def wrong_of(card: Card, catalog: Catalog) -> str:
    return next(each for each in choices(card) if each != right_of(card, catalog))


def labelled(card: Card, label: str) -> str:
    return next(line_text(block.line) for block in card.blocks if isinstance(block, Labelled) and block.label == label)


@pytest.mark.parametrize("text", ["오늘의 카드", "퀴즈 내줘", "5xx만 퀴즈"])
def test_a_card_and_a_question_without_any_store(core: Core, text: str) -> None:
    reply = ask(core, text)
    assert reply.question.intent == "study"
    assert 3 <= len(choices(reply.card)) <= 4
    assert ask(core, text).card == reply.card
    assert ask(core, text, TODAY + timedelta(days=1)).card != reply.card
    assert ask(core, text, None).card == ask(core, text, None).card


def test_a_quiz_of_a_class(core: Core, catalog: Catalog) -> None:
    for ahead in range(40):
        reply = ask(core, "5xx만 퀴즈", TODAY + timedelta(days=ahead))
        asked = quiz.read(choices(reply.card)[0].removeprefix("z:").rpartition(":")[0], catalog)
        assert all(code.startswith("5") for code in asked.item.split("-"))


def test_the_card_of_the_day_does_not_repeat_within_sixty_days(core: Core) -> None:
    titles = [ask(core, "오늘의 카드", TODAY + timedelta(days=ahead)).card.title for ahead in range(60)]
    assert len(set(titles)) == 60


def test_buttons_are_small_and_numbered_like_the_choices(core: Core) -> None:
    card = ask(core, "오늘의 카드").card
    for number, action in enumerate(card.actions[:-1], 1):
        assert action.label.startswith(str(number))
        assert re.fullmatch(r"[!-~]{1,80}", action.token)


def test_the_next_question_is_another_one(core: Core) -> None:
    seen, card = set(), ask(core, "3xx 퀴즈 내줘").card
    for _ in range(6):
        seen.add(choices(card)[0].rpartition(":")[0])
        reply = core.reply(Press(card.actions[-1].token, "dm", ME, HERE), day=TODAY)
        assert reply
        assert reply.audience == "asker"
        card = reply.card
    assert len(seen) == 6


def test_an_answer_is_private_and_says_why(core: Core, catalog: Catalog) -> None:
    card = ask(core, "퀴즈 내줘").card
    for chosen, title in ((right_of(card, catalog), "맞았습니다"), (wrong_of(card, catalog), "아쉽습니다")):
        reply = core.reply(Press(chosen, "mention", ME, HERE))
        assert reply
        assert reply.audience == "asker"
        assert reply.card.title == title
        assert labelled(reply.card, "까닭")
        assert any(action.token.startswith(("d:", "c:")) for action in reply.card.actions)
        assert any(action.token.startswith("t:quiz:") for action in reply.card.actions)
        assert [effect.right for effect in reply.effects if isinstance(effect, Grade)] == [title == "맞았습니다"]
        assert not any(action.token.startswith("s:") for action in reply.card.actions)


def test_every_card_and_every_solution_can_be_made(catalog: Catalog) -> None:
    for item in every_item(catalog):
        if quiz.keys(item, catalog):
            assert study_card(item, TODAY, 0, catalog).to_text()
            asked = quiz.about(item, "739850", catalog)
            for choice in asked.choices:
                card = answered(f"{asked.id}:{choice.key}", catalog).card
                assert line_text(solution(asked, catalog).lead) == line_text(card.lead)


def test_a_choice_that_is_gone_is_not_graded(catalog: Catalog) -> None:
    reply = answered("s:token-expired:739850:999", catalog)
    assert not reply.effects
    assert "바뀌었습니다" in reply.card.title
    for forged in ("s:token-expired:739850:", "s:token-expired", "s:token-expired:739850:4 1"):
        with pytest.raises(BadTokenError):
            answered(forged, catalog)


@pytest.mark.parametrize("forged", ["t:", "t:card", "t:quiz:9:739850.1", "t:record::739850.1", "t:quiz:5:1.1", "t:quiz:5:739850.x"])
def test_a_forged_study_token_is_refused(core: Core, forged: str) -> None:
    with pytest.raises(BadTokenError):
        core.reply(Press(forged, "dm", ME, HERE))


def test_a_day_beyond_the_calendar_is_no_error(core: Core) -> None:
    assert core.reply(Press("t:card::9999999.999", "dm", ME, HERE))


def test_the_token_of_the_next_question() -> None:
    assert token.next_quiz(token.quiz_seed(739850, 1, "5xx")) == "t:quiz:5:739850.2"
    assert token.next_quiz(token.quiz_seed(739850, 0, None)) == "t:quiz::739850.1"
    assert token.next_quiz("739850") is None


def test_an_incident_channel_is_not_taught(core: Core) -> None:
    assert core.reply(Query("퀴즈 내줘", "incident", ME, HERE)) is None


def test_the_first_answer_counts(catalog: Catalog, core: Core) -> None:
    progress = SessionProgress()
    service = Service(core, SessionMemory(), tutor=Tutor(catalog, Watch(), progress))
    card = told(service, "오늘의 카드").card
    wrong, right = wrong_of(card, catalog), right_of(card, catalog)
    assert "처음 고른 답만" not in pressed(service, wrong).card.to_text()
    again = pressed(service, right).card
    assert "처음에는 틀렸습니다" in labelled(again, "기록")
    learner = asyncio.run(progress.learner(ME))
    assert [(answer.right, answer.day) for answer in learner.answers] == [(False, TODAY)]
    assert learner.recalls[0].due == TODAY + timedelta(days=1)
    assert learner.streak.current == 1


def test_what_is_due_comes_before_what_is_new(catalog: Catalog, core: Core) -> None:
    watch, progress = Watch(), SessionProgress()
    service = Service(core, SessionMemory(), tutor=Tutor(catalog, watch, progress))
    first = told(service, "오늘의 카드").card
    pressed(service, wrong_of(first, catalog))
    second = told(service, "오늘의 카드").card
    assert second.title != first.title
    watch.at += timedelta(days=1)
    assert told(service, "오늘의 카드").card.title == first.title


def test_ones_record(catalog: Catalog, core: Core) -> None:
    service = Service(core, SessionMemory(), tutor=Tutor(catalog, Watch(), SessionProgress()))
    assert "아직 푼 문제가 없습니다" in told(service, "내 기록").card.to_text()
    pressed(service, wrong_of(told(service, "퀴즈 내줘").card, catalog))
    mine = told(service, "내 기록")
    assert mine.audience == "asker"
    assert "이번 주: 수× — 1문제 가운데 0개 맞음" in mine.card.to_text()
    assert "약한 코드" in mine.card.to_text()
    assert "퀴즈의 답이 1개" in told(service, "내 데이터").card.to_text()
    assert "퀴즈의 답 1개와 학습 기록을 지웠습니다" in told(service, "내 데이터 삭제").card.to_text()
    assert "아직 푼 문제가 없습니다" in told(service, "내 기록").card.to_text()


def test_without_a_store_of_progress_answers_are_still_told(catalog: Catalog, core: Core) -> None:
    service = Service(core, SessionMemory(), tutor=Tutor(catalog, Watch()))
    card = told(service, "퀴즈 내줘").card
    assert pressed(service, right_of(card, catalog)).card.title == "맞았습니다"
    assert "기록을 남기지 않습니다" in told(service, "내 기록").card.to_text()


def test_with_the_store_down_cards_and_answers_stay(catalog: Catalog, core: Core) -> None:
    service = Service(core, SessionMemory(), tutor=Tutor(catalog, Watch(), Down()))
    card = told(service, "퀴즈 내줘").card
    assert choices(card)
    answer = pressed(service, right_of(card, catalog)).card
    assert answer.title == "맞았습니다"
    assert "남지 않습니다" in labelled(answer, "기록")


def test_a_card_that_all_see_can_be_taken_away_whoever_it_fits(catalog: Catalog, core: Core) -> None:
    service = Service(core, SessionMemory(), tutor=Tutor(catalog, Watch(), SessionProgress()))
    reply = asyncio.run(service.handle(Query("오늘의 카드", "mention", ME, HERE)))
    assert reply
    assert reply.card.actions[-1].token == token.DELETE
    assert ShowStudy("card") in reply.effects


def test_a_record_reads_like_sentences(catalog: Catalog) -> None:
    learner = Learner(
        recalls=(Recall("404", 60.0, 5.0, TODAY, TODAY + timedelta(days=60)),),
        answers=(Answered("404", TODAY, right=True), Answered("401-403", TODAY - timedelta(days=1), right=False)),
        streak=Streak(5, 12, TODAY),
    )
    text = record(learner, TODAY, catalog).to_text()
    assert "5일째 이어 가고 있습니다. 가장 길게는 12일이었습니다. 이번 달에 2번은 쉬어도 이어집니다." in text
    assert "이번 주: 화× 수○ — 2문제 가운데 1개 맞음" in text
    assert "약한 코드: 401 아니면 403" in text
    assert "잘 아는 코드: 404 찾을 수 없음" in text


def test_a_channel_sees_numbers_only() -> None:
    assert line_text(tally(7, 5).line) == "7명이 풀어 5명이 맞았습니다."
    assert line_text(tally(0, 0).line) == "아직 아무도 풀지 않았습니다."
