"""The referral sheet: what the person hands to the point d'accueil they are sent to, and the coupon-retour below."""

from exports.document.family.coupon import write_coupon
from exports.document.family.letter import Letter
from exports.document.passport.hand_over import signed
from passeport.domain.documents import ReferralSheet
from passeport.services.document_ports import WrittenDocument


def write_referral_sheet(sheet: ReferralSheet) -> WrittenDocument:
    """Return the document."""
    letter = Letter(sheet.head, "referral_sheet", subject=sheet.person.full_name)
    writing, words = letter.writing, letter.words
    letter.about(sheet.person)
    for way in sheet.reach:
        writing.line(way, style=writing.theme.muted)
    writing.begin_section(words.say("sent_to"))
    writing.labelled(words.say("to"), sheet.referral.point_accueil, words.term("networks", sheet.referral.network))
    writing.labelled(words.say("reason"), sheet.referral.reason)
    writing.labelled(words.say("need"), sheet.need)
    writing.labelled(words.say("sent_by"), signed(sheet.head.station, words, sheet.head.conseiller))
    if sheet.done:
        writing.begin_section(words.say("done"))
        writing.entries(
            [
                [words.day(step.day), words.term("step_types", step.type), step.title, step.outcome]
                for step in sheet.done
            ]
        )
    letter.place_and_day()
    write_coupon(writing, sheet)
    return letter.finish()
