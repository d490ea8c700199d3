"""Who sees what of a meeting, as fragments by key. Pure: no clock, no I/O.

What is not in an audience's view cannot be sent to it; no filter runs on the way out.
"""
