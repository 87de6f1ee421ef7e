"""What the daily card keeps, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from adapters.database.engine import Database
from adapters.database.study import Progress, Subscriptions
from bot.learner import Learner, Pause, Recall, Streak
from bot.model import Actor, Grade, Place, Subscription
from tests.adapters.database.test_stores import Clock, with_database

ME, YOU = Actor("slack:T1:U1", "slack:T1"), Actor("slack:T1:U2", "slack:T1")
MINE, CHANNEL = Place(ME.id), Place("slack:T1:C1")
DAY = date(2026, 11, 25)
SET = Subscription(
    "0123456789abcdef", MINE, ME, personal=True, zone="Asia/Tokyo", at=time(7, 30), days=(0, 6), skip_holidays=False,
    level="operations", topics=("5xx", "AWS ALB"), pauses=(Pause(DAY, DAY), Pause(date(2026, 12, 1), date(2026, 12, 9))),
)  # fmt: skip


def test_a_subscription_comes_back_as_it_was(url: str) -> None:
    async def work(database: Database, _: Clock) -> None:
        store = Subscriptions(database)
        assert await store.of(MINE) is None
        await store.save(SET, datetime(2026, 11, 26, tzinfo=UTC))
        assert await store.of(MINE) == SET
        assert await store.last_day(SET) is None
        assert await store.held(ME) == 1
        await store.remove(SET)
        assert await store.of(MINE) is None

    with_database(url, work)


def test_who_set_up_a_channel_is_forgotten_and_the_channel_keeps_its_card(url: str) -> None:
    async def work(database: Database, _: Clock) -> None:
        store = Subscriptions(database)
        await store.save(SET, None)
        channel = Subscription("fedcba9876543210", CHANNEL, ME)
        await store.save(channel, None)
        assert await store.forget(ME) == 2
        assert await store.of(MINE) is None
        kept = await store.of(CHANNEL)
        assert kept
        assert kept.owner == Actor("")
        assert await store.forget(ME) == 0

    with_database(url, work)


def test_the_first_answer_counts_and_the_channel_sees_numbers_alone(url: str) -> None:
    async def work(database: Database, _: Clock) -> None:
        store = Progress(database)
        right, wrong = Grade("404", "b:404.1:1.0.0", "aa", right=True), Grade("404", "b:404.1:1.0.0", "bb", right=False)
        assert await store.first(ME, CHANNEL, DAY, wrong) is None
        assert await store.first(ME, CHANNEL, DAY, right) == wrong
        assert await store.first(YOU, CHANNEL, DAY, right) is None
        assert await store.tally(CHANNEL, right.quiz) == (2, 1)
        assert await store.tally(MINE, right.quiz) == (0, 0)
        assert [(one.item, one.right) for one in (await store.learner(ME)).answers] == [("404", False)]

    with_database(url, work)


def test_a_learner_comes_back_with_zone_rests_and_wishes(url: str) -> None:
    async def work(database: Database, clock: Clock) -> None:
        store = Progress(database)
        assert await store.learner(ME) == Learner()
        await Subscriptions(database).save(SET, None)
        recall, streak = Recall("404", 2.5, 5.0, DAY, date(2026, 11, 28)), Streak(3, 9, DAY, (date(2026, 11, 20),))
        await store.keep(ME, recall, streak)
        assert store.may_want(ME)
        await store.want(ME, (502,))  # not before they let us
        assert not store.may_want(ME)
        clock.now += 60
        assert store.may_want(ME)
        await store.want(ME, (503,))
        await store.collect(ME, on=True)
        assert store.may_want(ME)
        await store.want(ME, (502, 504))
        clock.now += 1
        await store.want(ME, (404,))
        learner = await store.learner(ME)
        assert (learner.zone, learner.pauses, learner.recalls, learner.streak) == ("Asia/Tokyo", SET.pauses, (recall,), streak)
        assert (learner.level, learner.topics) == (SET.level, SET.topics)
        assert learner.collects
        assert learner.wanted[0] == 404
        assert set(learner.wanted) == {404, 502, 504}
        await store.keep(ME, recall, streak)  # what was asked about is learned now
        assert set((await store.learner(ME)).wanted) == {502, 504}
        await store.collect(ME, on=False)
        assert (await store.learner(ME)).wanted == ()
        await store.first(ME, MINE, DAY, Grade("404", "q", "a", right=True))
        assert await store.forget(ME) == 1
        assert (await store.learner(ME)).recalls == ()

    with_database(url, work)


def test_no_more_than_twenty_wishes_are_kept(url: str) -> None:
    async def work(database: Database, clock: Clock) -> None:
        store = Progress(database)
        await store.collect(ME, on=True)
        for code in range(400, 430):
            clock.now += 1
            await store.want(ME, (code,))
        assert (await store.learner(ME)).wanted == tuple(range(429, 409, -1))

    with_database(url, work)
