"""A film for a pretended camera: a real badge, printed, held before it, taken away, and held before it again."""

import subprocess
from pathlib import Path

from PIL import Image

SIZE = WIDTH, HEIGHT = 1280, 720
A_SECOND = 10
"""Frames."""


def badge_of(pdf: Path) -> Image.Image:
    """The first badge of a sheet, as a camera might see it: not straight, on a grey table."""
    page = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "110", "-png", "-singlefile", str(pdf), str(page)], check=True)
    sheet = Image.open(page.with_suffix(".png")).convert("RGB")
    badge = sheet.crop((0, 0, sheet.width // 2, sheet.height // 4))
    table = Image.new("RGB", SIZE, (150, 145, 140))
    table.paste(badge, ((WIDTH - badge.width) // 2, (HEIGHT - badge.height) // 2))
    return table.rotate(7, resample=Image.Resampling.BICUBIC, fillcolor=(150, 145, 140))


def shot(pictures: list[tuple[Image.Image, int]], film: Path) -> None:
    """Each picture for so many frames, in the format that Chromium reads."""
    with film.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{A_SECOND}:1 Ip A1:1 C420jpeg\n".encode())
        for picture, frames in pictures:
            luma, blue, red = picture.convert("YCbCr").split()
            planes = b"".join(plane.tobytes() for plane in (luma, blue.reduce(2), red.reduce(2)))
            file.write((b"FRAME\n" + planes) * frames)


def nothing() -> Image.Image:
    """The table without a badge."""
    return Image.new("RGB", SIZE, (150, 145, 140))
