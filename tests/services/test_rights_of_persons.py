"""R08 to R10: what a person asks is noted and answered in time, they get everything, and everything can be erased."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from passeport.domain.agreement import Recipient, Scope
from passeport.domain.draft import NEW_STEP
from passeport.domain.errors import FieldRefused, NotAllowed, NothingToShow, NothingToUndo
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.model import DomainModel
from passeport.domain.reading import IncomingPassport, ReadingReport
from passeport.domain.requests import RequestKind, RequestOutcome, RightsRequest
from passeport.domain.retention import ErasureCause, KeptFile
from passeport.domain.rich_text import to_plain
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from passeport.services.journal_ports import JournalOperation
from tests import people, vaults

TO = Recipient(name=people.CITE_DES_METIERS.name, network="CITE_METIERS")


@pytest.fixture
def ada(desk: Desk) -> BeneficiaryId:
    """Ada, whose referent is the account at work, with a file that came in."""
    person = people.ada().beneficiary.evolve(referent=desk.vault.account.id)
    with desk.vault.unit_of_work() as work:
        work.dossiers.add(people.ada().evolve(beneficiary=person, revision=0))
        work.originals.keep(person.id, "reçu.xml", "d" * 64, b"<canari/>")
        work.commit()
    return person.id


def request_of(desk: Desk, ada: BeneficiaryId) -> RightsRequest:
    return desk.dossiers.open(ada).requests[-1]


# Requests -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-11-23", "2026-12-23"), ("2026-01-31", "2026-02-28"), ("2026-12-31", "2027-01-31")],
)
def test_a_request_is_due_within_a_month(desk: Desk, ada: BeneficiaryId, received: str, due: str) -> None:
    desk.rights.record(ada, RequestKind.RECTIFICATION, "Date de naissance", dt.date.fromisoformat(received))
    request = request_of(desk, ada)
    assert request.due_on == dt.date.fromisoformat(due)
    assert not request.is_late(request.due_on)
    assert request.is_late(request.due_on + dt.timedelta(days=1))


def test_an_answer_closes_a_request_once(desk: Desk, ada: BeneficiaryId) -> None:
    asked = desk.rights.record(ada, RequestKind.RECTIFICATION)
    desk.rights.answer(ada, asked, RequestOutcome.DONE)
    assert request_of(desk, ada).answered_on == desk.clock.today()
    with pytest.raises(NothingToShow):
        desk.rights.answer(ada, asked, RequestOutcome.DONE)


def test_a_refusal_says_why(desk: Desk, ada: BeneficiaryId) -> None:
    asked = desk.rights.record(ada, RequestKind.ERASURE)
    with pytest.raises(FieldRefused):
        desk.rights.answer(ada, asked, RequestOutcome.REFUSED)
    desk.rights.answer(ada, asked, RequestOutcome.REFUSED, "Obligation légale de conservation")
    assert request_of(desk, ada).reason == "Obligation légale de conservation"


def test_a_limitation_freezes_the_dossier_until_it_is_lifted(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    given = desk.passports.agree(ada, TO, Scope(sections=frozenset({"IDENTITY"})), "ECRIT")
    asked = desk.rights.record(ada, RequestKind.LIMITATION)
    frozen = desk.dossiers.open(ada)
    assert frozen.is_frozen
    with pytest.raises(NotAllowed):
        desk.dossiers.change_identity(ada, people.ada_identity().evolve(given_names="Autre"))
    with pytest.raises(NotAllowed):
        desk.passports.issue(ada, given, tmp_path / "passeport.json", FileFormat.JSON)
    with pytest.raises(NothingToUndo):
        desk.dossiers.undo()
    assert desk.dossiers.open(ada) == frozen
    assert not (tmp_path / "passeport.json").exists()
    desk.rights.answer(ada, asked, RequestOutcome.DONE)
    assert desk.passports.issue(ada, given, tmp_path / "passeport.json", FileFormat.JSON)


def test_an_agreement_given_in_no_known_way_is_refused(desk: Desk, ada: BeneficiaryId) -> None:
    scope = Scope(sections=frozenset({"IDENTITY"}))
    for ask in (desk.passports.agree, desk.passports.preview):
        with pytest.raises(FieldRefused) as refused:
            ask(ada, TO, scope, "TELEPATHIE")
        assert refused.value.parameters["field"] == "mode"
    assert desk.dossiers.open(ada).agreements == ()


def test_an_opposition_takes_back_every_agreement(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    given = desk.passports.agree(ada, TO, Scope(sections=frozenset({"IDENTITY"})), "ECRIT")
    desk.rights.record(ada, RequestKind.OPPOSITION)
    assert all(agreement.withdrawn_on is not None for agreement in desk.dossiers.open(ada).agreements)
    with pytest.raises(Exception, match="AgreementWithdrawn"):
        desk.passports.issue(ada, given, tmp_path / "passeport.json", FileFormat.JSON)


# Access -------------------------------------------------------------------------------------------------------------


def copied(desk: Desk, ada: BeneficiaryId, folder: Path) -> dict[str, bytes]:
    desk.rights.copy(ada, folder / "copie.zip")
    with zipfile.ZipFile(io.BytesIO((folder / "copie.zip").read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts_of(thing: object) -> Iterator[str]:
    """Every text that a person wrote or told, codes and identifiers left out."""
    if isinstance(thing, DomainModel):
        for name in type(thing).model_fields:
            if name not in {"id", "file_format", "media_type", "country_dialing", "commune"}:
                yield from texts_of(getattr(thing, name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts_of(part)
    elif isinstance(thing, str) and (" " in thing or "@" in thing or "/" in thing or thing.isdigit()):
        yield thing


def plain(text: str) -> str:
    return " ".join(to_plain(text).split())


def test_the_copy_tells_everything(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    with desk.vault.unit_of_work() as work:
        kept = work.dossiers.get(ada)
    files = copied(desk, ada, tmp_path)
    html = files["copie.html"].decode()
    shown = " ".join(_unescaped(html).split())
    missing = [text for text in texts_of(kept) if plain(text) not in shown]
    assert missing == []
    for note in (people.PRIVATE_NOTE, people.TEAM_NOTE, people.SHARED_NOTE):
        assert note in shown, note
    assert "Qui a consulté ou modifié ce dossier" in shown


def test_what_is_being_written_is_told_too(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    desk.drafts.keep(ada, NEW_STEP, {"outcome": "Une ligne commencée"}, [{"text": "Une note commencée"}])
    files = copied(desk, ada, tmp_path)
    shown = _unescaped(files["copie.html"].decode())
    assert "Saisies en cours" in shown
    assert "<dt>Résultat</dt><dd>Une ligne commencée</dd>" in shown
    assert "<dd>Une note commencée</dd>" in shown
    (draft,) = json.loads(files["copie.json"])["drafts"]
    assert draft["rows"] == [{"text": "Une note commencée"}]


def _unescaped(html: str) -> str:
    return unescape(html).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_structured_half_holds_the_dossier_and_its_files(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    desk.dossiers.open(ada)
    files = copied(desk, ada, tmp_path)
    data = json.loads(files["copie.json"])
    assert data["dossier"]["beneficiary"]["identity"]["family_name"] == "d’Exemple"
    assert [line["operation"] for line in data["journal"]] == ["DOSSIER_READ"]
    profile = people.ada_profile()
    assert profile.photo is not None
    wanted = {profile.photo.data, b"<canari/>", *(document.data for document in profile.documents)}
    assert wanted == {content for name, content in files.items() if name.startswith("fichiers/")}
    assert all(ord(letter) < 128 for name in files for letter in name)
    assert "<script" not in files["copie.html"].decode()


def test_the_copy_is_the_owner_s_alone_and_is_noted(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    copied(desk, ada, tmp_path)
    assert (tmp_path / "copie.zip").stat().st_mode & 0o777 == 0o600
    with desk.vault.unit_of_work() as work:
        assert work.journal.entries()[0].operation is JournalOperation.PERSON_COPIED
        assert work.journal.entries()[0].reference == str(ada)


# Erasure ------------------------------------------------------------------------------------------------------------


def test_an_erasure_leaves_minutes_that_name_nobody(desk: Desk, ada: BeneficiaryId) -> None:
    erasure = desk.rights.erase(ada, ErasureCause.REQUEST)
    (minutes,) = desk.rights.minutes()
    assert minutes == erasure.minutes
    steps = [step for parcours in people.ada().parcours for step in parcours.steps]
    notes = [note for step in steps for note in step.notes]
    documents = people.ada_profile().documents
    assert (minutes.steps, minutes.notes) == (len(steps), len(notes))
    assert minutes.files == len(documents) + 2  # the photo, and the file that came in
    text = minutes.model_dump_json()
    assert [word for word in ("Ada", "Exemple", "1999", str(ada)) if word in text] == []
    with pytest.raises(NothingToShow):
        desk.dossiers.open(ada)
    with pytest.raises(NothingToUndo):
        desk.dossiers.undo()


def test_the_journal_stays_whole_and_names_them_no_more(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    given = desk.passports.agree(ada, TO, Scope(sections=frozenset({"IDENTITY"})), "ECRIT")
    number = desk.passports.issue(ada, given, tmp_path / "passeport.json", FileFormat.JSON)
    erasure = desk.rights.erase(ada, ErasureCause.REQUEST)
    assert TO.name in erasure.recipients
    assert desk.journal.verify() == ()
    lines = desk.journal.lines(desk.journal.look())
    assert [line.reference for line in lines if line.reference in {str(ada), number}] == []
    assert erasure.minutes.number in {line.reference for line in lines}


def test_an_attachment_is_dated_once(desk: Desk, ada: BeneficiaryId, clock: vaults.SetClock) -> None:
    desk.rights.record(ada, RequestKind.ACCESS)
    first = desk.dossiers.open(ada).kept_files
    assert {file.kept_on for file in first} == {clock.today()}
    clock.wait(10)
    profile = people.ada_profile()
    desk.dossiers.change_profile(ada, profile.evolve(about_me="<p>Autre</p>"))
    assert desk.dossiers.open(ada).kept_files == first
    desk.dossiers.change_profile(ada, profile.evolve(documents=()))
    assert desk.dossiers.open(ada).kept_files == tuple[KeptFile, ...]()


# Private notes ------------------------------------------------------------------------------------------------------


def test_a_private_note_opens_for_its_author_alone(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    """In every way out but the person's own copy."""
    with desk.vault.unit_of_work() as work:
        known = work.dossiers.get(ada)
    everything = Scope(
        sections=frozenset({"IDENTITY", "PARCOURS"}),
        parcours=frozenset(parcours.id for parcours in known.parcours),
        notes=frozenset(note.id for p in known.parcours for s in p.steps for note in s.notes),
    )
    incoming = IncomingPassport(passport=people.ada_passport(), report=ReadingReport(file_format="passeport"))
    proposal = desk.passports.propose(incoming)
    desk.passports.issue(ada, desk.passports.agree(ada, TO, everything, "ECRIT"), tmp_path / "p.json", FileFormat.JSON)
    desk.dossiers.change_identity(ada, known.beneficiary.identity.evolve(given_names="Ada"))
    ways_out: list[object] = [
        desk.dossiers.open(ada),
        desk.dossiers.alike(known.beneficiary.identity),
        desk.dossiers.find("exemple"),
        [match.dossier for match in proposal.matches],
        proposal.chosen,
        desk.passports.preview(ada, TO, everything, "ECRIT"),
        desk.journal.lines(desk.journal.look()),
        desk.diagnostics.look(),
        desk.dossiers.undo(),
        (tmp_path / "p.json").read_text(encoding="utf-8"),
    ]
    assert proposal.matches
    assert people.TEAM_NOTE in str(ways_out[0])  # the search reads what is there
    assert [number for number, way in enumerate(ways_out) if people.PRIVATE_NOTE in str(way)] == []
    with desk.vault.unit_of_work() as work:
        assert people.PRIVATE_NOTE in str(work.dossiers.get(ada))  # and the author's note is kept through all that
