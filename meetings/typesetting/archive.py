"""What makes a file fit for the archive: tags, metadata, output intent, attachments, form; set in its catalogue."""

from collections.abc import Sequence

from meetings.typesetting import syntax
from meetings.typesetting.attachments import Attachment, embed, name_tree
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.metadata import srgb_profile
from meetings.typesetting.reportlab_seams import Indirect


def complete(canvas: TaggedCanvas, attachments: Sequence[Attachment]) -> None:
    """What PDF/A-3a and PDF/UA-1 ask of the file as a whole; without tags it is PDF/A-3u and says no more."""
    description = canvas.description
    canvas.describe(description.properties())
    canvas.catalogue(
        {
            "Metadata": canvas.include(description.xmp_stream(tagged=canvas.is_tagged)),
            "OutputIntents": [_output_intent(canvas)],
            "ViewerPreferences": canvas.include(syntax.dictionary({"DisplayDocTitle": b"true"})),
        }
    )
    if canvas.is_tagged:
        canvas.catalogue(
            {"StructTreeRoot": canvas.tree, "MarkInfo": canvas.include(syntax.dictionary({"Marked": b"true"}))}
        )
    if attachments:
        _attach(canvas, attachments)
    if canvas.fields:
        canvas.catalogue(
            {
                "AcroForm": canvas.include(
                    lambda refer: syntax.dictionary({"Fields": syntax.array(map(refer, canvas.fields))})
                )
            }
        )


def _attach(canvas: TaggedCanvas, attachments: Sequence[Attachment]) -> None:
    moment = canvas.description.moment
    files = [(attachment.name, embed(attachment, canvas.include, moment)) for attachment in attachments]
    if len({name for name, _ in files}) < len(files):
        raise ValueError(f"Attachments of different names were expected; {[name for name, _ in files]} came.")
    canvas.catalogue(
        {"AF": [file for _, file in files], "Names": canvas.include(lambda refer: name_tree(files, refer))}
    )


def _output_intent(canvas: TaggedCanvas) -> Indirect:
    profile = canvas.include(syntax.stream(srgb_profile(), {"N": b"3"}))
    return canvas.include(
        lambda refer: syntax.dictionary(
            {
                "Type": b"/OutputIntent",
                "S": b"/GTS_PDFA1",
                "OutputConditionIdentifier": syntax.ascii_text("sRGB"),
                "Info": syntax.ascii_text("sRGB IEC61966-2.1"),
                "DestOutputProfile": refer(profile),
            }
        )
    )
