"""The daily card on demand: the card that is the same for everyone, or the one that fits a person, and its question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from bot.answer import delivery, parts, token, wording
from bot.answer.question import actions, blocks
from bot.answer.record import record
from bot.asked import Question, StatusClass, Wish
from bot.card import Action, Block, Card, Labelled, plain
from bot.learner import Learner
from bot.model import Reply, ShowStudy
from bot.registry import prose
from bot.registry.catalog import Catalog
from bot.study import quiz
from bot.study.deck import deck, for_person
from bot.study.everyone import card_of
from bot.study.item import Item
from bot.study.question import Quiz

if TYPE_CHECKING:
    from bot.registry.model import Code, Pair

SOME_DAY = date(2026, 1, 1)  # the day of a card for which none came in from outside


def asked(question: Question, catalog: Catalog, day: date | None) -> Reply:
    """The reply to a wish. Its card is the day's, the same for everyone; its effect makes their own where progress is kept."""
    if question.attribute == "delivery":
        return delivery.asked(question)
    if question.attribute == "record":
        return Reply(_no_record(), question, audience="asker", effects=(ShowStudy("record"),))
    wish: Wish = "quiz" if question.attribute == "quiz" else "card"
    on, turn = _turn(question.about, day or SOME_DAY)
    item = card_of(on, turn, question.status_class, catalog)
    card = study_card(item, on, turn, catalog, status_class=question.status_class, with_reading=wish == "card")
    return Reply(card, question, effects=(ShowStudy(wish, question.status_class, turn),))


def own(wanted: ShowStudy, learner: Learner, today: date, catalog: Catalog) -> Card | None:
    """The asker's own card: their record, or what their memory says is next; None where nothing can be asked."""
    if wanted.wish == "record":
        return record(learner, today, catalog)
    cards = deck(catalog, learner.level, (wanted.status_class,) if wanted.status_class else learner.topics)
    item = for_person(cards, learner.recalls, today, learner.wanted)
    if item is None:
        return None
    with_reading = wanted.wish == "card"
    return study_card(item, today, wanted.turn, catalog, status_class=wanted.status_class, with_reading=with_reading)


def study_card(
    item: Item, day: date, turn: int, catalog: Catalog, *, status_class: StatusClass | None = None, with_reading: bool = True
) -> Card:
    """A card about an item: twenty seconds of reading and a question that the reading does not answer by its title, or the question
    alone."""
    seed = token.quiz_seed(day.toordinal(), turn, status_class)
    question = quiz.about(item, seed, catalog, given_away=with_reading)
    more = Action(wording.QUIZ_NEXT, token.study("quiz", status_class, day.toordinal(), turn + 1))
    if not with_reading:
        return Card("퀴즈", plain(wording.QUIZ_LEAD), tuple(blocks(question, catalog)), (*actions(question), more))
    return _read(item, question, more, catalog)


def _read(item: Item, question: Quiz, more: Action, catalog: Catalog) -> Card:
    buttons = (*actions(question), more)
    pair = catalog.pair(*item.codes) if item.is_pair else None
    if pair:
        told = (*_of_pair(pair), *blocks(question, catalog), parts.sources(pair.sources[:2], catalog))
        return Card(f"오늘의 카드 · {' 아니면 '.join(map(str, item.codes))}", prose.line(pair.difference), told, buttons)
    number = item.codes[0]
    if code := catalog.code(number):
        told = (*_of_code(code), *blocks(question, catalog), parts.sources([code.spec], catalog, *parts.mdn(code)))
        title = f"오늘의 카드 · {parts.code_title(code)}"
        return Card(title, prose.line(code.summary), told, buttons, wording.class_title(number), parts.tone(number))
    vendor, used = catalog.vendor(number)[0]
    told = (*_labelled(wording.WHOSE, used.who), *blocks(question, catalog), parts.sources([used.source], catalog))
    names = " · ".join(filter(None, (str(number), used.name or used.korean)))
    return Card(f"오늘의 카드 · {names}", prose.line(used.meaning), told, buttons, used.vendor or vendor.vendor, parts.tone(number))


def _of_code(code: Code) -> Iterator[Block]:
    yield from _labelled(wording.DECIDING, code.question)
    yield Labelled(wording.RETRY if code.number >= 400 else wording.RECEIVER, prose.line(code.facts.retry.how))


def _of_pair(pair: Pair) -> Iterator[Block]:
    yield from (Labelled(wording.right_when(preference.code), prose.line(preference.when)) for preference in pair.prefer)


def _labelled(label: str, text: str | None) -> Iterator[Labelled]:
    if text:
        yield Labelled(label, prose.line(text))


def _turn(about: str | None, day: date) -> tuple[date, int]:
    """Which day's card, and the how many-th: from a token ("739850.1"), or today's first."""
    if not about:
        return day, 0
    ordinal, _, turn = about.partition(".")
    return date.fromordinal(min(max(int(ordinal), 1), date.max.toordinal())), int(turn)


def _no_record() -> Card:
    return Card("내 기록", plain("여기서는 기록을 남기지 않습니다. 문제는 그대로 풀 수 있습니다. “퀴즈 내줘”라고 적어 보세요."))
