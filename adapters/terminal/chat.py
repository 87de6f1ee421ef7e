"""The terminal chat: ask, read a card, press a number for one of its actions."""

from __future__ import annotations

import asyncio
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress

from adapters.terminal.render import render
from bot.errors import BadTokenError
from bot.model import Actor, Place, Press, Query, Reply
from bot.service import Service

_ME, _HERE = Actor("terminal:me"), Place("terminal:session")
_LEAVE = frozenset({"q", "quit", "exit", "끝", "종료", "나가기", ":q"})
_WELCOME = "사공사입니다. HTTP 상태 코드를 물어보세요. 예: 404 · 왜 302 말고 307? · 도움말 (나가기: Ctrl-D)\n"


class Chat:
    """One session. `color` and `width` describe the terminal written to; width None means: measure before every card."""

    def __init__(self, service: Service, *, color: bool, width: int | None = None) -> None:
        self._service = service
        self._color = color
        self._width = width
        self._last: Reply | None = None
        self._understood = False

    def answer_once(self, text: str) -> bool:
        """Answer one text; whether it was understood."""
        with asyncio.Runner() as runner:
            self._say(runner, text)
        return self._understood

    def run(self) -> None:
        """Read questions until end of input. Raises KeyboardInterrupt on Ctrl-C."""
        interactive = sys.stdin.isatty()
        if interactive:
            with suppress(ImportError):  # line editing and history, where the platform has it
                import readline  # noqa: F401, PLC0415
            print(_WELCOME)
        signal.signal(signal.SIGINT, _interrupt)
        with asyncio.Runner() as runner:
            for text in _lines(interactive=interactive):
                if text.strip().lower() in _LEAVE:
                    return
                if text.strip():
                    self._say(runner, text)

    def _say(self, runner: asyncio.Runner, text: str) -> None:
        try:
            reply = runner.run(self._service.handle(self._message(text)))
        except BadTokenError as error:
            print(error)
            return
        self._understood = reply is not None and reply.question.intent != "none"
        if reply and (reply.card.actions or self._last is None):
            self._last = reply  # a card without actions leaves those of the card before it within reach
        if reply:
            width = self._width or shutil.get_terminal_size((80, 24)).columns
            print(render(reply.card, width=width, color=self._color), flush=True)

    def _message(self, text: str) -> Query | Press:
        key = text.strip()
        actions = self._last.card.actions if self._last else ()
        if len(key) == 1 and key in "123456789" and int(key) <= len(actions):
            return Press(actions[int(key) - 1].token, "dm", _ME, _HERE)
        return Query(text, "dm", _ME, _HERE)


def _interrupt(*_: object) -> None:
    """Ctrl-C at any moment. The handler that asyncio installs instead loses one that arrives while an answer is made."""
    raise KeyboardInterrupt


def _lines(*, interactive: bool) -> Iterator[str]:
    """Lines of input; from a pipe each is echoed, so that the output reads as a conversation."""
    while True:
        try:
            line = input("질문> " if interactive else "")
        except EOFError:
            if interactive:
                print()
            return
        if not interactive:
            print(f"질문> {line}")
        yield line
