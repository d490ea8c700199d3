"""The file as a whole: its bytes, its metadata, its catalogue, its attachments."""

import re
import xml.etree.ElementTree as ET

import pikepdf

from tests.typesetting.lint.problems import Problems, Thing, get, items, path, word

PDFA, PDFUA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def check_bytes(content: bytes, problems: Problems) -> None:
    problems.unless(re.match(rb"%PDF-1\.[4-7]\r?\n%[\x80-\xff]{4}", content), "header")
    for found in re.finditer(rb"(.)endstream", content, re.DOTALL):
        problems.unless(found[1] in b"\r\n", "endstream without an end of line before it")


def check_metadata(pdf: pikepdf.Pdf, problems: Problems, *, tagged: bool) -> None:
    stream = get(pdf.Root, "/Metadata")
    if stream is None:
        problems.add("no XMP metadata")
        return
    values: dict[str, str] = {}  # properties may be elements or attributes
    for element in ET.fromstring(stream.read_bytes()).iter():
        for key, value in ((element.tag, (element.text or "").strip()), *element.attrib.items()):
            values.setdefault(key, value)
    problems.unless(values.get(PDFA + "part") == "3", "pdfaid:part is not 3")
    claimed = values.get(PDFA + "conformance"), values.get(PDFUA + "part")
    # A file claims what it is, and no more.
    problems.unless(claimed[0] == ("A" if tagged else "U"), f"pdfaid:conformance is {claimed[0]}")
    problems.unless(claimed[1] == ("1" if tagged else None), f"pdfuaid:part is {claimed[1]}")
    problems.unless(DUBLIN_CORE + "title" in values, "no dc:title")
    title = path(pdf.trailer, "/Info", "/Title")
    problems.unless(title is None or str(title) == _title(stream.read_bytes()), "Title is not dc:title")


def _title(metadata: bytes) -> str | None:
    alternatives = ET.fromstring(metadata).find(f".//{DUBLIN_CORE}title/{RDF}Alt/{RDF}li")
    return None if alternatives is None else alternatives.text or ""


def check_catalogue(pdf: pikepdf.Pdf, problems: Problems) -> None:
    root = pdf.Root
    problems.unless("/ID" in pdf.trailer, "no file identifier")
    problems.unless("/Encrypt" not in pdf.trailer, "encrypted")
    problems.unless(_has_srgb_intent(root), "no sRGB output intent")
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            filters = {word(one) for one in items(get(thing, "/Filter"))}
            problems.unless(filters <= {"FlateDecode", "DCTDecode"}, f"filter {', '.join(sorted(filters))}")
            problems.unless("/F" not in thing, "stream outside the file")
    for key in ("/AA", "/OpenAction", "/OCProperties", "/Requirements"):
        problems.unless(key not in root, f"catalogue has {key}")
    problems.unless(path(root, "/Names", "/JavaScript") is None, "JavaScript")
    problems.unless(path(root, "/AcroForm", "/NeedAppearances") is None, "NeedAppearances")
    associated = {file.objgen for file in items(get(root, "/AF"))}
    for file in list(items(path(root, "/Names", "/EmbeddedFiles", "/Names")))[1::2]:
        _check_attachment(file, associated, problems)


def _has_srgb_intent(root: Thing) -> bool:
    for intent in items(get(root, "/OutputIntents")):
        profile = get(intent, "/DestOutputProfile")
        if word(get(intent, "/S")) == "GTS_PDFA1" and profile is not None:
            content = profile.read_bytes()
            return content[36:40] == b"acsp" and content[16:20] == b"RGB " and content[8] <= 4 and profile["/N"] == 3
    return False


def _check_attachment(file: Thing, associated: set[tuple[int, int]], problems: Problems) -> None:
    for key in ("/F", "/UF", "/AFRelationship", "/EF"):
        problems.unless(key in file, f"file specification without {key}")
    problems.unless(file.objgen in associated, "attachment not in AF")
    media_type = word(path(file, "/EF", "/F", "/Subtype"))
    problems.unless(media_type, "attachment without media type")
    problems.unless(re.fullmatch(r"[-\w+.]+/[-\w+.]+|", media_type, re.ASCII), f"{media_type} is no media type")
