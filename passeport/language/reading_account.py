"""The reading report in the words of the screen: what was understood and where it went, what was not, and where."""

from collections import Counter
from typing import NamedTuple

from passeport.domain.passport import CONTACT_FIELDS, PROFILE_SECTIONS, Passport
from passeport.domain.profile import backwards
from passeport.domain.reading import Fate, ReadingEntry, ReadingReport
from passeport.domain.vocabulary import SectionCode, vocabulary
from passeport.language import describe, numbers
from passeport.language.catalogue import marked, tr
from passeport.language.labels import label
from passeport.language.typography import typeset

_GROUPS = {
    Fate.UNDERSTOOD: (marked("compris"), marked("compris")),
    Fate.KEPT: (marked("gardé tel quel"), marked("gardés tels quels")),
    Fate.TECHNICAL: (marked("de mise en forme"), marked("de mise en forme")),
    Fate.REFUSED: (marked("écarté"), marked("écartés")),
    Fate.NOT_UNDERSTOOD: (marked("non compris"), marked("non compris")),
}
_SECTION_OF = {name: section for section, names in PROFILE_SECTIONS.items() for name in names}
_OF_PARCOURS = ("parcours", "steps", "actions", "notes")


class Destination(NamedTuple):
    """What the elements are called here, the section of the screen where they are found, and how many went there."""

    what: str
    where: str
    number: int

    @property
    def words(self) -> str:
        """The way in words: `Adresses, Courriels → Coordonnées`."""
        return f"{self.what} → {self.where}" if self.what != self.where else self.where


def counted(number: int, fate: Fate) -> str:
    """Return `120 compris`, `1 écarté`, `3 gardés tels quels`."""
    one, many = _GROUPS[fate]
    return numbers.counted(number, one, many)


def total(report: ReadingReport) -> str:
    """Return the whole account in a sentence whose sum is the document: `125 éléments : 120 compris, 5 écartés`."""
    number = len(report.entries)
    elements = numbers.counted(number, "élément", "éléments")
    said = ", ".join(counted(met, fate) for fate in Fate if (met := len(report.having(fate))))
    return typeset(tr("{what} : {words}").format(what=elements, words=said) if said else elements)


def destinations(report: ReadingReport, *fates: Fate) -> tuple[Destination, ...]:
    """Return where the elements of these fates went, in the order of a passport."""
    found: dict[str, Counter[str]] = {}
    for entry in report.having(*fates):
        what, where = place(entry)
        found.setdefault(where, Counter())[what] += 1
    order = [describe.section(code) for code in vocabulary("europass_sections").codes]
    rank = {where: number for number, where in enumerate(order)}
    return tuple(
        Destination(", ".join(what for what in found[where] if what != where) or where, where, found[where].total())
        for where in sorted(found, key=lambda where: rank.get(where, len(rank)))
    )


def place(entry: ReadingEntry) -> tuple[str, str]:
    """Return what an element is called here and its section on the screen: (`Adresse`, `Coordonnées`)."""
    parts = [part for part in entry.went_to.split(".") if not part.isdigit()]
    owner, name, *inner = (*parts, "", "")
    if owner == "identity":
        return _field(f"identity.{name}"), describe.section(_identity_section(name))
    if owner == "profile":
        section = describe.section(_SECTION_OF[name]) if name in _SECTION_OF else tr("Profil Europass")
        return _inner(inner) or _field(f"profile.{name}") or section, section
    if owner in _OF_PARCOURS:
        return _inner([name, *inner]) or describe.field(owner), describe.section("PARCOURS")
    return tr("Le document lui-même"), tr("Informations sur le fichier")


def _identity_section(name: str) -> SectionCode:
    if name in CONTACT_FIELDS:
        return "CONTACT"
    return "LANGUAGES" if name == "mother_tongues" else "IDENTITY"


def _field(code: str) -> str:
    return describe.field(code.partition(".")[2]) if code in vocabulary("fields") else ""


def _inner(names: list[str]) -> str:
    """Return the first of the inner names that the screen has a word for."""
    return next((label("item_fields", name) for name in names if name in vocabulary("item_fields")), "")


def doubts(passport: Passport) -> tuple[str, ...]:
    """Return what was taken as it is and cannot be so, a sentence for each: an end before its beginning."""
    return tuple(
        typeset(
            tr("{line} : la fin est avant le début. C’est gardé tel quel, à corriger avec la personne.").format(
                line=describe.line(item)
            )
        )
        for item in backwards(passport.profile)
    )


def spot(entry: ReadingEntry) -> str:
    """Return where an element stood in the file, and its name there: `ligne 12, « Hobbies »`."""
    named = entry.path.rstrip("/").rpartition("/")[2].partition("[")[0].partition(":")[2]
    named = named or entry.path.rstrip("/").rpartition("/")[2].partition("[")[0] or entry.path
    line = tr("ligne {line}, ").format(line=entry.line) if entry.line else ""
    return typeset(line + tr("« {name} »").format(name=named))
