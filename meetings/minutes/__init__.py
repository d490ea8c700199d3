"""The minutes: one more fold of the log, as a PDF that carries its own evidence, is signed and is verified offline."""
