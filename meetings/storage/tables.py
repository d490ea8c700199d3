"""The tables. Every change of them comes with a migration beside it, forwards only.

The log and the ballot box are the record; links, sessions and keys say who may sit where. Digests, never what was
handed out.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

LOG = Table(
    "log",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("meeting", Text, nullable=False, unique=True),
    Column("id", Text, nullable=False, unique=True),
)
"""The logs, in the order in which they were begun."""

ENTRY = Table(
    "entry",
    METADATA,
    Column("meeting", Text, ForeignKey("log.meeting"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("digest", LargeBinary),
    PrimaryKeyConstraint("meeting", "position"),
    UniqueConstraint("meeting", "hash"),
    sqlite_with_rowid=False,
)
"""The primary key and the chained hash are the fence: two writers can never fork a log."""

BALLOT = Table(
    "ballot",
    METADATA,
    Column("key", LargeBinary, primary_key=True),
    Column("meeting", Text, nullable=False),
    Column("poll", Text, nullable=False),
    Column("choice", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""The box of confidential polls that are open: random keys, no row numbers, no index that would keep an order."""

COUNTED = Table(
    "counted",
    METADATA,
    Column("meeting", Text, nullable=False),
    Column("poll", Text, nullable=False),
    Column("choices", Text, nullable=False),
    PrimaryKeyConstraint("meeting", "poll"),
    sqlite_with_rowid=False,
)
"""The boxes of confidential polls that are closed: all ballots of a poll as one sorted list."""

LINK = Table(
    "link",
    METADATA,
    Column("meeting", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("token", LargeBinary, nullable=False, unique=True),
    Column("code", LargeBinary, nullable=False),
    Column("wrong", Integer, nullable=False),
    PrimaryKeyConstraint("meeting", "member"),
    sqlite_with_rowid=False,
)
"""The join link and the sign-in code of each seat."""

SESSION = Table(
    "session",
    METADATA,
    Column("digest", LargeBinary, nullable=False),
    Column("meeting", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("digest", "meeting", "member"),
    sqlite_with_rowid=False,
)
"""The seats that signed-in browsers hold, and when that was taken or used last."""

OFFICER_KEY = Table(
    "officer_key",
    METADATA,
    Column("meeting", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("wrong", Integer, nullable=False),
    PrimaryKeyConstraint("meeting", "member"),
    sqlite_with_rowid=False,
)
"""Signing keys of chair and secretary, each encrypted under their PIN."""

BLOB = Table(
    "blob",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Papers, where many nodes share the database; a server with a folder of its own keeps them there."""

KEY_FILE = Table(
    "key_file",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The files of the folder of keys, where many nodes share the database."""
