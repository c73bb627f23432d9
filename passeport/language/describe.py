"""Each thing in one line of French: what a list, a difference, a report or the command line shows of it.

Labels come from the vocabularies; nothing here is longer than a line, and a text that is gets cut at a word.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from passeport.domain.agreement import Agreement, Recipient, Transmission
from passeport.domain.difference import Decision, DifferenceKind
from passeport.domain.identity import (
    Address,
    ContactUse,
    Email,
    Identity,
    Language,
    OnlineKind,
    OnlineProfile,
    Telephone,
)
from passeport.domain.matching import MatchReason
from passeport.domain.model import DomainModel
from passeport.domain.parcours import (
    Action,
    ActionStatus,
    Note,
    NoteLevel,
    Parcours,
    Referral,
    ReferralStatus,
    Step,
    StepStatus,
)
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.profile import (
    AttachedDocument,
    CustomEntry,
    DigitalSkill,
    DrivingLicence,
    Education,
    Experience,
    Headline,
    HeadlineKind,
    LanguageCertificate,
    LanguageSkill,
    LinguisticExperience,
    Organisation,
    Picture,
    Publication,
    Skill,
)
from passeport.domain.provenance import Provenance, Station
from passeport.domain.reading import Fate, SignatureState
from passeport.domain.rich_text import to_plain
from passeport.domain.vocabulary import SectionCode, vocabulary
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.names import country, language_name
from passeport.language.telephones import telephone
from passeport.language.typography import typeset

_LINE = 160
"""Characters of a line: what a list shows without wrapping twice."""
_DIMENSIONS = ("listening", "reading", "spoken_interaction", "spoken_production", "writing")
_KEY_GROUP = 4

# Codes ------------------------------------------------------------------------------------------------------------

_VOCABULARIES: dict[type[StrEnum], str] = {
    ActionStatus: "action_statuses",
    ContactUse: "phone_uses",
    Decision: "decisions",
    DifferenceKind: "difference_kinds",
    Fate: "fates",
    HeadlineKind: "headline_kinds",
    MatchReason: "match_reasons",
    NoteLevel: "note_levels",
    OnlineKind: "online_kinds",
    ReferralStatus: "referral_statuses",
    SignatureState: "signature_states",
    StepStatus: "step_statuses",
}
"""The vocabulary that names the values of each enumeration."""


Named = (
    ActionStatus
    | ContactUse
    | Decision
    | DifferenceKind
    | Fate
    | HeadlineKind
    | MatchReason
    | NoteLevel
    | OnlineKind
    | ReferralStatus
    | SignatureState
    | StepStatus
)
"""A value of one of the domain's enumerations that people read."""


def term(value: Named) -> str:
    """Return the label of a status, a fate, a reason of a match, a kind of difference and the like."""
    return label(_VOCABULARIES[type(value)], value.value)


def section(code: SectionCode) -> str:
    """Return the title of a section of a passport."""
    return label("europass_sections", code)


def field(name: str) -> str:
    """Return the name of a field of `Identity`, `Profile` or `Parcours`, as a difference names it."""
    for owner in ("identity", "profile", "parcours"):
        if f"{owner}.{name}" in vocabulary("fields"):
            return label("fields", f"{owner}.{name}")
    return label("item_fields", name) if name in vocabulary("item_fields") else section("PARCOURS")


# One line for each kind of thing ------------------------------------------------------------------------------------


def line(value: DomainModel | str | None, of: str = "") -> str:
    """Return one line for a profile item, a step, an address, a date, a text… and an empty one for nothing.

    `of` is the field that holds the value, where a bare text is a code (`nationalities`, `gender`).
    """
    return typeset(shortened(_words(value, of)))


def whole(value: DomainModel | str | None, of: str = "") -> str:
    """Return the same with every word, and the lines of a text as they were written."""
    return typeset(_words(value, of))


def _words(value: DomainModel | str | None, of: str) -> str:
    if value is None:
        return ""
    return _text(value, of) if isinstance(value, str) else _LINES[type(value)](value)


