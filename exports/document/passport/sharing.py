"""The doors that were met, and what is shared here, with whom, on which agreement."""

from exports.document.layout.writing import Writing
from exports.document.passport.hand_over import networked, recipient_of
from passeport.domain.doors import doors_met
from passeport.domain.normalise import joined
from passeport.domain.parcours import Parcours
from passeport.domain.passport import Passport


def write_doors(writing: Writing, passport: Passport) -> None:
    """Write the points d'accueil that the person met in each parcours, counted as the window counts them."""
    met = [(parcours, doors_met(parcours).names) for parcours in passport.parcours]
    if not any(names for _, names in met):
        return
    writing.begin_section(writing.words.say("doors"))
    writing.line(writing.words.say("doors_said"), style=writing.theme.muted)
    for parcours, names in met:
        if names:
            networks = _networks(parcours)
            writing.heading(f"{parcours.need} ({len(names)})")
            writing.entries([[networked(name, networks[joined(name)], writing.words)] for name in names])


def _networks(parcours: Parcours) -> dict[str, str]:
    """Return the network of each point d'accueil of a parcours, by its name as doors are told apart."""
    found: dict[str, str] = {}
    for step in parcours.steps:
        if step.provenance.station is not None:
            found.setdefault(joined(step.provenance.station.name), step.provenance.station.network)
        if step.referral is not None:
            found.setdefault(joined(step.referral.point_accueil), step.referral.network)
    return found


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
