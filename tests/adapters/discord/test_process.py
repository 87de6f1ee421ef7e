"""`sagongsa check`, `render discord` and `run` as processes, the permissions that are told, and memory over many answers."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.discord import checks
from adapters.discord.app import INTENTS
from tests.adapters.discord import payloads
from tests.adapters.discord.payloads import ME, slash, written
from tests.adapters.discord.running import Bot, against
from tests.adapters.discord.standin import TOKEN, Discord, discord_on_loopback

ROOT = Path(__file__).parents[3]
PERMISSIONS = 274877992000


def environment(server: Discord, folder: Path, token: str = TOKEN) -> dict[str, str]:
    held = {
        name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DISCORD_", "SAGONGSA_", "DATABASE_"))
    }
    return {
        **held,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{held.get('PYTHONPATH', '')}",
        "DISCORD_TOKEN": token,
        "DATABASE_URL": f"sqlite:///{folder}/process.db",
        "SAGONGSA_DISCORD_API_URL": f"{server.base}/api/v10",
        "SAGONGSA_DISCORD_GATEWAY_URL": server.base.replace("http", "ws") + "/gw",
        "SAGONGSA_PORT": "0",
    }


async def sagongsa(server: Discord, folder: Path, *arguments: str, token: str = TOKEN) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "adapters.cli", *arguments, cwd=folder, env=environment(server, folder, token),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), 40)
    return process.returncode or 0, out.decode(), err.decode()


def test_check_tells_token_application_installs_and_invite(tmp_path: Path) -> None:
    async def work() -> None:
        async with discord_on_loopback() as server:
            code, out, _ = await sagongsa(server, tmp_path, "check")
            assert code == 0, out
            for told in (
                "Discord 토큰: 봇 사공사",
                f"client_id={ME}",
                "scope=bot+applications.commands",
                str(PERMISSIONS),
                "User Install",
            ):
                assert told in out
            assert server.commands == []
            server.application |= {"integration_types_config": {"0": {}}, "interactions_endpoint_url": "https://x.example"}
            code, out, _ = await sagongsa(server, tmp_path, "check")
            assert code == 1
            assert "User Install이 꺼져 있습니다" in out
            assert "Interactions Endpoint URL" in out
            code, out, _ = await sagongsa(server, tmp_path, "check", token="wrong")  # noqa: S106
            assert code == 1
            assert "Reset Token" in out
            assert "wrong" not in out

    asyncio.run(work())


def test_check_says_when_discord_cannot_be_reached(tmp_path: Path) -> None:
    async def work() -> None:
        async with discord_on_loopback() as server:
            pass
        code, out, err = await sagongsa(server, tmp_path, "check")
        assert code == 1
        assert "Discord에 닿지 않습니다" in out
        assert "Traceback" not in err

    asyncio.run(work())


def test_run_answers_and_ends_with_zero_on_sigterm(tmp_path: Path) -> None:
    async def work() -> None:
        async with asyncio.timeout(60), discord_on_loopback() as server:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "adapters.cli", "run", cwd=tmp_path, env=environment(server, tmp_path), stderr=subprocess.PIPE
            )
            await server.connected()
            await server.interacts(slash("404"))
            await server.says(written(f"<@{ME}> 503이 뭐야?"))
            assert len(await server.settled(2)) == 2
            process.send_signal(signal.SIGTERM)
            _, err = await process.communicate()
            assert process.returncode == 0, err.decode()
            assert "503이 뭐야" not in err.decode()
            assert TOKEN not in err.decode().replace("standin.py", "")

    asyncio.run(work())


def test_run_ends_with_the_mend_where_the_token_is_refused(tmp_path: Path) -> None:
    async def work() -> None:
        async with asyncio.timeout(60), discord_on_loopback() as server:
            code, _, err = await sagongsa(server, tmp_path, "run", token="wrong")  # noqa: S106
            assert code == 1
            assert "Reset Token" in err
            assert "Traceback" not in err

    asyncio.run(work())


@pytest.mark.parametrize(("surface", "code"), [("slash", 0), ("mention", 0), ("dm", 0), ("incident", 1)])
def test_render_prints_the_body(surface: str, code: int) -> None:
    text = "점심 뭐 먹지" if surface == "incident" else "502"
    done = subprocess.run(
        [sys.executable, "-m", "adapters.cli", "render", "discord", "--surface", surface, text],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == code
    if surface == "incident":
        assert done.stdout == ""
        return
    body = json.loads(done.stdout)
    assert body["flags"] == 1 << 15
    assert payloads.own_faults(body) == []


def test_no_more_is_asked_for_than_is_needed() -> None:
    assert checks.PERMISSIONS.value == PERMISSIONS
    assert INTENTS.value == 4609
    told = (ROOT / "deploy" / "discord.md").read_text(encoding="utf-8")
    assert str(PERMISSIONS) in told
    for name in ("View Channels", "Send Messages in Threads", "Read Message History", "Add Reactions"):
        assert name in told


def resident() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


MANY = int(os.environ.get("SAGONGSA_ANSWERS", "2000"))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="메모리를 /proc에서 읽습니다")
def test_after_many_answers_nothing_is_left(tmp_path: Path) -> None:
    """Ephemeral answers too. `SAGONGSA_ANSWERS=10000` is the whole run."""

    async def scenario(server: Discord, running: Bot) -> None:
        client = running.platform._client
        assert client
        server.by_contract = False

        async def answers(count: int) -> None:
            done = 0
            while done < count:
                for _ in range(50):
                    await server.interacts(slash(("404", "503이 뭐야?", "왜 302 말고 307?", "401 403 차이")[done % 4]))
                    done += 1
                await server._until(lambda: len(server.sent) >= 50, 20)
                assert len(server.sent) == 50
                server.sent.clear()
                server._interactions.clear()
                server.calls.clear()
            gc.collect()

        await answers(500)
        before, tasks = resident(), len(asyncio.all_tasks())
        await answers(MANY)
        assert resident() - before <= 2 * 1024 * 1024
        assert len(asyncio.all_tasks()) <= tasks + 1
        assert not client._connection._view_store._views
        assert not client._connection._view_store._synced_message_views

    against(tmp_path, scenario, seconds=60 + MANY / 20)
