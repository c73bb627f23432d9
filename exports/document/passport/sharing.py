"""The doors that were met, and what is shared here, with whom, on which agreement."""

from exports.document.layout.writing import Writing
from exports.document.passport.hand_over import recipient_of
from passeport.domain.doors import doors_met
from passeport.domain.normalise import joined
from passeport.domain.passport import Passport


def write_doors(writing: Writing, passport: Passport) -> None:
    """Write the points d'accueil that the person met; nothing when there is none."""
    met: dict[str, str] = {}
    for parcours in passport.parcours:
        for name in doors_met(parcours).names:
            met.setdefault(joined(name), name)
    if met:
        writing.begin_section(writing.words.say("doors", count=len(met)))
        writing.line(writing.words.say("doors_said"), style=writing.theme.muted)
        writing.entries([[name] for name in met.values()])


def write_sharing(writing: Writing, passport: Passport) -> None:
    """Write what the person agreed to share, and the passports that were received before."""
    words, issue = writing.words, passport.issue
    if issue is None:
        return
    writing.begin_section(words.say("sharing"))
    writing.labelled(words.say("recipient"), recipient_of(issue.recipient, words))
    mode = words.term("agreement_modes", issue.agreement_mode)
    writing.labelled(words.say("agreement"), words.day(issue.agreed_on), mode)
    writing.labelled(words.say("shared"), *(words.term("europass_sections", code) for code in issue.sections))
    received = {
        reception.passport_number: reception for step in passport.steps for reception in step.provenance.receptions
    }
    if received:
        writing.labelled(
            words.say("received_before"),
            *(
                f"{number} ({reception.issuer.name}, {words.day(reception.issued_on)})"
                for number, reception in received.items()
            ),
        )
