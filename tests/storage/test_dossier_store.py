"""Dossiers in the encrypted database: what is saved comes back, and what is removed is gone."""

import datetime as dt
from uuid import UUID

import pytest

from passeport.domain.agreement import Agreement, Recipient, Scope, Transmission
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import ChangedMeanwhile, NothingToShow
from passeport.domain.identifiers import AgreementId, BeneficiaryId, PassportNumber
from passeport.domain.identity import Identity, Telephone
from passeport.domain.known_station import KnownStation
from passeport.domain.parcours import StepStatus
from passeport.domain.partial_date import PartialDate
from passeport.services.dossier_ports import IncomingFile
from passeport.services.journal_ports import JournalOperation
from storage.open_vault import SqlcipherVault
from storage.tables import metadata
from tests import vaults
from tests.people import CITE_DES_METIERS, TODAY, ada, identifier, photo


def full() -> Dossier:
    """The sample person with an agreement, its withdrawal and a line of the register."""
    dossier = ada()
    recipient = Recipient(name=CITE_DES_METIERS.name, network="CITE_METIERS")
    scope = Scope(
        sections=frozenset({"IDENTITY", "PARCOURS"}),
        parcours=frozenset({dossier.parcours[0].id}),
        notes=frozenset(note.id for note in dossier.parcours[0].steps[0].notes),
    )
    agreement = Agreement(
        id=AgreementId(identifier("accord")), recipient=recipient, scope=scope, given_on=TODAY, mode="ECRIT"
    )
    line = Transmission(
        passport_number=PassportNumber("PSP-2026-0000-TEST"),
        incoming=False,
        party=recipient.name,
        on=TODAY,
        agreement=agreement.id,
        sections=scope.sections,
        file_format="pdf",
    )
    return dossier.evolve(agreements=(agreement, agreement.evolve(withdrawn_on=TODAY)), transmissions=(line,))


def someone(number: int, family: str = "Fictif", given: str = "Jean") -> Dossier:
    beneficiary = ada().beneficiary
    names = Identity(given_names=given, family_name=family)
    return Dossier(beneficiary=beneficiary.evolve(id=BeneficiaryId(UUID(int=number)), identity=names))


def saved(vault: SqlcipherVault, dossier: Dossier) -> Dossier:
    with vault.unit_of_work() as work:
        known = work.dossiers.save(dossier) if dossier.revision else work.dossiers.add(dossier)
        work.commit()
    return known


def loaded(vault: SqlcipherVault, dossier: Dossier) -> Dossier:
    with vault.unit_of_work() as work:
        return work.dossiers.get(dossier.beneficiary.id)


def test_the_whole_sample_dossier_comes_back_equal(vault: SqlcipherVault) -> None:
    added = saved(vault, full())
    assert added.revision == 1
    assert loaded(vault, full()) == full().evolve(revision=1)
    vault.lock()
    again = vaults.unlock(vault.path)
    assert loaded(again, full()) == full().evolve(revision=1)
    again.lock()


def test_changes_of_every_part_come_back(vault: SqlcipherVault) -> None:
    first = saved(vault, full())
    profile, home = first.beneficiary.profile, first.parcours[0]
    other_photo = profile.documents[0].evolve(data=photo() + b"more")
    changes = [
        first.evolve(beneficiary=first.beneficiary.evolve(profile=profile.evolve(photo=None))),
        first.evolve(beneficiary=first.beneficiary.evolve(profile=profile.evolve(documents=(other_photo,)))),
        first.evolve(parcours=(home.evolve(steps=home.steps[::-1], need="Autre besoin"),)),
        first.evolve(parcours=(home.evolve(steps=home.steps[1:], actions=()),)),
        first.evolve(parcours=(), agreements=first.agreements[::-1], transmissions=()),
        first.evolve(parcours=(home.evolve(id=identifier("autre"), steps=()), home)),
    ]
    revision = first.revision
    for changed in changes:
        revision = saved(vault, changed.evolve(revision=revision)).revision
        assert loaded(vault, first) == changed.evolve(revision=revision)


