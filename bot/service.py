"""The door to the bot: a message in, a Reply out, what it asks to be done carried out. In process, `core`, `search`, `reply_to`."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import cache

from bot.answer.delivery import form_button
from bot.answer.mine import forgotten, my_data, not_saved, too_fast
from bot.answer.press import without_reports
from bot.answer.question import not_kept
from bot.asked import Question
from bot.card import Card
from bot.core import Core
from bot.desk import Desk
from bot.model import (
    Actor,
    Arrange,
    Effect,
    ForgetMine,
    Grade,
    Memory,
    Message,
    Place,
    Press,
    Query,
    Remember,
    Reply,
    Report,
    ShowForm,
    ShowMine,
    ShowStudy,
)
from bot.ports import Feedback, Limits, MemoryStore
from bot.registry.snapshot import catalog as default_catalog
from bot.tutor import Tutor
from bot.understand.names import Names
from bot.understand.search import Hit, Search

_NO_MEMORY = Memory()


class Service:
    """A core that remembers. `handle` is safe to call concurrently; all state is in the store.

    Slash commands and buttons must be answered within seconds, whatever the store does: they are answered without it. What an
    answer is about is remembered `later` (given the work to do; without it at once), since nobody waits for that.
    Without `feedback` nobody counts what people find wrong, so cards do not offer to say it; without `limits` nobody is slowed.
    Without a `tutor` the study card is always that of one day, and no answer is kept; without a `desk` no card comes by itself.
    """

    def __init__(
        self,
        core: Core,
        store: MemoryStore,
        feedback: Feedback | None = None,
        limits: Limits | None = None,
        later: Callable[[Coroutine[None, None, None]], None] | None = None,
        tutor: Tutor | None = None,
        desk: Desk | None = None,
    ) -> None:
        self._core = core
        self._store = store
        self._feedback = feedback
        self._limits = limits
        self._later = later
        self._tutor = tutor
        self._desk = desk
        self._unsaved: dict[Place, tuple[Actor, Memory]] = {}  # on its way to the store
        self._saving: set[Place] = set()
        self._gone: dict[Place, Actor] = {}  # being saved, though who asked there has had all of it deleted since

    async def handle(self, message: Message) -> Reply | None:
        """The reply, its effects carried out; None for silence. Raises BadTokenError for a button that cannot be read.

        A store that fails costs the conversation its memory, never the answer; an effect that was asked for and failed is told.
        """
        if self._limits and not self._limits.allows(message.actor):
            return Reply(too_fast(), Question("none"), audience="asker")
        in_haste = not isinstance(message, Query) or message.surface == "slash"
        memory = _NO_MEMORY if in_haste or _brings_its_own(message) else await self._load(message.place)
        reply = self._core.reply(message, memory, self._tutor.today() if self._tutor else None)
        if reply is None:
            return None
        reply = self._remembered_later(reply, message)
        if reply.effects:
            reply = await self._carried_out(reply, message)
        if self._later and reply.question.codes and message.surface in ("mention", "incident") and self._may_want(message.actor):
            self._later(self._want(message.actor, reply.question.codes))
        return reply if self._feedback else without_reports(reply)

    def _remembered_later(self, reply: Reply, message: Message) -> Reply:
        """The reply without what is to be remembered of it: that is done once it is answered. Of a command nothing is."""
        is_command = isinstance(message, Query) and message.surface == "slash"
        if not self._later and not is_command:
            return reply
        others = []
        for effect in reply.effects:
            if not isinstance(effect, Remember):
                others.append(effect)
            elif self._later and not is_command:
                self._save_later(effect.memory, message.place, message.actor)
        return Reply(reply.card, reply.question, reply.audience, reply.in_thread, tuple(others))

    def _save_later(self, memory: Memory, place: Place, actor: Actor) -> None:
        """One save of a place at a time, and always of the latest: two on their way could arrive in the other order."""
        self._unsaved[place] = actor, memory
        if self._later and place not in self._saving:
            self._saving.add(place)
            self._later(self._save(place))

    async def _save(self, place: Place) -> None:
        try:
            while kept := self._unsaved.get(place):
                await self._saved(place, *kept)
                if self._unsaved.get(place) is kept:
                    del self._unsaved[place]
        finally:
            self._saving.discard(place)
            self._gone.pop(place, None)

    async def _saved(self, place: Place, actor: Actor, memory: Memory) -> None:
        try:
            await self._store.save(place, actor, memory)
            if self._gone.get(place) == actor:
                await self._store.forget(actor)
        except Exception as error:
            _warn("memory not saved", error)

    def _drop_unsaved(self, actor: Actor) -> None:
        """Let nothing of a person stay that is on its way: what arrives after this is deleted as soon as it has."""
        for place in [place for place, (who, _) in self._unsaved.items() if who == actor]:
            del self._unsaved[place]
            if place in self._saving:
                self._gone[place] = actor

    async def _load(self, place: Place) -> Memory:
        if place in self._unsaved:
            return self._unsaved[place][1]
        try:
            return await self._store.load(place)
        except Exception as error:
            _warn("memory not loaded", error)
            return _NO_MEMORY

    def _may_want(self, actor: Actor) -> bool:
        return self._tutor is not None and self._tutor.may_want(actor)

    async def _want(self, actor: Actor, codes: tuple[int, ...]) -> None:
        try:
            if self._tutor:
                await self._tutor.want(actor, codes)
        except Exception as error:
            _warn("codes not collected", error)

    async def _carried_out(self, reply: Reply, message: Message) -> Reply:
        """The reply once its effects are done; in its place a sentence where one that was asked for failed."""
        for effect in reply.effects:
            try:
                answer_of_it = await self._effect(effect, reply, message)
            except Exception as error:
                _warn(f"{type(effect).__name__} not carried out", error)
                if isinstance(effect, Grade):
                    reply = replace(reply, card=not_kept(reply.card))
                elif not isinstance(effect, Remember | ShowStudy):
                    return replace(reply, card=not_saved(), effects=())
            else:
                if isinstance(answer_of_it, ShowForm):
                    return self._with_form(reply, answer_of_it, message)
                reply = replace(reply, card=answer_of_it) if answer_of_it else reply
        return reply

    @staticmethod
    def _with_form(reply: Reply, form: ShowForm, message: Message) -> Reply:
        """A form can only be opened by a press: words get the button that does it."""
        if isinstance(message, Press):
            return replace(reply, effects=(form,))
        return replace(reply, card=form_button(form.to), effects=())

    async def _effect(self, effect: Effect, reply: Reply, message: Message) -> Card | ShowForm | None:
        """Carry one effect out; a card where its result is the answer. Deleting a message and showing a form are the adapter's."""
        actor = message.actor
        match effect:
            case Remember(memory):
                await self._store.save(message.place, actor, memory)
            case Report() if self._feedback:
                await self._feedback.count(effect)
            case ShowMine():
                return my_data(await self._store.held(actor), await self._answers_of(actor), await self._subscriptions_of(actor))
            case ForgetMine():
                return await self._forgotten(actor)
            case ShowStudy() if self._tutor and _is_private(reply, message):
                return await self._tutor.own_card(effect, reply.card, actor)
            case Grade() if self._tutor:
                return await self._tutor.graded(effect, reply.card, message.channel or message.place, actor)
            case Arrange(order) if self._desk:
                return await self._desk.arranged(order, actor, message.channel)
        return None

    async def _answers_of(self, actor: Actor) -> int:
        return await self._tutor.held(actor) if self._tutor else 0

    async def _subscriptions_of(self, actor: Actor) -> int:
        return await self._desk.held(actor) if self._desk else 0

    async def _forgotten(self, actor: Actor) -> Card:
        self._drop_unsaved(actor)
        answers = await self._tutor.forget(actor) if self._tutor else 0
        subscriptions = await self._desk.forget(actor) if self._desk else 0
        return forgotten(await self._store.forget(actor), answers, subscriptions)


