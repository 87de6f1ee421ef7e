from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadTokenError
from bot.model import SURFACES, Actor, Memory, Place, Press, Query, Surface
from bot.service import Service, core, reply_to

ME, HERE = Actor("test:me"), Place("test:here")


class Notebook:
    """A store that keeps what it is given."""

    def __init__(self) -> None:
        self.kept: dict[Place, Memory] = {}

    async def load(self, place: Place) -> Memory:
        return self.kept.get(place, Memory())

    async def save(self, place: Place, actor: Actor, memory: Memory) -> None:  # noqa: ARG002
        self.kept[place] = memory

    async def held(self, actor: Actor) -> int:  # noqa: ARG002
        return len(self.kept)

    async def forget(self, actor: Actor) -> int:  # noqa: ARG002
        count = len(self.kept)
        self.kept.clear()
        return count


class Broken:
    """A store whose database is gone; its errors hold words that must not reach a log."""

    async def load(self, place: Place) -> Memory:
        raise ConnectionError(f"secret {place}")

    async def save(self, place: Place, actor: Actor, memory: Memory) -> None:
        raise TimeoutError(f"secret {place} {actor} {memory}")

    async def held(self, actor: Actor) -> int:
        raise ConnectionError(f"secret {actor}")

    async def forget(self, actor: Actor) -> int:
        raise ConnectionError(f"secret {actor}")


def query(text: str, surface: Surface = "dm", context: str | None = None) -> Query:
    return Query(text, surface, ME, HERE, context)


def test_a_conversation_goes_on() -> None:
    async def talk() -> list[tuple[str, tuple[int, ...]]]:
        service = Service(core(), Notebook())
        replies = [await service.handle(query(text)) for text in ("302가 뭐야?", "왜 307 안 쓰고?", "둘이 뭐가 달라?", "자세히")]
        return [(reply.question.intent, reply.question.codes) for reply in replies if reply]

    assert asyncio.run(talk()) == [("define", (302,)), ("why", (302, 307)), ("compare", (302, 307)), ("define", (302,))]


def test_conversations_do_not_mix() -> None:
    async def talk() -> str:
        service = Service(core(), Notebook())
        await service.handle(query("302가 뭐야?"))
        other = await service.handle(Query("503이랑 다른 점?", "dm", ME, Place("test:elsewhere")))
        assert other
        return other.question.intent

    assert asyncio.run(talk()) == "none"


