"""State of many passports that leave together: to whom people agree, how far it is, and how it ended."""

import dataclasses
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.agreement import Recipient
from passeport.domain.errors import Cancelled, PasseportError
from passeport.language.messages import sentence
from passeport.services.batch_export import Agreed, BatchResult, Chosen
from passeport.services.desk import Desk
from ui.tasks import Tasks

_TELLING = 0.1
"""Seconds between two words on how far it is: each costs a picture of the window."""


@dataclasses.dataclass(frozen=True)
class Ended:
    """How a batch ended."""

    written: int
    already: int = 0
    without_agreement: int = 0
    lacking: int = 0
    """Passports whose pages lack letters or a photograph; the data inside them are whole."""
    stopped: bool = False
    error: str = ""
    """What ended it before its end, in a sentence."""


class BatchModel(QObject):
    """One batch at a time. It works beside the window's other work, which does not wait for it."""

    listed = Signal()
    """`recipients` says to whom people agree."""
    progressed = Signal(int, int)
    """People done, and people in all."""
    looked = Signal(int, int)
    """People of whom it is known whether they agree, and people in all."""
    finished = Signal()
    """`ended` says how."""
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._batch = desk.batch
        self._tasks = Tasks(self)
        self._only: Chosen = None
        self._told = 0.0
        self._done = 0
        self._stopping = False
        self.recipients: tuple[Agreed, ...] = ()
        self.ended: Ended | None = None
        self.is_looking = False
        self.is_writing = False

    def start(self, only: Chosen = None) -> None:
        """Look to whom people agree: these, or everybody."""
        if self.is_writing or self.is_looking:
            return
        self._only, self.recipients, self.ended = only, (), None
        self.is_looking, self._stopping = True, False
        self._tasks.run(lambda: self._batch.recipients(only, self._look), self._listed, self._refuse)

    def run(self, recipient: Recipient, folder: Path, passphrase: str, language: str = "fr") -> None:
        """Write the passports of those who agree to a recipient; what the folder holds already is left as it is."""
        if self.is_writing or self.is_looking:
            return
        self.is_writing, self._stopping, self._done, self.ended = True, False, 0, None
        self.progressed.emit(0, 0)
        self._tasks.run(lambda: self._write(recipient, folder, passphrase, language), self._have_written, self._refuse)

    def stop(self) -> None:
        """Write no more; what was written stays."""
        self._stopping = True

    def close(self) -> None:
        """Stop, and wait for the passport at hand: the vault is about to be locked."""
        self.stop()
        self._tasks.close()

    def _write(self, recipient: Recipient, folder: Path, passphrase: str, language: str) -> Ended:
        """In the worker."""
        try:
            result: BatchResult = self._batch.run(
                recipient, folder, passphrase, self._tell, self._only, language=language, looking=self._look
            )
        except Cancelled:
            return Ended(self._done, stopped=True)
        except PasseportError as error:
            if not self._done:
                raise
            return Ended(self._done, error=sentence(error))
        return Ended(result.written, result.already, result.without_agreement, lacking=len(result.unprinted))

    def _tell(self, done: int, total: int) -> None:
        """In the worker."""
        self._done = done
        if self._stopping:
            raise Cancelled
        if time.monotonic() - self._told > _TELLING:
            self._told = time.monotonic()
            self.progressed.emit(done, total)

    def _look(self, done: int, total: int) -> None:
        """In the worker."""
        if self._stopping:
            raise Cancelled
        if time.monotonic() - self._told > _TELLING:
            self._told = time.monotonic()
            self.looked.emit(done, total)

    def _listed(self, recipients: tuple[Agreed, ...]) -> None:
        self.is_looking, self.recipients = False, recipients
        self.listed.emit()

    def _have_written(self, ended: Ended) -> None:
        self.is_writing, self.ended = False, ended
        self.finished.emit()

    def _refuse(self, error: PasseportError) -> None:
        self.is_looking = self.is_writing = False
        if not isinstance(error, Cancelled):
            self.refused.emit(sentence(error))
