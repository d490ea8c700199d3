"""Pictures of the screens, for README.md and for whoever looks them over. Made only when PICTURES names a folder."""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

SHOWN_IN_README = {
    "tablet-vote": "tablet-vote",
    "dais-vote": "dais-vote",
    "hall-result": "hall-result",
    "desk-motion": "desk",
}
BESIDE_THE_TESTS = Path(__file__).parent / "screenshots"
COLOURS = 128


async def keep_picture(page: Page, name: str) -> None:
    """Into the folder that PICTURES names; those of README.md also beside the tests."""
    folder = os.environ.get("PICTURES")
    if not folder:
        return
    picture = _with_few_colours(await page.screenshot(animations="disabled"))
    _write(Path(folder), name, picture)
    if name in SHOWN_IN_README:
        _write(BESIDE_THE_TESTS, SHOWN_IN_README[name], picture)


def _write(folder: Path, name: str, picture: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.png").write_bytes(picture)


def _with_few_colours(content: bytes) -> bytes:
    reduced = Image.open(io.BytesIO(content)).convert("RGB").quantize(COLOURS)
    out = io.BytesIO()
    reduced.save(out, "PNG", optimize=True)
    return out.getvalue()
