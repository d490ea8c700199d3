"""Raster pictures as the archive wants them: grey or RGB, decoded once, transparency in a mask of its own."""

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from meetings.typesetting import syntax
from meetings.typesetting.reportlab_seams import Indirect, Refer

# A picture with more pixels than this is refused before it is decoded.
MOST_PIXELS = 40_000_000


class PictureUnreadable(ValueError):
    """Not a PNG or JPEG picture that can be printed."""


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels of a picture, opaque part and mask apart."""

    width: int
    height: int
    is_grey: bool
    pixels: bytes
    mask: bytes | None

    def placed_in(
        self, images: dict[str, Indirect], include: Callable[[Callable[[Refer], bytes] | bytes], Indirect]
    ) -> str:
        """Resource name of the picture in a document; the same picture is stored once."""
        name = "P" + hashlib.sha256(self.pixels + (self.mask or b"")).hexdigest()[:16]
        if name not in images:
            mask = include(self._stream(self.mask, "DeviceGray", {})) if self.mask else None
            space = "DeviceGray" if self.is_grey else "DeviceRGB"
            images[name] = include(
                lambda refer: self._stream(self.pixels, space, {"SMask": refer(mask)} if mask else {})
            )
        return name

    def _stream(self, samples: bytes, space: str, further: Mapping[str, bytes]) -> bytes:
        entries = {
            "Type": b"/XObject",
            "Subtype": b"/Image",
            "Width": b"%d" % self.width,
            "Height": b"%d" % self.height,
            "ColorSpace": syntax.name(space),
            "BitsPerComponent": b"8",
        }
        return syntax.stream(samples, {**entries, **further})


def read_raster(content: bytes) -> Raster:
    """The picture in a PNG or JPEG file."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureUnreadable(
                    f"A picture of at most {MOST_PIXELS} pixels was expected; {opened.width} by {opened.height} came."
                )
            return _decoded(opened)
    except (UnidentifiedImageError, OSError, SyntaxError) as fault:
        raise PictureUnreadable("A PNG or JPEG picture was expected; something else or a damaged one came.") from fault


def _decoded(opened: Image.Image) -> Raster:
    is_grey = opened.mode in ("1", "L", "LA")
    is_translucent = opened.has_transparency_data
    whole = opened.convert("RGBA" if is_translucent else "L" if is_grey else "RGB")
    mask = whole.getchannel("A").tobytes() if is_translucent else None
    solid = whole.convert("L" if is_grey else "RGB")
    return Raster(solid.width, solid.height, is_grey, solid.tobytes(), mask)
