"""`sagongsa run`, `check` and `render` as processes, against the stand-in."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.adapters.slack.faults import faults
from tests.adapters.slack.standin.people import People
from tests.adapters.slack.standin.server import Standin, running
from tests.adapters.slack.standin.state import APP_TOKEN, BOT_TOKEN, SECRET, Trouble
from tests.adapters.slack.standin.transport import OverHTTP, OverSocket
from tests.adapters.slack.together import played, until

ROOT = Path(__file__).parents[3]
_OURS = ("SLACK_", "DISCORD_", "SAGONGSA_", "DATABASE_")


@asynccontextmanager
async def sagongsa(folder: Path, *arguments: str, **environment: str) -> AsyncIterator[Process]:
    """A process of the command, gone afterwards."""
    held = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "adapters.cli", *arguments,
        cwd=folder, env={**held, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), **environment}, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def over_socket(standin: Standin) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SAGONGSA_SLACK_API_URL": standin.api_url,
        "SAGONGSA_PORT": "0",
    }


async def told(process: Process) -> tuple[int, str, str]:
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


def test_run_answers_over_the_socket_and_drains_on_sigterm(tmp_path: Path) -> None:
    async def scene() -> None:
        async with running() as slack, sagongsa(tmp_path, "run", **over_socket(slack)) as process:
            await until(lambda: bool(slack.sockets))
            people, link = People(slack), OverSocket(slack)
            assert (await link.deliver(people.command("404"))).body["text"].startswith("404")
            slack.workspace.meet("chat.postMessage", Trouble(delay=1.5))
            assert (await link.deliver(people.mention("502"))).ok
            process.send_signal(signal.SIGTERM)
            code, _, err = await told(process)
            assert code == 0, err
            assert len(slack.workspace.posted("chat.postMessage")) == 1
            assert "Unclosed" not in err
            assert "Traceback" not in err

    played(scene)


def test_an_event_of_a_process_that_was_killed_is_answered_by_the_next(tmp_path: Path) -> None:
    async def scene() -> None:
        async with running() as slack:
            people, link = People(slack), OverSocket(slack)
            asked = people.mention("502")
            async with sagongsa(tmp_path, "run", **over_socket(slack)) as first:
                await until(lambda: bool(slack.sockets))
                slack.workspace.meet("chat.postMessage", Trouble(delay=30))
                delivered = asyncio.create_task(link.deliver(asked))
                await until(lambda: slack.workspace.calls["chat.postMessage"] == 1)
                first.kill()
                assert not (await delivered).ok
            await until(lambda: not slack.sockets)
            async with sagongsa(tmp_path, "run", **over_socket(slack)):
                await until(lambda: bool(slack.sockets))
                for retry in range(1, 12):  # Slack's own retries come after a moment, a minute and five
                    if (await link.deliver(asked, retry=retry)).ok:
                        break
                    await asyncio.sleep(1)
                assert len(slack.workspace.posted("chat.postMessage")) == 1

    played(scene, patience=120)


def test_run_answers_over_http(tmp_path: Path) -> None:
    async def scene() -> None:
        async with running() as slack, aiohttp.ClientSession() as session:
            port = _free_port()
            environment = over_socket(slack) | {"SLACK_SIGNING_SECRET": SECRET, "SAGONGSA_PORT": str(port)}
            del environment["SLACK_APP_TOKEN"]
            async with sagongsa(tmp_path, "run", **environment) as process:
                await until(lambda: _is_ready(session, port))
                http = OverHTTP(f"http://127.0.0.1:{port}/slack/events", session)
                assert (await http.deliver(People(slack).command("404"))).body["text"].startswith("404")
                process.send_signal(signal.SIGTERM)
                assert (await told(process))[0] == 0

    played(scene)


def test_a_dead_app_token_ends_the_process_with_a_sentence(tmp_path: Path) -> None:
    async def scene() -> None:
        async with running() as slack:
            slack.workspace.app_token = None
            async with sagongsa(tmp_path, "run", **over_socket(slack)) as process:
                code, _, err = await told(process)
                assert code == 1
                assert "앱 토큰(SLACK_APP_TOKEN)을 받지 않습니다(invalid_auth)" in err
                assert "Traceback" not in err
                assert APP_TOKEN not in err

    played(scene)


def test_check_names_what_is_missing_and_where_to_click(tmp_path: Path) -> None:
    async def scene() -> None:
        async with running() as slack:
            code, out, _ = await _checked(tmp_path, slack)
            assert code == 0, out
            assert out.count("좋음  Slack") == 3
            assert slack.workspace.calls["apps.connections.open"] == 1
            assert not slack.sockets
            slack.workspace.scopes -= {"app_mentions:read", "im:history"}
            code, out, _ = await _checked(tmp_path, slack)
            assert code == 1
            assert "없는 권한: app_mentions:read(멘션을 받습니다), im:history(DM을 받습니다)" in out
            assert "Bot Token Scopes" in out
            slack.workspace.app_token = None
            assert "고칠 것  Slack 연결: Slack이 앱 토큰" in (await _checked(tmp_path, slack))[1]
            slack.workspace.bot_token = None
            assert "고칠 것  Slack 토큰: invalid_auth. api.slack.com/apps" in (await _checked(tmp_path, slack))[1]

    played(scene)


async def _checked(folder: Path, slack: Standin) -> tuple[int, str, str]:
    async with sagongsa(folder, "check", **over_socket(slack)) as process:
        return await told(process)


def test_render_prints_the_body_that_would_be_sent(tmp_path: Path) -> None:
    async def scene() -> None:
        for surface in ("slash", "mention", "dm"):
            async with sagongsa(tmp_path, "render", "slack", "--surface", surface, "왜 302 말고 307?") as process:
                code, out, err = await told(process)
            assert (code, err) == (0, "")
            assert not faults(json.loads(out))
        async with sagongsa(tmp_path, "render", "slack", "점심 뭐 먹지") as process:
            assert (await told(process))[0] == 1
        async with sagongsa(tmp_path, "render", "slack", "--surface", "incident", "점심 뭐 먹지") as process:
            assert (await told(process))[:2] == (1, "")

    played(scene)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def _is_ready(session: aiohttp.ClientSession, port: int) -> bool:
    try:
        async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False
