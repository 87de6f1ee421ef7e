"""The tables. Times are seconds since 1970 (UTC), so that both databases hold them alike.

A change here needs a migration in `migrations/versions`; a test holds the two against each other.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, String, Table, Text

metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"})

# What a thread, a DM or one person's slash commands were last about. `actor` is who asked last, so that they can have it deleted.
conversation = Table(
    "conversation",
    metadata,
    Column("place", String(200), primary_key=True),
    Column("actor", String(200), nullable=False, index=True),
    Column("codes", String(60), nullable=False),
    Column("intent", String(20), nullable=False),
    Column("status_class", String(3)),
    Column("expires_at", Float, nullable=False, index=True),
)

# An event of a platform that was taken by a process, and whether it was answered.
event = Table(
    "event",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("taken_at", Float, nullable=False, index=True),
    Column("done", Boolean, nullable=False),
)

# Which card was last shown where, for not showing it again within minutes.
shown = Table(
    "shown",
    metadata,
    Column("place", String(200), primary_key=True),
    Column("subject", String(80), primary_key=True),
    Column("link", Text, nullable=False),
    Column("shown_at", Float, nullable=False, index=True),
)

# How often a part of a card was said to be wrong.
report = Table(
    "report",
    metadata,
    Column("subject", String(80), primary_key=True),
    Column("section", String(20), primary_key=True),
    Column("count", Integer, nullable=False),
)

# Who of several processes may do what only one may.
lease = Table(
    "lease",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("holder", String(80), nullable=False),
    Column("expires_at", Float, nullable=False),
)

# Small facts that processes tell each other: the hash of the commands that were registered.
note = Table("note", metadata, Column("name", String(60), primary_key=True), Column("value", Text, nullable=False))
