"""Papers: uploads by the secretary, refused with a sentence or taken in; bytes for those whose meeting holds them."""

from collections.abc import AsyncIterator, Callable
from io import BytesIO
from typing import Any

import httpx
import pikepdf
import pytest
from PIL import Image

from meetings.intake import LARGEST
from meetings.ports import WorkFailed
from tests.web.town import Browser, Town, a_meeting, a_pdf, convened

TOO_LARGE = "The file is too large; at most 50 MB are taken."


def encrypted() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="secret"))
    return out.getvalue()


def with_script() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('canary')"))
        pdf.save(out)
    return out.getvalue()


def a_picture(form: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "#0b5fb0").save(out, format=form)
    return out.getvalue()


async def upload(town: Town, who: Browser, content: bytes, name: str = "paper.pdf") -> httpx.Response:
    return await who.post(f"{town.at}/papers", files={"file": (name, content, "application/pdf")})


async def attached(town: Town, clerk: Browser, content: bytes, paper: str = "new") -> str:
    """The digest of a paper that belongs to the meeting from now on."""
    sha256: str = (await upload(town, clerk, content)).json()["sha256"]
    await town.give(clerk, "attach_paper", ref=paper, item="budget", sha256=sha256, title="New")
    return sha256


async def digest_in_view(town: Town, who: Browser) -> str:
    """The digest of the paper with which the meeting was convened."""
    (paper,) = [part for key, part in (await town.view(who)).items() if key.startswith("paper/")]
    return paper["versions"][0]["sha256"]


# Taking in


@pytest.mark.parametrize(
    ("content", "media_type", "pages"),
    [(a_pdf(3), "application/pdf", 3), (a_picture("PNG"), "image/png", 1), (a_picture("JPEG"), "image/jpeg", 1)],
    ids=["PDF", "PNG", "JPEG"],
)
async def test_pdfs_and_pictures_are_taken_by_their_content(
    elmford: Town, content: bytes, media_type: str, pages: int
) -> None:
    clerk = await elmford.browser("clerk")
    answer = await upload(elmford, clerk, content, name="whatever.bin")
    assert (answer.status_code, answer.json()["media_type"], answer.json()["pages"]) == (200, media_type, pages)
    sha256 = answer.json()["sha256"]
    await elmford.give(clerk, "attach_paper", item="budget", sha256=sha256, title="Taken")
    assert (await clerk.get(f"/papers/{sha256}")).headers["content-type"] == media_type


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: b"", "The file is empty."),
        (lambda: b"This is text.", "This is not a PDF, PNG or JPEG file, whatever its name says."),
        (lambda: b"%PDF-1.7 and no more", "The PDF is damaged and cannot be read; please make it anew."),
        (encrypted, "The PDF is encrypted; please save it without a password and upload it again."),
        (lambda: a_picture("PNG")[:60], "The picture is damaged and cannot be read."),
    ],
    ids=["empty", "text", "damaged", "encrypted", "cut off"],
)
async def test_what_cannot_be_taken_is_refused_with_a_sentence(
    elmford: Town, make: Callable[[], bytes], sentence: str
) -> None:
    answer = await upload(elmford, await elmford.browser("clerk"), make())
    assert (answer.status_code, answer.json()["message"]) == (422, sentence)


