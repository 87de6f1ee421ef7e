"""From subscriptions that are due to rows: the latest day only, one row for a day whatever the clocks do, nobody claimed twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta

from adapters.database.deliveries import Key
from adapters.database.study import Subscriptions
from adapters.delivery.tick import GRACE, JITTER, Tick
from adapters.metrics import Metrics
from bot.model import Actor, Place, Subscription
from bot.study.due import next_due
from tests.adapters.delivery.scene import NINE, Scene, play

DAY = 86_400


def test_nothing_is_claimed_before_it_is_due_and_everything_once(url: str) -> None:
    async def act(scene: Scene) -> None:
        for name in range(250):
            await scene.subscribe("dm", name)
        assert await scene.parts.tick.claim() == 0
        scene.clock.forward(DAY + 1)
        assert await scene.parts.tick.claim() == 250
        assert await scene.parts.tick.claim() == 0
        assert [(day, state) for day, state, _ in await scene.rows()] == [("2026-11-26", "todo")] * 250

    play(url, act, at=NINE + timedelta(minutes=1))


def test_replicas_that_claim_at_the_same_time_claim_each_card_once(url: str) -> None:
    async def act(scene: Scene) -> None:
        for name in range(60):
            await scene.subscribe("dm", name)
        scene.clock.forward(DAY)
        claimed = await asyncio.gather(*(scene.again().tick.claim() for _ in range(4)))
        assert sum(claimed) == 60
        assert len(await scene.rows()) == 60

    play(url, act)


def test_after_days_away_only_the_latest_day_goes(url: str) -> None:
    async def act(scene: Scene) -> None:
        subscription = await scene.subscribe("dm", days=(0, 1, 2, 3, 4))
        scene.clock.set(datetime(2026, 12, 1, 12, tzinfo=UTC))
        await scene.parts.tick.claim()
        assert [(day, state) for day, state, _ in await scene.rows()] == [
            ("2026-11-26", "skipped"), ("2026-11-27", "skipped"), ("2026-11-30", "skipped"), ("2026-12-01", "todo"),
        ]  # fmt: skip
        assert 'sagongsa_deliveries_total{state="skipped"} 3.0' in scene.metrics.text().decode()
        await scene.through(Key(subscription.id, date(2026, 12, 1)))
        assert len(scene.platform.messages) == 1

    play(url, act)


def test_a_year_away_writes_a_few_rows(url: str) -> None:
    async def act(scene: Scene) -> None:
        await scene.subscribe("dm")
        scene.clock.forward(365 * DAY)
        await scene.parts.tick.claim()
        assert len(await scene.rows()) == 8

    play(url, act)


def test_a_card_that_never_went_is_not_sent_beside_the_next_one(url: str) -> None:
    async def act(scene: Scene) -> None:
        first = await scene.due("dm")
        scene.clock.forward(DAY)
        await scene.parts.tick.claim()
        assert [(state, why) for _, state, why in await scene.rows()] == [("skipped", "late"), ("todo", "")]
        assert await scene.parts.outbox.deliver(first) is None

    play(url, act)


def test_a_clock_that_jumps_ahead_and_back_makes_no_second_card(url: str) -> None:
    async def act(scene: Scene) -> None:
        key = await scene.due("channel")
        await scene.through(key)
        scene.clock.forward(DAY)
        await scene.parts.tick.claim()
        scene.clock.forward(-DAY)
        await scene.parts.tick.claim()
        kept = await Subscriptions(scene.database).of(Place("channel:1"))
        assert kept
        await Subscriptions(scene.database).save(kept, scene.clock.now() - timedelta(seconds=1))
        await scene.parts.tick.claim()
        assert len({day for day, *_ in await scene.rows()}) == len(await scene.rows()) == 2
        await scene.through(key)
        assert len(scene.platform.messages) == 1

    play(url, act)


def test_every_local_day_has_one_card_through_a_year_of_clock_changes(url: str) -> None:
    zones = ("Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "America/Nuuk")

    async def act(scene: Scene) -> None:
        wanted = {}
        for zone in zones:
            kept = await scene.subscribe("dm", zone, zone=zone, at=time(2, 30))
            wanted[kept.id] = kept
        for _ in range(4 * 120):
            scene.clock.forward(DAY / 4)
            await scene.parts.tick.claim()
        days = [day for day, *_ in await scene.rows()]
        assert abs(len(days) - 120 * len(zones)) <= len(zones)
        for kept in wanted.values():
            coming = next_due(kept, scene.clock.now())
            assert coming

    play(url, act, at=datetime(2026, 9, 20, tzinfo=UTC))


def test_cards_of_a_minute_are_spread_over_seconds_and_have_a_deadline() -> None:
    tick = Tick(None, Metrics())  # type: ignore[arg-type]
    starts = []
    for number in range(300):
        subscription = Subscription(f"{number * 2654435761 % 2**64:016x}", Place("p"), Actor("a"))
        row = tick.plan(subscription, NINE, NINE).rows[-1]
        assert tick.plan(subscription, NINE, NINE).rows[-1] == row
        starts.append(row.retry_at - NINE.timestamp())
        assert row.until == datetime(2026, 11, 25, 15, tzinfo=UTC).timestamp()
    assert min(starts) >= 0
    assert max(starts) <= JITTER
    assert max(sum(second <= start < second + 1 for start in starts) for second in range(int(JITTER))) < 30
    late = Subscription("0" * 16, Place("p"), Actor("a"), at=time(23, 59))
    at = datetime(2026, 11, 25, 14, 59, tzinfo=UTC)
    row = tick.plan(late, at, at).rows[-1]
    assert row.until - row.retry_at == GRACE
