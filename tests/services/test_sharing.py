"""What can be undone holds what does not change once, and is none the less what it was."""

import datetime as dt

from passeport import wiring
from passeport.domain.beneficiary import Dossier
from passeport.domain.profile import AttachedDocument
from passeport.services.parcours import StepEntry
from passeport.services.sharing import sharing
from tests.fakes import MemoryVault
from tests.people import ada, item
from tests.vaults import SetClock


def read_again(dossier: Dossier) -> Dossier:
    return Dossier.model_validate_json(dossier.model_dump_json())


def test_a_dossier_read_again_is_made_of_the_parts_that_are_known() -> None:
    known = ada()
    new = read_again(known).evolve(revision=7)
    lighter = sharing(new, known)
    assert lighter == new
    assert lighter.beneficiary is known.beneficiary
    assert all(mine is theirs for mine, theirs in zip(lighter.parcours, known.parcours, strict=True))


def test_what_differs_stays_and_what_does_not_is_shared_beside_it() -> None:
    base = ada()
    heavy = AttachedDocument(id=item("lourd"), name="a.pdf", media_type="application/pdf", data=bytes(100_000))
    light = heavy.evolve(id=item("léger"), data=b"x")
    person = base.beneficiary
    known = base.evolve(beneficiary=person.evolve(profile=person.profile.evolve(documents=(heavy,))))
    home = known.parcours[0]
    changed = home.steps[0].evolve(minutes=5)
    new = read_again(
        known.evolve(
            beneficiary=person.evolve(profile=person.profile.evolve(documents=(light, heavy), about_me="Autre")),
            parcours=(home.evolve(steps=(changed, *home.steps[1:])), *known.parcours[1:]),
        )
    )
    lighter = sharing(new, known)
    assert lighter == new
    assert lighter.beneficiary.profile.documents[1] is heavy
    assert lighter.beneficiary.profile.documents[0] == light
    assert lighter.parcours[0].steps[0] == changed
    assert lighter.parcours[0].steps[1:] == home.steps[1:]
    assert all(a is b for a, b in zip(lighter.parcours[0].steps[1:], home.steps[1:], strict=True))


def test_what_is_remembered_of_one_dossier_is_shared_and_undone_all_the_same() -> None:
    desk = wiring.desk(MemoryVault(), SetClock())
    who = desk.editing.create(ada()).beneficiary.id
    begun = desk.dossiers.open(who)
    for minutes in (10, 20, 30):
        desk.parcours.record_step(who, StepEntry(type="ENTRETIEN", day=dt.date(2026, 11, 2), minutes=minutes))
    remembered = [one for done in desk.editing._history.done for touched in done.touched for one in (touched.after,)]
    people = {id(one.beneficiary) for one in remembered if one is not None}
    assert len(people) == 1
    for _ in range(3):
        desk.dossiers.undo(who)
    assert desk.dossiers.open(who).evolve(revision=0) == begun.evolve(revision=0)
