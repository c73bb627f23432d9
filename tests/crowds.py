"""People by the hundred, in files, whom no typing error makes one another."""

from pathlib import Path

from exports.europass.candidate_writer import write_candidate
from passeport.domain.identity import Identity
from passeport.domain.partial_date import PartialDate
from passeport.domain.passport import Passport
from tests import people

_SYLLABLES = ("ka", "lo", "mi", "nu", "pe", "ra", "so", "ti", "vu", "ze")


def name_of(number: int) -> str:
    """A name of three syllables for each number below a thousand: two of them differ by two letters at least."""
    return "".join(_SYLLABLES[int(digit)] for digit in f"{number:03}").capitalize()


def somebody(number: int) -> Passport:
    birth = PartialDate.parse(f"19{50 + number % 50}-05-04")
    identity = Identity(given_names=name_of(999 - number), family_name=name_of(number), birth_date=birth)
    return Passport(identity=identity)


def nearly_ada() -> Passport:
    """Ada, born a day before: perhaps she, perhaps not."""
    return Passport(identity=people.ada_identity().evolve(birth_date=PartialDate.parse("1999-02-27")))


def write_crowd(folder: Path, count: int) -> None:
    """Write so many people to Europass files."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.xml").write_bytes(write_candidate(somebody(number)))
