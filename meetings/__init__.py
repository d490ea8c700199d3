"""Meetings: a real-time paperless meeting server.

A meeting is what its log says. `rules` (pure) decide commands into events and fold events into a meeting; `views`
(pure) say what an audience sees of it. A room (`rooms`) is the meeting in session on one node: it takes commands,
borrows the pen of the log, decides, records durably, answers, and publishes the differences of views. `live` speaks the
wire protocol with tablets, `web` serves pages and files; `storage` and `cluster` are adapters that only `app` names.
The minutes (`minutes`, set with `typesetting`) are one more fold of the log.

Read first: `rules/meeting.py`, `rooms/room.py`, `ports.py`, `app.py`.
"""
