"""DATABASE_URL and what can be told from it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import SagongsaError


class DatabaseURLError(SagongsaError):
    """A DATABASE_URL that cannot be read."""

    def __init__(self) -> None:
        super().__init__("DATABASE_URL을 읽을 수 없습니다. `sqlite:///파일`이나 `postgresql://사용자@주소/이름`으로 적으세요.")


def url_of(text: str) -> URL:
    """The URL with the driver we use. Raises DatabaseURLError."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise DatabaseURLError from None
    kind = url.drivername.split("+")[0]
    if kind == "sqlite":
        return url.set(drivername="sqlite")
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise DatabaseURLError


def is_sqlite(url: URL) -> bool:
    return url.drivername == "sqlite"


def sqlite_file(text: str) -> Path | None:
    """The file of a SQLite database; None for another database and for one in memory. Raises DatabaseURLError."""
    url = url_of(text)
    in_memory = url.database in (None, "", ":memory:")
    return Path(url.database or "") if is_sqlite(url) and not in_memory else None


def libpq(text: str) -> str:
    """A PostgreSQL URL as its own library reads it. Raises DatabaseURLError."""
    return url_of(text).set(drivername="postgresql").render_as_string(hide_password=False)
