"""Who takes orders about the daily card's delivery: sees what is set, changes it, and says what is set then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from bot.answer import delivery
from bot.answer.subscription import subscription_card
from bot.card import Card
from bot.model import Actor, Place, ShowForm, Subscription
from bot.order import Order, Rest, To
from bot.ports import Clock, Progress, Subscriptions
from bot.study.days import local_day
from bot.study.due import next_due
from bot.study.rest import begins, days_of, so_far

_DAY = timedelta(days=1)


class Desk:
    """Knows what is due by a clock, and what is set by a store; `progress` keeps whether codes of incidents may be collected."""

    def __init__(self, clock: Clock, subscriptions: Subscriptions, progress: Progress | None = None) -> None:
        self._clock = clock
        self._subscriptions = subscriptions
        self._progress = progress

    async def arranged(self, order: Order, actor: Actor, channel: Place | None) -> Card | ShowForm:
        """The card that says what was done; a form where that was asked for. `channel` is where the asker is not alone."""
        if order.to == "channel" and channel is None:
            return delivery.only_in_a_channel()
        if order.doubted and order.act in ("set", "collect", "collect no more"):
            return delivery.is_it_meant(order)
        match order.act:
            case "collect" | "collect no more":
                return await self._collect(actor, on=order.act == "collect")
            case "set":
                return await self._set(order, actor, channel)
            case "form":
                return await self._form(order.to or "me", actor, channel)
            case _:
                return await self._about_what_is_set(order, actor, channel)

    async def held(self, actor: Actor) -> int:
        """How many subscriptions a person set up."""
        return await self._subscriptions.held(actor)

    async def forget(self, actor: Actor) -> int:
        """Delete what is kept of a person's subscriptions; how many that were."""
        return await self._subscriptions.forget(actor)

    async def _set(self, order: Order, actor: Actor, channel: Place | None) -> Card:
        to: To = order.to or "me"
        before = await self._subscriptions.of(_place(to, actor, channel))
        if before and before.active and not _is_theirs(before, actor):
            return delivery.not_yours(before)
        after = changed(before or self._new(to, actor, channel), order)
        after = replace(after, owner=actor, active=True)
        await self._save(after)
        title = "매일 카드를 바꾸었습니다" if before and before.active else "매일 카드를 보내 드립니다"
        if order.unclear and after == before:
            title = "시간대를 다시 골라 주세요"
        return delivery.zone_unclear(await self._card(after, actor, title), order, to)

    async def _form(self, to: To, actor: Actor, channel: Place | None) -> Card | ShowForm:
        before = await self._subscriptions.of(_place(to, actor, channel))
        if before and before.active and not _is_theirs(before, actor):
            return delivery.not_yours(before)
        return ShowForm(before or self._new(to, actor, channel), to)

    async def _about_what_is_set(self, order: Order, actor: Actor, channel: Place | None) -> Card:
        found = [
            (to, subscription)
            for to in _meant(order, channel)
            if (subscription := await self._subscriptions.of(_place(to, actor, channel)))
            and (subscription.active or to == order.to)
        ]
        if order.act == "status" and len(found) > 1:
            found = found[:1]
        if not found:
            in_channel = channel is not None
            return delivery.offer(in_channel=in_channel) if order.act == "offer" else delivery.nothing_set(in_channel=in_channel)
        if len(found) > 1 and order.act != "offer":
            return delivery.which(order)
        to, subscription = found[0]
        if order.doubted:
            return delivery.is_it_meant(replace(order, to=to))
        match order.act:
            case "stop" | "stop for all":
                return await self._stop(order, subscription, actor)
            case "pause" | "resume" if not _is_theirs(subscription, actor):
                return delivery.not_yours(subscription)
            case "pause":
                return await self._pause(order.rest, subscription, to)
            case "resume":
                return await self._resume(subscription, actor)
            case _:
                return await self._card(subscription, actor, "지금 구독 상태")

    async def _stop(self, order: Order, subscription: Subscription, actor: Actor) -> Card:
        if order.act == "stop" and not subscription.personal and not _is_theirs(subscription, actor):
            return delivery.stop_for_all(subscription)
        await self._subscriptions.remove(subscription)
        return delivery.stopped(personal=subscription.personal)

    async def _pause(self, rest: Rest | None, subscription: Subscription, to: To) -> Card:
        if rest is None:
            return delivery.how_long(to)
        today = local_day(self._clock.now(), subscription.zone)
        earliest = today + _DAY if await self._subscriptions.last_day(subscription) == today else today
        first = begins(rest, today, earliest)
        pause = days_of(rest, first)
        if pause is None:
            return delivery.already_past()
        after = replace(subscription, pauses=(*so_far(subscription.pauses, first), pause))
        coming = await self._save(after)
        return delivery.paused(after, pause, coming)

    async def _resume(self, subscription: Subscription, actor: Actor) -> Card:
        today = local_day(self._clock.now(), subscription.zone)
        after = replace(subscription, pauses=so_far(subscription.pauses, today), active=True)
        await self._save(after)
        return await self._card(after, actor, "다시 보내 드립니다")

    async def _collect(self, actor: Actor, *, on: bool) -> Card:
        if self._progress is not None:
            await self._progress.collect(actor, on=on)
        return delivery.collecting(on=on)

    async def _card(self, subscription: Subscription, actor: Actor, title: str) -> Card:
        coming = await self._coming(subscription)
        yours = _is_theirs(subscription, actor)
        troubles = await self._subscriptions.troubles(subscription) if yours else None
        today = local_day(self._clock.now(), subscription.zone)
        shown = replace(subscription, pauses=tuple(pause for pause in subscription.pauses if pause.last >= today))
        return subscription_card(shown, coming, title=title, yours=yours, troubles=troubles)

    async def _save(self, subscription: Subscription) -> datetime | None:
        coming = await self._coming(subscription)
        await self._subscriptions.save(subscription, coming)
        return coming

    async def _coming(self, subscription: Subscription) -> datetime | None:
        due = next_due(subscription, self._clock.now(), await self._subscriptions.last_day(subscription))
        return due.at if due else None

    def _new(self, to: To, actor: Actor, channel: Place | None) -> Subscription:
        place = _place(to, actor, channel)
        return Subscription(key_of(place), place, actor, personal=to == "me")


def key_of(place: Place) -> str:
    """The id of the subscription of a place: always the same, so that no place gets two cards a day by beginning anew."""
    return blake2b(place.id.encode(), digest_size=8).hexdigest()


def changed(before: Subscription, order: Order) -> Subscription:
    """The settings with those that an order names."""
    named: dict[str, Any] = {
        "at": order.at, "zone": order.zone, "days": order.days, "skip_holidays": order.skip_holidays, "level": order.level,
        "topics": order.topics,
    }  # fmt: skip
    return replace(before, **{name: value for name, value in named.items() if value is not None})


def _meant(order: Order, channel: Place | None) -> tuple[To, ...]:
    if order.to:
        return (order.to,)
    return ("me", "channel") if channel else ("me",)


def _place(to: To, actor: Actor, channel: Place | None) -> Place:
    """Where the cards go: to a person, whose id is a place of its own, or to a channel."""
    return channel if to == "channel" and channel else Place(actor.id)


def _is_theirs(subscription: Subscription, actor: Actor) -> bool:
    """Whether a person may change it: their own, one they set up, one that nobody is known to have set up."""
    return subscription.owner.id in ("", actor.id)
