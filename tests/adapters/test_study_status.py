"""`sagongsa study status`: what is due, what waits, what did not go and why."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.cli import cli
from tests.adapters.delivery.scene import Scene, play


@pytest.fixture
def bad_day(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A database after a day on which one card of each kind went wrong."""

    async def act(scene: Scene) -> None:
        for fate, kind in (("fine", "dm"), ("lost", "channel"), ("busy", "keyed")):
            scene.platform.script.append(fate)
            key = await scene.due(kind, fate)
            if fate == "busy":
                await scene.parts.outbox.deliver(key)
            else:
                await scene.through(key)
        scene.platform.gone.add("channel:closed")
        await scene.through(await scene.due("channel", "closed"))
        await asyncio.sleep(0.1)

    play(url, act, at=datetime.now(UTC))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.mark.usefixtures("bad_day")
def test_status_tells_counts_and_reasons() -> None:
    done = CliRunner().invoke(cli, ["study", "status"])
    assert done.exit_code == 0, done.output
    assert "갔는지 모름 1" in done.output
    assert "갔는지 볼 수 없는 채널입니다" in done.output
    assert "is_archived" in done.output
    assert "스스로 끝난 것 1개" in done.output
    assert "다음 카드: 20" in done.output


@pytest.mark.usefixtures("bad_day")
def test_status_as_json() -> None:
    done = CliRunner().invoke(cli, ["study", "status", "--json"])
    told = json.loads(done.output)
    assert told["subscriptions"] == {"active": 3, "ended": 1}
    assert told["last_30_days"]["sent"] == 1
    assert {(one["state"], one["error"]) for one in told["reasons"]} >= {("unknown", "cannot look"), ("failed", "is_archived")}
    assert told["next_due"].startswith("20")
    assert told["waiting"]["todo"] >= 0
    assert all(one["day"].startswith("20") for one in told["latest"])
