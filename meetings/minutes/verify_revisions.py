"""Looks at what was appended to the minutes after a signature: only further signatures may be.

pyHanko's own analysis walks the whole document and takes minutes and gigabytes for a long one (measured); this looks at
the few objects that the later revisions write, and at what they change.
"""
# pyHanko declares its types only in part.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import io
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, PdfObject, Reference, StreamObject
from pyhanko.pdf_utils.metadata.model import PDF_PRODUCER, XMP_MODDATE
from pyhanko.pdf_utils.metadata.xmp_xml import parse_xmp
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

OF_CATALOG = frozenset({"/AcroForm/SigFlags", "/Extensions"})
OF_FORM = frozenset({"/SigFlags"})
OF_FIELD = frozenset({"/V", "/AP"})
OF_RECORD = frozenset({"/ModDate", "/Producer"})
OF_DESCRIPTION = frozenset({str(XMP_MODDATE), str(PDF_PRODUCER)})
NOTHING: frozenset[str] = frozenset()


def changes_after(reader: PdfFileReader, revision: int) -> list[str]:
    """What later revisions change beyond what a signature needs, one phrase each; empty if nothing."""
    before = reader.get_historical_resolver(revision)
    found: list[str] = []
    for later in range(revision + 1, reader.xrefs.total_revisions):
        freed = reader.xrefs.refs_freed_in_revision(later)
        found += [f"object {ref.idnum} was removed" for ref in freed]
        for ref in sorted(reader.xrefs.explicit_refs_in_revision(later) - freed, key=lambda ref: ref.idnum):
            found += _change(reader, before, ref)
    if before.root_ref.idnum != reader.root_ref.idnum:
        found.append("another catalog took the place of the document's")
    return found


def _change(reader: PdfFileReader, before: HistoricalResolver, ref: Reference) -> Iterator[str]:
    """What was done to an object that was there before. A new one shows only where an old one came to refer to it."""
    if before.is_ref_unassignable(ref):
        return
    there = Reference(ref.idnum, ref.generation, before)
    then, now = before.get_object(there), reader.get_object(ref)
    changed = _difference(_parts(then), _parts(now)) - _allowed(before, ref, then)
    if changed:
        yield f"object {ref.idnum} ({_sort(then)}) was changed: {', '.join(sorted(changed))}"


def _difference(then: Mapping[str, str], now: Mapping[str, str]) -> AbstractSet[str]:
    return {part for part in then.keys() | now.keys() if then.get(part) != now.get(part)}


def _allowed(before: HistoricalResolver, ref: Reference, then: PdfObject) -> AbstractSet[str]:
    """What signing changes in this object."""
    if not isinstance(then, DictionaryObject):
        return NOTHING
    if ref.idnum == before.root_ref.idnum:
        return OF_CATALOG
    if _refers_to(before.trailer_view, "/Info", ref):
        return OF_RECORD
    if _refers_to(before.root, "/Metadata", ref):
        return OF_DESCRIPTION
    if _refers_to(before.root, "/AcroForm", ref):
        return OF_FORM
    is_empty_field = then.get("/FT") == "/Sig" and "/V" not in then
    return OF_FIELD if is_empty_field else NOTHING


def _refers_to(holder: DictionaryObject, key: str, ref: Reference) -> bool:
    value = holder.raw_get(key) if key in holder else None
    return isinstance(value, IndirectObject) and value.idnum == ref.idnum


def _parts(thing: PdfObject) -> Mapping[str, str]:
    """The parts of an object, each in a form that can be compared; references stay references."""
    if isinstance(thing, StreamObject) and thing.get("/Type") == "/Metadata":
        return {str(name): repr(value) for part in parse_xmp(io.BytesIO(thing.data)) for name, value in part}
    parts = {"value": _written(thing)}
    if isinstance(thing, DictionaryObject):
        parts = {str(key): _written(thing.raw_get(key)) for key in thing}
        form = thing.raw_get("/AcroForm") if "/AcroForm" in thing else None
        if isinstance(form, DictionaryObject):
            del parts["/AcroForm"]
            parts |= {f"/AcroForm{key}": _written(form.raw_get(key)) for key in form}
    if isinstance(thing, StreamObject):
        parts["its content"] = thing.encoded_data.hex()
    return parts


def _written(thing: PdfObject) -> str:
    out = io.BytesIO()
    thing.write_to_stream(out, None)
    return out.getvalue().hex()


def _sort(thing: PdfObject) -> str:
    kind = thing.get("/Type", thing.get("/Subtype")) if isinstance(thing, DictionaryObject) else None
    return str(kind or type(thing).__name__).strip("/")