def _brings_its_own(message: Message) -> bool:
    """Whether what came before is known from the message itself."""
    return isinstance(message, Query) and message.context is not None


def _is_private(reply: Reply, message: Message) -> bool:
    """Whether the asker alone reads the reply. A channel gets the card that is everyone's: their own tells what they get wrong."""
    return reply.audience == "asker" or message.surface in ("dm", "slash")


def _warn(what: str, error: Exception) -> None:
    """Log the kind of an error, never its words: they may hold what a person wrote."""
    import logging  # noqa: PLC0415 - 17 ms that only a process with a failing store needs to pay

    logging.getLogger(__name__).warning("%s: %s", what, type(error).__name__)


@cache
def core() -> Core:
    """The core over the registry's snapshot, built once a process."""
    return Core(default_catalog())


@cache
def _search() -> Search:
    return Search(default_catalog(), Names(default_catalog()))


def search(text: str, limit: int = 25) -> list[Hit]:
    """What a half-written question may become, best first. Never raises for any text."""
    return _search().find(text, limit)


def reply_to(text: str) -> Reply:
    """Answer one text in process, as a DM that remembers nothing. Never raises for any text."""
    reply = core().reply(Query(text, "dm", Actor("local"), Place("local")))
    if reply is None:  # a DM is never met with silence
        raise AssertionError("silence in a DM")
    return reply