def shortened(text: str, limit: int = _LINE) -> str:
    """Return the first words of `text`, on one line."""
    text = " ".join(text.split(" "))  # not the no-break spaces
    text = " ".join(text.splitlines())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rpartition(" ")[0].rstrip(",; ") or cut) + "…"


def identity(value: Identity) -> str:
    """Return who a person is: `Ada Fictive, 28 février 1999`."""
    return _said(value.full_name, dates.partial_date(value.birth_date))


def reasons(found: tuple[MatchReason, ...]) -> str:
    """Return why two people may be the same one: `Mêmes nom et prénoms, même date de naissance`."""
    words = _said(*(term(reason) for reason in found))
    return typeset(words[:1].upper() + words[1:])


def station(value: Station) -> str:
    """Return a point d'accueil with its network."""
    network = label("networks", value.network)
    return value.name if network in value.name else f"{value.name} ({network})"


def provenance(value: Provenance) -> str:
    """Return where an item comes from: entered here or there, and the passports that carried it since."""
    origin = station(value.station) if value.station is not None else value.source
    recorded = tr("le {day}").format(day=dates.long_date(value.recorded_on)) if value.recorded_on is not None else ""
    carried = (
        tr("passeport {number} reçu le {day}").format(number=r.passport_number, day=dates.long_date(r.received_on))
        for r in value.receptions
    )
    return typeset(_said(" ".join(part for part in (origin, recorded) if part), *carried))


def fingerprint(key: str) -> str:
    """Return a key's fingerprint in groups that can be read aloud over the telephone."""
    return " ".join(key[start : start + _KEY_GROUP] for start in range(0, len(key), _KEY_GROUP))


RICH_FIELDS = frozenset({"about_me", "description", "thesis", "reference"})
"""Fields that hold allow-listed HTML."""


