"""Brings a database to the tables of this version at start, forwards only (Alembic, without alembic.ini).

Alembic is loaded only when there is something to do: it takes longer than the rest of the start.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from meetings.storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
REVISIONS = ("0001", "0002", "0003")
"""The migrations in their order; the last is the one that this version needs."""


class UnknownTables(Exception):
    """The tables of the database are not ours, or of a newer version. The message says which."""


async def bring_up_to_date(database: Database) -> None:
    """Apply the migrations that are missing. Raises UnknownTables, and then nothing was changed."""
    async with database.begin() as connection:
        found = await connection.run_sync(_revision)
        if found != REVISIONS[-1]:
            await connection.run_sync(_upgrade)


def _revision(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise UnknownTables(f"a database of this server was expected, one with the tables {', '.join(tables)} came")
    revision = str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    if revision not in REVISIONS:
        raise UnknownTables(
            f"tables of version {REVISIONS[-1]} or earlier were expected, version {revision} came: "
            "a newer server has used this database, so start that one"
        )
    return revision


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
