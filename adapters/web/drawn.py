"""A reply as the page draws it: the bodies that the platforms would be sent, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable
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

    async def reply(self, asked: Asked) -> tuple[Asked, Reply | None]:
        """The reply, None for silence, and what was asked, without the card before where that changed nothing.

        Raises BadTokenError.
        """
        reply = await self._service.handle(_message(asked))
        if asked.after and (alone := await self._service.handle(_message(replace(asked, after="")))) and reply:
            asked = replace(asked, after="") if alone.card == reply.card else asked
        return asked, reply

    async def drawn(self, asked: Asked, width: int) -> JSON:
        """The answer as the page takes it; `width` is that of its terminal in columns. Raises BadTokenError."""
        asked, reply = await self.reply(asked)
        around: JSON = {"address": asked.address(), "question": "" if asked.codes else asked.text}
        if reply is None:
            return {**around, "title": wording.SILENCE, "headline": wording.WHY_SILENT, "note": wording.WHY_SILENT, "bodies": None}
        in_channel = asked.surface in ("mention", "incident") or asked.press.startswith("s:")
        several = asked.codes if 1 < len(asked.codes) <= _SIDE_BY_SIDE else ()
        one_by_one = [await self._beside(code, asked.surface, width // len(several) - _GUTTER) for code in several]
        return {
            **around,
            "title": reply.card.title,
            "headline": reply.card.headline(),
            "note": wording.note(reply, in_channel=in_channel),
            "subject": token.subject_of(reply.question) or "",
            "private": asked.surface != "dm" and reply.audience == "asker",
            "bodies": self._bodies(asked, reply, width),
            "beside": one_by_one,
        }

    async def _beside(self, code: int, surface: Surface, width: int) -> JSON:
        asked, reply = await self.reply(Asked(text=str(code), surface=surface, codes=(code,)))
        bodies = self._bodies(asked, reply, width) if reply else None
        return {"address": asked.address(), "title": reply.card.title if reply else str(code), "bodies": bodies}

    def _bodies(self, asked: Asked, reply: Reply, width: int) -> JSON:
        pressed = bool(asked.press)
        made: JSON = {
            name: draw(reply, asked.surface, asked.start) if pressed else self._drawers.asked[name](reply, asked.surface)
            for name, draw in self._drawers.pressed.items()
        }
        return {**made, "terminal": self._drawers.terminal(reply.card, width)}


def _message(asked: Asked) -> Query | Press:
    place = after(asked.after)
    return Press(asked.press, asked.surface, ME, place) if asked.press else Query(asked.text, asked.surface, ME, place)
