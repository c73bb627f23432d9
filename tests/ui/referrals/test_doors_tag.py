"""The doors beside a need: nothing for one, a count for several, and a word when there are too many."""

import datetime as dt

from pytestqt.qtbot import QtBot

from passeport.domain.parcours import Parcours, Referral, ReferralStatus, Step
from passeport.domain.provenance import Provenance
from tests import people
from ui.referrals.doors_tag import doors_tag


def parcours(*names: str) -> Parcours:
    here = Provenance(station=people.MISSION_LOCALE)
    sent = (
        Step(
            id=people.item(name),
            type="ORIENTATION",
            day=dt.date(2026, 11, day),
            provenance=here,
            referral=Referral(point_accueil=name, network="AUTRE", status=ReferralStatus.TRANSMISE),
        )
        for day, name in enumerate(names, start=1)
    )
    return people.ada().parcours[0].evolve(steps=tuple(sent))


def test_the_tag(qtbot: QtBot) -> None:
    assert doors_tag(parcours()) is None
    two, three = doors_tag(parcours("A")), doors_tag(parcours("A", "B"))
    assert two is not None
    assert three is not None
    for made in (two, three):
        qtbot.addWidget(made)
    assert two.text() == "2 portes"
    assert "objectif" in three.text()
    assert "A, B" in three.toolTip()
    assert three.accessibleName().startswith("3 portes")