def test_a_step_that_changes_home_is_kept(vault: SqlcipherVault) -> None:
    first = saved(vault, ada())
    home = first.parcours[0]
    other = home.evolve(id=identifier("autre"), need="Se former", steps=home.steps[2:], actions=())
    moved = first.evolve(parcours=(home.evolve(steps=home.steps[:2]), other))
    saved(vault, moved)
    assert loaded(vault, first).parcours == moved.parcours


def test_a_stale_save_overwrites_nothing(vault: SqlcipherVault) -> None:
    first = saved(vault, ada())
    mine = saved(vault, first.evolve(parcours=()))
    with pytest.raises(ChangedMeanwhile):
        saved(vault, first.evolve(agreements=full().agreements))
    assert loaded(vault, first) == mine


def test_saving_what_was_never_added_is_refused(vault: SqlcipherVault) -> None:
    with pytest.raises(ChangedMeanwhile):
        saved(vault, ada().evolve(revision=1))


def test_nothing_is_kept_without_commit_nor_after_an_error(vault: SqlcipherVault) -> None:
    with vault.unit_of_work() as work:
        work.dossiers.add(ada())
    with pytest.raises(NothingToShow):
        loaded(vault, ada())
    with pytest.raises(KeyboardInterrupt), vault.unit_of_work() as work:  # noqa: PT012 - the fault comes after work
        work.dossiers.add(ada())
        raise KeyboardInterrupt
    with pytest.raises(NothingToShow):
        loaded(vault, ada())


def test_two_people_with_the_same_parcours_and_steps_do_not_mix(vault: SqlcipherVault) -> None:
    """A passport accepted twice as two people gives the same step identifiers to both."""
    saved(vault, ada())
    twin = ada().evolve(beneficiary=ada().beneficiary.evolve(id=BeneficiaryId(UUID(int=7))))
    added = saved(vault, twin)
    saved(vault, added.evolve(parcours=()))
    assert loaded(vault, ada()) == ada().evolve(revision=1)


def test_a_removed_dossier_is_nowhere(vault: SqlcipherVault) -> None:
    """R10: no row of any table names the person, not even the index of typing errors."""
    other = saved(vault, someone(1, family="Le Modèle"))
    saved(vault, full())
    with vault.unit_of_work() as work:
        work.originals.keep(full().beneficiary.id, "ada.xml", "0" * 64, b"<ada/>")
        work.journal.record(JournalOperation.DOSSIER_REMOVED, str(full().beneficiary.id))
        work.dossiers.remove(full().beneficiary.id)
        work.journal.forget([str(full().beneficiary.id)])
        work.commit()
    with vault.unit_of_work() as work:
        for text in ("exemple", "exmple", "28/02/1999", "639980000", "ada@exemple", "Ada"):
            assert work.dossiers.find(text) == ()
        assert [found.id for found in work.dossiers.find("modele")] == [other.beneficiary.id]
        assert [found.id for found in work.dossiers.find("modelle")] == [other.beneficiary.id]
        assert work.dossiers.count() == 1
        assert work.originals.names(full().beneficiary.id) == ()
        rows = [str(tuple(row)) for table in metadata.sorted_tables for row in work._connection.execute(table.select())]
    left = "\n".join(row for row in rows if "00000000-0000-0000-0000-000000000001" not in row).lower()
    for trace in (
        "exempl",
        "inès",
        "ines",
        "1999-02-28",
        "28021999",
        "639980000",
        "canari",
        str(full().beneficiary.id),
    ):
        assert trace not in left


