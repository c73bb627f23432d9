"""The page and the document of a person's copy say the same, word for word, and say everything (R08)."""

import datetime as dt
import re
from html.parser import HTMLParser
from pathlib import Path
from uuid import UUID

import pytest

from exports.person_copy.archive import head_of
from exports.person_copy.content import Content, CopiedFile, content_of
from exports.person_copy.page import page
from exports.person_copy.paper import write_paper
from passeport.domain.beneficiary import Dossier
from passeport.domain.draft import NEW_STEP, Draft
from passeport.domain.goal import Goal, Reminder
from passeport.domain.provenance import ReceivedFile
from passeport.language.catalogue import speaking
from passeport.language.telling import field
from passeport.services.file_ports import PersonCopy
from passeport.services.journal_ports import JournalEntry, JournalOperation
from tests import people
from tests.exports.document.checking import said
from tests.exports.document.papers import everything

_MOMENT = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
_FILES = (CopiedFile("fichiers/001-diplome.png", "Diplôme.png"), CopiedFile("fichiers/002-recu.xml", "reçu.xml"))


def full() -> PersonCopy:
    """A copy with something in each part."""
    usual = everything()
    dossier, person = usual.dossier, usual.dossier.beneficiary
    draft = Draft(
        account=people.AUTHOR,
        beneficiary=person.id,
        subject=NEW_STEP,
        fields={"outcome": "Une ligne commencée"},
        rows=({"text": "Une note commencée"},),
        saved_at=_MOMENT,
    )
    return usual.evolve(
        dossier=dossier.evolve(
            beneficiary=person.evolve(tags=("Chantier d’essai", "À rappeler")),
            received_files=(ReceivedFile(digest="d" * 64, received_on=people.TODAY),),
            goals=(Goal(id=people.item("but"), parcours=dossier.parcours[0].id, title="Visiter trois pépinières"),),
            reminders=(Reminder(about="ACTION x", until=dt.date(2026, 12, 24)),),
        ),
        drafts=(draft,),
        journal=(
            JournalEntry(
                number=1, at=_MOMENT, account=people.AUTHOR, operation=JournalOperation.DOSSIER_READ, reference=""
            ),
            JournalEntry(
                number=2, at=_MOMENT, account=UUID(int=9), operation=JournalOperation.DOSSIER_READ, reference=""
            ),
        ),
        accounts={people.AUTHOR: "Camille Conseiller-Fictif"},
    )


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.lasttag not in {"style", "title"}:
            self.found.append(data)


def _on_the_page(content: Content) -> str:
    parser = _Words()
    parser.feed(page(content))
    return " ".join(parser.found).replace("\u00a0", " ").replace("\u202f", " ")


def _letters(text: str) -> str:
    """What is said, without the spaces and the signs by which the two drawings set it out."""
    return "".join(re.findall(r"\w+", text))


def _on_paper(copy: PersonCopy, content: Content, folder: Path) -> str:
    file = folder / "copie.pdf"
    file.write_bytes(write_paper(content, head_of(copy)).data)
    return said(file)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_and_paper_say_the_same(language: str, tmp_path: Path) -> None:
    copy = full().evolve(language=language)
    content = content_of(copy, _FILES)
    assert _letters(_on_paper(copy, content, tmp_path)) == _letters(_on_the_page(content))


def test_a_part_that_one_of_them_lacks_is_seen(tmp_path: Path) -> None:
    copy = full()
    content = content_of(copy, _FILES)
    lacking = content._replace(files=())
    assert _letters(_on_paper(copy, lacking, tmp_path)) != _letters(_on_the_page(content))


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("fr", ("Saisies en cours", "Fichiers joints à cette copie", "Qui a consulté", "Conseiller référent")),
        ("en", ("Being written", "Files that go with this copy", "Who read or changed", "Adviser in charge")),
    ],
)
def test_nothing_that_is_kept_is_left_out(language: str, titles: tuple[str, ...]) -> None:
    shown = _on_the_page(content_of(full().evolve(language=language), _FILES))
    kept = (
        "Camille Conseiller-Fictif",
        "Chantier d’essai",
        "Une ligne commencée",
        "Une note commencée",
        "Visiter trois pépinières",
        "Diplôme.png",
        "d" * 64,
        people.PRIVATE_NOTE,
    )
    assert [words for words in (*kept, *titles) if words not in shown] == []


def test_every_part_of_a_dossier_has_its_title() -> None:
    copy = full()
    holding = {name for name in Dossier.model_fields if getattr(copy.dossier, name) and name != "revision"}
    titles = {part.title for part in content_of(copy).parts}
    with speaking("fr"):
        told = {name for name in holding if field(name) in titles}
    assert holding - told == {"beneficiary", "parcours"}, "those have titles of their own"
