"""`sagongsa db`: tables, copies."""

from __future__ import annotations

from pathlib import Path

from adapters.database import backup as copies
from adapters.database import schema
from adapters.settings import load


def upgrade() -> str:
    """Bring the tables up to date; says what they are now. Raises DatabaseDownError."""
    url = _url()
    at = schema.upgrade(url)
    _upgrade_jobs(url)
    return f"표를 맞췄습니다: 판 {at}"


def backup(target: str) -> str:
    """Copy the database to a file. Raises BackupError."""
    copies.backup(_url(), Path(target))
    return f"{target}: {Path(target).stat().st_size:,}바이트를 적었습니다."


def restore(copy: str) -> str:
    """Put a copy back and bring its tables up to date. Raises BackupError, DatabaseDownError."""
    copies.restore(_url(), Path(copy))
    at = schema.upgrade(_url())
    _upgrade_jobs(_url())
    return f"{copy}에서 되돌렸습니다: 표의 판 {at}"


def _upgrade_jobs(url: str) -> None:
    """The tables of the delivery by many processes, which only PostgreSQL has."""
    if not url.startswith("sqlite"):
        from adapters.delivery import schema as jobs  # noqa: PLC0415 - Procrastinate takes a while to import

        jobs.upgrade(url)


def _url() -> str:
    return load().database_url.get_secret_value()
