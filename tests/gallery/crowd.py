"""The many people whom the supervisor's figures need: in the statistics alone, so that no list grows long by them."""

import datetime as dt
import random
from pathlib import Path

from passeport.domain.beneficiary import Dossier
from passeport.domain.facts import Facts, Subject, facts_of
from passeport.domain.parcours import Parcours, ReferralStatus, Step
from passeport.domain.provenance import Station
from passeport.domain.territories import Territories
from passeport.samples.draws import Draws
from passeport.samples.people import People
from tests import vaults

_PEOPLE, _STEPS, _SEED = 1500, 10, 2027
_FIRST_MEETING = (8, 20)
"""Days from a referral that was accepted to the first meeting."""


def count_many(folder: Path) -> None:
    """Count fictional people by the hundred in the statistics of the vault in `folder`."""
    vault = vaults.unlock(folder)
    crowd = People(seed=_SEED, account=vault.account, today=vaults.SetClock().today())
    chance = random.Random(_SEED)
    facts = [
        _facts(_met(crowd.dossier(number, _STEPS), number), chance, vault.account.station) for number in range(_PEOPLE)
    ]
    with vault.statistics_work() as kept:
        kept.facts.put(facts, [])
        kept.commit()
    vault.lock()


def _facts(dossier: Dossier, chance: random.Random, here: Station) -> Facts:
    subject = Subject(number=chance.getrandbits(62), key=chance.getrandbits(32))
    return facts_of(dossier, subject, here, Territories())


def _met(dossier: Dossier, number: int) -> Dossier:
    """Give the referrals that were accepted the first meeting that the samples leave out."""
    draws = Draws(_SEED, "meeting", number)

    def met(step: Step) -> Step:
        referral = step.referral
        if referral is None or referral.status is not ReferralStatus.ACCEPTEE or referral.sent_on is None:
            return step
        first = dt.timedelta(days=draws.number(*_FIRST_MEETING)) + referral.sent_on
        return step.evolve(referral=referral.evolve(first_meeting_on=first))

    def followed(parcours: Parcours) -> Parcours:
        return parcours.evolve(steps=tuple(met(step) for step in parcours.steps))

    return dossier.evolve(parcours=tuple(followed(parcours) for parcours in dossier.parcours))
