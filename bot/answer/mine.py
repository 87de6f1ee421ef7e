"""What is kept of a person, and the sentences around it: shown, deleted, not saved, asked too fast."""

from __future__ import annotations

from bot.asked import Question
from bot.card import Card, Labelled, plain
from bot.korean import with_particle
from bot.model import Effect, ForgetMine, Reply, ShowMine

ASKED: dict[str | None, Effect] = {"my data": ShowMine(), "forget me": ForgetMine()}
_KEPT = (
    Labelled("기억하는 것", plain("대화의 앞 질문에 나온 코드와 의도, 그 시각입니다. 글은 남기지 않고, 시간이 지나면 지웁니다.")),
    Labelled("세기만 하는 것", plain("어느 카드의 어느 부분이 틀렸다고 했는지의 횟수입니다. 누가 눌렀는지는 남기지 않습니다.")),
    Labelled(
        "매일 카드",
        plain("푼 문제와 맞았는지, 그날과 다음에 물을 날입니다. 다른 사람에게는 몇 명이 풀어 몇 명이 맞았는지만 보입니다."),
    ),
    Labelled("구독", plain("받는 곳, 시각, 시간대, 요일, 쉬는 때, 수준, 주제입니다. 채널의 것은 누가 정했는지도 남깁니다.")),
    Labelled("지우려면", plain("“내 데이터 삭제”라고 적습니다.")),
)


def asked(question: Question) -> Reply:
    """The reply whose effect finds out or deletes; its card stands until the effect's own does."""
    return Reply(
        Card("내 데이터", plain("기억하는 곳이 없어 남은 것도 없습니다.")),
        question,
        audience="asker",
        effects=(ASKED[question.attribute],),
    )


def my_data(conversations: int, answers: int = 0, subscriptions: int = 0) -> Card:
    """What is kept of the asker: conversations, answers to study questions, and subscriptions."""
    lead = f"기억하는 대화가 {conversations}개 있습니다." if conversations else "기억하고 있는 대화가 없습니다."
    lead += f" 퀴즈의 답이 {answers}개 있습니다." if answers else ""
    lead += f" 매일 카드의 구독이 {subscriptions}개 있습니다." if subscriptions else ""
    return Card("내 데이터", plain(lead), _KEPT)


def forgotten(conversations: int, answers: int = 0, subscriptions: int = 0) -> Card:
    """It was deleted."""
    deleted = [f"대화 {conversations}개"] * bool(conversations) + [f"퀴즈의 답 {answers}개와 학습 기록"] * bool(answers)
    deleted += [f"구독 {subscriptions}개"] * bool(subscriptions)
    lead = f"남아 있던 {with_particle(', '.join(deleted), '을')} 지웠습니다." if deleted else "지울 것이 없습니다."
    return Card("내 데이터를 지웠습니다", plain(lead))


def not_saved() -> Card:
    """What was asked for could not be carried out."""
    return Card(
        "지금은 저장하지 못했습니다", plain("데이터베이스에 닿지 않습니다. 잠시 뒤에 다시 해 주세요. 질문에는 계속 답합니다.")
    )


def too_fast() -> Card:
    """Somebody asks more often than the limit lets them."""
    return Card("잠시만 쉬었다 물어봐 주세요", plain("짧은 시간에 질문이 많이 왔습니다. 1분 안에 다시 답할 수 있습니다."))
