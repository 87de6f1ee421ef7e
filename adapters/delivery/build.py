"""Who drives delivery: a loop in this process, or Procrastinate where several processes share a PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from adapters.database.address import libpq
from adapters.database.engine import Database
from adapters.database.line import SharedLine
from adapters.delivery.local import Local
from adapters.delivery.parts import How, Parts, holder
from adapters.metrics import Metrics
from adapters.posting import Post
from adapters.runtime import Platform
from bot.registry.catalog import Catalog

Kind = Literal["auto", "local", "procrastinate"]


class Runner(Platform, Protocol):
    """A part of the process that sends what is due."""

    def nudge(self) -> None:
        """Something was set up or changed."""
        ...


def kind_of(wish: Kind, url: str) -> Literal["local", "procrastinate"]:
    """Who drives where it goes without saying: Procrastinate on PostgreSQL, the loop on SQLite."""
    if wish == "auto":
        return "local" if url.startswith("sqlite") else "procrastinate"
    return wish


def local(
    database: Database, posts: Sequence[Post], catalog: Catalog, metrics: Metrics, how: How | None = None, *, alone: bool
) -> Local:
    """The loop of one process; `alone` says that no other sends from this database."""
    how = how or How()
    parts = Parts(database, posts, catalog, metrics, how)
    return Local(parts, at_once=how.at_once, alone=alone)


def replicas(
    url: str, database: Database, posts: Sequence[Post], catalog: Catalog, metrics: Metrics, how: How | None = None
) -> Runner:
    """One of several processes; `database` is that of `url`."""
    from adapters.delivery.jobs import Jobs  # noqa: PLC0415 - Procrastinate is loaded only where it runs

    how = how or How()
    parts = Parts(database, posts, catalog, metrics, how, SharedLine(database, holder(), how.clock))
    return Jobs(libpq(url), parts, at_once=how.at_once, beats=how.beats)
