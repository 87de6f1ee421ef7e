"""The core: a message in, a Reply or silence out. It remembers nothing and carries nothing out: that is `bot.service`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.answer import answer
from bot.answer.parts import cut_short
from bot.answer.press import pressed, with_handles
from bot.answer.question import answered
from bot.asked import Question
from bot.model import Memory, Message, Press, Query, Reply, Submission, Surface
from bot.registry.catalog import Catalog
from bot.understand import Understanding
from bot.understand.text import READ_LIMIT

_NO_MEMORY = Memory()
_SURE_ENOUGH = 0.6


class Core:
    """Understands and answers over one registry. Pure and stateless: one serves all conversations at once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._understanding = Understanding(catalog)

    def reply(self, message: Message, memory: Memory = _NO_MEMORY, day: date | None = None) -> Reply | None:
        """The reply with its effects not yet carried out; None for silence. `day` is the local day, for the card of the day.

        Never raises for any text; raises BadTokenError for a button that cannot be read.
        """
        if isinstance(message, Press):
            reply = pressed(
                message.token,
                lambda question: answer(question, memory, self._catalog, day),
                lambda chosen: answered(chosen, self._catalog),
            )
            return with_handles(reply, _surface_of(reply, message.surface))
        if isinstance(message, Submission):
            return answer(Question("study", attribute="delivery", order=message.order), memory, self._catalog, day)
        reply = self._read(message, memory, day)
        if message.surface == "incident" and not _speaks_up(reply):
            return None
        if len(message.text) > READ_LIMIT:
            reply = replace(reply, card=cut_short(reply.card, READ_LIMIT))
        return with_handles(_addressed(reply, message.surface), message.surface)

    def codes_in(self, text: str) -> tuple[int, ...]:
        """The codes that a message names, each once. Never raises for any text."""
        return self._understanding.memory_of(text).codes

    def _read(self, query: Query, memory: Memory, day: date | None) -> Reply:
        if query.context is not None:
            memory = self._understanding.memory_of(query.context) if query.context else _NO_MEMORY
        return answer(self._understanding.understand(query.text, query.surface, memory), memory, self._catalog, day)


def _speaks_up(reply: Reply) -> bool:
    """Whether an incident channel should hear this: only what is surely meant for us."""
    return reply.question.intent not in ("none", "help", "study") and reply.question.confidence > _SURE_ENOUGH


def _surface_of(reply: Reply, surface: Surface) -> Surface:
    """Where the card of a pressed button stands: what everyone sees can be taken away, what one sees can be shared."""
    if surface == "dm":
        return surface
    return "mention" if reply.audience == "everyone" else "slash"


def _addressed(reply: Reply, surface: Surface) -> Reply:
    """A slash command is answered to the asker alone; in channels a card goes to its thread."""
    audience = "asker" if surface == "slash" else reply.audience
    return Reply(reply.card, reply.question, audience, surface in ("mention", "incident"), reply.effects)
