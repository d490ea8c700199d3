"""What Alembic runs: the migrations on the connection that `schema.py` hands over, inside its transaction."""

from alembic import context

from meetings.storage.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