def _said(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _labelled(text: str, *details: str) -> str:
    inside = _said(*details)
    return f"{text} ({inside})" if text and inside else text or inside


def _text(value: str, of: str) -> str:
    if of in ("nationalities", "residence_country", "country"):
        return country(value)
    if of == "gender":
        return label("genders", value)
    return to_plain(value) if of in RICH_FIELDS else value


def _organisation(value: Organisation) -> str:
    return _said(value.name, value.department, value.address.city if value.address is not None else "")


def _experience(item: Experience) -> str:
    where = _said(item.employer.name, item.city or (item.employer.address.city if item.employer.address else ""))
    return _labelled(_said(item.position, where) or to_plain(item.description), dates.period(item.period))


def _education(item: Education) -> str:
    return _labelled(_said(item.qualification, item.school.name, item.city), dates.period(item.period))


def _language_skill(item: LanguageSkill) -> str:
    levels = {name: level for name in _DIMENSIONS if (level := getattr(item, name)) is not None}
    if len(levels) == len(_DIMENSIONS) and len(set(levels.values())) == 1:
        return _labelled(language_name(item.language), levels["listening"])
    words = (
        tr("{what} : {words}").format(what=label("cefr_dimensions", name), words=level)
        for name, level in levels.items()
    )
    return _labelled(language_name(item.language), *words)


def _publication(item: Publication) -> str:
    return _labelled(item.title or to_plain(item.reference), item.authors, item.journal, item.year)


def _custom(item: CustomEntry) -> str:
    return _labelled(
        tr("{what} : {words}").format(what=item.section, words=item.title),
        item.location,
        dates.period(item.period),
    )


def _licence(item: DrivingLicence) -> str:
    issued = tr("délivré le {date}").format(date=date) if (date := dates.partial_date(item.issued_on)) else ""
    expires = tr("expire le {date}").format(date=date) if (date := dates.partial_date(item.expires_on)) else ""
    return _labelled(label("driving_licences", item.category), issued, expires)


def _step(item: Step) -> str:
    day = dates.long_date(item.day)
    if item.until is not None and item.until != item.day:
        day = f"{day} – {dates.long_date(item.until)}"
    what = _said(item.title, item.place, _referral(item.referral) if item.referral else "", item.outcome)
    status = "" if item.status is StepStatus.HONOREE else term(item.status).lower()
    head = tr("{what} : {words}").format(what=day, words=_labelled(label("step_types", item.type), status))
    return f"{head} – {what}" if what else head


def _referral(value: Referral) -> str:
    return _labelled(value.point_accueil, term(value.status).lower())


def _action(item: Action) -> str:
    due = tr("pour le {day}").format(day=dates.long_date(item.due_on)) if item.due_on is not None else ""
    return _labelled(item.title, due, term(item.status).lower())


def _parcours(value: Parcours) -> str:
    closed = tr("clos le {day}").format(day=dates.long_date(value.closed_on)) if value.closed_on is not None else ""
    return _labelled(value.need, tr("ouvert le {day}").format(day=dates.long_date(value.opened_on)), closed)


def _address(value: Address) -> str:
    land = country(value.country) if value.country is not None else value.country_name
    return _said(value.street, f"{value.postal_code} {value.city}".strip(), value.region, land)


def _telephone(value: Telephone) -> str:
    return _labelled(telephone(value), value.label or (term(value.use).lower() if value.use is not None else ""))


def _online(value: OnlineProfile) -> str:
    return _labelled(value.address, value.label or value.service)


def _document(item: AttachedDocument) -> str:
    return _labelled(item.name, item.description, size(item.data))


def size(data: bytes) -> str:
    """Return how large a file is, in kilobytes (1000 bytes), as people are told."""
    return tr("{size} ko").format(size=max(1, round(len(data) / 1000)))


def _recipient(value: Recipient) -> str:
    return _labelled(value.name, label("networks", value.network) if value.network is not None else "")


def _agreement(value: Agreement) -> str:
    given = tr("donné le {day}").format(day=dates.long_date(value.given_on))
    withdrawn = (
        tr("retiré le {day}").format(day=dates.long_date(value.withdrawn_on)) if value.withdrawn_on is not None else ""
    )
    return _said(_labelled(_recipient(value.recipient), label("agreement_modes", value.mode).lower(), given), withdrawn)


def _transmission(value: Transmission) -> str:
    words = (
        tr("Passeport {number} reçu de {party} le {day}")
        if value.incoming
        else tr("Passeport {number} remis à {party} le {day}")
    )
    return words.format(number=value.passport_number, party=value.party, day=dates.long_date(value.on))


_LINES: dict[type[DomainModel], Callable[[Any], str]] = {
    Action: _action,
    Address: _address,
    Agreement: _agreement,
    AttachedDocument: _document,
    CustomEntry: _custom,
    DigitalSkill: lambda item: _labelled(item.name, item.group),
    DrivingLicence: _licence,
    Education: _education,
    Email: lambda value: value.address,
    Experience: _experience,
    Headline: lambda value: tr("{what} : {words}").format(what=term(value.kind), words=value.text),
    Identity: identity,
    Language: language_name,
    LanguageCertificate: lambda value: _labelled(
        value.title, value.level or "", value.awarded_by, dates.partial_date(value.awarded_on)
    ),
    LanguageSkill: _language_skill,
    LinguisticExperience: lambda value: _labelled(to_plain(value.description), value.area, dates.period(value.period)),
    Note: lambda value: value.text,
    OnlineProfile: _online,
    Organisation: _organisation,
    Parcours: _parcours,
    PartialDate: dates.partial_date,
    Period: dates.period,
    Picture: lambda value: tr("Photo ({size})").format(size=size(value.data)),
    Provenance: provenance,
    Publication: _publication,
    Recipient: _recipient,
    Referral: _referral,
    Skill: lambda item: tr("{what} : {words}").format(
        what=label("skill_kinds", item.kind), words=to_plain(item.description)
    ),
    Station: station,
    Step: _step,
    Telephone: _telephone,
    Transmission: _transmission,
}
