"""`sagongsa run` as a process: where the playground opens, and where it must not."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.adapters.web.test_guard import ask

ROOT = Path(__file__).parents[3]
_OURS = ("SLACK_", "DISCORD_", "SAGONGSA_", "DATABASE_")
_PATIENCE = 60  # seconds until a process has begun or ended
# A platform that is never reached: what else the process opens is what these tests are about.
TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-of-nobody",
    "SLACK_SIGNING_SECRET": "of nobody",
    "SAGONGSA_SLACK_API_URL": "http://127.0.0.1:9/",
    "SAGONGSA_LOG_FORMAT": "json",
}


@contextmanager
def run(folder: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """`sagongsa run` in a folder, gone afterwards."""
    held = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    process = subprocess.Popen(
        [sys.executable, "-m", "adapters.cli", "run"],
        cwd=folder,
        env={**held, "PYTHONPATH": str(ROOT), "SAGONGSA_PORT": "0", "SAGONGSA_PLAYGROUND_PORT": "0", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=_PATIENCE)


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=_PATIENCE)
    return process.returncode, out, err


def opened_at(process: subprocess.Popen[str]) -> str:
    """The address that the process tells first."""
    assert process.stdout
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found
    return found[0]


def until_it_listens(process: subprocess.Popen[str]) -> None:
    """Read the log until the process has opened all that it opens."""
    assert process.stderr
    while line := process.stderr.readline():
        if '"listening"' in line:
            return
    raise AssertionError("the process ended")


def test_without_tokens_the_playground_opens_and_nothing_is_written(tmp_path: Path) -> None:
    with run(tmp_path) as process:
        address = opened_at(process)
        assert ask(f"{address}/c/404").status == 200
        assert ask(f"{address}/metrics").status == 404
        assert process.stdout
        assert "토큰이 없어" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        code, _, err = ended(process)
    assert (code, err) == (0, "")
    assert not list(tmp_path.iterdir())


def test_where_it_is_switched_off_run_says_what_is_needed(tmp_path: Path) -> None:
    with run(tmp_path, SAGONGSA_PLAYGROUND="off") as process:
        code, out, err = ended(process)
    assert (code, out) == (1, "")
    assert "SLACK_BOT_TOKEN" in err
    assert "sagongsa chat" in err
    assert "Traceback" not in err


def test_a_taken_port_is_told_with_its_setting(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        run(tmp_path, SAGONGSA_PLAYGROUND_PORT=str(taken.getsockname()[1])) as process,
    ):
        code, _, err = ended(process)
    assert code == 2
    assert "SAGONGSA_PLAYGROUND_PORT를 바꾸세요" in err


def test_with_a_token_there_is_none(tmp_path: Path) -> None:
    with run(tmp_path, **TOKENS) as process:
        until_it_listens(process)
        process.send_signal(signal.SIGTERM)
        code, out, _ = ended(process)
    assert (code, out) == (0, "")


def test_beside_the_platforms_it_opens_where_it_is_asked_for(tmp_path: Path) -> None:
    with run(tmp_path, **TOKENS, SAGONGSA_PLAYGROUND="on") as process:
        address = opened_at(process)
        assert ask(f"{address}/c/404").status == 200
        until_it_listens(process)
        process.send_signal(signal.SIGTERM)
        assert ended(process)[0] == 0
