"""Files inside the document: embedded, associated, listed by name."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from meetings.typesetting import syntax
from meetings.typesetting.reportlab_seams import Indirect, Refer

MEDIA_TYPE = re.compile(r"[-\w+.]+/[-\w+.]+", re.ASCII)
"""Of RFC 6838, without parameters (ISO 19005-3, 6.8)."""
Include = Callable[[Callable[[Refer], bytes] | bytes], Indirect]


class Relationship(StrEnum):
    """What a file is to the document (AFRelationship of ISO 32000-2)."""

    SOURCE = "Source"
    DATA = "Data"
    ALTERNATIVE = "Alternative"
    SUPPLEMENT = "Supplement"
    UNSPECIFIED = "Unspecified"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to embed. Raises ValueError unless the media type is a type and a subtype, which is what PDF/A allows."""

    name: str
    media_type: str
    content: bytes
    description: str
    relationship: Relationship = Relationship.UNSPECIFIED

    def __post_init__(self) -> None:
        if not MEDIA_TYPE.fullmatch(self.media_type):
            raise ValueError(f"A media type such as text/plain was expected; {self.media_type!r} came.")


def embed(attachment: Attachment, include: Include, moment: datetime) -> Indirect:
    """The file specification of an embedded file."""
    content = attachment.content
    parameters = {
        "Size": b"%d" % len(content),
        "ModDate": moment.strftime("(D:%Y%m%d%H%M%SZ)").encode(),
        # ISO 32000-1 (7.11.4) wants MD5 here; it protects nothing.
        "CheckSum": f"<{hashlib.md5(content, usedforsecurity=False).hexdigest()}>".encode(),
    }
    entries = {
        "Type": b"/EmbeddedFile",
        "Subtype": syntax.name(attachment.media_type),
        "Params": syntax.dictionary(parameters),
    }
    stored = include(syntax.stream(content, entries))
    return include(
        lambda refer: syntax.dictionary(
            {
                "Type": b"/Filespec",
                "F": syntax.ascii_text(attachment.name),
                "UF": syntax.text(attachment.name),
                "Desc": syntax.text(attachment.description),
                "AFRelationship": syntax.name(attachment.relationship),
                "EF": syntax.dictionary({"F": refer(stored), "UF": refer(stored)}),
            }
        )
    )


def name_tree(files: Sequence[tuple[str, Indirect]], refer: Refer) -> bytes:
    """The names of a document, with its embedded files in the order that PDF wants: by their encoded names."""
    in_order = sorted((syntax.text(name), refer(file)) for name, file in files)
    leaves = [part for pair in in_order for part in pair]
    return syntax.dictionary({"EmbeddedFiles": syntax.dictionary({"Names": syntax.array(leaves)})})
