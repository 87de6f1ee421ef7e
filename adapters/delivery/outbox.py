"""One card from its row to the place, once: `deliver` may be called for any row, at any time, from anywhere, any number of times.

    todo ──▶ sending ──▶ sent          the platform took it
      ▲         │  ├───▶ failed        refused for good, or given up while it surely was not there
      └─────────┤  └───▶ unknown       it may be there, and nobody can look
      not taken │
                └── it may be there (a time-out, a 5xx, a sender that died): look, and only where it surely is not there send again

`sending` is committed before the platform is asked, so that whoever finds such a row knows that it is ambiguous. Whoever takes a
row up has it until its lease ends; the request's time limit ends before that, and the lease is checked just before the request.
What remains is a sender that is stopped between that check and the socket for longer than its lease, on a platform without keys:
a Slack DM. There somebody else looked, found nothing and sent; the stopped one sends as well.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from adapters import logs
from adapters.database.deliveries import WAITING, Deliveries, Delivery, Key
from adapters.database.engine import DatabaseDownError
from adapters.delivery.choose import Chooser, Made
from adapters.delivery.farewell import Farewell
from adapters.delivery.outage import Outage
from adapters.delivery.pace import Pace
from adapters.metrics import Metrics
from adapters.posting import CannotLookError, NotNowError, Outcome, Post, Refused, Retry, Sent, Unknown
from bot.card import Card
from bot.model import Place, Subscription

_BEFORE = 60.0  # seconds before the first try from which on a message is looked for: clocks differ
_NOT_HERE = 60.0  # seconds until a row is looked at again whose platform this process does not have
_NEAR = 1.0  # seconds that are waited for on the spot
_IN_LINE, _MISSED = "in line", 5.0  # what a row says that has its place in the line, and seconds after which it lost that
_WRITTEN_AGAIN = 1.0  # seconds between tries to record what happened, while the database is down
_PATIENT_TRIES = 10  # tries that come when the platform says; after them the pauses grow
_MOST_TRIES = 60
_LONGEST_PAUSE = 300.0
_log = logs.get(__name__)


@dataclass(frozen=True, slots=True)
class Times:
    """In seconds. `lease` is how long a row is one sender's, `limit` how long the platform may take, `appears` how long a message
    may take to be seen after its request ended without an answer."""

    lease: float = 30.0
    limit: float = 10.0
    appears: float = 5.0


def key_of(key: Key) -> str:
    """A card's name for a platform: 25 characters, as many as a nonce of Discord may have."""
    return f"{key.subscription}-{key.day:%Y%m%d}"


