"""The papers, the minute book, corrections and signatures, as audiences see them."""

from collections.abc import Iterator

from meetings.rules.minute_book import MinuteKind
from meetings.rules.state import Meeting
from meetings.views.fragments import MinuteShown, PaperShown, Shown, VersionShown
from meetings.views.fragments_of_record import CorrectionShown, RestoredShown, SignatureShown


def papers(meeting: Meeting) -> Iterator[Shown]:
    """The papers with all their versions."""
    for paper in meeting.papers.papers.values():
        if not paper.is_withdrawn:
            versions = [
                VersionShown(version=number, sha256=file.sha256, pages=file.pages, media_type=file.media_type)
                for number, file in enumerate(paper.versions, start=1)
            ]
            yield f"paper/{paper.ref}", PaperShown(item=paper.item, title=paper.title, versions=versions)


def minutes(meeting: Meeting, *, with_notes: bool) -> Iterator[Shown]:
    """The minute book, corrections, restorations and signatures."""
    for minute in meeting.minutes.minutes:
        if with_notes or minute.kind is not MinuteKind.NOTE:
            yield (
                f"minute/{minute.position}",
                MinuteShown(
                    item=minute.item,
                    text=minute.text,
                    kind=minute.kind,
                    at=minute.at,
                    to=minute.to,
                    due=minute.due,
                ),
            )
    for correction in meeting.corrections.corrections:
        yield (
            f"correction/{correction.position}",
            CorrectionShown(corrects=correction.corrects, text=correction.text, at=correction.at),
        )
    for restored in meeting.restorations:
        yield (
            f"restored/{restored.position}",
            RestoredShown(at=restored.at, taken_at=restored.taken_at, by=restored.by, log=restored.beginning),
        )
    for signature in meeting.corrections.signatures.values():
        yield (
            f"signature/{signature.member}",
            SignatureShown(at=signature.at, covers=signature.covers, sha256=signature.sha256),
        )
