"""What may happen in a meeting: the book of order as pure functions.

`meeting.decide` turns a command into events or refuses it; `meeting.evolve` folds an event into a meeting. Each topic
of procedure is one module with its commands, events, state, decisions and evolutions. Nothing here reads a clock, draws
chance or does I/O; time, refs and chance come in as `Given`.
"""
