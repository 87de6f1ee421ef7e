"""Subscriptions to the daily card, its deliveries, and how people study."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_DUE = sa.text("next_due_at IS NOT NULL")
_WAITING = sa.text("state IN ('todo', 'sending')")


def upgrade() -> None:
    _subscriptions()
    _deliveries()
    _learners()


def _subscriptions() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("workspace", sa.String(200), nullable=False),
        sa.Column("personal", sa.Boolean, nullable=False),
        sa.Column("zone", sa.String(60), nullable=False),
        sa.Column("at", sa.String(5), nullable=False),
        sa.Column("days", sa.String(7), nullable=False),
        sa.Column("skip_holidays", sa.Boolean, nullable=False),
        sa.Column("level", sa.String(20), nullable=False),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("pauses", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("ended", sa.Text, nullable=False),
        sa.Column("next_due_at", sa.Float),
        sa.PrimaryKeyConstraint("id", name="pk_subscription"),
        sa.UniqueConstraint("place"),
    )
    op.create_index("ix_subscription_owner", "subscription", ["owner"])
    op.create_index("ix_subscription_due", "subscription", ["next_due_at"], sqlite_where=_DUE, postgresql_where=_DUE)


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("subscription", sa.String(16), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("due_at", sa.Float, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("item", sa.String(20), nullable=False, server_default=""),
        sa.Column("quiz", sa.String(80), nullable=False, server_default=""),
        sa.Column("attempt", sa.Integer, nullable=False, server_default="0"),
        sa.Column("holder", sa.String(80), nullable=False, server_default=""),
        sa.Column("retry_at", sa.Float, nullable=False, server_default="0"),
        sa.Column("until", sa.Float, nullable=False, server_default="0"),
        sa.Column("tried_at", sa.Float),
        sa.Column("sent_at", sa.Float),
        sa.Column("message", sa.String(200), nullable=False, server_default=""),
        sa.Column("error", sa.String(80), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("subscription", "day", name="pk_delivery"),
    )
    op.create_index("ix_delivery_waiting", "delivery", ["state", "retry_at"], sqlite_where=_WAITING, postgresql_where=_WAITING)
    op.create_index("ix_delivery_due_at", "delivery", ["due_at"])


def _learners() -> None:
    op.create_table(
        "learner",
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("current", sa.Integer, nullable=False, server_default="0"),
        sa.Column("longest", sa.Integer, nullable=False, server_default="0"),
        sa.Column("last", sa.String(10)),
        sa.Column("frozen", sa.Text, nullable=False, server_default=""),
        sa.Column("collects", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("actor", name="pk_learner"),
    )
    op.create_table(
        "recall",
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("item", sa.String(20), nullable=False),
        sa.Column("stability", sa.Float, nullable=False),
        sa.Column("difficulty", sa.Float, nullable=False),
        sa.Column("last", sa.String(10), nullable=False),
        sa.Column("due", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("actor", "item", name="pk_recall"),
    )
    op.create_table(
        "review",
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("quiz", sa.String(80), nullable=False),
        sa.Column("item", sa.String(20), nullable=False),
        sa.Column("choice", sa.String(20), nullable=False),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("actor", "quiz", name="pk_review"),
    )
    op.create_index("ix_review_day", "review", ["day"])
    op.create_index("ix_review_place_quiz", "review", ["place", "quiz"])
    op.create_table(
        "wanted",
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("code", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("actor", "code", name="pk_wanted"),
    )
