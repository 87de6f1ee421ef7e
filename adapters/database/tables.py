"""The tables. Times are seconds since 1970 (UTC), so that both databases hold them alike.

A change here needs a migration in `migrations/versions`; a test holds the two against each other.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text, false, text

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

# A card a day for a place. `next_due_at` is when the next one is due, none for never; `ended` why it ended by itself.
subscription = Table(
    "subscription",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("place", String(200), nullable=False, unique=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("workspace", String(200), nullable=False),
    Column("personal", Boolean, nullable=False),
    Column("zone", String(60), nullable=False),
    Column("at", String(5), nullable=False),
    Column("days", String(7), nullable=False),
    Column("skip_holidays", Boolean, nullable=False),
    Column("level", String(20), nullable=False),
    Column("topics", Text, nullable=False),
    Column("pauses", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("ended", Text, nullable=False),
    Column("next_due_at", Float),
    Index(
        "ix_subscription_due",
        "next_due_at",
        sqlite_where=text("next_due_at IS NOT NULL"),
        postgresql_where=text("next_due_at IS NOT NULL"),
    ),
)

# A card of a subscription and local day, and how far its sending is: todo, sending, sent, unknown, failed or skipped. The row is
# the truth about whether it went. `item` and `quiz` say what it is about, once it was made. `retry_at` is when it may be taken up
# next: one in sending not before the lease of its `holder` ends. `until` is when it is given up, `tried_at` when it was first
# handed to the platform. `attempt` counts how often it was taken up.
_WAITING = text("state IN ('todo', 'sending')")
delivery = Table(
    "delivery",
    metadata,
    Column("subscription", String(16), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("place", String(200), nullable=False),
    Column("due_at", Float, nullable=False),
    Column("state", String(8), nullable=False),
    Column("item", String(20), nullable=False, server_default=""),
    Column("quiz", String(80), nullable=False, server_default=""),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("holder", String(80), nullable=False, server_default=""),
    Column("retry_at", Float, nullable=False, server_default="0"),
    Column("until", Float, nullable=False, server_default="0"),
    Column("tried_at", Float),
    Column("sent_at", Float),
    Column("message", String(200), nullable=False, server_default=""),
    Column("error", String(80), nullable=False, server_default=""),
    Index("ix_delivery_waiting", "state", "retry_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    Index("ix_delivery_due_at", "due_at"),
)

# How a person studies: days in a row, and whether codes of incidents may be kept.
learner = Table(
    "learner",
    metadata,
    Column("actor", String(200), primary_key=True),
    Column("current", Integer, nullable=False, server_default="0"),
    Column("longest", Integer, nullable=False, server_default="0"),
    Column("last", String(10)),
    Column("frozen", Text, nullable=False, server_default=""),
    Column("collects", Boolean, nullable=False, server_default=false()),
)

# How well a person knows an item.
recall = Table(
    "recall",
    metadata,
    Column("actor", String(200), primary_key=True),
    Column("item", String(20), primary_key=True),
    Column("stability", Float, nullable=False),
    Column("difficulty", Float, nullable=False),
    Column("last", String(10), nullable=False),
    Column("due", String(10), nullable=False),
)

# The first answer of a person to a question, and where it was given.
review = Table(
    "review",
    metadata,
    Column("actor", String(200), primary_key=True),
    Column("quiz", String(80), primary_key=True),
    Column("item", String(20), nullable=False),
    Column("choice", String(20), nullable=False),
    Column("right", Boolean, nullable=False),
    Column("day", String(10), nullable=False, index=True),
    Column("place", String(200), nullable=False),
    Index("ix_review_place_quiz", "place", "quiz"),
)

# Codes that a person asked about in an incident, where they let us keep them.
wanted = Table(
    "wanted",
    metadata,
    Column("actor", String(200), primary_key=True),
    Column("code", Integer, primary_key=True),
    Column("asked_at", Float, nullable=False),
)
