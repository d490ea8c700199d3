"""From a meeting file to a meeting: the file is read strictly, turned into commands, and decided by the same rules.

`meeting_file` knows the format `meetings/1`, `convene` makes the log.
"""
