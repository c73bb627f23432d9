"""What the two forms of Europass XML have no room for, so that whoever hands a passport over is told.

A PDF and our own JSON carry everything: the envelope is in both.
"""

from exports.europass import candidate_files, skillspassport_documents
from passeport.domain.left_out import LeftOut
from passeport.domain.passport import Passport

_DOCUMENTS, _PHOTO = "profile.documents", "profile.photo"


def left_out_of_candidate(passport: Passport) -> LeftOut:
    """Return what is in no element of a Candidate: its words hold the name of a document, not its bytes."""
    profile = passport.profile
    names = (document.name for document in profile.documents if not candidate_files.can_be_attached(document))
    photo = profile.photo is not None and candidate_files.is_made_smaller(profile.photo)
    return LeftOut(tuple(names), photo=photo)


def left_out_of_skillspassport(passport: Passport, fields: frozenset[str]) -> LeftOut:
    """Return what is not in a SkillsPassport: of the `fields` whose exact form had no room, words tell the rest."""
    documents = passport.profile.documents if _DOCUMENTS in fields else ()
    heavy = (document.name for document in documents if not skillspassport_documents.can_be_attached(document))
    return LeftOut(tuple(heavy), photo=_PHOTO in fields, fields=tuple(sorted(fields - {_DOCUMENTS, _PHOTO})))
