"""The log, the directory and the files, kept on this machine: SQLite and a folder.

Read `stores` first (what `app.py` opens), then `log` (how a vote becomes durable). `sqlite` alone knows the dialect.
Nothing here decides anything: no rules, no views.
"""
