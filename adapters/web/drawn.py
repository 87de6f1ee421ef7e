"""A reply as the page draws it: the bodies that the platforms would be sent, and what stands around them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any

from adapters.clock import SystemClock
from adapters.web import wording
from adapters.web.addresses import Asked
from adapters.web.memory import ME, AddressedMemory, Uncounted, after
from bot.answer import token
from bot.card import Card
from bot.model import Press, Query, Reply, Surface
from bot.registry.snapshot import catalog
from bot.service import Service, core
from bot.tutor import Tutor

JSON = dict[str, Any]
SOMEBODY = "길동"  # who shares a card in the page
_SIDE_BY_SIDE = 4  # codes of a comparison that are also shown one by one
_GUTTER = 4  # columns between two cards of a terminal


@dataclass(frozen=True, slots=True)
class Drawers:
    """What each platform is sent: in answer to a text, and to a press, where `start` is the block that Discord goes on with."""

    asked: dict[str, Callable[[Reply, Surface], JSON]]
    pressed: dict[str, Callable[[Reply, Surface, int], JSON]]
    terminal: Callable[[Card, int], str]


class Playground:
    """Answers addresses. It keeps nothing: the same address gets the same answer, on its day."""

    def __init__(self, drawers: Drawers) -> None:
        self._drawers = drawers
        self._tutor = Tutor(catalog(), SystemClock())
        self._service = Service(core(), AddressedMemory(), Uncounted(), tutor=self._tutor)
        self.today = self._tutor.today

    async def reply(self, asked: Asked) -> Reply | None:
        """The reply, None for silence. Raises BadTokenError."""
        return await self._service.handle(_message(asked))

    async def drawn(self, asked: Asked, width: int) -> AsyncIterator[JSON]:
        """The answer as the page takes it, part by part, the soonest made first; `width` is that of its terminal in columns.

        The page begins to draw while the later parts are made. Raises BadTokenError before the first.
        """
        reply = await self.reply(asked)
        yield _around(asked, reply) | (self._bodies(asked, reply) if reply else {})
        if reply:
            yield {"terminal": self._drawers.terminal(reply.card, width)}
        several = asked.codes if reply and 1 < len(asked.codes) <= _SIDE_BY_SIDE else ()
        one_by_one = [await self._beside(code, asked.surface, width // len(several) - _GUTTER) for code in several]
        yield {"address": (await self._shortest(asked, reply)).address(), "beside": one_by_one}

    async def _shortest(self, asked: Asked, reply: Reply | None) -> Asked:
        """What was asked, without the card before where that changed nothing."""
        if not asked.after or not reply:
            return asked
        without = replace(asked, after="")
        alone = await self.reply(without)
        return without if alone and alone.card == reply.card else asked

    async def _beside(self, code: int, surface: Surface, width: int) -> JSON:
        asked = Asked(text=str(code), surface=surface, codes=(code,))
        reply = await self.reply(asked)
        if reply is None:
            return {"address": asked.address(), "title": str(code)}
        drawn = self._bodies(asked, reply) | {"terminal": self._drawers.terminal(reply.card, width)}
        return {"address": asked.address(), "title": reply.card.title, **drawn}

    def _bodies(self, asked: Asked, reply: Reply) -> JSON:
        pressed = bool(asked.press)
        return {
            name: draw(reply, asked.surface, asked.start) if pressed else self._drawers.asked[name](reply, asked.surface)
            for name, draw in self._drawers.pressed.items()
        }


def _around(asked: Asked, reply: Reply | None) -> JSON:
    """What stands around the bodies."""
    question = "" if asked.codes else asked.text
    if reply is None:
        silence = wording.WHY_SILENT
        return {"question": question, "title": wording.SILENCE, "headline": silence, "note": silence}
    in_channel = asked.surface in ("mention", "incident") or asked.press.startswith("s:")
    return {
        "question": question,
        "title": reply.card.title,
        "headline": reply.card.headline(),
        "note": wording.note(reply, in_channel=in_channel),
        "subject": token.subject_of(reply.question) or "",
        "private": asked.surface != "dm" and reply.audience == "asker",
    }


def _message(asked: Asked) -> Query | Press:
    place = after(asked.after)
    return Press(asked.press, asked.surface, ME, place) if asked.press else Query(asked.text, asked.surface, ME, place)
