"""Reading and writing Europass files, beside lxml alone on the same bytes; then importing a folder of 10,000 files.

The floor of reading is `lxml.etree.fromstring`, the floor of writing `lxml.etree.tostring`: no rule, no report, no
object. The folder is imported into an encrypted vault as the command line does it: read in fenced processes, two at a
time, matched, and written in one transaction a file; its floor is reading the same files and keeping nothing.
Run: `make bench`, or `python benchmarks/bench_europass.py [files]` in the environment.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree
from measuring import in_turns, table

from exports.europass.candidate_writer import write_candidate
from exports.europass.skillspassport_writer import write_skillspassport
from exports.travel.envelope import write_envelope
from exports.travel.inbox import understand
from passeport import wiring
from passeport.domain.errors import PasseportError
from passeport.domain.passport import Passport
from passeport.samples.people import People
from passeport.services.file_ports import FileFormat
from passeport.services.reading_many import files_in, read_all
from passeport.wiring import Files, SystemClock
from tests import vaults
from tests.fakes import account
from tests.people import ada_passport

_ROUNDS = 40
_FILES = 10_000
_SEED, _STEPS = 2026, 6


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes, once."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def compared(floor: Callable[[], object], ours: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of both, in milliseconds."""
    subjects = {"floor": lambda: milliseconds(floor), "ours": lambda: milliseconds(ours)}
    measured = in_turns(subjects, _ROUNDS)
    return statistics.median(measured["floor"]), statistics.median(measured["ours"])


def in_memory(passport: Passport) -> None:
    """Print reading and writing of each generation beside lxml."""
    rows = []
    for name, write in (("Candidate", write_candidate), ("SkillsPassport", write_skillspassport)):
        data = write(passport)
        root = etree.fromstring(data)
        for what, floor, ours in (
            ("read", lambda data=data: etree.fromstring(data), lambda data=data: understand(data, "ada.xml")),
            ("written", lambda root=root: etree.tostring(root), lambda write=write: write(passport)),
        ):
            low, high = compared(floor, ours)
            rows.append([f"{name}, {what}", f"{low:.2f} ms", f"{high:.2f} ms", f"{high / low:.0f}"])
    print(f"One passport, {len(write_candidate(passport)):,} bytes of Candidate XML; median of {_ROUNDS} in turns")
    print(table(["", "lxml alone", "Passeport", "ratio"], rows))


def write_folder(place: Path, files: int) -> None:
    """Write so many fictional people, six steps each, to files of the four forms in turn."""
    forms: dict[str, Callable[[Passport], bytes]] = {
        "xml": write_candidate,
        "old.xml": write_skillspassport,
        "json": write_envelope,
        "pdf": lambda passport: Files().write(passport, FileFormat.PDF),
    }
    crowd = People(_SEED, account(), SystemClock().today())
    for number in range(files):
        dossier = crowd.dossier(number, _STEPS)
        person = dossier.beneficiary
        passport = Passport(identity=person.identity, profile=person.profile, parcours=dossier.parcours)
        suffix = list(forms)[number % len(forms)]
        (place / f"{number:05}.{suffix}").write_bytes(forms[suffix](passport))


def read(folder: Path) -> Iterator[str]:
    """The floor: read each file behind the fence, and let it go."""
    for one in read_all(Files(), files_in(folder)):
        yield "refused" if isinstance(one.result, PasseportError) else "read"


def bring_in(folder: Path) -> Iterator[str]:
    """Import each file into the encrypted vault beside the folder."""
    vault = vaults.create(folder.parent / "vault")  # keys derived cheaply: Argon2id would be the peak of memory
    for arrival in wiring.desk(vault).passports.folders.run(folder, apply=True):
        yield arrival.outcome.value
    vault.lock()


def go_through(what: str, folder: Path) -> None:
    """In a process of its own: go through a folder, and tell the pace and the peak of memory on the way."""
    files, marks = len(files_in(folder)), []
    start, ended = time.perf_counter(), Counter[str]()
    for outcome in {"read": read, "import": bring_in}[what](folder):
        ended[outcome] += 1
        if ended.total() in {files // 10, files // 2, files}:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kibibytes on Linux
            marks.append((time.perf_counter() - start, peak))
    print(json.dumps({"marks": marks, "ended": ended}))


def folder(files: int) -> None:
    """Print the pace and the memory of importing a folder of so many people, beside reading it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "folder"
        folder.mkdir()
        write_folder(folder, files)
        rows = []
        for what in ("read", "import"):
            command = [sys.executable, __file__, what, str(folder)]
            told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            seconds = told["marks"][-1][0]
            peaks = ", ".join(f"{peak:.0f}" for _, peak in told["marks"])
            ended = ", ".join(f"{count:,} {outcome}" for outcome, count in told["ended"].items())
            early = told["marks"][0][0] * 10
            rows.append([what, f"{seconds:.0f} s", f"{files / seconds:.0f}", f"{early:.0f} s", f"{peaks} MiB", ended])
    print(f"\nA folder of {files:,} people (Candidate, SkillsPassport, envelope, PDF), fenced, two at a time")
    heading = ["", "in all", "files a second", "at the pace of the first tenth", "peak at 10 %, 50 %, all", "ended"]
    print(table(heading, rows))
    print(f"Ratio: {float(rows[1][1].split()[0]) / float(rows[0][1].split()[0]):.1f}")


def main(files: int) -> None:
    """Measure, and print two tables."""
    in_memory(ada_passport())
    folder(files)


if __name__ == "__main__":
    if sys.argv[1:2] in (["read"], ["import"]):
        go_through(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else _FILES)
