"""`sagongsa run`, `check` and `db` as processes, and the service with a database under its feet."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from adapters import logs
from adapters.database import schema, stores
from adapters.database.engine import Database
from adapters.measured import MeasuredService
from adapters.metrics import Metrics
from bot.model import Actor, Place, Press, Query
from bot.service import Service, core
from tests.adapters.postgres import cluster

ROOT = Path(__file__).parents[2]
PATIENCE = 60
SECRETS = {
    "Bearer": "Authorization: Bearer 9f8e7d6c5b4a39281706",
    "cookie": "Cookie: session=5f4dcc3b5aa765d61d8327deb882cf99",
    "slack": "xoxb-111111111111-222222222222-AbCdEfGhIjKl",
    "mail": "hong.gildong@example.com",
    "phone": "010-1234-5678",
    "person": "900101-1234567",
}


def sagongsa(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    held = {
        name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DISCORD_", "SAGONGSA_", "DATABASE_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "adapters.cli", *arguments],
        cwd=cwd,
        env={**held, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_check_says_what_is_good_and_what_is_not(tmp_path: Path) -> None:
    good = sagongsa("check", cwd=tmp_path)
    assert good.returncode == 0
    assert {"등록부", "시계", "데이터베이스"} <= {line.split("  ")[1].partition(":")[0] for line in good.stdout.splitlines()}
    bad = sagongsa("check", cwd=tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert bad.returncode == 1
    assert "고칠 것  데이터베이스" in bad.stdout


@pytest.mark.parametrize("command", [["run"], ["check"], ["settings"], ["db", "upgrade"]])
def test_wrong_settings_are_told_without_a_traceback(command: list[str], tmp_path: Path) -> None:
    done = sagongsa(*command, cwd=tmp_path, SAGONGSA_PORT="x", SAGONGSA_FLOOD_LIMIT="-1")
    assert done.returncode == 2
    assert "SAGONGSA_PORT: 정수여야" in done.stderr
    assert "SAGONGSA_FLOOD_LIMIT: 0 이상" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_is_copied_and_put_back_by_command(tmp_path: Path) -> None:
    assert sagongsa("db", "upgrade", cwd=tmp_path).returncode == 0
    assert sagongsa("db", "backup", "copy", cwd=tmp_path).returncode == 0
    again = sagongsa("db", "backup", "copy", cwd=tmp_path)
    assert (again.returncode, "이미 있는" in again.stderr) == (1, True)
    assert sagongsa("db", "restore", "--yes", "copy", cwd=tmp_path).returncode == 0


def built(database: Database, metrics: Metrics) -> MeasuredService:
    return MeasuredService(Service(core(), stores.Conversations(database), stores.Reports(database)), metrics)


def query(text: str, n: int = 0) -> Query:
    return Query(text, "dm", Actor(f"test:u{n}", "test"), Place(f"test:p{n}"))


def test_with_the_database_killed_under_load_every_question_is_answered() -> None:
    async def work(running: object) -> None:
        metrics = Metrics()
        database = Database(running.url)  # type: ignore[attr-defined]
        service = built(database, metrics)
        try:
            before = await service.handle(query("302가 뭐야?"))
            follow_up = await service.handle(query("왜 307 안 쓰고?"))
            assert before
            assert follow_up
            assert follow_up.question.codes == (302, 307)
            asked = [asyncio.create_task(service.handle(query("404", n))) for n in range(100)]
            await asyncio.to_thread(running.stop)  # type: ignore[attr-defined]
            asked += [asyncio.create_task(service.handle(query("502", n))) for n in range(100)]
            answers = await asyncio.gather(*asked)
            assert all(answer and answer.question.codes in ((404,), (502,)) for answer in answers)
            refused = await service.handle(Press("f.who:d:404", "dm", Actor("test:u"), Place("test:p")))
            assert refused
            assert "저장하지 못했습니다" in refused.card.title
            mine = await service.handle(query("내 데이터"))
            assert mine
            assert "저장하지 못했습니다" in mine.card.title
            await asyncio.to_thread(running.start)  # type: ignore[attr-defined]
            assert await database.answers()
            counted = await service.handle(Press("f.who:d:404", "dm", Actor("test:u"), Place("test:p")))
            assert counted
            assert counted.card.title == "고맙습니다"
            assert await stores.Reports(database).all() == [("d:404", "who", 1)]
        finally:
            await database.close()

    with cluster() as running:
        schema.upgrade(running.url)
        asyncio.run(work(running))


WRITER = """
import asyncio, sys
from adapters.database import stores
from adapters.database.engine import Database
from bot.model import Actor, Memory, Place, Report

async def main(url):
    database = Database(url)
    print("ready", flush=True)
    n = 0
    while True:
        n += 1
        await stores.Conversations(database).save(Place(f"p{n % 50}"), Actor("a"), Memory((100 + n % 400,), "define"))
        await stores.Reports(database).count(Report("d:404", "who"))
        print(n, flush=True)

asyncio.run(main(sys.argv[1]))
"""


def test_killed_while_writing_nothing_is_corrupt_and_nothing_written_is_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/killed.db"
    schema.upgrade(url)
    told = 0
    chance = random.Random(404)  # noqa: S311 - when to kill is no secret
    for _ in range(int(os.environ.get("SAGONGSA_KILLS", "5"))):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, url], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.02, 0.25))
        os.kill(writer.pid, signal.SIGKILL)
        told += len(writer.communicate(timeout=PATIENCE)[0].splitlines())
        with closing(sqlite3.connect(tmp_path / "killed.db")) as held:
            assert held.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            counted = held.execute("SELECT coalesce(sum(count), 0) FROM report").fetchone()[0]
        assert counted >= told


def test_secrets_reach_no_log_no_table_and_no_card(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "debug")
    try:
        text = _cards_of_a_run_full_of_secrets(tmp_path)
    finally:
        logging.getLogger().handlers.clear()
    with closing(sqlite3.connect(tmp_path / "secrets.db")) as held:
        tables = "\n".join(held.iterdump())
    written = capfd.readouterr()
    for secret in SECRETS.values():
        for part in secret.split()[-1:]:
            for place in (text, tables, written.out, written.err):
                assert part.removeprefix("session=") not in place


def _cards_of_a_run_full_of_secrets(folder: Path) -> str:
    url = f"sqlite:///{folder}/secrets.db"
    schema.upgrade(url)

    async def work() -> str:
        database = Database(url)
        service = built(database, Metrics())
        try:
            cards = []
            for n, secret in enumerate(SECRETS.values()):
                line = f'10.0.0.1 - - [12/Mar/2025:14:05:01 +0900] "GET /pay?t={secret} HTTP/1.1" 502 157 "-" "{secret}"'
                for text in (f"404 {secret}", f"{secret} 왜 502 떠?", line, f"{secret}\n{line}"):
                    reply = await service.handle(query(text, n))
                    cards.append(reply.card.to_text() if reply else "")
                logs.get("adapters.test").warning("platform refused", why=secret)
                try:
                    raise ValueError(secret)
                except ValueError:
                    logs.get("adapters.test").exception("failed")
            return "\n".join(cards)
        finally:
            await database.close()

    return asyncio.run(work())
