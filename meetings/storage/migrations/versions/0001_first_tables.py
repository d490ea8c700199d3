"""The first tables: logs, ballots, links, sessions and officers' keys."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    record()
    ballot_boxes()
    people()


def record() -> None:
    op.create_table(
        "log",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("meeting", sa.Text, nullable=False, unique=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "entry",
        sa.Column("meeting", sa.Text, sa.ForeignKey("log.meeting"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary),
        sa.PrimaryKeyConstraint("meeting", "position"),
        sa.UniqueConstraint("meeting", "hash"),
        sqlite_with_rowid=False,
    )


def ballot_boxes() -> None:
    op.create_table(
        "ballot",
        sa.Column("key", sa.LargeBinary, primary_key=True),
        sa.Column("meeting", sa.Text, nullable=False),
        sa.Column("poll", sa.Text, nullable=False),
        sa.Column("choice", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counted",
        sa.Column("meeting", sa.Text, nullable=False),
        sa.Column("poll", sa.Text, nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("meeting", "poll"),
        sqlite_with_rowid=False,
    )


def people() -> None:
    link = op.create_table(
        "link",
        sa.Column("meeting", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("token", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("code", sa.LargeBinary, nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("meeting", "member"),
        sqlite_with_rowid=False,
    )
    # Nobody's seat, where wrong codes for unknown seats were counted once; no ref names it.
    op.bulk_insert(link, [{"meeting": "", "member": "", "token": b"", "code": b"", "wrong": 0}])
    op.create_table(
        "session",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("meeting", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("digest", "meeting", "member"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "officer_key",
        sa.Column("meeting", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("meeting", "member"),
        sqlite_with_rowid=False,
    )
