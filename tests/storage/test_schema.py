"""The migrations make the tables that the code names, and are the ones that the code knows."""

from typing import cast

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from meetings.storage.folder import DataFolder
from meetings.storage.schema import MIGRATIONS, REVISIONS
from meetings.storage.stores import Stores, opened
from meetings.storage.tables import METADATA


def differences(connection: Connection) -> list[object]:
    return cast("list[object]", compare_metadata(MigrationContext.configure(connection), METADATA))


async def test_the_migrated_tables_are_those_that_the_code_names(stores: Stores):
    async with stores.database.begin() as connection:
        assert await connection.run_sync(differences) == []


async def test_tables_of_the_record_have_no_row_numbers(stores: Stores):
    async with stores.database.begin() as connection:
        statements = await connection.scalars(
            text("SELECT sql FROM sqlite_master WHERE name IN ('entry', 'ballot', 'counted')")
        )
        assert all("WITHOUT ROWID" in statement for statement in statements)


def test_the_code_knows_all_migrations_in_their_order():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config).walk_revisions()

    assert tuple(reversed([script.revision for script in scripts])) == REVISIONS


async def test_a_second_start_changes_nothing(folder: DataFolder):
    async with opened(folder):
        pass
    before = folder.database.read_bytes()

    async with opened(folder):
        pass

    assert folder.database.read_bytes() == before
