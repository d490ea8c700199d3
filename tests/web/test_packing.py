"""Compression: for those who take it so, and the same bytes each time."""

import gzip
from pathlib import Path

import pytest

from meetings.resources import static_folder
from meetings.web.packing import PACKABLE, PackedFiles, takes_gzip
from tests.web.town import Town


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip; q=1.0, br", True),
        ("gzip;q=0", False),
        ("gzip;q=0.0, br", False),
        ("identity", False),
        ("gzipped", False),
        ("", False),
    ],
)
def test_only_those_who_take_it_get_what_is_compressed(header: str, *, taken: bool) -> None:
    assert takes_gzip(header) is taken


def test_a_file_is_compressed_once(tmp_path: Path) -> None:
    file, files = tmp_path / "page.css", PackedFiles()
    file.write_bytes(b"body {}")
    first = files.of(file)
    assert gzip.decompress(first) == b"body {}"
    assert files.of(file) is first


async def test_scripts_travel_compressed_and_fonts_as_they_are(elmford: Town) -> None:
    pages, stranger = elmford.app.state.site.pages, elmford.stranger()
    font = "fonts/NotoSans-Regular.ttf"
    for name in ("js/join.js", "css/app.css", font):
        answer = await stranger.get(pages.static(name), headers={"accept-encoding": "gzip"})
        assert answer.content == (static_folder() / name).read_bytes()
        assert ("content-encoding" in answer.headers) == (Path(name).suffix in PACKABLE)
        plain = await stranger.get(pages.static(name), headers={"accept-encoding": "identity"})
        assert plain.content == answer.content
        assert plain.headers["content-type"] == answer.headers["content-type"]