def test_with_the_store_down_every_question_is_still_answered(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        reply = asyncio.run(Service(core(), Broken()).handle(query("404")))
    assert reply
    assert reply.question.codes == (404,)
    assert "ConnectionError" in caplog.text
    assert "TimeoutError" in caplog.text
    assert "secret" not in caplog.text


def test_context_stands_in_for_memory() -> None:
    reply = core().reply(query("503이랑 다른 점?", context="429가 뭐야?"))
    assert reply
    assert (reply.question.intent, reply.question.codes) == ("compare", (429, 503))


def test_where_the_reply_goes() -> None:
    went = {surface: core().reply(query("404", surface)) for surface in SURFACES}
    assert {s: (r.audience, r.in_thread) for s, r in went.items() if r} == {
        "slash": ("asker", False),
        "mention": ("everyone", True),
        "dm": ("everyone", False),
        "incident": ("everyone", True),
    }


@pytest.mark.parametrize(
    "text", ["점심 뭐 먹지", "", "내일 행사 200명 참석이래요", "bad gatrewy x", "ok", "성공", "오늘 회의실 302 어때?"]
)
def test_an_incident_channel_hears_nothing_it_did_not_ask(text: str) -> None:
    assert core().reply(query(text, "incident")) is None
    assert core().reply(query(text, "mention")) is not None


def test_a_button_is_answered_and_a_forged_one_is_refused() -> None:
    reply = core().reply(Press("c:502-504", "slash", ME, HERE))
    assert reply
    assert (reply.question.codes, reply.audience) == ((502, 504), "asker")
    with pytest.raises(BadTokenError):
        core().reply(Press("c:502-", "slash", ME, HERE))


def test_the_same_question_always_gets_the_same_reply() -> None:
    assert reply_to("왜 302 말고 307?") == reply_to("왜 302 말고 307?")


@given(st.text(max_size=120), st.sampled_from(SURFACES), st.none() | st.text(max_size=60))
def test_any_text_on_any_surface_gets_a_reply_or_silence(text: str, surface: Surface, context: str | None) -> None:
    reply = core().reply(query(text, surface, context))
    assert reply is not None or surface == "incident"
    if reply:
        assert len(reply.card.headline()) <= 200


@given(st.text("0123456789 공영일이삼사오육칠팔구십백왜말고대신랑?,/~-#=:notfudbagewy", max_size=40), st.sampled_from(SURFACES))
def test_any_near_question_on_any_surface_gets_a_reply_or_silence(text: str, surface: Surface) -> None:
    reply = core().reply(query(text, surface))
    assert reply is not None or surface == "incident"


QUESTION = "왜 302 말고 307을 써야 해?"
RUNS = [" ", "\t", "\n", " \n", "은", "번", "코드 ", "안 ", "(", '"', "`", "말고", "302 ", "를", "왜 ", "a ", "-"]


@pytest.mark.parametrize("run", RUNS)
def test_a_run_of_anything_at_any_gap_of_a_question_is_answered(run: str) -> None:
    """No expression may blow up. Nothing is timed: a cubic one would keep this test from ending at all."""
    for gap in (0, 1, 2, 5, 6, 8, 9, 12, len(QUESTION)):
        assert reply_to(QUESTION[:gap] + run * (20_000 // len(run)) + QUESTION[gap:]).card.to_text()


def test_whitespace_changes_nothing() -> None:
    assert reply_to("왜  302 \n 말고\t\t307?").question.codes == (307, 302)


@pytest.mark.parametrize(
    "text", ["4" * 40_000, "404 " * 10_000, "왜 " * 20_000, "🙂" * 40_000, "<@U1>" * 8_000, "가" * 40_000, "\x00\x1b[31m404"]
)
def test_ugly_input(text: str) -> None:
    assert reply_to(text).card.to_text()


def test_what_is_not_saved_yet_is_remembered_all_the_same() -> None:
    async def work() -> None:
        later: list[Coroutine[None, None, None]] = []
        notebook = Notebook()
        service = Service(core(), notebook, later=later.append)
        await service.handle(query("503이 뭐야?", "mention"))
        assert not notebook.kept
        reply = await service.handle(query("재시도해도 돼?", "mention"))
        assert reply
        assert reply.question.codes == (503,)
        for saving in later:
            await saving
        assert notebook.kept[HERE].codes == (503,)
        notebook.kept[HERE] = Memory((404,), "define")  # from then on the store is asked again
        reply = await service.handle(query("재시도해도 돼?", "mention"))
        assert reply
        assert reply.question.codes == (404,)
        later.pop().close()

    asyncio.run(work())


class Slow(Notebook):
    """A store whose first save takes longest."""

    def __init__(self) -> None:
        super().__init__()
        self.delays = [0.05, 0.0]

    async def save(self, place: Place, actor: Actor, memory: Memory) -> None:
        await asyncio.sleep(self.delays.pop(0) if self.delays else 0.0)
        await super().save(place, actor, memory)


def under_way(store: Notebook) -> tuple[Service, set[asyncio.Task[None]]]:
    """A service whose saves go on by themselves, and those that it began."""
    begun: set[asyncio.Task[None]] = set()
    return Service(core(), store, later=lambda saving: begun.add(asyncio.create_task(saving))), begun


def test_the_last_that_was_asked_is_what_stays_remembered() -> None:
    async def work() -> None:
        notebook = Slow()
        service, begun = under_way(notebook)
        await service.handle(query("404"))
        await asyncio.sleep(0.01)
        await service.handle(query("502"))
        await asyncio.gather(*begun)
        assert notebook.kept[HERE].codes[0] == 502
        reply = await service.handle(query("캐시돼?"))
        assert reply
        assert reply.question.codes == (502,)
        await asyncio.gather(*begun)

    asyncio.run(work())


def test_what_was_on_its_way_is_forgotten_too_and_nothing_of_anybody_else() -> None:
    async def work() -> None:
        notebook = Slow()
        service, begun = under_way(notebook)
        await service.handle(query("503"))
        await asyncio.sleep(0.01)
        await service.handle(query("내 데이터 삭제"))
        await asyncio.gather(*begun)
        assert not notebook.kept
        notebook.delays = [0.05]
        await service.handle(query("503"))
        await asyncio.sleep(0.01)
        await service.handle(query("내 데이터 삭제"))
        await service.handle(Query("404", "dm", Actor("test:other"), HERE))
        await asyncio.gather(*begun)
        assert notebook.kept[HERE].codes[0] == 404

    asyncio.run(work())


def test_commands_and_buttons_are_answered_without_the_store(caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        later: list[Coroutine[None, None, None]] = []
        service = Service(core(), Broken(), later=later.append)
        assert await service.handle(query("404", "slash"))
        assert not later
        assert await service.handle(Press("c:502-504", "dm", ME, HERE))
        later.pop().close()
        notebook = Notebook()
        service = Service(core(), notebook, later=later.append)
        assert await service.handle(Press("c:502-504", "dm", ME, HERE))
        assert not notebook.kept
        await later.pop()
        assert notebook.kept[HERE].codes == (502, 504)

    with caplog.at_level(logging.WARNING):
        asyncio.run(work())
    assert not caplog.text
