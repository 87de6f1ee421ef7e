"""Conversations, events, cards shown, reports, leases and notes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("codes", sa.String(60), nullable=False),
        sa.Column("intent", sa.String(20), nullable=False),
        sa.Column("status_class", sa.String(3)),
        sa.Column("expires_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_conversation"),
    )
    op.create_index("ix_conversation_actor", "conversation", ["actor"])
    op.create_index("ix_conversation_expires_at", "conversation", ["expires_at"])
    op.create_table(
        "event",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("taken_at", sa.Float, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_event"),
    )
    op.create_index("ix_event_taken_at", "event", ["taken_at"])
    op.create_table(
        "shown",
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("shown_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("place", "subject", name="pk_shown"),
    )
    op.create_index("ix_shown_shown_at", "shown", ["shown_at"])
    op.create_table(
        "report",
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("section", sa.String(20), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("subject", "section", name="pk_report"),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("holder", sa.String(80), nullable=False),
        sa.Column("expires_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
    op.create_table(
        "note",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_note"),
    )
