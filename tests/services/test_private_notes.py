"""R06: a private note opens for its author alone, whatever the way that leads to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from passeport import wiring
from passeport.domain.account import Role
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import AccountId
from passeport.domain.rights import ADMINISTRATOR
from tests import people, vaults
from tests.services.people_to_try import Town, everything_rolled_back, town
from tests.services.use_cases import ENTRY, ON_A_DOSSIER, ON_NONE

HIS_OWN = {"rights.copy"}
"""What is written about a person is theirs to read, whoever wrote it (R05, RGPD article 15)."""
NO_DOSSIER = {"administration", "backups"}
"""Rooms whose answers hold nothing of a dossier; what a backup brings back is tried below."""
SECRET, SHARED = people.PRIVATE_NOTE, people.TEAM_NOTE
ONE_WORD = "strictement"
"""A word that the private note alone holds."""
COLLEAGUE, THEIRS = "Dominique Collègue-Fictif", "neuf mots que quelqu’un a donc choisis hier soir"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = town(tmp_path_factory.mktemp("notes"))
    yield made
    made.vault.lock()


def author_of(dossier: object) -> AccountId:
    notes = [note for parcours in dossier.parcours for step in parcours.steps for note in step.notes]  # type: ignore[attr-defined]
    return next(note.author for note in notes if note.text == SECRET)  # type: ignore[no-any-return]


@pytest.mark.parametrize("rank", [Role.CONSEILLER.value, ADMINISTRATOR])
def test_no_use_case_shows_or_writes_one_to_another_account(here: Town, tmp_path: Path, rank: str) -> None:
    """The referent is another account too: following somebody opens nothing that a colleague kept to themselves."""
    vaults.as_account(here.vault, rank)
    with everything_rolled_back():
        seen = _told(here, tmp_path)
    assert [name for name, told in seen.items() if SECRET in told or ONE_WORD in told] == []
    assert SHARED in seen["dossiers.open"]
    assert repr(here.copies.given).count(SECRET) >= len(HIS_OWN)


def _told(here: Town, tmp_path: Path) -> dict[str, str]:
    """Return what each use case answers, and what it gives to whoever writes a file."""
    seen: dict[str, str] = {}
    for room, names in ON_A_DOSSIER.items():
        for name, uses in names.items():
            out = tmp_path / f"{room}.{name}"
            out.mkdir()
            for kind in ("mine", "merged into mine"):
                here.writer.given.clear()
                answers = [use.how(here.on(kind, out)) for use in uses]
                told = repr((answers, here.writer.given)) + "".join(f.read_text("latin-1") for f in out.iterdir())
                seen[f"{room}.{name}"] = seen.get(f"{room}.{name}", "") + told
    for room, none in ON_NONE.items():
        if room in NO_DOSSIER:
            continue
        for name, (_, arguments) in none.items():
            given = (ONE_WORD,) if (room, name) == ("lists", "notes") else arguments
            try:
                seen[f"{room}.{name}"] = repr(getattr(getattr(here.desk, room), name)(*given))
            except PasseportError as error:
                seen[f"{room}.{name}"] = repr(error.parameters)
    return seen


def test_its_author_reads_and_finds_it(here: Town) -> None:
    who, dossier = here.people["a colleague's"]
    vaults.as_account(here.vault, Role.CONSEILLER.value, author_of(dossier))
    assert SECRET in repr(here.desk.dossiers.open(who))
    assert [found.person.id for found in here.desk.lists.notes(ONE_WORD)] == [who]


def test_what_another_account_changes_around_it_leaves_it_as_it_was(here: Town) -> None:
    """A step that is changed by who does not see its private note keeps that note."""
    who, dossier = here.people["mine"]
    vaults.as_account(here.vault, Role.CONSEILLER.value)
    step = dossier.parcours[0].steps[0]
    kept: list[str] = []
    with pytest.MonkeyPatch.context() as patch:

        def saved(work: object, *_: object) -> None:
            kept.append(repr(work.dossiers.get(who)))  # type: ignore[attr-defined]

        patch.setattr("storage.unit_of_work.SqlUnitOfWork.commit", saved)
        here.desk.parcours.change_step(who, step.id, ENTRY)
    assert SECRET in kept[0]


def test_a_backup_brought_back_opens_it_for_its_author_alone(tmp_path: Path) -> None:
    folder = tmp_path / "coffre"
    vault = vaults.create(folder)
    desk = wiring.desk(vault, vaults.SetClock())
    desk.administration.add(COLLEAGUE, Role.CONSEILLER, THEIRS)
    dossier = people.ada()
    notes = repr(dossier)
    assert SECRET in notes
    mine = vault.account.id
    steps = dossier.parcours[0].steps
    written = tuple(note.evolve(author=mine) for note in steps[0].notes)
    home = dossier.parcours[0].evolve(steps=(steps[0].evolve(notes=written), *steps[1:]))
    with vault.unit_of_work() as work:
        work.dossiers.add(dossier.evolve(parcours=(home,)))
        work.commit()
    made = desk.backups.make().backup
    vault.lock()
    for place in (folder, tmp_path / "autre poste"):
        wiring.mending().restore(place, made.path, account=vaults.ACCOUNT, passphrase=vaults.PASSPHRASE)
        for account, passphrase, reads in ((vaults.ACCOUNT, vaults.PASSPHRASE, True), (COLLEAGUE, THEIRS, False)):
            again = wiring.desk(vaults.unlock(place, account=account, passphrase=passphrase), vaults.SetClock())
            assert (SECRET in repr(again.dossiers.open(dossier.beneficiary.id))) is reads
            assert bool(again.lists.notes(ONE_WORD)) is reads
            again.vault.lock()
