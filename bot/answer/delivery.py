"""The daily card's delivery in words: what could be had, what is set now, what was done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from bot import zones
from bot.answer import order_token, token
from bot.answer.subscription import ONLY_THE_OWNER, clock, coming_card, days, named, span, whose
from bot.asked import Question
from bot.card import Action, Card, Labelled, Person, plain
from bot.learner import Pause
from bot.model import Arrange, Reply, Subscription
from bot.order import Act, Order, Rest, To

_USUAL = time(9)
_TO_NAMES: dict[To, str] = {"me": "나에게", "channel": "이 채널에"}
_ACTS: dict[Act, str] = {
    "stop": "그만 받기", "pause": "쉬기", "resume": "다시 받기", "collect": "물어본 코드 모으기", "collect no more": "그만 모으기",
}  # fmt: skip
_RESTS = (("1주 쉬기", 7), ("2주 쉬기", 14), ("한 달 쉬기", 30))


def asked(question: Question) -> Reply:
    """The reply whose effect does what is wished; its card stands where nothing can be sent."""
    order = question.order or Order("offer")
    return Reply(_not_here(), question, audience="asker", effects=(Arrange(order),))


def offer(*, in_channel: bool) -> Card:
    """What one can have, and the buttons to have it."""
    actions = [
        Action("평일 오전 9시에 받기", token.order(Order("set", "me", at=_USUAL))),
        Action("직접 고르기", token.order(Order("form", "me"))),
    ]
    if in_channel:
        actions.append(Action("이 채널에서 받기", token.order(Order("form", "channel"))))
    lead = "하루 한 장, 스무 초면 읽는 카드와 문제 하나를 정한 때에 보내 드립니다."
    blocks = (
        Labelled("정할 수 있는 것", plain("시각, 시간대, 요일, 공휴일에 쉴지, 수준(입문·실무·운영), 주제입니다.")),
        Labelled("말로도", plain("“평일 오전 9시에 카드 보내줘”, “쉬기 2주”, “지금 구독 상태”, “구독 취소”라고 적으면 됩니다.")),
    )
    return Card("매일 카드", plain(lead), blocks, tuple(actions))


def form_button(to: To) -> Card:
    """What words get that ask for the form: a form is opened by a button alone."""
    where = "이 채널의 " if to == "channel" else ""
    action = Action("양식 열기", token.order(Order("form", to)))
    return Card(f"{where}매일 카드 정하기", plain("양식을 열어 고르거나, “평일 오전 9시에 보내줘”처럼 적어 주세요."), (), (action,))


def time_unclear(to: To) -> Card:
    """A form whose time cannot be read: nothing was set."""
    again = Action("다시 적기", token.order(Order("form", to)))
    return Card(
        "시각을 읽지 못했습니다", plain("“09:00”이나 “오전 9시 반”처럼 적어 주세요. 아직 아무것도 바꾸지 않았습니다."), (), (again,)
    )


def zone_unclear(card: Card, order: Order, to: To) -> Card:
    """The card of settings whose zone was not understood: the names it may have meant are buttons."""
    if not order.unclear:
        return card
    near = tuple(Action(zones.short(zone)[:20], token.order(Order("set", to, zone=zone))) for zone in order.zones)
    said = "이 가운데 있으면 눌러 주세요." if near else "“뉴욕”이나 “Asia/Seoul”처럼 다시 적어 주세요."
    note = Labelled("시간대", plain(f"‘{order.unclear[:40]}’에 꼭 맞는 시간대가 없어 그대로 두었습니다. {said}"))
    return Card(card.title, card.lead, (note, *card.blocks), (*near, *card.actions))


def stopped(*, personal: bool) -> Card:
    where = "개인 메시지로" if personal else "이 채널에"
    again = Action("다시 받기", token.order(Order("form", "me" if personal else "channel")))
    return Card("그만 보냅니다", plain(f"이제 {where} 매일 카드를 보내지 않습니다. 기록은 남아 있습니다."), (), (again,))


def stop_for_all(subscription: Subscription) -> Card:
    """Asked before a channel's card is stopped by somebody who did not set it."""
    sure = Action("이 채널에서 그만 받기", token.order(Order("stop for all", "channel")))
    lead = "이 채널의 모두에게 오는 카드입니다. 정말 그만 받을까요?"
    return Card("이 채널의 매일 카드", plain(lead), tuple(whose(subscription)), (sure,))


