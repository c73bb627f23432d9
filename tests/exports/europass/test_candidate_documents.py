"""Documents of every dialect, written by hand: no word of theirs is lost in silence."""

import runpy
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.coverage import path_of
from exports.europass.parsing import parse
from passeport.domain.errors import ImpossibleDate
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, ReadingReport
from tests.conftest import SHARED
from tests.depth import chosen
from tests.losses import losses

DOCUMENTS = Path(__file__).parent / "documents" / "candidate"
_NAMES = sorted(path.name for path in DOCUMENTS.glob("*.xml"))
_WORD = "Zyxqv marqueur"
_TECHNICAL = (
    *("Candidate/AlternateDocumentID", "Candidate/ProcessingInformation", "Candidate/RenderingInformation"),
    *("Candidate/CandidateSupplier", "Candidate/CandidateProfile/ID", "Candidate/CandidateProfile/Attachment/FileType"),
)
"""What tells how to show a document, which tool wrote it, or of which list a thing is."""
_SAMPLES = ("editor-dialect.xml", "schema-4.0.1-dialect.xml")


def _read(path: Path) -> tuple[etree._Element, Passport, ReadingReport]:
    root = parse(path.read_bytes(), path.name)
    return root, *read_candidate(root)


def _covers_everything(root: etree._Element, report: ReadingReport) -> None:
    """Each text, each attribute and each tail has one entry, in the order of the document."""
    wanted = []
    for element in root.iter(etree.Element):
        tail = element.tail if element is not root else ""
        wanted += [v.strip() for v in (element.text, *element.attrib.values(), tail) if v and v.strip()]
    told = [entry.value for entry in report.entries]
    assert len(told) == len(wanted)
    for found, value in zip(told, wanted, strict=True):
        assert found in {value, ""} or value.startswith(found.removesuffix("…"))
    hidden = [entry.fate for entry in report.entries if not entry.value]
    assert set(hidden) <= {Fate.REFUSED}


def test_the_documents_use_every_element_that_the_editor_knows() -> None:
    """The tree of the official check holds those of today's editor; the ones of the published schema are beyond it."""
    check = SHARED / "checks" / "candidate.py"
    if not check.is_file():
        pytest.skip("../shared is absent: the elements that the editor knows were not read")
    known = runpy.run_path(str(check))
    used = set()
    for path in DOCUMENTS.glob("*.xml"):
        for element in parse(path.read_bytes(), path.name).iter(etree.Element):
            names = [known["name"](one) for one in (element, *element.iterancestors())]
            used.add("/".join(reversed(names[:-1])))
    leaves = set(_leaves(known["TREE"]))
    assert len(leaves) > 150
    assert sorted(leaves - used) == []


Tree = dict[str, "Tree"]


def _leaves(tree: Tree, above: str = "") -> Iterator[str]:
    for name, inside in tree.items():
        if inside:
            yield from _leaves(inside, f"{above}{name}/")
        else:
            yield above + name


@pytest.mark.parametrize("name", _NAMES)
def test_no_word_of_a_document_is_lost_in_silence(name: str) -> None:
    root, passport, report = _read(DOCUMENTS / name)
    assert losses(root, report, write_candidate(passport)) == []
    _covers_everything(root, report)


@pytest.mark.parametrize("name", _SAMPLES)
def test_no_word_of_a_sample_is_lost_in_silence(shared: Path, name: str) -> None:
    root, passport, report = _read(shared / "europass" / "candidate" / "samples" / name)
    assert losses(root, report, write_candidate(passport)) == []
    _covers_everything(root, report)


@pytest.mark.parametrize("name", _NAMES)
def test_a_lost_word_would_be_seen(name: str) -> None:
    root, passport, report = _read(DOCUMENTS / name)
    emptied = Passport(identity=passport.identity.evolve(emails=(), telephones=(), online=(), addresses=()))
    assert losses(root, report, write_candidate(emptied))


@pytest.mark.parametrize("name", _NAMES)
def test_a_word_in_the_place_of_any_other_is_not_lost_either(name: str) -> None:
    """A code that no list has, a date that is none, a truth that is neither: read, kept, told, or the file refused."""
    data = (DOCUMENTS / name).read_bytes()
    places = [at for at, element in enumerate(parse(data, name).iter(etree.Element)) if _says_something(element)]
    for at in Random(name).sample(places, min(len(places), chosen(5, 8, len(places)))):
        root = parse(data, name)
        element = next(islice(root.iter(etree.Element), at, None))
        element.text = _WORD
        try:
            passport, report = read_candidate(root)
        except ImpossibleDate:
            continue
        told = [e for e in report.having(Fate.NOT_UNDERSTOOD, Fate.REFUSED) if e.path == path_of(element)]
        assert told or _WORD in passport.model_dump_json(), path_of(element)


def _says_something(element: etree._Element) -> bool:
    path = path_of(element)
    return bool((element.text or "").strip()) and not path.startswith(_TECHNICAL) and not path.endswith("/TaxonomyID")


@pytest.mark.parametrize("name", _NAMES)
def test_what_was_read_is_written_and_read_again(name: str) -> None:
    _, passport, _ = _read(DOCUMENTS / name)
    again, report = read_candidate(parse(write_candidate(passport), name))
    assert again == passport
    assert report.having(Fate.NOT_UNDERSTOOD, Fate.REFUSED, Fate.KEPT) == ()
