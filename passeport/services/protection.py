"""How what leaves as a PDF is protected: closed by a passphrase, or signed by the station."""

from dataclasses import dataclass

from passeport.domain.passphrase import require_strong
from passeport.services.document_ports import DocumentWriter
from passeport.services.editing import Editing


@dataclass(frozen=True)
class Protection:
    """How a copy is protected: closed by a passphrase, or signed by the station; not both, closing would break it."""

    passphrase: str = ""
    signed: bool = False

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.passphrase) or self.signed


def protected(data: bytes, protection: Protection, writer: DocumentWriter, editing: Editing) -> bytes:
    """Return a copy of a PDF, protected as asked.

    Raises:
        WeakPassphrase: for one that could be guessed: a file that is sent may be tried for ever.
    """
    if protection.passphrase:
        require_strong(protection.passphrase)
        return writer.closed(data, protection.passphrase)
    if protection.signed:
        return writer.signed(data, editing.account.station, editing.vault.signer)
    return data
