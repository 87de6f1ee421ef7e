"""What an adapter is to delivery, for the platform on loopback."""

from __future__ import annotations

from types import TracebackType

import aiohttp

from adapters.posting import CannotLookError, Outcome, Refused, Retry, Sent, Unknown
from bot.card import Card
from bot.model import Place


class LoopbackPost:
    """A `Post` (`adapters.posting`) for one kind of place: "dm", "channel" or "keyed"."""

    def __init__(self, base: str, kind: str) -> None:
        self.name = kind
        self._base = base
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    async def __aenter__(self) -> LoopbackPost:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._session.close()

    async def close(self) -> None:
        await self._session.close()

    def takes(self, place: Place) -> bool:
        return place.id.startswith(f"{self.name}:")

    async def post(self, card: Card, place: Place, key: str) -> Outcome:
        body = {"place": place.id, "key": key, "text": card.title}
        try:
            async with self._session.post(f"{self._base}/post", json=body) as answer:
                told = await answer.json()
        except aiohttp.ClientConnectorError:
            return Retry(0.5, "not connected")
        except aiohttp.ClientError:
            return Unknown("reset")
        match answer.status:
            case 200:
                return Sent(told["id"])
            case 429:
                return Retry(told["retry_after"], "429")
            case 410:
                return Refused(told["error"], gone=True)
            case _:
                return Unknown(str(answer.status))

    async def find(self, place: Place, key: str, since: float) -> str | None:  # noqa: ARG002 - the protocol's
        if self.name == "channel":
            raise CannotLookError
        async with self._session.get(f"{self._base}/find", params={"place": place.id, "key": key}) as answer:
            found = (await answer.json())["id"]
        return None if found is None else str(found)
