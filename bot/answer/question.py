"""A question of the daily card as people see it: its choices and buttons, and what an answer is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answer import parts, token, wording
from bot.asked import Question
from bot.card import Action, Block, Card, Labelled, Line, Plain, Step, Steps, Strong, Verbatim, plain
from bot.errors import BadTokenError
from bot.model import Grade, Reply
from bot.registry import prose
from bot.registry.catalog import Catalog
from bot.study import quiz
from bot.study.question import Choice, Quiz

_STUDY = Question("study", attribute="answer")


def blocks(question: Quiz, catalog: Catalog) -> Iterator[Block]:
    """What is asked, what is shown with it, and the numbered choices."""
    yield Labelled(wording.QUIZ_ASK, prose.line(question.ask))
    if question.shown:
        yield Verbatim(wording.QUIZ_LOG if question.kind == "log" else wording.EXAMPLE, question.shown)
    yield Steps(wording.QUIZ_CHOICES, tuple(Step(_said(choice, catalog)) for choice in question.choices), ordered=True)


def actions(question: Quiz) -> tuple[Action, ...]:
    """A button for each choice, numbered as the choices are."""
    return tuple(
        Action(f"{number}. {choice.text}" if choice.text.isdecimal() else f"{number}번", token.choose(question.id, choice.key))
        for number, choice in enumerate(question.choices, 1)
    )


def answered(subject: str, catalog: Catalog) -> Reply:
    """The reply to a pressed choice, for the one who pressed alone: right or wrong, why, and where to read on.

    A choice that the question does not have any more (the registry changed since) is shown the solution and not graded.
    Raises BadTokenError.
    """
    quiz_id, _, key = subject.rpartition(":")
    question = quiz.read(quiz_id, catalog)
    if not key or not key.isalnum():
        raise BadTokenError(subject)
    chosen = next((choice for choice in question.choices if choice.key == key), None)
    if chosen is None:
        return Reply(solution(question, catalog, title="문제가 그사이 바뀌었습니다"), _STUDY, audience="asker")
    card = solution(question, catalog, title="맞았습니다" if chosen.right else "아쉽습니다")
    if not chosen.right:
        why = (Plain(". "), *prose.line(chosen.why)) if chosen.why and question.kind == "belief" else ()
        card = replace(card, blocks=(Labelled(wording.QUIZ_CHOSEN, (*_said(chosen, catalog), *why)), *card.blocks))
    if again := token.next_quiz(question.seed):
        card = replace(card, actions=(*card.actions, Action(wording.QUIZ_NEXT, again)))
    grade = Grade(question.item, question.id, chosen.key, chosen.right)
    return Reply(card, replace(_STUDY, codes=question.codes), audience="asker", effects=(grade,))


def solution(question: Quiz, catalog: Catalog, *, title: str = "정답") -> Card:
    """The right choice and why: after an answer, and for a channel the next day."""
    lead = (Plain("정답은 "), *_right(question, catalog))
    told: list[Block] = [Labelled(wording.QUIZ_BECAUSE, prose.line(question.because))]
    if question.kind in ("exchange", "pair"):
        told.append(parts.listed(wording.QUIZ_NOT, (choice.why for choice in question.choices if choice.why)))
    buttons = [Action(f"{code} 보기", token.define(code)) for code in question.codes]
    if len(question.codes) == 2:
        buttons.append(Action("비교", token.compare(*question.codes)))
    return Card(title, lead, (*told, parts.sources(question.sources, catalog)), tuple(buttons))


def tally(answers: int, right: int) -> Labelled:
    """What a channel sees of the answers: how many there were, and how many were right. Nothing of who."""
    said = f"{answers}명이 풀어 {right}명이 맞았습니다." if answers else "아직 아무도 풀지 않았습니다."
    return Labelled(wording.QUIZ_TALLY, plain(said))


def only_the_first(card: Card, *, first_was_right: bool) -> Card:
    """The card of a second answer: the first one stands."""
    was = "맞았" if first_was_right else "틀렸"
    note = plain(f"처음 고른 답만 셉니다. 처음에는 {was}습니다.")
    return replace(card, blocks=(*card.blocks, Labelled(wording.QUIZ_FIRST, note)))


def not_kept(card: Card) -> Card:
    """The card of an answer that could not be kept."""
    return replace(card, blocks=(*card.blocks, Labelled(wording.QUIZ_FIRST, plain("지금은 저장하지 못해 기록에는 남지 않습니다."))))


def _right(question: Quiz, catalog: Catalog) -> Line:
    said = _said(question.right, catalog)
    if question.right.text.isdecimal():
        return (*said, Plain("입니다."))
    return (Plain("“"), *said, Plain("”입니다."))


def _said(choice: Choice, catalog: Catalog) -> Line:
    """A choice as it is read: a code with its phrase, anything else as it is."""
    if not choice.text.isdecimal():
        return prose.line(choice.text)
    number = int(choice.text)
    code = catalog.code(number)
    name = code.phrase if code else next((used.name for _, used in catalog.vendor(number) if used.name), None)
    return (Strong(choice.text), *plain(f" {name}" if name else ""))
