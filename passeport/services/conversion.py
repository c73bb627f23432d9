"""Use cases on files alone, with no vault: say what one holds, write it in another form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from passeport.domain.left_out import LeftOut
from passeport.domain.reading import IncomingPassport
from passeport.services.file_ports import FileFormat, FileOutput, PassportReader, PassportWriter
from passeport.services.ports import Progress
from passeport.services.reading_many import ReadFile, read_all


@dataclass(frozen=True)
class Conversion:
    """Reads any passport or Europass file, and writes it anew."""

    reader: PassportReader
    writer: PassportWriter
    output: FileOutput

    def read(self, path: Path, progress: Progress | None = None, passphrase: str = "") -> IncomingPassport:
        """Return what a file says, opened by `passphrase` where it is closed; no station is known without a vault.

        Raises as `PassportReader.read` does.
        """
        return self.reader.read(path, progress, passphrase)

    def read_all(self, paths: Iterable[Path], progress: Progress | None = None) -> Iterator[ReadFile]:
        """Go through what each file says; see `reading_many.read_all`."""
        return read_all(self.reader, paths, progress)

    def write(self, incoming: IncomingPassport, path: Path, file_format: FileFormat) -> LeftOut:
        """Write everything that was understood, unsigned: a conversion is nobody's word but the file's.

        Returns what the form has no room for.

        Raises:
            OutputNotWritten: when the folder or the disk refuses the file.
        """
        document = self.writer.document(incoming.passport, file_format)
        self.replace(path, document.data)
        return document.left_out

    def replace(self, path: Path, data: bytes) -> None:
        """Give `data` the name `path`, whole or not at all; raises as `write` does."""
        with self.output.prepare(path, data) as prepared:
            prepared.publish()
