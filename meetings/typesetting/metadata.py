"""What the file says of itself: XMP with the marks of PDF/A and PDF/UA, and the colour space it is meant for."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

from PIL import ImageCms

from meetings.typesetting import syntax
from meetings.typesetting.characters import SOFT_HYPHEN, clean

_PDFUA_SCHEMA = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>"""


@dataclass(frozen=True, slots=True)
class Description:
    """What readers and archives list a document by."""

    title: str
    author: str
    subject: str
    language: str
    software: str
    moment: datetime

    def properties(self) -> dict[str, str]:
        """The entries of the information dictionary; the same words as in the XMP."""
        said = {"Title": self.title, "Author": self.author, "Subject": self.subject}
        tools = {"Creator": self.software, "Producer": self.software}
        # PDFDocEncoding, in which ReportLab writes short texts, knows no soft hyphen.
        return {key: clean(text).replace(SOFT_HYPHEN, "") for key, text in (said | tools).items()}

    def xmp(self, *, tagged: bool) -> bytes:
        """What the file claims to be: without tags neither level A nor PDF/UA."""
        conformance, accessibility = ("A", _PDFUA_SCHEMA) if tagged else ("U", "")
        moment = self.moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")
        title, author, subject, software, _ = (escape(value) for value in self.properties().values())
        return f"""\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>{conformance}</pdfaid:conformance></rdf:Description>
{accessibility}
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{escape(self.language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:CreatorTool>{software}</xmp:CreatorTool><pdf:Producer>{software}</pdf:Producer></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()

    def xmp_stream(self, *, tagged: bool) -> bytes:
        """Never packed: archives look for it in the plain bytes."""
        return syntax.stream(self.xmp(tagged=tagged), {"Type": b"/Metadata", "Subtype": b"/XML"}, packed=False)


@cache
def srgb_profile() -> bytes:
    """LittleCMS' sRGB profile; its date of creation and its id go, so that it is the same everywhere."""
    created = ImageCms.createProfile("sRGB")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # untyped
    profile = bytearray(ImageCms.ImageCmsProfile(created).tobytes())  # pyright: ignore[reportUnknownArgumentType]
    profile[24:36] = bytes([0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
    profile[84:100] = bytes(16)
    return bytes(profile)
