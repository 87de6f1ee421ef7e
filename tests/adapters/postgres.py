"""A real PostgreSQL for tests: a cluster of its own on loopback, from the system's binaries, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_PLACES = "/usr/lib/postgresql/*/bin"
_PATIENCE = 60  # seconds for starting and stopping
_AS = "postgres"  # PostgreSQL refuses to run as root


def binaries() -> Path:
    """The folder with initdb and pg_ctl. Skips the test where there is none, unless SAGONGSA_REQUIRE_POSTGRESQL says to fail."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path else sorted(Path("/").glob(_PLACES.lstrip("/")))
    if found:
        return found[-1]
    told = "PostgreSQL이 없습니다. Debian이면 apt-get install postgresql 로 설치하세요."
    if os.environ.get("SAGONGSA_REQUIRE_POSTGRESQL"):
        pytest.fail(told)
    pytest.skip(told)


class Cluster:
    """A running cluster. `url` is its DATABASE_URL; `stop` and `start` take it away under a test's feet and bring it back."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port
        self._bin = binaries()
        self.url = f"postgresql://{_AS}@127.0.0.1:{port}/postgres"

    def make(self) -> None:
        self._run("initdb", "--auth=trust", f"--username={_AS}", "--encoding=UTF8", "--no-sync", "-D", str(self._folder / "data"))

    def start(self) -> None:
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder}"
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-l", str(self._folder / "log"), "-o", options, "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        if os.geteuid() == 0:
            command = [shutil.which("runuser") or "runuser", "-u", _AS, "--", *command]
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=_PATIENCE, check=False, cwd=self._folder
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace"))


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A cluster that runs while the context does."""
    folder = Path(tempfile.mkdtemp(prefix="sagongsa-pg-"))
    binaries()
    if os.geteuid() == 0:
        shutil.chown(folder, _AS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Cluster(folder, port)
    try:
        made.make()
        made.start()
        yield made
    finally:
        with suppress(RuntimeError):  # a test had taken it away already
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)
