"""What becomes of a subscription whose place is gone: it ends, and whoever set it up is told once, where they can be reached."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from adapters import logs
from adapters.delivery.pace import Pace
from adapters.posting import Post, Retry
from bot.answer.delivery import ended
from bot.model import Place, Subscription

_TRIES = 3
_LIMIT = 10.0  # seconds for one try
_log = logs.get(__name__)


class Farewell:
    """Tells in the background: the row of the card does not wait for it. A note that gets lost is not sent again; the reason stands
    in the status of the subscription as well."""

    def __init__(self, posts: Sequence[Post], pace: Pace) -> None:
        self._posts = posts
        self._pace = pace
        self._under_way: set[asyncio.Task[None]] = set()

    def why(self, subscription: Subscription) -> str:
        """Why a subscription ended, in a sentence."""
        if subscription.personal:
            return "개인 메시지를 더는 보낼 수 없어 멈추었습니다. 메시지를 받도록 바꾼 다음 다시 받기를 눌러 주세요."
        return "그 채널에 더는 글을 쓸 수 없어 멈추었습니다. 채널이 보관되었거나 제가 나간 것입니다."

    def tell(self, subscription: Subscription) -> None:
        """Send the note to the owner's own place, if there is an owner and the place is not the one that is gone."""
        place = Place(subscription.owner.id)
        post = next((post for post in self._posts if post.takes(place)), None)
        if subscription.personal or not place.id or post is None:
            return
        task = asyncio.create_task(self._told(subscription, place, post))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _told(self, subscription: Subscription, place: Place, post: Post) -> None:
        card, key = ended(subscription, self.why(subscription)), f"{subscription.id}-ended"
        try:
            for _ in range(_TRIES):
                slot = await self._pace.slot(post.name, subscription.owner.workspace, again=True)
                async with self._pace.turn(post.name, place.id, slot):
                    async with asyncio.timeout(_LIMIT):
                        outcome = await post.post(card, place, key)
                if not isinstance(outcome, Retry):
                    return
                await asyncio.sleep(outcome.after)
        except Exception:
            _log.exception("note not sent", platform=post.name)
