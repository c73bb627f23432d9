"""The forms of the Europass profile, one for each kind of item."""

from dataclasses import dataclass, field
from functools import partial

from passeport.domain.identity import Language
from passeport.domain.profile import (
    CustomEntry,
    DigitalSkill,
    DrivingLicence,
    Education,
    Experience,
    Item,
    LanguageSkill,
    Publication,
    Skill,
)
from passeport.domain.vocabulary import vocabulary
from passeport.language import names
from passeport.language.catalogue import tr
from passeport.language.labels import label_of
from ui.dossier.cefr_level import CefrLevel
from ui.dossier.person_forms import country, line
from ui.forms.form import Rows, Slot
from ui.forms.inputs import Code, Date, Input, Line, NotUnderstoodError, RichText, Several, Tick, Today

_NO_LANGUAGE = tr("Écrivez le nom de la langue.")


class _LanguageInput(Line):
    """A language by its name; one that no list knows is kept by that name."""

    def __init__(self) -> None:
        super().__init__(names.languages().values(), "anglais")

    def show(self, value: Language | str | None) -> None:
        """Show the name of a language."""
        super().show(names.language_name(value) if isinstance(value, Language) else "")

    def value(self) -> object:
        """Return the language."""
        words = self.widget.text().strip()
        if not words:
            raise NotUnderstoodError(_NO_LANGUAGE)
        return names.language_named(words)


def _rich(_today: Today) -> Input:
    return RichText()


def _kinds(_today: Today) -> Input:
    kinds = [(term.code, label_of(term)) for term in vocabulary("custom_sections").terms if term.code != "ORIENTATION"]
    return Code(kinds, empty="")


def _eqf(_today: Today) -> Input:
    return Code([(str(level), tr("Niveau {level}").format(level=level)) for level in range(1, 9)])


_PERIOD: tuple[Slot, ...] = (
    Slot("period.start", Date, label=tr("Début")),
    Slot("period.end", Date, label=tr("Fin")),
    Slot("period.ongoing", lambda _: Tick(tr("En cours")), label=" "),
)


@dataclass(frozen=True)
class ItemForm:
    """How an item of one list of the profile is entered."""

    model: type[Item]
    new: str
    """Title of the form of a new one."""
    icon: str
    rows: Rows
    start: dict[str, object] = field(default_factory=dict)
    """What a new one starts from."""
    newest_first: bool = False
    """Whether a new one goes before the others, as in a CV."""


ITEM_FORMS = {
    "experiences": ItemForm(
        Experience,
        tr("Nouvelle expérience"),
        "briefcase",
        (
            (Slot("position", line, required=True),),
            (Slot("employer.name", line, label=tr("Employeur")), Slot("sector", lambda _: Code("nace_sections"))),
            _PERIOD,
            (Slot("city", line), Slot("country", country)),
            (Slot("description", _rich),),
        ),
        newest_first=True,
    ),
    "education": ItemForm(
        Education,
        tr("Nouveau diplôme ou nouvelle formation"),
        "graduation",
        (
            (Slot("qualification", line, required=True),),
            (Slot("school.name", line, label=tr("Établissement")),),
            _PERIOD,
            (Slot("eqf_level", _eqf), Slot("grade", line)),
            (Slot("city", line), Slot("country", country)),
            (Slot("fields_of_study", lambda _: Several(str, str, example=tr("Agriculture, Horticulture"))),),
            (Slot("description", _rich),),
            (Slot("thesis", _rich),),
            (Slot("credits", line), Slot("credit_type", lambda _: Line(("ECTS", "ECVET"), "ECTS"))),
            (Slot("national_classification", line),),
        ),
        newest_first=True,
    ),
    "languages": ItemForm(
        LanguageSkill,
        tr("Nouvelle langue"),
        "language",
        (
            (Slot("language", lambda _: _LanguageInput(), required=True),),
            *((Slot(dimension, partial(CefrLevel, dimension)),) for dimension in vocabulary("cefr_dimensions").codes),
        ),
    ),
    "digital_skills": ItemForm(
        DigitalSkill,
        tr("Nouvelle compétence numérique"),
        "computer",
        ((Slot("name", line, label=tr("Compétence"), required=True),), (Slot("group", line),)),
    ),
    "skills": ItemForm(
        Skill,
        tr("Nouvelle compétence"),
        "star",
        (
            (Slot("kind", lambda _: Code("skill_kinds", empty=""), required=True),),
            (Slot("description", _rich, required=True),),
        ),
        {"kind": "OTHER"},
    ),
    "driving_licences": ItemForm(
        DrivingLicence,
        tr("Nouveau permis de conduire"),
        "car",
        (
            (Slot("category", lambda _: Code("driving_licences", empty=""), required=True),),
            (Slot("issued_on", Date), Slot("expires_on", Date)),
        ),
    ),
    "publications": ItemForm(
        Publication,
        tr("Nouvelle publication"),
        "document",
        (
            (Slot("title", line, required=True),),
            (Slot("authors", line), Slot("year", line)),
            (Slot("journal", line), Slot("publisher", line)),
            (Slot("reference", _rich),),
            (Slot("link", line),),
        ),
    ),
    "custom": ItemForm(
        CustomEntry,
        tr("Nouvelle rubrique"),
        "tag",
        (
            (Slot("kind", _kinds, required=True),),
            (Slot("section", line, hint=tr("Le titre que la personne donne à cette rubrique."), required=True),),
            (Slot("title", line, required=True),),
            _PERIOD,
            (Slot("location", line), Slot("link", line)),
            (Slot("description", _rich),),
        ),
        {"kind": "VOLUNTEERING", "section": tr("Bénévolat")},
    ),
}
"""By the list of `Profile` that holds the items."""

HEADLINE: Rows = (
    (Slot("headline.kind", lambda _: Code("headline_kinds", empty=tr("Aucun")), label=tr("Intitulé")),),
    (Slot("headline.text", line, label=tr("En quelques mots")),),
    (Slot("about_me", lambda _: RichText(lines=8)),),
)
"""Over a `Profile`: what the person looks for, and says of themselves."""
