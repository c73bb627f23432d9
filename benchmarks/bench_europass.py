"""Reading and writing Europass files, beside what lxml alone does with the same bytes; then a folder of 10,000 files.

The floor of reading is `lxml.etree.fromstring`, the floor of writing `lxml.etree.tostring`: no rule, no report, no
object. The folder is read as the command line reads it: in fenced processes, two at a time, with progress.
Run: `make bench`, or `python benchmarks/bench_europass.py [files]` in the environment.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from measuring import in_turns, table

from exports.europass.candidate_writer import write_candidate
from exports.europass.skillspassport_writer import write_skillspassport
from exports.travel.envelope import write_envelope
from exports.travel.inbox import understand
from passeport.domain.errors import PasseportError
from passeport.domain.passport import Passport
from passeport.services.file_ports import FileFormat
from passeport.services.reading_many import read_all
from passeport.wiring import Files
from tests.people import ada_passport

_ROUNDS = 40
_FILES = 10_000


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


def folder(passport: Passport, files: int) -> None:
    """Print the pace and the memory of reading a folder of so many files of the four forms."""
    forms = {
        "xml": write_candidate(passport),
        "old.xml": write_skillspassport(passport),
        "json": write_envelope(passport),
        "pdf": Files().write(passport, FileFormat.PDF),
    }
    with tempfile.TemporaryDirectory() as place:
        paths = []
        for number in range(files):
            suffix = list(forms)[number % len(forms)]
            path = Path(place) / f"{number:05}.{suffix}"
            path.write_bytes(forms[suffix])
            paths.append(path)
        parsed = [path.read_bytes() for path in paths[: len(forms) * 25] if path.name.endswith("xml")]
        floor = milliseconds(lambda: [etree.fromstring(data) for data in parsed]) / len(parsed)
        told: list[int] = []
        marks: list[float] = []
        refused = 0
        start = time.perf_counter()
        for number, read in enumerate(read_all(Files(), paths, lambda done, _total: told.append(done)), start=1):
            refused += isinstance(read.result, PasseportError)
            if number in {files // 10, files // 2, files}:
                marks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        elapsed = time.perf_counter() - start
    each = elapsed * 1000 / files
    early, middle, late = marks
    print(f"\nA folder of {files:,} files (Candidate, SkillsPassport, envelope, PDF), fenced, two at a time")
    print(
        table(
            ["", ""],
            [
                ["in all", f"{elapsed:.0f} s, {refused} refused, progress told {len(told):,} times"],
                ["each", f"{each:.1f} ms ({each / floor:.0f} times lxml alone on the XML ones)"],
                ["peak memory after a tenth, half, all", f"{early:.0f}, {middle:.0f}, {late:.0f} MiB"],
            ],
        )
    )


def main(files: int) -> None:
    """Measure, and print two tables."""
    passport = ada_passport()
    in_memory(passport)
    folder(passport, files)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _FILES)