def test_pages_follow_one_another_by_name(vault: SqlcipherVault) -> None:
    names = [("Élan", "Zoé"), ("elan", "Ada"), ("Le Goff", "Ana"), ("LEGOFF", "Bob"), ("Zed", "Al"), ("Abel", "Yl")]
    for number, (family, given) in enumerate(names, start=1):
        saved(vault, someone(number, family, given))
    with vault.unit_of_work() as work:
        seen, after = [], None
        while page := work.dossiers.page(limit=2, after=after):
            assert len(page) == 2
            seen += [(summary.family_name, summary.given_names) for summary in page]
            after = page[-1]
        assert work.dossiers.count() == 6
    assert seen == [names[i] for i in (5, 1, 0, 2, 3, 4)]


def test_namesakes_are_all_in_the_pages(vault: SqlcipherVault) -> None:
    for number in range(1, 6):
        saved(vault, someone(number))
    with vault.unit_of_work() as work:
        first = work.dossiers.page(limit=3)
        rest = work.dossiers.page(limit=3, after=first[-1])
    assert {summary.id.int for summary in (*first, *rest)} == {1, 2, 3, 4, 5}
    assert len(first) + len(rest) == 5


def test_an_empty_search_gives_the_last_changed_first(vault: SqlcipherVault) -> None:
    first, second = saved(vault, someone(1)), saved(vault, someone(2))
    third = saved(vault, someone(3))
    saved(vault, first.evolve(agreements=full().agreements))
    with vault.unit_of_work() as work:
        shown = [summary.id for summary in work.dossiers.find("  ", limit=2)]
    assert shown == [first.beneficiary.id, third.beneficiary.id]
    assert second.beneficiary.id not in shown


def test_a_line_of_the_list_says_what_a_person_is_recognised_by(vault: SqlcipherVault) -> None:
    saved(vault, ada())
    with vault.unit_of_work() as work:
        (line,) = work.dossiers.find("")
    assert (line.given_names, line.family_name, line.birth_date) == ("Ada-Inès", "d’Exemple", "1999-02-28")
    assert (line.situation, line.commune) == ("DEMANDEUR_INSCRIT", "91228")
    assert line.last_contact == ada().parcours[0].steps[1].until
    assert line.next_step == ada().parcours[0].steps[2].day
    assert not line.has_received


def test_a_step_that_did_not_take_place_is_no_contact(vault: SqlcipherVault) -> None:
    missed = ada().parcours[0].steps[0].evolve(status=StepStatus.ABSENCE_EXCUSEE)
    saved(vault, ada().evolve(parcours=(ada().parcours[0].evolve(steps=(missed,)),)))
    with vault.unit_of_work() as work:
        (line,) = work.dossiers.find("")
    assert line.last_contact is None
    assert line.next_step is None


def test_who_might_be_the_same_person(vault: SqlcipherVault) -> None:
    saved(vault, ada())
    for number in range(1, 40):
        saved(vault, someone(number, family=f"Autre{number}"))
    identity = ada().beneficiary.identity

    def alike(**changes: object) -> list[BeneficiaryId]:
        with vault.unit_of_work() as work:
            return [dossier.beneficiary.id for dossier in work.dossiers.alike(identity.evolve(**changes))]

    me = [ada().beneficiary.id]
    assert alike() == me
    assert alike(birth_date=None) == me
    assert alike(family_name="LE MODELE", birth_name="", given_names="ADA INES") == me
    assert alike(given_names="d’Exemple", family_name="Ada-Inès", birth_name="") == me
    assert alike(family_name="d’Exmeple", birth_name="") == me
    assert alike(birth_date=PartialDate.parse("1999-02-27")) == me
    assert alike(birth_date=PartialDate.parse("1989-02-28"), family_name="Le Modèle", birth_name="") == me
    assert alike(birth_date=PartialDate.parse("1999")) == me
    assert alike(family_name="Exemple", birth_name="") == me
    assert alike(given_names="Inès", family_name="Le Modèle", birth_name="") == me
    assert alike(given_names="Ada-Inès", family_name="Marié-Depuis", birth_name="") == me  # by telephone
    assert alike(given_names="Ada-Inès", family_name="Marié", birth_name="", telephones=(), emails=()) == []
    assert alike(given_names="Bob", family_name="Zed", birth_name="", telephones=()) == []
    assert alike(given_names="Bob", family_name="Zed", birth_name="") == []
    with vault.unit_of_work() as work:
        stranger = Identity(given_names="Bob", family_name="Zed")
        assert [d.beneficiary.id for d in work.dossiers.alike(stranger, ada().beneficiary.id)] == me


