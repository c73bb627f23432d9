"""The forms of who the person is: identity, contacts, situation."""

from passeport.domain.identity import Email, Language, OnlineKind, OnlineProfile
from passeport.domain.normalise import joined
from passeport.domain.vocabulary import Term, vocabulary
from passeport.language import names
from passeport.language.catalogue import tr
from passeport.language.labels import label_of
from passeport.language.telephones import telephone, understood_telephone
from passeport.language.typography import typeset
from ui.forms.form import Rows, Slot
from ui.forms.inputs import Code, Day, Input, Line, NotUnderstoodError, PastDate, Several, Today

_KNOWN_SERVICES = ("linkedin", "facebook", "instagram", "twitter", "youtube", "pinterest", "tumblr")


class _Commune(Line):
    """A commune by its name; one outside the list is kept by the name that was typed."""

    def __init__(self) -> None:
        self._codes = {_commune_name(term): term.code for term in vocabulary("communes").terms}
        super().__init__(self._codes, tr("Melun"))

    def show(self, value: str | None) -> None:
        """Show the name of a commune."""
        known = value is not None and value in vocabulary("communes")
        super().show(_commune_name(vocabulary("communes")[value]) if known and value else value)

    def value(self) -> object:
        """Return the INSEE code, or the name where it is none of the list or of two communes."""
        typed = self.widget.text().strip()
        found = [code for name, code in self._codes.items() if joined(typed) in (joined(name), joined(name[:-5]))]
        return found[0] if len(found) == 1 else typed


def _commune_name(term: Term) -> str:
    """Return `Melun (77)`: two communes of the region may share a name."""
    return f"{label_of(term)} ({term.extra['departement']})"


def line(_today: Today) -> Input:
    """Return an input for one line."""
    return Line()


def country(_today: Today) -> Input:
    """Return an input for a country."""
    return Code(names.countries().items(), empty=tr("Non précisé"))


def _country_code(words: str) -> str:
    code = names.country_named(words)
    if code is None:
        raise NotUnderstoodError(
            typeset(tr("« {words} » n’est pas le nom d’un pays : écrivez par exemple Mali.").format(words=words))
        )
    return code


def _email(words: str) -> Email:
    name, _, domain = words.partition("@")
    if not name or "." not in domain or " " in words:
        raise NotUnderstoodError(typeset(tr("« {words} » n’est pas une adresse de courriel.").format(words=words)))
    return Email(address=words)


def _online(words: str) -> OnlineProfile:
    service = next((known for known in _KNOWN_SERVICES if f"{known}.com" in words.lower()), "")
    kind = OnlineKind.SOCIAL_MEDIA if service else OnlineKind.WEBSITE
    return OnlineProfile(kind=kind, service=service, address=words)


def _tongue(words: str) -> Language:
    return names.language_named(words)


IDENTITY: Rows = (
    (Slot("given_names", line, required=True), Slot("family_name", line, required=True)),
    (Slot("birth_name", line), Slot("title", lambda _: Line(("M.", "Mme"), tr("Mme ou M.")), label=tr("Civilité"))),
    (Slot("birth_date", PastDate, required=True), Slot("birth_place", line)),
    (Slot("gender", lambda _: Code("genders")), Slot("residence_country", country)),
    (
        Slot(
            "nationalities",
            lambda _: Several(names.country, _country_code, example=tr("France, Mali")),
            label=tr("Nationalités"),
        ),
    ),
    (
        Slot(
            "mother_tongues",
            lambda _: Several(names.language_name, _tongue, example=tr("français, soninké")),
            hint=tr("Séparez plusieurs langues par une virgule."),
        ),
    ),
    (
        Slot(
            "other_nationalities",
            lambda _: Several(str, str),
            hint=tr("Seulement ce qui n’est le nom d’aucun pays, par exemple « apatride »."),
        ),
    ),
)
"""Over an `Identity`."""

CONTACTS: Rows = (
    (
        Slot(
            "telephones",
            lambda _: Several(telephone, understood_telephone, lines=2, example="06 39 98 00 00"),
            hint=tr("Un par ligne."),
        ),
    ),
    (
        Slot(
            "emails",
            lambda _: Several(lambda email: email.address, _email, lines=2, example="prenom@exemple.fr"),
            hint=tr("Un par ligne."),
        ),
    ),
    (Slot("addresses.0.street", line, label=tr("Adresse")),),
    (Slot("addresses.0.postal_code", line, label=tr("Code postal")), Slot("addresses.0.city", line)),
    (Slot("addresses.0.country", country),),
    (
        Slot(
            "online", lambda _: Several(lambda site: site.address, _online, lines=2), hint=tr("Une adresse par ligne.")
        ),
    ),
)
"""Over an `Identity` too: how to reach the person."""

SITUATION: Rows = (
    (Slot("code", lambda _: Code("situations"), label=tr("Situation")),),
    (
        Slot("since", Day, label=tr("Depuis le")),
        Slot("time_without_work", lambda _: Code("time_without_work"), label=tr("Durée sans emploi")),
    ),
    (Slot("education_level", lambda _: Code("education_levels"), label=tr("Niveau de formation")),),
    (
        Slot(
            "commune",
            lambda _: _Commune(),
            label=tr("Commune de résidence"),
        ),
    ),
    (
        Slot("qpv", lambda _: Code("yes_no_unknown", empty=""), label=tr("Réside en QPV")),
        Slot("frr", lambda _: Code("yes_no_unknown", empty=""), label=tr("Réside en FRR")),
    ),
    (
        Slot("rqth", lambda _: Code("yes_no_unknown", empty=""), label="RQTH"),
        Slot("minima_sociaux", lambda _: Code("yes_no_unknown", empty=""), label=tr("Minima sociaux")),
    ),
)
"""Over a `Situation`: codes only (R02, R03)."""
