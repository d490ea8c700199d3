"""The entries of a meeting's log: their text, their place in the chain, and what they say.

`entry` is the stored form, `chain` the hashes, `canonical` the exact bytes, `codec` the way between events and text.
"""
