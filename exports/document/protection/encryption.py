"""A copy that a passphrase opens: AES with 256 bits (ISO 32000-2, 7.6, revision 6).

Such a copy is no PDF/A any more: an archive may not be closed (ISO 19005-3, 6.1.3). A screen reader may still read it.
"""

import io
import secrets

import pikepdf


def encrypted(data: bytes, passphrase: str) -> bytes:
    """Return the document, opened by `passphrase` and by nothing else; raises `ValueError` for an empty one."""
    if not passphrase:
        message = "a protected copy needs a passphrase"
        raise ValueError(message)
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            file,
            encryption=pikepdf.Encryption(
                user=passphrase,
                owner=secrets.token_urlsafe(32),  # nobody's: what the passphrase opens may be read and printed
                R=6,
                allow=pikepdf.Permissions(
                    accessibility=True,
                    extract=True,
                    print_lowres=True,
                    print_highres=True,
                    modify_annotation=False,
                    modify_assembly=False,
                    modify_form=False,
                    modify_other=False,
                ),
            ),
        )
    return file.getvalue()


def opened_by(data: bytes, passphrase: str) -> bool:
    """Tell whether `passphrase` opens a document of ours; one that is damaged speaks of no other passphrase."""
    try:
        with pikepdf.open(io.BytesIO(data), password=passphrase):
            return True
    except pikepdf.PasswordError:
        return False
    except pikepdf.PdfError:
        return True
