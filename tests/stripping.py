"""A PDF passport without its envelope, as a tool leaves it that knows the Europass document alone."""

import io

import pikepdf

_ENVELOPE = "passeport.json"


def without_envelope(document: bytes) -> bytes:
    """Return a PDF passport whose only data are those of `attachment.xml`."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(document)) as pdf:
        del pdf.attachments[_ENVELOPE]
        pdf.Root.AF = pikepdf.Array([found for found in pdf.Root.AF if str(found.UF) != _ENVELOPE])
        assert list(pdf.attachments) == ["attachment.xml"]
        pdf.save(written)
    return written.getvalue()
