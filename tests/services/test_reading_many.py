"""Many files: in order, a few at a time, and stopped at once when the user says so."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from passeport.domain.errors import Cancelled, DamagedFile, PasseportError
from passeport.domain.identity import Identity
from passeport.domain.passport import Passport
from passeport.domain.reading import IncomingPassport, ReadingReport
from passeport.services.ports import Progress
from passeport.services.reading_many import files_in, read_all

PERSON = Passport(identity=Identity(given_names="Ada", family_name="d’Exemple"))
FILES = [Path(f"{number}.pdf") for number in range(30)]


class Reader:
    """A reader that says each file's name, refuses those that end in 7, and counts."""

    def __init__(self, slow: Callable[[Path], bool] = lambda _: False) -> None:
        self.begun: list[Path] = []
        self.stopped: list[Path] = []
        self._slow = slow
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Nothing is needed."""

    def read(self, path: Path, progress: Progress | None = None, passphrase: str = "") -> IncomingPassport:
        assert passphrase == ""
        with self._lock:
            self.begun.append(path)
        while self._slow(path):
            time.sleep(0.01)
            try:
                if progress is not None:
                    progress(0, 1)
            except Cancelled:
                self.stopped.append(path)
                raise
        if path.stem.endswith("7"):
            raise DamagedFile(path=path.name, detail="PDF")
        return IncomingPassport(passport=PERSON, report=ReadingReport(file_format="x"), file_name=path.name)


def name_of(result: IncomingPassport | PasseportError) -> str:
    return str(result.parameters["path"]) if isinstance(result, PasseportError) else result.file_name


def test_each_is_read_in_order_and_a_refusal_stops_nothing() -> None:
    found = list(read_all(Reader(), FILES))
    assert [path for path, _ in found] == FILES
    assert [name_of(result) for _, result in found] == [path.name for path in FILES]
    assert [path.name for path, result in found if isinstance(result, PasseportError)] == ["7.pdf", "17.pdf", "27.pdf"]


def test_a_slow_file_does_not_change_the_order() -> None:
    free = time.monotonic() + 0.3
    found = read_all(Reader(lambda path: path == FILES[0] and time.monotonic() < free), FILES)
    assert [path for path, _ in found] == FILES


def test_no_more_than_a_few_are_read_ahead() -> None:
    reader = Reader()
    for number, _ in enumerate(read_all(reader, FILES)):
        assert len(reader.begun) <= number + 5


def test_the_progress_goes_from_none_to_all() -> None:
    told: list[tuple[int, int]] = []
    list(read_all(Reader(), FILES, lambda done, total: told.append((done, total))))
    assert told[0] == (0, 30)
    assert told[-1] == (30, 30)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_user_stops_it_and_what_was_being_read_is_stopped() -> None:
    reader = Reader(lambda path: int(path.stem) >= 10)
    begun = time.monotonic()

    def progress(done: int, _total: int) -> None:
        if done == 10 and time.monotonic() > begun + 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(read_all(reader, FILES, progress))
    assert time.monotonic() - begun < 5
    assert {path.stem for path in reader.stopped} == {"10", "11"}


def test_a_caller_that_goes_no_further_leaves_nothing_running() -> None:
    reader = Reader(lambda path: int(path.stem) >= 3)
    found = read_all(reader, FILES)
    for _ in range(3):
        next(found)
    found.close()  # type: ignore[attr-defined] # it is a generator
    assert len(reader.begun) <= 7
    assert set(reader.stopped) >= set(reader.begun[3:5])


def test_the_files_of_a_folder_are_found_by_name(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.xml", "sub/c.json", ".caché", ".git/d.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [str(path.relative_to(tmp_path)) for path in files_in(tmp_path)] == ["a.xml", "b.pdf", "sub/c.json"]
