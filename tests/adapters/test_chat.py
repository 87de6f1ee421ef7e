"""The chat in a real pseudo-terminal and through pipes."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

CHAT = [sys.executable, "-m", "adapters.cli", "chat"]
ENV = {**os.environ, "PYTHONUTF8": "1", "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
ENV.pop("NO_COLOR", None)


class Terminal:
    """A chat at the other end of a pseudo-terminal."""

    def __init__(self, **env: str) -> None:
        self._mine, theirs = pty.openpty()
        self.process = subprocess.Popen(
            CHAT, stdin=theirs, stdout=theirs, stderr=theirs, env={**ENV, **env}, start_new_session=True
        )
        os.close(theirs)
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self.seen = ""

    def type(self, keys: str) -> None:
        os.write(self._mine, keys.encode())

    def wait_for(self, words: str, seconds: float = 30) -> str:
        """What appeared up to and including `words` since the last call."""
        deadline = time.monotonic() + seconds
        while words not in self.seen:
            assert time.monotonic() < deadline, f"{words!r} 없음: {self.seen!r}"
            if select.select([self._mine], [], [], 0.2)[0]:
                self.seen += self._decode(os.read(self._mine, 65536))
        before, _, self.seen = self.seen.partition(words)
        return before + words

    def ended(self, seconds: float = 30) -> int:
        """The exit code. What is still written is read meanwhile: a process waits for a terminal that nobody reads."""
        deadline = time.monotonic() + seconds
        while (code := self.process.poll()) is None:
            assert time.monotonic() < deadline, "끝나지 않음"
            self.rest()
        return code

    def rest(self) -> str:
        """What the process still wrote before it ended."""
        while select.select([self._mine], [], [], 0.2)[0]:
            try:
                self.seen += self._decode(os.read(self._mine, 65536))
            except OSError:  # Linux answers so once the other end is closed
                break
        return self.seen

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        os.close(self._mine)


@contextmanager
def terminal(**env: str) -> Iterator[Terminal]:
    chat = Terminal(**env)
    try:
        chat.wait_for("질문> ")
        yield chat
    finally:
        chat.close()


def test_ask_press_a_number_and_leave_with_ctrl_d() -> None:
    with terminal() as chat:
        chat.type("502\n")
        shown = chat.wait_for("[3]")
        assert "\x1b[1;31m502 Bad Gateway" in shown
        chat.wait_for("질문> ")
        chat.type("3\n")
        assert "서버가 말하는 것" in chat.wait_for("실측")
        chat.wait_for("질문> ")
        chat.type("503이랑 다른 점?\n")
        chat.wait_for("502 · 503 비교")
        chat.wait_for("질문> ")
        chat.type("\x04")
        assert chat.ended() == 0


def test_ctrl_c_ends_quietly() -> None:
    with terminal() as chat:
        chat.type("404\n")
        chat.wait_for("질문> ")
        # CPython may go to sleep in readline with a signal that came in that instant, and see it with the next: people press again.
        for _ in range(3):
            if chat.process.poll() is None:
                chat.process.send_signal(signal.SIGINT)
                time.sleep(1)
        assert chat.ended() == 130
        assert "Traceback" not in chat.rest()


def test_no_color() -> None:
    with terminal(NO_COLOR="1") as chat:
        chat.type("502\n")
        assert not re.search(r"\x1b\[[0-9;]*m", chat.wait_for("IANA"))


@pytest.mark.parametrize("goodbye", ["끝", "exit", "q"])
def test_words_that_leave(goodbye: str) -> None:
    with terminal() as chat:
        chat.type(goodbye + "\n")
        assert chat.ended() == 0


def piped(text: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CHAT, *args], input=text, capture_output=True, text=True, encoding="utf-8", timeout=60, env=ENV, check=False
    )


def test_a_pipe_reads_as_a_conversation() -> None:
    done = piped("302가 뭐야?\n\n왜 307 안 쓰고?\n1\n9\n")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith("질문> ")] == [
        "질문> 302가 뭐야?", "질문> ", "질문> 왜 307 안 쓰고?", "질문> 1", "질문> 9",
    ]  # fmt: skip
    assert "왜 307 말고 302인가" in done.stdout
    assert "302 · 307 비교" in done.stdout
    assert done.stdout.rstrip().splitlines()[-1].startswith("이렇게 적어 보세요")


def test_one_question_as_an_argument() -> None:
    done = piped("", "왜 302 말고 307?")
    assert done.returncode == 0
    assert "POST와 본문을 옮긴 주소에도 그대로 보내야 하면 307입니다." in done.stdout
    assert piped("", "안녕").returncode == 1
