"""One process for one SQLite file: a second one is refused. The kernel lets go of the lock when a process ends, however it does."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.database.address import sqlite_file
from bot.errors import SagongsaError


class SecondProcessError(SagongsaError):
    """Another process runs on this SQLite file."""

    exit_code = 1

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file}: 이 SQLite 파일로 이미 실행 중인 프로세스가 있습니다. 그것을 먼저 끝내거나, 여러 벌을 띄우려면 "
            "DATABASE_URL을 PostgreSQL로 바꾸세요."
        )


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Hold the file of a SQLite database (`….lock` beside it); nothing for any other. Raises SecondProcessError."""
    file = sqlite_file(url)
    if file is None:
        yield
        return
    with Path(f"{file}.lock").open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SecondProcessError(file) from None
        yield