def waking() -> float:
    """Seconds that go on while a process is stopped and, where the system can tell, while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Outbox:
    """Takes rows through their states. `sending` are those whose request may be under way in this process."""

    def __init__(
        self,
        deliveries: Deliveries,
        chooser: Chooser,
        posts: Sequence[Post],
        pace: Pace,
        metrics: Metrics,
        outage: Outage,
        times: Times = Times(),
    ) -> None:
        self._deliveries = deliveries
        self._chooser = chooser
        self._posts = posts
        self._pace = pace
        self._metrics = metrics
        self._outage = outage
        self._times = times
        self._farewell = Farewell(posts, pace)
        self.sending: set[Key] = set()
        self._under_way: set[Key] = set()

    async def deliver(self, key: Key) -> float | None:
        """Take a row as far as it goes now; in how many seconds it goes on, None where it has ended. Raises DatabaseDownError."""
        if key in self._under_way:  # one holder has one hand: who gives a row back must not meet itself
            return _WRITTEN_AGAIN
        self._under_way.add(key)
        try:
            return await self._delivered(key)
        finally:
            self._under_way.discard(key)

    async def _delivered(self, key: Key) -> float | None:
        found = await self._deliveries.of(key)
        if found is None or found.delivery.state not in WAITING:
            return None
        row, subscription, history = found
        if row.wait > 0:
            return row.wait
        if row.state == "todo" and (why := _no_use(row, subscription)):
            return await self._dropped(row, *why)
        place = Place(row.place)
        post = next((post for post in self._posts if post.takes(place)), None)
        if post is None:
            await self._deliveries.put_off(row, _NOT_HERE, "no platform")
            return _NOT_HERE
        workspace = subscription.owner.workspace if subscription else ""
        slot = (
            0.0
            if row.error == _IN_LINE and row.late < _MISSED
            else await self._pace.slot(post.name, workspace, again=row.attempt > 0)
        )
        if slot > _NEAR and row.state == "todo":
            await self._deliveries.put_off(row, slot, _IN_LINE)
            return slot
        async with self._pace.turn(post.name, row.place, slot):
            try:
                made = await self._chooser.made(row, subscription, history) if subscription else None
                return await self._taken_up(row, subscription, made, post, place)
            finally:
                self.sending.discard(key)

    async def _taken_up(
        self, row: Delivery, subscription: Subscription | None, made: Made | None, post: Post, place: Place
    ) -> float | None:
        if made is None and row.state == "todo":
            return await self._dropped(row, "failed", "empty deck")
        self.sending.add(row.key)
        began = waking()
        try:
            mine = await self._deliveries.take(row, self._times.lease, *(made[1:] if made else ()))
        except DatabaseDownError:  # it may be ours all the same: then it is given back, since nothing was sent
            maybe_mine = replace(row, holder=self._deliveries.holder, attempt=row.attempt + 1)
            return await self._settled(maybe_mine, row.state, error="database")
        if mine is None:
            return _WRITTEN_AGAIN  # somebody else has it, or the clock was set back: look again
        if row.state == "sending":
            ended = await self._looked(mine, post, place, can_send=made is not None)
            if ended is not None:
                return await self._recorded(mine, subscription, ended)
        if made is None:
            return await self._settled(mine, "failed", error="unsubscribed")
        if waking() - began > self._times.lease - self._times.limit - 1:
            return await self._too_late(mine, was=row.state)
        return await self._recorded(mine, subscription, await self._posted(post, made.card, place, key_of(row.key)))

    async def _looked(self, mine: Delivery, post: Post, place: Place, *, can_send: bool) -> Outcome | _Unseen | None:
        """What became of a card that may be there; None where it surely is not and is to be sent."""
        since = (mine.tried_at or time.time()) - _BEFORE
        try:
            async with asyncio.timeout(self._times.limit):
                message = await post.find(place, key_of(mine.key), since)
        except NotNowError:
            return _Unseen("not seen")
        except CannotLookError:
            return Unknown("cannot look")
        except Exception as error:
            return _unseen(error, post)
        if message is not None:
            return Sent(message)
        gave_up = mine.overdue or mine.attempt > _MOST_TRIES
        return Refused("gave up") if gave_up and can_send else None

    async def _posted(self, post: Post, card: Card, place: Place, key: str) -> Outcome:
        try:
            async with asyncio.timeout(self._times.limit):
                return await post.post(card, place, key)
        except TimeoutError:
            return Unknown("timeout")
        except Exception:
            _log.exception("post failed", platform=post.name)
            return Unknown("error")

    async def _recorded(self, mine: Delivery, subscription: Subscription | None, outcome: Outcome | _Unseen) -> float | None:
        match outcome:
            case Sent(message):
                return await self._settled(mine, "sent", message=message)
            case Retry(after, error):
                return await self._settled(mine, "todo", error=error, after=_pause(after, mine.attempt))
            case Refused(error, gone):
                if gone and subscription:
                    await self._ended(subscription)
                return await self._settled(mine, "failed", error=error)
            case Unknown("cannot look"):
                return await self._settled(mine, "unknown", error="cannot look")
            case Unknown(error):
                return await self._settled(mine, "sending", error=error, after=self._times.appears)
            case _Unseen(error) if mine.overdue or mine.attempt > _MOST_TRIES:
                return await self._settled(mine, "unknown", error=error)
            case _Unseen(error):
                return await self._settled(mine, "sending", error=error, after=_pause(self._times.appears, mine.attempt))

    async def _settled(self, mine: Delivery, state: str, *, error: str = "", message: str = "", after: float = 0) -> float | None:
        """Record how it ended. While the database is down this waits: what is known of the card is known only here."""
        while True:
            try:
                written = await self._deliveries.settle(mine, state, error=error, message=message, after=after)
                break
            except DatabaseDownError:
                self._outage.began()
                await asyncio.sleep(_WRITTEN_AGAIN)
        self._outage.over()
        if not written:
            _log.warning("card taken over", state=state, attempt=mine.attempt)
            return _WRITTEN_AGAIN
        if state in ("todo", "sending"):
            self._metrics.delivery_retries.labels(state).inc()
            return after
        self._metrics.deliveries.labels(state).inc()
        if state != "sent":
            _log.warning("card not sent", state=state, why=error, attempt=mine.attempt)
        return None

    async def _too_late(self, mine: Delivery, was: str) -> float | None:
        """The lease may end before a request would: nothing was sent by us. Others may go on at once."""
        return await self._settled(mine, was, error="stopped", after=self._times.appears if was == "sending" else 0.0)

    async def _dropped(self, row: Delivery, state: str, why: str) -> float | None:
        if await self._deliveries.drop(row, state, why):
            self._metrics.deliveries.labels(state).inc()
            _log.warning("card not sent", state=state, why=why, attempt=row.attempt)
        return None

    async def _ended(self, subscription: Subscription) -> None:
        try:
            if await self._deliveries.end(subscription, self._farewell.why(subscription)):
                self._farewell.tell(subscription)
        except DatabaseDownError:
            _log.warning("subscription not ended yet")  # the next card finds the same


@dataclass(frozen=True, slots=True)
class _Unseen:
    """The platform could not be asked whether a card is there: it is asked again."""

    error: str


def _unseen(error: Exception, post: Post) -> _Unseen:
    if not isinstance(error, TimeoutError):
        _log.exception("look-up failed", platform=post.name)
    return _Unseen("not seen")


def _no_use(row: Delivery, subscription: Subscription | None) -> tuple[str, str] | None:
    """Why a card that surely was not sent is not to be sent any more: the state it ends in, and the reason."""
    if subscription is None or not subscription.active:
        return "skipped", "unsubscribed"
    if row.overdue:
        return "failed", "too late"
    return ("failed", "gave up") if row.attempt >= _MOST_TRIES else None


def _pause(after: float, attempt: int) -> float:
    """When to try again: as the platform says, and after many tries ever later."""
    if attempt <= _PATIENT_TRIES:
        return after
    return max(after, min(max(after, 1.0) * 2.0 ** (attempt - _PATIENT_TRIES), _LONGEST_PAUSE))
