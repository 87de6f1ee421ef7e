"""What the image would do, done without a container engine: installed from what the Dockerfile copies, and run by its entry point
as its user, with nothing writable but the data."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import pytest

from tests.adapters.slack.standin.people import People
from tests.adapters.slack.standin.server import running
from tests.adapters.slack.standin.state import BOT_TOKEN, SECRET
from tests.adapters.slack.standin.transport import OverHTTP
from tests.adapters.slack.together import played, until
from tests.deploy import installed
from tests.deploy.dockerfile import ROOT, stages

BUILD, FINAL = stages()
USER = tuple(FINAL.all("USER")[0].split(":"))
HOME = "/opt/sagongsa"
# Binds the data to itself, makes everything else read-only, and goes on as the image's user with no privilege left.
_CAGE = (
    'mount --bind "$1" "$1" && mount -o remount,bind,ro / && cd "$1" && shift && '
    f"exec setpriv --reuid={USER[0]} --regid={USER[1]} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "
    '-- "$@"'
)


class Image:
    """The installation and the data volume. `caged` says whether the user is another and everything else read-only."""

    def __init__(self, folder: Path) -> None:
        self.home, self.data = folder / "opt", folder / "data"
        self.data.mkdir(mode=0o700)
        self.caged = os.geteuid() == 0 and _can_cage()
        if self.caged:
            shutil.chown(self.data, int(USER[0]), int(USER[1]))

    def environment(self, **more: str) -> dict[str, str]:
        """The variables of the image, and those that an operator gives."""
        ours = {name: value.replace(HOME, str(self.home)) for name, value in FINAL.environment().items()}
        return {**ours, "LANG": "C.UTF-8", **more}

    @asynccontextmanager
    async def process(self, *command: str, **more: str) -> AsyncIterator[Process]:
        """A process of the image, gone afterwards."""
        program = [str(self.home / "bin" / command[0]), *command[1:]]
        if self.caged:
            program = ["unshare", "--mount", "sh", "-c", _CAGE, "sh", str(self.data), *program]
        process = await asyncio.create_subprocess_exec(
            *program, cwd=self.data, env=self.environment(**more), stdout=PIPE, stderr=PIPE
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def said(self, *command: str, **more: str) -> tuple[int | None, str]:
        """How a process ended and what it said."""
        async with self.process(*command, **more) as process:
            out, err = await process.communicate()
        return process.returncode, out.decode() + err.decode()


def _can_cage() -> bool:
    """Whether this machine lets us mount in a namespace of our own."""
    probe = ("unshare", "--mount", "sh", "-c", "mount -o remount,bind,ro / && setpriv --version")
    return all(map(shutil.which, ("unshare", "setpriv"))) and installed.run(*probe, check=False).returncode == 0


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    with installed.folder() as folder:
        source = folder / "src"
        for name, target in BUILD.copied():
            to = folder / target.removeprefix("/")
            to = to / Path(name).name if target.endswith("/") else to
            to.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, to)
        made = Image(folder)
        python = installed.public_python() if made.caged else sys.executable
        if python is None:
            pytest.skip("다른 사용자가 실행할 수 있는 Python이 없는 컴퓨터입니다")
        installed.install(installed.environment(made.home, python), source)
        shutil.rmtree(source)
        for path in made.home.rglob("*"):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & ~0o222)
        yield made


def test_the_entry_point_answers_stays_healthy_and_ends_with_zero(image: Image) -> None:
    async def scene() -> None:
        async with running() as slack, aiohttp.ClientSession() as session:
            port = _free_port()
            given = {
                "SLACK_BOT_TOKEN": BOT_TOKEN,
                "SLACK_SIGNING_SECRET": SECRET,
                "SAGONGSA_SLACK_API_URL": slack.api_url,
                "SAGONGSA_HOST": "127.0.0.1",
                "SAGONGSA_PORT": str(port),
            }
            probe = FINAL.exec_form("HEALTHCHECK")
            assert (await image.said(*probe, **given))[0] == 1
            async with image.process(*FINAL.exec_form("ENTRYPOINT"), *FINAL.exec_form("CMD"), **given) as process:
                await until(lambda: _is_ready(session, port))
                assert await image.said(*probe, **given) == (0, "")
                asked = OverHTTP(f"http://127.0.0.1:{port}/slack/events", session)
                assert (await asked.deliver(People(slack).command("404"))).body["text"].startswith("404")
                assert _user_of(process) == (int(USER[0]) if image.caged else os.geteuid())
                process.send_signal(signal.SIGTERM)
                out, err = await process.communicate()
            assert process.returncode == 0, err.decode()
            assert out == b""
            assert b"Traceback" not in err

    played(scene, patience=60)
    assert {path.name for path in image.data.iterdir()} == {"sagongsa.db", "sagongsa.db.lock"}
    with closing(sqlite3.connect(image.data / "sagongsa.db")) as held:
        assert held.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_nothing_but_the_data_can_be_written(image: Image) -> None:
    tried = (
        "import pathlib, sys\n"
        "for place in map(pathlib.Path, sys.argv[1:]):\n"
        "    try:\n"
        "        (place / 'written').touch()\n"
        "    except OSError:\n"
        "        continue\n"
        "    print(place)\n"
    )
    (site,) = image.home.glob("lib/python*/site-packages")
    places = [site, site / "bot", site / "adapters", image.data]
    code, said = asyncio.run(image.said("python", "-c", tried, *map(str, places)))
    (image.data / "written").unlink()
    assert (code, said.split()) == (0, [str(image.data)])


def test_a_copy_is_made_and_put_back_inside(image: Image) -> None:
    for command in (("upgrade",), ("backup", "copy"), ("restore", "--yes", "copy")):
        code, said = asyncio.run(image.said("sagongsa", "db", *command))
        assert code == 0, said
    (image.data / "copy").unlink()


def _user_of(process: Process) -> int:
    return Path(f"/proc/{process.pid}").stat().st_uid


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