async def test_scripts_in_a_pdf_do_not_come_along(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    sha256 = await attached(elmford, clerk, with_script())
    stored = (await clerk.get(f"/papers/{sha256}")).content
    with pikepdf.open(BytesIO(stored)) as pdf:
        assert "/OpenAction" not in pdf.Root
    assert b"canary" not in stored


async def test_a_file_over_the_limit_is_refused_by_its_announced_length(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    answer = await clerk.post(f"{elmford.at}/papers", content=b"", headers={"content-length": str(51 * 2**20)})
    assert (answer.status_code, answer.json()["message"]) == (413, TOO_LARGE)
    absurd = await clerk.post(f"{elmford.at}/papers", content=b"", headers={"content-length": "9" * 5000})
    assert absurd.status_code == 413


async def test_a_file_over_the_limit_is_not_read_to_its_end(elmford: Town) -> None:
    clerk, sent = await elmford.browser("clerk"), 0
    head = b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'

    async def parts() -> AsyncIterator[bytes]:
        nonlocal sent
        yield head
        for _ in range(2 * LARGEST // 2**20):
            sent += 2**20
            yield bytes(2**20)

    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = await clerk.post(f"{elmford.at}/papers", content=parts(), headers=headers)
    assert (answer.status_code, answer.json()["message"]) == (413, TOO_LARGE)
    assert sent <= LARGEST + 2 * 2**20


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"file=text", "application/x-www-form-urlencoded"),
        (b"", "multipart/form-data; boundary=x"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (
            b'--x\r\ncontent-disposition: form-data; name="file"\r\n\r\ntext\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
        (b"", "multipart/form-data"),
        (b"%PDF-1.7", "application/pdf"),
    ],
)
async def test_another_form_is_refused_with_what_was_expected(elmford: Town, body: bytes, kind: str) -> None:
    clerk = await elmford.browser("clerk")
    answer = await clerk.post(f"{elmford.at}/papers", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["message"].startswith("A form with one file")) == (400, True)


async def test_two_files_at_once_are_refused(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    answer = await clerk.post(f"{elmford.at}/papers", files=[("file", a_pdf()), ("file", a_pdf())])
    assert answer.status_code == 400


@pytest.mark.parametrize("ref", ["ann", "guest", "hall", "chair"])
async def test_only_the_secretary_uploads(elmford: Town, ref: str) -> None:
    answer = await upload(elmford, await elmford.browser(ref), a_pdf())
    assert (answer.status_code, answer.json()["message"]) == (403, "This is for: secretary.")
    assert (await upload(elmford, elmford.stranger(), a_pdf())).status_code == 401


@pytest.mark.parametrize("fault", [WorkFailed("take_in was stopped"), MemoryError()])
async def test_a_file_that_takes_too_much_to_open_is_refused(
    elmford: Town, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    async def fail(*_: Any) -> None:
        raise fault

    monkeypatch.setattr(elmford.installed.workshop, "run", fail)
    answer = await upload(elmford, await elmford.browser("clerk"), a_pdf())
    assert (answer.status_code, "more time or memory" in answer.json()["message"]) == (422, True)


# Handing out


async def test_a_paper_is_handed_out_to_be_kept(elmford: Town) -> None:
    ann = await elmford.browser("ann")
    sha256 = await digest_in_view(elmford, ann)
    answer = await ann.get(f"/papers/{sha256}")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.headers["etag"] == f'"{sha256}"'
    assert answer.headers["content-disposition"] == "inline"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_paper_is_handed_out_in_ranges(elmford: Town) -> None:
    ann = await elmford.browser("ann")
    address = f"/papers/{await digest_in_view(elmford, ann)}"
    whole = (await ann.get(address)).content
    part = await ann.get(address, headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole)}"
    last = await ann.get(address, headers={"range": "bytes=-5"})
    assert (last.status_code, last.content) == (206, whole[-5:])
    beyond = await ann.get(address, headers={"range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(whole)}")
    assert (await ann.head(address)).headers["content-length"] == str(len(whole))


@pytest.mark.parametrize("ref", ["ann", "guest", "hall", "chair", "clerk"])
async def test_everybody_in_the_meeting_may_have_its_papers(elmford: Town, ref: str) -> None:
    browser = await elmford.browser(ref)
    assert (await browser.get(f"/papers/{await digest_in_view(elmford, browser)}")).status_code == 200


async def test_strangers_and_other_meetings_do_not_find_a_paper(elmford: Town) -> None:
    other = await convened(elmford.installed, a_meeting("Another council"))
    sha256 = await digest_in_view(elmford, await elmford.browser("ann"))
    elsewhere = elmford.stranger()
    await elsewhere.post("/join", json={"token": other.links[0].token})
    for browser in (elmford.stranger(), elsewhere):
        answer = await browser.get(f"/papers/{sha256}")
        sentence = "There is no such paper in a meeting to which you are signed in."
        assert (answer.status_code, answer.json()["message"]) == (404, sentence)


async def test_an_upload_is_nobodys_until_it_is_attached(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    sha256 = (await upload(elmford, clerk, a_pdf(1))).json()["sha256"]
    assert (await clerk.get(f"/papers/{sha256}")).status_code == 404


async def test_older_versions_are_kept_and_withdrawn_papers_are_gone(elmford: Town) -> None:
    clerk, ann = await elmford.browser("clerk"), await elmford.browser("ann")
    first = await attached(elmford, clerk, a_pdf(1))
    second = (await upload(elmford, clerk, a_pdf(2))).json()["sha256"]
    await elmford.give(clerk, "replace_paper", paper="new", sha256=second)
    assert [(await ann.get(f"/papers/{digest}")).status_code for digest in (first, second)] == [200, 200]
    await elmford.give(clerk, "withdraw_paper", paper="new")
    assert [(await ann.get(f"/papers/{digest}")).status_code for digest in (first, second)] == [404, 404]


async def test_a_paper_that_was_never_uploaded_cannot_be_attached(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    answer = await clerk.give(elmford.meeting, "attach_paper", item="budget", sha256="ab" * 32, title="None")
    assert answer["t"] == "refused"


async def test_a_file_that_was_lost_is_said_to_be_missing(elmford: Town) -> None:
    ann = await elmford.browser("ann")
    sha256 = await digest_in_view(elmford, ann)
    path = await elmford.installed.stores.blobs.path(sha256)
    assert path is not None
    path.unlink()
    answer = await ann.get(f"/papers/{sha256}")
    assert (answer.status_code, "missing on the server" in answer.json()["message"]) == (404, True)


@pytest.mark.parametrize("name", ["%2e%2e", "%2e%2e%2fkeys", "AB" * 32, "ab" * 31, "ab" * 32 + ".json"])
async def test_what_is_no_digest_is_no_paper(elmford: Town, name: str) -> None:
    assert (await (await elmford.browser("ann")).get(f"/papers/{name}")).status_code == 404
