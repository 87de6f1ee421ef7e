"""Rows <-> the core's values, for what the daily card keeps. Days are written as ISO 8601 dates, lists joined by commas."""

from __future__ import annotations

from datetime import date, time
from typing import Any, cast

from bot.learner import Answered, Pause, Recall, Streak
from bot.model import Actor, Place, Subscription
from bot.order import Level


def of_subscription(subscription: Subscription) -> dict[str, Any]:
    """The columns of a subscription but its id."""
    return {
        "place": subscription.place.id,
        "owner": subscription.owner.id,
        "workspace": subscription.owner.workspace,
        "personal": subscription.personal,
        "zone": subscription.zone,
        "at": subscription.at.strftime("%H:%M"),
        "days": "".join(map(str, subscription.days)),
        "skip_holidays": subscription.skip_holidays,
        "level": subscription.level,
        "topics": ",".join(subscription.topics),
        "pauses": pauses_written(subscription.pauses),
        "active": subscription.active,
    }


def subscription(row: Any) -> Subscription:
    return Subscription(
        row.id,
        Place(row.place),
        Actor(row.owner, row.workspace),
        personal=row.personal,
        zone=row.zone,
        at=time.fromisoformat(row.at),
        days=tuple(map(int, row.days)),
        skip_holidays=row.skip_holidays,
        level=cast("Level", row.level),
        topics=tuple(filter(None, row.topics.split(","))),
        pauses=pauses(row.pauses),
        active=row.active,
    )


def pauses_written(kept: tuple[Pause, ...]) -> str:
    return ",".join(f"{pause.first.isoformat()}/{pause.last.isoformat()}" for pause in kept)


def pauses(written: str) -> tuple[Pause, ...]:
    spans = (span.split("/") for span in written.split(",") if span)
    return tuple(Pause(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans)


def recall(row: Any) -> Recall:
    return Recall(row.item, row.stability, row.difficulty, date.fromisoformat(row.last), date.fromisoformat(row.due))


def of_recall(kept: Recall) -> dict[str, Any]:
    """The columns of what is known of an item, but whose and which."""
    return {
        "stability": kept.stability,
        "difficulty": kept.difficulty,
        "last": kept.last.isoformat(),
        "due": kept.due.isoformat(),
    }


def answered(row: Any) -> Answered:
    return Answered(row.item, date.fromisoformat(row.day), row.right)


def streak(row: Any) -> Streak:
    return Streak(row.current, row.longest, date.fromisoformat(row.last) if row.last else None, _days(row.frozen))


def of_streak(kept: Streak) -> dict[str, Any]:
    """The columns of a streak."""
    return {
        "current": kept.current,
        "longest": kept.longest,
        "last": kept.last.isoformat() if kept.last else None,
        "frozen": ",".join(day.isoformat() for day in kept.frozen),
    }


def _days(written: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in written.split(",") if day)
