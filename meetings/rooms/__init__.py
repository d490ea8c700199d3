"""The meeting in session on this node.

A `Room` takes commands, borrows the pen of the log, decides, records durably and only then answers. Its `Publisher`
sends the differences of views to whoever listens. The `Keeper` opens rooms when somebody comes and drops them on
faults. A room holds nothing that the log does not.
"""
