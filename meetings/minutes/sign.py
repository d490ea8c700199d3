"""Signs the minutes: PAdES baseline B-B in a field that the unsigned file already has.

The bytes before stay as they are, each signature is appended. Runs in a worker process (all arguments can be sent
there) and never touches a network. The chair certifies first, so that nothing but further signatures may follow.
"""
# pyHanko declares its types only in part.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

import asyncio
import io

from pyhanko.pdf_utils.generic import DictionaryObject, NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp.noop import NoOpStampStyle

from meetings.minutes.keyring import SigningKey
from meetings.minutes.signing import CHAIR, FIELDS, SECRETARY, NotSigned, Signing

__all__ = ["CHAIR", "FIELDS", "SECRETARY", "NotSigned", "Signing", "sign"]

SIGNATURES_DIFFER_BY = 64  # hexadecimal digits: ECDSA signatures are of no fixed length


def sign(pdf: bytes, key: SigningKey, signing: Signing) -> bytes:
    """The file with one more signature. Its beginning is the file that was given, byte for byte."""
    try:
        return asyncio.run(_signed(pdf, key, signing))
    except SigningError as error:
        raise NotSigned(f"the field {signing.field} could not be signed: {error}") from error
    except (PdfError, ValueError) as error:
        raise NotSigned(f"a PDF with an empty signature field {signing.field} was expected: {error}") from error


async def _signed(pdf: bytes, key: SigningKey, signing: Signing) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=True)
    signer = SimpleSigner.load_pkcs12_data(key.pkcs12, other_certs=(), passphrase=key.passphrase)
    chief = PdfSigner(_terms(signing), signer, stamp_style=NoOpStampStyle())
    session = chief.init_signing_session(writer, existing_fields_only=True)
    session.system_time = signing.at  # pyHanko takes the clock; the moment of signing is the one in the log
    if signing.appearance is not None:
        _give_look(writer, session.sig_field, signing.appearance)
    return await _completed(session, signing)


def _terms(signing: Signing) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=signing.field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=signing.reason,
        certify=signing.field == CHAIR,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )


def _give_look(writer: IncrementalPdfFileWriter, field: DictionaryObject, appearance: bytes) -> None:
    """Show the page in the field. A viewer fits its box to the field's (ISO 32000-1, 12.5.5)."""
    page = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(appearance)))
    field[NameObject("/AP")] = DictionaryObject({NameObject("/N"): page})
    writer.update_container(field)


async def _completed(session: PdfSigningSession, signing: Signing) -> bytes:
    estimate = await session.estimate_signature_container_size(None, tight=True)
    document = session.prepare_tbs_document(None, bytes_reserved=estimate + SIGNATURES_DIFFER_BY)
    output = io.BytesIO()
    digest = document.digest_tbs_document(output=output)[0]
    attributes = PdfCMSSignedAttributes(signing_time=signing.at)
    await document.perform_signature(digest.document_digest, attributes)
    return output.getvalue()
