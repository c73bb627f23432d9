"""What came back of a referral, in a line."""

import datetime as dt

import pytest

from passeport.domain.answering import answered
from passeport.domain.coupon import Answer, Carrier, Reply, Said
from passeport.domain.parcours import Referral, ReferralStatus
from passeport.language.answers import outcome

DAY = dt.date(2026, 11, 23)
SENT = Referral(point_accueil="Cité des métiers", network="CITE_METIERS").moved_to(ReferralStatus.TRANSMISE, DAY)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said(answer=Answer.RECUE), "Répondu le 23 novembre 2026 par Cité des métiers d’Essai"),
        (
            Said(answer=Answer.ACCEPTEE, first_meeting_on=dt.date(2026, 12, 3)),
            "Premier rendez-vous le 3 décembre 2026 · Répondu le 23 novembre 2026 par Cité des métiers d’Essai",
        ),
        (
            Said(answer=Answer.DECLINEE, decline_reason="SESSION_COMPLETE"),
            "Session complète · Répondu le 23 novembre 2026 par Cité des métiers d’Essai",
        ),
    ],
)
def test_the_last_answer_is_told_with_who_gave_it(said: Said, words: str) -> None:
    reply = Reply(said=said, answered_on=DAY, kept_on=DAY, by="Cité des métiers d’Essai", carrier=Carrier.CODE)
    assert outcome(answered(SENT, reply)).replace("\u00a0", " ") == words


def test_a_refusal_noted_by_hand_says_why_and_nothing_is_said_of_no_answer() -> None:
    assert outcome(SENT) == ""
    assert outcome(SENT.moved_to(ReferralStatus.DECLINEE, DAY, "NON_MOBILE")) == "Non mobile"
