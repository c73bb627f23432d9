"""What one document says, an envelope or a Europass document of either generation, as an incoming passport."""

from lxml import etree
from pydantic import ValidationError

from exports.europass.candidate_reader import read_candidate
from exports.europass.fields import picture_from
from exports.europass.learnerinfo_reader import read_learnerinfo
from exports.europass.parsing import DocumentKind
from exports.europass.skillspassport_reader import read_skillspassport
from exports.travel.envelope import FORMAT, VERSION, OpenedEnvelope
from exports.travel.envelope_report import report_of
from passeport.domain.errors import DamagedFile, InputRefused, NotAPassport
from passeport.domain.reading import Fate, IncomingPassport, ReadingEntry

READERS = {
    DocumentKind.CANDIDATE: read_candidate,
    DocumentKind.SKILLSPASSPORT: read_skillspassport,
    DocumentKind.LEARNERINFO: read_learnerinfo,
}
"""The reader of each generation, the most recent first: a PDF that holds several is read in this order."""

_PHOTO = "passport.profile.photo."


def of_envelope(opened: OpenedEnvelope) -> IncomingPassport:
    """Return what an envelope says; a photograph that is no image is left out, and told."""
    passport = opened.passport
    report = report_of(passport, f"{FORMAT} {VERSION}", opened.refused)
    photo = passport.profile.photo
    picture = picture_from(photo.data) if photo is not None else None
    if picture != photo:  # bytes that are no image, or not of the type they are said to be
        passport = passport.evolve(profile=passport.profile.evolve(photo=picture))
    if photo is not None and picture is None:
        report = report.evolve(entries=tuple(_without_photo(entry) for entry in report.entries))
    return IncomingPassport(
        passport=passport, report=report, signature=opened.signature, station_key=opened.station_key
    )


def _without_photo(entry: ReadingEntry) -> ReadingEntry:
    if not entry.path.startswith(_PHOTO):
        return entry
    return entry.evolve(fate=Fate.NOT_UNDERSTOOD, went_to="")


def of_document(root: etree._Element, kind: DocumentKind, name: str) -> IncomingPassport:
    """Return what a Europass document says; `name` is the file's, for the message.

    Raises:
        DamagedFile, NotAPassport, ImpossibleDate, SocialSecurityNumberRefused: when it cannot be read.
    """
    try:
        passport, report = READERS[kind](root)
    except InputRefused as refused:
        if isinstance(refused, NotAPassport) and not refused.parameters.get("path"):
            raise NotAPassport(path=name, found=refused.parameters["found"]) from None
        raise
    except ValidationError:  # a document that fits no field: no reader should get here, and the person gets an answer
        raise DamagedFile(path=name, detail=f"XML, {kind.value}") from None
    return IncomingPassport(passport=passport, report=report)
