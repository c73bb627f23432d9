"""Mutations in great number: each ends in a refusal, or in a reading that can be shown, written and compared.

`make fuzz` runs it: `python -m tests.hostile.fuzzing --count 50000 --seed 1`. What fails is saved with its seed.
"""

import argparse
import faulthandler
import signal
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

from exports.travel.fence.limits import Limits
from exports.travel.fence.pool import Fence
from exports.travel.inbox import understand
from exports.travel.outbox import PassportFiles
from passeport.cli.reports import report_lines, summary_line
from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.difference import Decision, differences
from passeport.domain.errors import InputRefused, ReadingStopped
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.merging import merge
from passeport.domain.passport import Passport
from passeport.domain.reading import IncomingPassport
from passeport.language import describe
from passeport.language.comparison import difference
from passeport.services.file_ports import FileFormat
from tests import people
from tests.hostile.judging import judged
from tests.hostile.mutations import mutation

SLOWEST = 15.0
"""Seconds after which a reading is said to hang."""
_FENCED = 20
"""One mutation of so many goes through the fence."""
_DRAWN = 40
"""One reading of so many is drawn as a PDF, which takes fifty times as long as the rest."""
_PAGES = (FileFormat.PDF, FileFormat.PDF_LARGE, FileFormat.PDF_PLAIN)
"""The forms that are drawn; they take turns."""

_DATA = tuple(form for form in FileFormat if form not in _PAGES)
"""The forms of data, each written and read again by turns."""


class Fuzzing:
    """Reads mutations, and remembers what went wrong."""

    def __init__(self, seed: int, fence: Fence) -> None:
        """Begin; the fence is the caller's to close."""
        self.seed = seed
        self.ended: Counter[str] = Counter()
        self._fence = fence
        self._files = PassportFiles()
        self._here = Dossier(
            beneficiary=Beneficiary(
                id=BeneficiaryId(people.identifier("ici")),
                identity=Identity(given_names="Ada-Inès", family_name="d’Exemple"),
                referent=people.AUTHOR,
                opened_on=people.TODAY,
            )
        )

    def run(self, number: int) -> None:
        """Read one mutation, and use what was read; any error but a refusal is raised."""
        _, data = mutation(self.seed, number)
        read = self._fence.understand if number % _FENCED == 0 else understand
        try:
            incoming = read(data, "muté")
        except ReadingStopped:
            raise
        except InputRefused as refused:
            judged(refused)
            self.ended[type(refused).__name__] += 1
        else:
            self.ended["lu"] += 1
            self._use(incoming)

    def _write(self, passport: Passport, form: FileFormat) -> None:
        """Write and read again: our own forms say everything; what came out of the others once does not change."""
        again = understand(self._files.write(passport, form), "réécrit").passport
        assert again.identity.full_name == passport.identity.full_name, form
        if form in (FileFormat.JSON, *_PAGES):
            assert again == passport, form
        else:
            assert understand(self._files.write(again, form), "réécrit").passport == again, form

    def _use(self, incoming: IncomingPassport) -> None:
        """Show, write, read again and compare."""
        assert summary_line(incoming)
        assert list(report_lines(incoming.report))
        passport = incoming.passport
        self._write(passport, _DATA[self.ended["lu"] % len(_DATA)])
        turn, rest = divmod(self.ended["lu"], _DRAWN)
        if not rest:
            self._write(passport, _PAGES[turn % len(_PAGES)])
        found = differences(self._here, passport)
        for known in found:
            assert difference(known)
            assert describe.line(known.theirs, known.field) is not None
        merge(self._here, found, {known.key: Decision.TAKE for known in found}, None)
        assert IncomingPassport.model_validate_json(incoming.model_dump_json()) == incoming


def main() -> None:
    """Run on the command line."""
    parser = argparse.ArgumentParser(prog="make fuzz", description="Lit des fichiers mutés, en grand nombre.")
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="numéro de la première mutation")
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="dossier où garder ce qui échoue")
    asked = parser.parse_args()
    warnings.simplefilter("error")
    failures = 0
    begun = time.monotonic()
    fence = Fence(Limits(wall=SLOWEST * 2, processor=int(SLOWEST), memory=700_000_000))
    fuzzing = Fuzzing(asked.seed, fence)
    running = asked.keep / "en cours"
    asked.keep.mkdir(exist_ok=True)
    for number in range(asked.first, asked.first + asked.count):
        running.write_text(f"make fuzz SEED={asked.seed} FIRST={number} COUNT=1\n", encoding="utf-8")
        if failed := failure(fuzzing, number):
            failures += 1
            keep(asked.keep, asked.seed, number, failed)
        if number % 1000 == 999:
            print(f"{number + 1} mutations, {time.monotonic() - begun:.0f} s, {failures} échecs", flush=True)  # noqa: T201
    running.unlink(missing_ok=True)
    fence.close()
    for name, count in fuzzing.ended.most_common():
        print(f"{count:8} {name}")  # noqa: T201
    sys.exit(1 if failures else 0)


def failure(fuzzing: Fuzzing, number: int) -> str:
    """Run one mutation; return what went wrong, in a line, or nothing.

    A reading that hangs is a failure too; one that hangs where Python is not asked ends the program.
    """
    signal.signal(signal.SIGALRM, _hung)
    signal.setitimer(signal.ITIMER_REAL, SLOWEST)
    faulthandler.dump_traceback_later(SLOWEST * 2, exit=True)
    try:
        fuzzing.run(number)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
        return f"{type(error).__name__}: {str(error)[:300]} {getattr(error, 'parameters', '')} {_place(error)}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()
    return ""


def _hung(_signal: int, _frame: FrameType | None) -> NoReturn:
    message = f"nothing after {SLOWEST} s"
    raise TimeoutError(message)


def _place(error: Exception) -> str:
    return " < ".join(reversed([f"{path}:{line}" for path, line in _trace(error)][-4:]))


def _trace(error: Exception) -> Iterator[tuple[str, int]]:
    trace = error.__traceback__
    while trace is not None:
        yield Path(trace.tb_frame.f_code.co_filename).name, trace.tb_lineno
        trace = trace.tb_next


def keep(folder: Path, seed: int, number: int, failed: str) -> None:
    """Save a file that failed, with how to make it again."""
    told, data = mutation(seed, number)
    (folder / f"{seed}-{number}").write_bytes(data)
    again = f"make fuzz SEED={seed} FIRST={number} COUNT=1"
    (folder / f"{seed}-{number}.txt").write_text(f"{told}\n{failed}\n{again}\n", encoding="utf-8")
    print(f"échec : {seed}-{number} ({told}) {failed}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
