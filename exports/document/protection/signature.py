"""A copy signed with the station's certificate: PAdES baseline (ETSI EN 319 142-1), added after the document's bytes.

The pages, the tags and the attachments stay as they are: the place of the signature is first made a tagged part of the
document (PDF/UA-1 wants every field in the structure), then the signature is appended.
"""

import io

import pikepdf
from asn1crypto.algos import SignedDigestAlgorithm
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from exports.document.protection.certificate import certificate_of
from passeport.domain.provenance import Station
from passeport.services.ports import Signer

FIELD = "Signature"
_PRINTED = 4
_SIGNATURES_EXIST = 3
"""Flags of AcroForm: it holds signatures, and what comes after may only be appended (ISO 32000-1, 12.7.2)."""
_ROOM = 8_192
"""Bytes kept for the signature in the file: a certificate and 64 bytes take less than two thousand."""


def signed(data: bytes, station: Station, signer: Signer) -> bytes:
    """Return the document, signed by the station; the moment in the signature is the computer's."""
    with_place = _with_place(data, station.name)
    writer = IncrementalPdfFileWriter(io.BytesIO(with_place))
    file = io.BytesIO()
    signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha512",  # what RFC 8419 asks beside Ed25519
            name=station.name,
            subfilter=SigSeedSubFilter.PADES,
            app_build_props=None,
        ),
        _StationSigner(station, signer),
    ).sign_pdf(writer, existing_fields_only=True, output=file, bytes_reserved=2 * _ROOM)
    return file.getvalue()


class _StationSigner(signers.Signer):
    """Signs through the vault: the private key never leaves it."""

    def __init__(self, station: Station, signer: Signer) -> None:
        super().__init__(
            signing_cert=certificate_of(station, signer),
            signature_mechanism=SignedDigestAlgorithm({"algorithm": "ed25519"}),
        )
        self._signer = signer

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 - pyHanko's
        """Return the signature of some bytes, or as many zeros."""
        del digest_algorithm
        return bytes(64) if dry_run else self._signer.sign(data)


def _with_place(data: bytes, said: str) -> bytes:
    """Return the document with an empty field for the signature, part of its structure, on its last page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[-1].obj
        tree = pdf.Root.StructTreeRoot
        number = int(tree.ParentTreeNextKey)
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(FIELD),
                TU=String(said),
                Rect=Array([0, 0, 0, 0]),
                F=_PRINTED,
                P=page,
                StructParent=number,
            )
        )
        document = tree.K[0]
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Form, P=document, Alt=String(said)))
        element.K = Array([Dictionary(Type=Name.OBJR, Pg=page, Obj=field)])
        document.K.append(element)
        tree.ParentTree.Nums.append(number)
        tree.ParentTree.Nums.append(element)
        tree.ParentTreeNextKey = number + 1
        if "/Annots" in page:
            page.Annots.append(field)
        else:
            page.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=_SIGNATURES_EXIST)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return file.getvalue()
