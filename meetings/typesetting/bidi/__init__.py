"""Which way text runs: the Unicode Bidirectional Algorithm (UAX #9), levels only.

`levels` says how deep each character is embedded, `visual_order` puts the pieces of a line in the order in which they
are seen. Mirroring of glyphs is left to the shaping; nothing here knows of fonts, widths or pages.
"""

from meetings.typesetting.bidi.classes import is_plain, mirrored
from meetings.typesetting.bidi.isolation import isolate
from meetings.typesetting.bidi.paragraph import levels, levels_of_classes, visual_order

__all__ = ["is_plain", "isolate", "levels", "levels_of_classes", "mirrored", "visual_order"]
