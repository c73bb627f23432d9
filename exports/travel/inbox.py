"""The inbox: reads any incoming file by what it holds, never by its name, and trusts none (R22).

`understand` is a plain function from bytes to a frozen model, which the application calls behind the fence
(`exports.travel.fence`): nothing from outside is parsed in its own process.
"""

import hashlib
from pathlib import Path

from exports.europass.parsing import kind_of, parse
from exports.travel.bounds import LARGEST_FILE
from exports.travel.envelope import read_envelope
from exports.travel.hour_of_issue import at_the_hour_of_here
from exports.travel.incoming_file import bytes_of, shown_name
from exports.travel.kinds_of_file import is_json, is_pdf, is_xml, what_else
from exports.travel.pdf_reading import read_pdf
from exports.travel.readings import of_document, of_envelope
from passeport.domain.errors import FileTooLarge, NotAPassport
from passeport.domain.reading import IncomingPassport
from passeport.services.ports import Progress


class Inbox:
    """Port `PassportReader` in the process that asks: for files that are known, and to compare with the fence."""

    def prepare(self) -> None:
        """Nothing is needed."""

    def read(self, path: Path, progress: Progress | None = None, passphrase: str = "") -> IncomingPassport:
        """Return what the file says, opened by `passphrase` where it is closed.

        A signature that holds is reported as UNKNOWN_STATION.

        Raises:
            FileNotFound, FileTooLarge, NotAPassport, DamagedFile, DangerousFile, NewerFormat, ImpossibleDate.
            ClosedFile: when it takes a passphrase, or another one.
            SocialSecurityNumberRefused: when what a passport cannot do without holds one.
        """
        if progress is not None:
            progress(0, 1)
        return at_the_hour_of_here(understand(bytes_of(path), shown_name(path.name), passphrase))


def understand(data: bytes, name: str, passphrase: str = "") -> IncomingPassport:
    """Return what the bytes of a file called `name` say; same errors as `Inbox.read`."""
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(size=len(data), limit=LARGEST_FILE)
    if is_json(data):
        incoming = of_envelope(read_envelope(data, name))
    elif is_xml(data):
        root = parse(data, name)
        incoming = of_document(root, kind_of(root, name), name)
    elif is_pdf(data):
        incoming = read_pdf(data, name, passphrase)
    else:
        raise NotAPassport(path=name, found=what_else(data))
    return incoming.evolve(file_name=name, file_digest=hashlib.sha256(data).hexdigest())
