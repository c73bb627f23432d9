"""The referral sheet: what the person hands to the point d'accueil they are sent to, and the coupon-retour below."""

from exports.document.family.forms import CutLine
from exports.document.family.letter import Letter
from exports.document.layout.writing import Writing
from exports.document.passport.hand_over import Card, signed
from passeport.domain.documents import CouponMark, ReferralSheet
from passeport.services.document_ports import WrittenDocument

_BOX = "☐"
_FILL = "." * 44
_ANSWERS = ("answer_received", "answer_accepted", "answer_declined")


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
    _write_coupon(writing, sheet)
    return letter.finish()


def _write_coupon(writing: Writing, sheet: ReferralSheet) -> None:
    words = writing.words
    writing.add(CutLine(writing.theme))
    writing.begin_section(words.say("coupon"))
    writing.line(words.say("coupon_use", station=signed(sheet.head.station, words)))
    if sheet.coupon is not None:
        _write_mark(writing, sheet.coupon)
    writing.labelled(words.say("person"), sheet.person.full_name)
    writing.entries([[words.say(key, fill=_FILL)] for key in _ANSWERS], label=_BOX)
    writing.line(words.say("answered_by", fill=_FILL))


def _write_mark(writing: Writing, mark: CouponMark) -> None:
    words, theme = writing.words, writing.theme
    section = writing.section
    lines = [
        writing.paragraph([words.say("short_code", code=mark.short_code)], theme.item, section.add("P")),
        writing.paragraph([words.say("short_code_use")], theme.muted, section.add("P")),
    ]
    figure = section.add("Figure", Alt=words.text("coupon_code", code=mark.short_code))
    writing.add(Card(lines, mark.payload, figure, theme))
