"""Copies of a database, made while it is in use: SQLite by its own backup, PostgreSQL by pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL

from adapters.database.address import url_of
from bot.errors import SagongsaError

_PATIENCE = 3600  # seconds for a dump


class BackupError(SagongsaError):
    """A copy could not be made or put back."""

    exit_code = 1


def backup(url: str, target: Path) -> None:
    """Write a copy of the whole database to `target`, which must not exist. Raises BackupError."""
    if target.exists():
        raise BackupError(f"{target}: 이미 있는 파일입니다. 다른 이름을 적으세요.")
    source = url_of(url)
    if source.drivername == "sqlite":
        _copy(_file(source), target)
    else:
        _call("pg_dump", source, "--format=custom", "--no-owner", f"--file={target}", f"--dbname={source.database}")
    target.chmod(0o600)


def restore(url: str, copy: Path) -> None:
    """Put a copy back in place of what is there. Raises BackupError; what is there stays where the copy cannot be used."""
    if not copy.is_file():
        raise BackupError(f"{copy}: 없는 파일입니다. 경로를 확인하세요.")
    target = url_of(url)
    if target.drivername == "sqlite":
        _whole(copy)
        _copy(copy, _file(target))
    else:
        _call(
            "pg_restore",
            target,
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            f"--dbname={target.database}",
            str(copy),
        )


def _file(url: URL) -> Path:
    return Path(url.database or "")


def _whole(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as held:
            good = held.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except sqlite3.Error:
        good = False
    if not good:
        raise BackupError(f"{copy}: 온전한 SQLite 사본이 아닙니다. 다른 사본을 쓰세요.")


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise BackupError(f"{source}: 데이터베이스 파일이 없습니다. DATABASE_URL을 확인하세요.")
    try:
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
            one.backup(other)
    except sqlite3.Error as error:
        raise BackupError(f"{target}: 옮겨 적지 못했습니다({error}). 공간과 권한을 확인하세요.") from None


def _call(program: str, url: URL, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by environment, never by argument."""
    path = shutil.which(program)
    if path is None:
        raise BackupError(f"{program} 명령이 없습니다. PostgreSQL 클라이언트(Debian이면 postgresql-client)를 설치하세요.")
    where = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    known = {name: str(value) for name, value in where.items() if value}
    known |= {f"PG{name.upper()}": str(value) for name, value in url.query.items() if name == "host"}
    command = [path, "--no-password", *arguments]
    environment = {**os.environ, **known}
    done = subprocess.run(  # noqa: S603 - the program's own path, arguments of ours
        command, env=environment, capture_output=True, text=True, timeout=_PATIENCE, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["이유를 알 수 없음"])[-1]
        raise BackupError(f"{program}: {last}")