def test_original_files_are_kept_once_oldest_first(vault: SqlcipherVault) -> None:
    owner = saved(vault, ada()).beneficiary.id
    with vault.unit_of_work() as work:
        for name, digest in (("premier.pdf", "f" * 64), ("second.xml", "0" * 64), ("premier.pdf", "f" * 64)):
            work.originals.keep(owner, name, digest, b"...")
        work.commit()
    with vault.unit_of_work() as work:
        assert work.originals.names(owner) == ("premier.pdf", "second.xml")


def test_a_known_station_is_kept_and_found_by_key_and_by_name(vault: SqlcipherVault) -> None:
    day = dt.date(2026, 11, 23)
    known = KnownStation(key="ab", station=CITE_DES_METIERS, trusted_on=day, trusted_by="Camille")
    moved = known.evolve(station=CITE_DES_METIERS.evolve(contact="01 99 00 00 02"))
    other_key = known.evolve(key="cd")
    with vault.unit_of_work() as work:
        assert work.stations.under_key("ab") is None
        for one in (known, moved, other_key):
            work.stations.trust(one)
        work.commit()
    with vault.unit_of_work() as work:
        assert work.stations.under_key("ab") == moved
        assert work.stations.named("CITE DES METIERS de modèle ville") == (moved, other_key)
        assert work.stations.named("Cité") == ()
        work.stations.withdraw("ab")
        assert work.stations.known() == (other_key,)


def test_a_dossier_merged_into_another_is_found_under_its_old_identifier(vault: SqlcipherVault) -> None:
    before = BeneficiaryId(identifier("autrefois"))
    survivor = saved(vault, ada().evolve(beneficiary=ada().beneficiary.evolve(formerly=(before,))))
    with vault.unit_of_work() as work:
        assert work.dossiers.get(before) == survivor
        assert work.dossiers.alike(Identity(given_names="Bob", family_name="Zed"), before) == (survivor,)
        without = work.dossiers.save(survivor.evolve(beneficiary=survivor.beneficiary.evolve(formerly=())))
        work.commit()
    assert without.beneficiary.formerly == ()
    with vault.unit_of_work() as work, pytest.raises(NothingToShow):
        work.dossiers.get(before)


def test_an_original_is_read_back_and_detached(vault: SqlcipherVault) -> None:
    owner = saved(vault, ada()).beneficiary.id
    with vault.unit_of_work() as work:
        work.originals.keep(owner, "reçu.pdf", "f" * 64, b"%PDF")
        assert work.originals.files(owner) == (IncomingFile(name="reçu.pdf", digest="f" * 64, data=b"%PDF"),)
        work.originals.remove(owner, "f" * 64)
        assert work.originals.files(owner) == ()


def test_the_signing_key_is_the_same_at_each_opening(vault: SqlcipherVault) -> None:
    public, signature = vault.signer.public_key, vault.signer.sign(b"message")
    assert (len(public), len(signature)) == (32, 64)
    vault.lock()
    again = vaults.unlock(vault.path)
    assert (again.signer.public_key, again.signer.sign(b"message")) == (public, signature)
    again.lock()


def test_a_telephone_written_in_full_is_listed_as_written(vault: SqlcipherVault) -> None:
    person = someone(1)
    identity = person.beneficiary.identity.evolve(telephones=(Telephone(number="+33 6 39 98 00 00"),))
    saved(vault, person.evolve(beneficiary=person.beneficiary.evolve(identity=identity)))
    with vault.unit_of_work() as work:
        assert [line.telephone for line in work.dossiers.find("06 39 98")] == ["+33 6 39 98 00 00"]