def not_yours(subscription: Subscription) -> Card:
    stop = Action("그만 받기", token.order(Order("stop", "channel")))
    who = (Labelled("정한 사람", (Person(subscription.owner.id, "이 카드를 정한 분"),)),)
    return Card("이 채널에는 이미 매일 카드가 옵니다", plain(ONLY_THE_OWNER), who, (stop,))


def nothing_set(*, in_channel: bool) -> Card:
    card = offer(in_channel=in_channel)
    return Card("받고 있는 매일 카드가 없습니다", card.lead, card.blocks, card.actions)


def which(order: Order) -> Card:
    """Both the asker and the channel get a card: which one is meant?"""
    actions = tuple(Action(f"{name} 오는 것", token.order(Order(order.act, to, rest=order.rest))) for to, name in _TO_NAMES.items())
    return Card("어느 쪽인가요?", plain("나에게 오는 카드와 이 채널에 오는 카드가 모두 있습니다."), (), actions)


def is_it_meant(order: Order) -> Card:
    """Asked before anything is changed by words that may be about something else."""
    name = _ACTS.get(order.act, "이렇게 받기")
    sure = Action(name, token.order(replace(order, doubted=False)))
    if not order_token.carries(order):
        sure = Action("직접 고르기", token.order(Order("form", order.to or "me")))
    said = tuple(named(order)) if order.act == "set" else ()
    blocks = (Labelled("이렇게 읽었습니다", plain(", ".join(said))),) if said else ()
    lead = "아직 아무것도 바꾸지 않았습니다. 제가 보내는 카드를 말씀하셨으면 눌러 주세요."
    return Card("매일 카드 이야기인가요?", plain(lead), blocks, (sure,))


def how_long(to: To) -> Card:
    actions = tuple(Action(name, token.order(Order("pause", to, rest=Rest(days=days)))) for name, days in _RESTS)
    return Card("얼마나 쉴까요?", plain("“쉬기 10일”, “12월 31일까지 쉬기”라고 적어도 됩니다."), (), actions)


def paused(subscription: Subscription, rest: Pause, coming: datetime | None) -> Card:
    to: To = "me" if subscription.personal else "channel"
    actions = (Action("다시 받기", token.order(Order("resume", to))), Action("그만 받기", token.order(Order("stop", to))))
    lead = f"{span(rest)} 보내지 않습니다. 쉬는 날은 이어 가기를 끊지 않습니다."
    return Card("쉽니다", plain(lead), tuple(coming_card(subscription, coming)), actions)


def already_past() -> Card:
    return Card("지난 날입니다", plain("오늘이나 그 뒤의 날을 적어 주세요. 예: “쉬기 2주”, “12월 31일까지 쉬기”."))


def collecting(*, on: bool) -> Card:
    if on:
        stop = Action("그만 모으기", token.order(Order("collect no more", "me")))
        lead = "장애 채널이나 멘션에서 물어본 코드가 다음 카드로 나옵니다. 코드만 남기고 글은 남기지 않습니다."
        return Card("물어본 코드를 모읍니다", plain(lead), (), (stop,))
    return Card("이제 모으지 않습니다", plain("모아 둔 코드도 지웠습니다."))


def only_in_a_channel() -> Card:
    return Card("채널에서 적어 주세요", plain("채널의 매일 카드는 그 채널에서 저를 멘션하거나 명령을 써서 정합니다."))


def ended(subscription: Subscription, why: str) -> Card:
    """To whoever set a channel's card up, when it ended by itself."""
    lead = f"{days(subscription.days)} {clock(subscription.at)}에 채널로 보내던 카드입니다. {why}"
    again = "다시 받으려면 채널에 저를 부르고 “매일 카드”라고 적어 주세요."
    return Card("채널의 매일 카드가 멈추었습니다", plain(lead), (Labelled("다시 받기", plain(again)),))


def _not_here() -> Card:
    lead = "여기로는 때맞춰 카드를 보내지 못합니다. “오늘의 카드”, “퀴즈 내줘”라고 적으면 바로 드립니다."
    return Card("매일 카드는 Slack과 Discord에서", plain(lead))
