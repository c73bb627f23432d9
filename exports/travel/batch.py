"""Port `ClosedPassportWriter`: envelopes are signed here, where the key is; pages are laid out on every core."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from exports.document.layout import fonts
from exports.document.passport.document import Presentation, laid_out
from exports.document.protection.encryption import encrypted, opened_by
from exports.europass.candidate_writer import write_candidate
from exports.travel.envelope import write_envelope
from passeport.domain.passport import Passport
from passeport.services.document_ports import WrittenDocument
from passeport.services.ports import Signer

_AHEAD = 4
"""Passports for each core that are drawn up before they are asked for: memory stays small however many there are."""


class ClosedPassports:
    """Writes closed PDF files, as many at a time as the computer has cores."""

    def __init__(self, workers: int | None = None) -> None:
        """Take `workers` processes; by default, one for each core that this one may use."""
        self._workers = workers or _cores()

    def write_all(self, passports: Iterable[Passport], signer: Signer, passphrase: str) -> Iterator[WrittenDocument]:
        """Give the file of each passport, in order."""
        workers = self._workers
        context = multiprocessing.get_context("spawn")  # a fork would copy the vault's keys, and Qt's threads
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=fonts.load)
        ahead: deque[Future[WrittenDocument]] = deque()
        try:
            for passport in passports:
                envelope = write_envelope(passport, signer)
                ahead.append(pool.submit(_written, passport, envelope, passphrase))
                if len(ahead) >= workers * _AHEAD:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def opens(self, file: Path, passphrase: str) -> bool:
        """Tell whether a passphrase opens a file, as far as can be told: none is refused for damage."""
        return opened_by(file.read_bytes(), passphrase)


def _cores() -> int:
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return allowed or 1


def _written(passport: Passport, envelope: bytes, passphrase: str) -> WrittenDocument:
    found = laid_out(passport, write_candidate(passport), envelope, Presentation.USUAL)
    return found._replace(data=encrypted(found.data, passphrase))
