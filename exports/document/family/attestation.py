"""The attestation of a step: that the person took part, in words that an administration accepts."""

from exports.document.family.forms import SignatureZones
from exports.document.family.letter import Letter
from exports.document.passport.hand_over import signed
from passeport.domain.documents import Attestation
from passeport.services.document_ports import WrittenDocument


def write_attestation(attestation: Attestation) -> WrittenDocument:
    """Return the document."""
    letter = Letter(attestation.head, "attestation", subject=attestation.person.full_name)
    writing, words, step = letter.writing, letter.words, attestation.step
    head = attestation.head
    writing.line(words.say("attests", station=signed(head.station, words)))
    letter.about(attestation.person)
    writing.labelled(words.say("took_part"), words.term("step_types", step.type), step.title)
    last = step.until if step.until is not None and step.until != step.day else None
    days = f"{words.day(step.day)} – {words.day(last)}" if last is not None else words.day(step.day)
    writing.labelled(words.say("on_day"), days)
    writing.labelled(words.say("lasted"), words.say("minutes", count=step.minutes) if step.minutes else "")
    writing.labelled(words.say("took_place"), step.place or (words.term("modes", step.mode) if step.mode else ""))
    writing.line(words.say("attestation_use"))
    letter.place_and_day()
    who = [words.say("signed_by", name=head.conseiller) if head.conseiller else words.say("signed_station")]
    label = writing.paragraph(who, writing.theme.muted, writing.section.add("P"))
    stamp = writing.paragraph([words.say("stamp")], writing.theme.muted, writing.section.add("P"))
    writing.add(SignatureZones([label, stamp], writing.theme))
    return letter.finish()
