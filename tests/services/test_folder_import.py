"""A folder comes in: what is sure is done, one transaction a file; what is not is set aside with its reason."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from passeport.domain.account import Role
from passeport.domain.arrival import Arrival, Outcome
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import (
    AlteredPassport,
    Cancelled,
    DamagedFile,
    FieldRefused,
    ForbiddenContent,
    IdentityDiffers,
    NotAllowed,
    PasseportError,
    PersonUncertain,
    StationKeyChanged,
    VaultNotWritable,
)
from passeport.domain.identifiers import BeneficiaryId, RequestId
from passeport.domain.identity import Address, Identity, Telephone
from passeport.domain.parcours import NoteLevel
from passeport.domain.partial_date import PartialDate
from passeport.domain.passport import Passport
from passeport.domain.profile import CustomEntry, Profile
from passeport.domain.reading import Fate, IncomingPassport, ReadingEntry, ReadingReport, SignatureState
from passeport.domain.requests import RequestKind, RightsRequest
from passeport.domain.retention import Archive
from passeport.language import folders
from passeport.services.editing import Editing
from passeport.services.folder_import import FolderImport
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Progress
from passeport.services.receptions import Receptions
from passeport.services.stations import Stations
from tests.fakes import MemoryVault, account
from tests.people import ada, ada_passport, identifier, item

Content = IncomingPassport | PasseportError
REPORT = ReadingReport(file_format="candidate")


class Reader:
    """Says what each file holds, by its name."""

    def __init__(self) -> None:
        self.contents: dict[str, Content] = {}

    def prepare(self) -> None:
        """Nothing is needed."""

    def read(self, path: Path, progress: Progress | None = None, passphrase: str = "") -> IncomingPassport:
        assert passphrase == ""
        del progress
        found = self.contents[path.name]
        if isinstance(found, PasseportError):
            raise found
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return found.evolve(file_name=path.name, file_digest=digest)


def passport_of(given: str = "Ève", family: str = "Modèle", born: str = "1990-05-04", **identity: object) -> Passport:
    birth = PartialDate.parse(born) if born else None
    whole = {"given_names": given, "family_name": family, "birth_date": birth, **identity}
    return Passport(identity=Identity.model_validate(whole))


def incoming(passport: Passport, **more: object) -> IncomingPassport:
    return IncomingPassport(passport=passport, report=REPORT).evolve(**more)


def with_entry(passport: Passport, name: str = "projet") -> Passport:
    entry = CustomEntry(id=item(name), section="Projets", title=name)
    return passport.evolve(profile=Profile(custom=(entry,)))


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def importing(editing: Editing, reader: Reader) -> FolderImport:
    return FolderImport(Receptions(editing), Stations(editing), reader)


Bring = Callable[..., list[Arrival]]


@pytest.fixture
def bring(importing: FolderImport, reader: Reader, tmp_path: Path) -> Bring:
    """Put files in a folder, and bring it in."""

    def brought(files: Mapping[str, Content], *, apply: bool = True, progress: Progress | None = None) -> list[Arrival]:
        folder = tmp_path / "reçus"
        folder.mkdir(exist_ok=True)
        reader.contents.update(files)
        for name in files:
            (folder / name).write_bytes(name.encode())
        return list(importing.run(folder, apply=apply, progress=progress))

    return brought


def outcomes(found: list[Arrival]) -> list[Outcome]:
    return [arrival.outcome for arrival in found]


def kept(vault: MemoryVault) -> list[Dossier]:
    return list(vault.kept.dossiers.values())


# What is done -------------------------------------------------------------------------------------------------------


def test_somebody_new_gets_a_dossier(bring: Bring, vault: MemoryVault) -> None:
    (arrival,) = bring({"ève.xml": incoming(with_entry(passport_of()))})
    (dossier,) = kept(vault)
    assert (arrival.outcome, arrival.person, arrival.taken) == (Outcome.NEW, "Ève Modèle", 2)
    assert arrival.beneficiary == dossier.beneficiary.id
    assert dossier.beneficiary.identity.birth_date == PartialDate.parse("1990-05-04")
    assert [entry.title for entry in dossier.beneficiary.profile.custom] == ["projet"]
    assert dossier.beneficiary.referent == vault.account.id
    assert vault.noted == [(JournalOperation.PASSPORT_IMPORTED, str(dossier.beneficiary.id))]


def test_a_dossier_surely_theirs_takes_what_is_new(bring: Bring, vault: MemoryVault, known: BeneficiaryId) -> None:
    before = vault.kept.dossiers[known]
    theirs = passport_of("ADA-INÈS", "D'EXEMPLE", "1999-02-28")
    (arrival,) = bring({"ada.xml": incoming(with_entry(theirs, "Nouveau projet"))})
    after = vault.kept.dossiers[known]
    assert (arrival.outcome, arrival.beneficiary, arrival.taken, arrival.left) == (Outcome.COMPLETED, known, 1, 0)
    assert [entry.title for entry in after.beneficiary.profile.custom][-1] == "Nouveau projet"
    assert after.beneficiary.identity == before.beneficiary.identity
    assert after.parcours == before.parcours
    assert len(vault.kept.dossiers) == 1


def test_what_was_not_understood_is_counted(bring: Bring) -> None:
    entries = tuple(
        ReadingEntry(path=f"Candidate/{fate}", value="x", fate=fate)
        for fate in (Fate.NOT_UNDERSTOOD, Fate.NOT_UNDERSTOOD, Fate.UNDERSTOOD, Fate.KEPT)
    )
    said = incoming(passport_of(), report=REPORT.evolve(entries=entries))
    (arrival,) = bring({"ève.xml": said})
    assert (arrival.outcome, arrival.not_understood) == (Outcome.NEW, 2)
    assert "2 éléments ne sont pas compris" in folders.outcome(arrival).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("apply", [True, False])
def test_another_spelling_is_never_merged_by_itself(
    bring: Bring,
    vault: MemoryVault,
    known: BeneficiaryId,
    apply: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    before = vault.kept.dossiers[known]
    spelt = {
        "accents.xml": passport_of("Ada Ines", "d’Exemple", "1999-02-28"),
        "nouvelle.xml": passport_of("Zoé", "Modèle"),
        "zoe.xml": passport_of("Zoe", "Modèle"),
    }
    found = bring({name: incoming(with_entry(passport)) for name, passport in spelt.items()}, apply=apply)
    assert outcomes(found) == [Outcome.SET_ASIDE, Outcome.NEW, Outcome.SET_ASIDE]
    assert [type(arrival.reason) for arrival in found] == [PersonUncertain, type(None), PersonUncertain]
    assert vault.kept.dossiers[known] == before


def test_what_differs_is_left_as_it_is_and_said(bring: Bring, vault: MemoryVault, known: BeneficiaryId) -> None:
    theirs = ada_passport().evolve(issue=None)
    job = theirs.profile.experiences[0].evolve(position="Paysagiste")
    theirs = theirs.evolve(
        identity=theirs.identity.evolve(birth_place="Massy", addresses=(Address(use="home", city="Massy"),)),
        profile=theirs.profile.evolve(experiences=(job,)),
    )
    (arrival,) = bring({"ada.xml": incoming(theirs)})
    person = vault.kept.dossiers[known].beneficiary
    assert (arrival.outcome, arrival.left) == (Outcome.COMPLETED, 2)
    assert person.identity.birth_place == "Évry"
    assert person.profile.experiences == ada().beneficiary.profile.experiences
    assert [address.city for address in person.identity.addresses] == ["Évry-Courcouronnes", "Massy"]  # both


def test_the_notes_of_colleagues_stay(bring: Bring, vault: MemoryVault, known: BeneficiaryId) -> None:
    levels = {note.level for p in ada().parcours for step in p.steps for note in step.notes}
    assert NoteLevel.PRIVATE in levels
    vault.account = account(name="Dominique Conseiller-Fictif")
    bring({"ada.json": incoming(ada_passport().evolve(profile=with_entry(ada_passport()).profile))})
    assert {n.level for p in vault.kept.dossiers[known].parcours for s in p.steps for n in s.notes} == levels


def test_the_same_folder_again_changes_nothing(bring: Bring, vault: MemoryVault) -> None:
    files: dict[str, Content] = {
        "ada.json": incoming(ada_passport(), signature=SignatureState.VERIFIED),
        "ève.xml": incoming(with_entry(passport_of())),
        "sans-date.xml": incoming(passport_of("Lou", "Essai", "")),
    }
    assert outcomes(bring(files)) == [Outcome.NEW] * 3
    before, journal = dict(vault.kept.dossiers), list(vault.noted)
    assert outcomes(bring(files)) == [Outcome.UNCHANGED] * 3
    assert (vault.kept.dossiers, vault.noted) == (before, journal)


def test_a_signed_passport_under_another_file_name_was_taken_already(bring: Bring, vault: MemoryVault) -> None:
    signed = incoming(ada_passport(), signature=SignatureState.VERIFIED)
    assert outcomes(bring({"a.json": signed})) == [Outcome.NEW]
    (dossier,) = kept(vault)
    vault.kept.dossiers[dossier.beneficiary.id] = dossier.evolve(parcours=())  # somebody chose to leave it out
    assert outcomes(bring({"b.pdf": signed})) == [Outcome.UNCHANGED] * 2
    assert kept(vault)[0].parcours == ()


def test_a_number_that_nobody_signed_vouches_for_nothing(bring: Bring, vault: MemoryVault) -> None:
    bring({"a.json": incoming(ada_passport(), signature=SignatureState.VERIFIED)})
    copied = ada_passport().evolve(profile=with_entry(ada_passport(), "Ajouté depuis").profile)
    assert outcomes(bring({"b.xml": incoming(copied)})) == [Outcome.UNCHANGED, Outcome.COMPLETED]
    assert "Ajouté depuis" in [entry.title for entry in kept(vault)[0].beneficiary.profile.custom]


def test_a_file_that_says_nothing_more_changes_nothing(bring: Bring, vault: MemoryVault, known: BeneficiaryId) -> None:
    before = vault.kept.dossiers[known]
    assert outcomes(bring({"ada.xml": incoming(passport_of("Ada-Inès", "d’Exemple", "1999-02-28"))})) == [
        Outcome.UNCHANGED
    ]
    assert vault.kept.dossiers[known] == before
    assert vault.noted == []


def test_two_files_of_one_person_make_one_dossier(bring: Bring, vault: MemoryVault) -> None:
    found = bring(
        {"1.xml": incoming(with_entry(passport_of(), "a")), "2.xml": incoming(with_entry(passport_of(), "b"))}
    )
    assert outcomes(found) == [Outcome.NEW, Outcome.COMPLETED]
    (dossier,) = kept(vault)
    assert [entry.title for entry in dossier.beneficiary.profile.custom] == ["a", "b"]
    assert len(dossier.received_files) == 2


# What is set aside --------------------------------------------------------------------------------------------------


def with_forbidden(passport: Passport) -> IncomingPassport:
    refused = ReadingEntry(path="CandidatePerson/Other", line=12, fate=Fate.REFUSED)
    return incoming(passport, report=REPORT.evolve(entries=(refused,)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (DamagedFile(path="a.xml", detail="XML"), DamagedFile),
        (incoming(passport_of(), signature=SignatureState.BROKEN), AlteredPassport),
        (incoming(ada_passport(), signature=SignatureState.UNKNOWN_KEY), StationKeyChanged),
        (with_forbidden(passport_of()), ForbiddenContent),
        (incoming(passport_of("Ada-Inès", "d’Exemple", "1999-02-27")), PersonUncertain),  # another day of birth
        (incoming(passport_of("Ada-Inès", "d’Exemple", "")), PersonUncertain),
        (incoming(passport_of("???", "Modèle")), FieldRefused),
        (incoming(ada_passport().evolve(identity=passport_of().identity)), IdentityDiffers),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_what_is_not_sure_is_set_aside_and_nothing_is_written(
    content: Content, reason: type[PasseportError], bring: Bring, vault: MemoryVault, known: BeneficiaryId
) -> None:
    before = dict(vault.kept.dossiers)
    (first, then) = bring({"a.xml": content, "b.xml": incoming(passport_of("Sacha", "Essai"))})
    assert first.outcome is Outcome.SET_ASIDE
    assert type(first.reason) is reason
    assert then.outcome is Outcome.NEW  # the others go on
    assert {key: vault.kept.dossiers[key] for key in before} == before
    assert len(vault.kept.dossiers) == 2
    assert len(vault.noted) == 1
    assert known in before


def test_two_dossiers_that_are_both_surely_theirs_are_left_to_somebody(bring: Bring, vault: MemoryVault) -> None:
    for name in ("un", "deux"):
        dossier = ada()
        twin = dossier.beneficiary.evolve(id=BeneficiaryId(identifier(name)))
        vault.kept.dossiers[twin.id] = dossier.evolve(beneficiary=twin)
    (arrival,) = bring({"ada.xml": incoming(passport_of("Ada-Inès", "d’Exemple", "1999-02-28"))})
    assert isinstance(arrival.reason, PersonUncertain)
    assert arrival.reason.parameters == {"count": 2}


def test_a_frozen_dossier_is_left_alone(bring: Bring, vault: MemoryVault, known: BeneficiaryId) -> None:
    limited = RightsRequest(
        id=RequestId(identifier("gel")), kind=RequestKind.LIMITATION, received_on=dt.date(2026, 11, 1)
    )
    frozen = vault.kept.dossiers[known].evolve(requests=(limited,))
    vault.kept.dossiers[known] = frozen
    (arrival,) = bring({"ada.json": incoming(with_entry(ada_passport()))})
    assert isinstance(arrival.reason, NotAllowed)
    assert arrival.reason.parameters["on"] == "FROZEN"
    assert vault.kept.dossiers == {known: frozen}


def test_the_archive_is_left_alone_and_tells_of_itself_only_what_is_sure(
    bring: Bring, vault: MemoryVault, known: BeneficiaryId
) -> None:
    archive = Archive(reason="Contentieux", since=dt.date(2026, 1, 1), until=dt.date(2027, 1, 1))
    archived = vault.kept.dossiers[known].evolve(archive=archive)
    vault.kept.dossiers[known] = archived
    sure, alike = bring(
        {
            "a.json": incoming(with_entry(ada_passport())),
            "b.xml": incoming(passport_of("Ada-Inès", "d’Exemple", "1999-02-27")),
        }
    )
    assert isinstance(sure.reason, NotAllowed)
    assert sure.reason.parameters["on"] == "ARCHIVED"
    assert alike.outcome is Outcome.NEW
    assert vault.kept.dossiers[known] == archived


# Rights, dry runs, interruptions ------------------------------------------------------------------------------------


def test_who_may_not_import_brings_nothing_in(bring: Bring, vault: MemoryVault) -> None:
    vault.account = account(Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        bring({"ève.xml": incoming(passport_of())})
    assert vault.works == []


def test_a_dry_run_says_the_same_and_writes_nothing(bring: Bring, vault: MemoryVault, known: BeneficiaryId) -> None:
    files: dict[str, Content] = {
        "1.xml": incoming(with_entry(passport_of(), "a")),
        "2.xml": incoming(with_entry(passport_of(), "b")),
        "3.json": incoming(ada_passport().evolve(profile=with_entry(ada_passport()).profile)),
        "4.xml": DamagedFile(path="4.xml", detail="XML"),
        "5.xml": incoming(passport_of("Lou", "Essai", "")),
        "6.xml": incoming(passport_of("Lou", "Essai", "")),
    }
    before = dict(vault.kept.dossiers)
    foreseen = bring(files, apply=False)
    assert vault.kept.dossiers == before
    assert vault.noted == []
    assert not any(work.committed for work in vault.works)
    assert known in before
    assert outcomes(foreseen) == outcomes(bring(files))
    assert outcomes(foreseen) == [
        Outcome.NEW,
        Outcome.COMPLETED,
        Outcome.COMPLETED,
        Outcome.SET_ASIDE,
        Outcome.NEW,
        Outcome.SET_ASIDE,
    ]


def many(count: int) -> dict[str, Content]:
    return {f"{number:03}.xml": incoming(passport_of(f"Prénom{number}", "Modèle")) for number in range(count)}


def test_stopping_keeps_what_was_done_and_beginning_again_goes_on(bring: Bring, vault: MemoryVault) -> None:
    def stop_at_ten(done: int, total: int) -> None:
        assert total == 30
        if done == 10:
            raise Cancelled

    with pytest.raises(Cancelled):
        bring(many(30), progress=stop_at_ten)
    assert len(vault.kept.dossiers) == 10
    assert len(vault.noted) == 10
    again = outcomes(bring(many(30)))
    assert again == [Outcome.UNCHANGED] * 10 + [Outcome.NEW] * 20
    assert len(vault.kept.dossiers) == 30


def test_a_full_disk_stops_the_folder_and_loses_nothing(bring: Bring, vault: MemoryVault) -> None:
    done: list[int] = []

    def fill_the_disk(number: int, _total: int) -> None:
        done.append(number)
        if number == 5:
            vault.fails = VaultNotWritable(path="coffre", detail="disk full")

    with pytest.raises(VaultNotWritable):
        bring(many(8), progress=fill_the_disk)
    assert len(vault.kept.dossiers) == 5
    vault.fails = None
    assert outcomes(bring(many(8))) == [Outcome.UNCHANGED] * 5 + [Outcome.NEW] * 3


def test_each_file_is_one_transaction(bring: Bring, vault: MemoryVault) -> None:
    bring(many(4))
    assert [work.committed for work in vault.works] == [True] * 4


def test_what_a_conseiller_did_before_can_still_be_undone(bring: Bring, editing: Editing, vault: MemoryVault) -> None:
    made = editing.create(ada())
    bring(many(3))
    assert editing.undo().beneficiary == made.beneficiary.id
    assert len(vault.kept.dossiers) == 3


def test_a_number_written_otherwise_is_no_conflict(bring: Bring, vault: MemoryVault, known: BeneficiaryId) -> None:
    theirs = ada_passport().evolve(issue=None)
    identity = theirs.identity.evolve(telephones=(Telephone(use="mobile", number="06 39 98 00 00"),))
    (arrival,) = bring({"ada.xml": incoming(theirs.evolve(identity=identity))})
    assert (arrival.outcome, arrival.left) == (Outcome.UNCHANGED, 0)
    assert vault.kept.dossiers[known].beneficiary.identity.telephones == ada().beneficiary.identity.telephones
