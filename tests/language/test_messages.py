"""Every error has its sentence: French, whole, with its parameters in it, and nothing of what it must not repeat."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from passeport.domain import errors, statistics_errors
from passeport.domain.beneficiary import Situation
from passeport.domain.errors import PasseportError
from passeport.domain.identity import Identity
from passeport.domain.parcours import Action, Parcours
from passeport.domain.profile import Profile
from passeport.domain.vocabulary import vocabulary
from passeport.language import messages
from passeport.language.typography import typeset
from passeport.services.parcours import StepEntry

ROOMS = [Path(__file__).resolve().parents[2] / room for room in ("passeport", "storage", "exports")]

KNOWN: dict[str, str | int] = {
    "field": "given_names",
    "value": "A-7",
    "reason": "missing",
    "cause": "time",
    "vocabulary": "themes",
    "current": "PREPAREE",
    "status": "PREVUE",
    "wanted": "TERMINEE",
    "path": "/un/dossier/fichier.pdf",
    "what": "parcours",
    "kind": "REQUEST",
    "size": 212_000_000,
    "limit": 50_000_000,
    "date": "2026-11-23",
    "recipient": "Cité des métiers de Modèle-Ville",
    "state": "BROKEN",
}
"""A value for each parameter that must be one of some; any other takes a number."""
ANYTHING = "7"
FRENCH_ALREADY = {"action", "compte", "dossier", "note partageable", "parcours", "signature"}
"""What an element may be called that is the same word in both languages."""

NAMES_OF_CLASSES = re.compile(r"[A-Z][a-z]+[A-Z]|_|\b(?:None|True|False)\b")
ENGLISH = re.compile(
    r"\b(?:the|is|not|was|file|field|value|error|wrong|missing|path|found|with|and|or not|agreement|step|referral)\b",
    re.IGNORECASE,
)


def concrete(base: type[PasseportError] = PasseportError) -> Iterator[type[PasseportError]]:
    """The errors that are raised: those that are no base of others."""
    for kind in base.__subclasses__():
        if kind.__subclasses__():
            yield from concrete(kind)
        else:
            yield kind


def declared(kind: type[PasseportError]) -> dict[str, str | int]:
    """The parameters that its docstring promises."""
    names = re.findall(r"`([a-z_]+)`", kind.__doc__ or "")
    return {name: KNOWN.get(name, ANYTHING) for name in names}


ERRORS = sorted(set(concrete()), key=lambda kind: kind.__name__)
each_error = pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)


@each_error
def test_an_error_has_a_sentence_made_of_the_parameters_that_it_declares(kind: type[PasseportError]) -> None:
    words = messages.sentence(kind(**declared(kind)))
    assert len(words) > 20
    assert not re.search(r"[{}]", words)
    assert not NAMES_OF_CLASSES.search(words.replace("/un/dossier/fichier.pdf", "")), words


@each_error
def test_a_sentence_is_french_down_to_its_spaces(kind: type[PasseportError]) -> None:
    words = messages.sentence(kind(**declared(kind)))
    assert words.endswith((".", "!"))
    assert words[0].isupper() or words[0] in "«/7"
    assert "'" not in words
    assert typeset(words) == words
    assert not ENGLISH.search(words.replace("passeport vault", "")), words


@each_error
def test_a_sentence_says_what_to_do_or_what_is_kept(kind: type[PasseportError]) -> None:
    words = messages.sentence(kind(**declared(kind)))
    advice = re.compile(r"ez\b|[Rr]ien|intact|plus simple|continue|[Cc]hoisi|Faites|limite|est libre|garde", re.UNICODE)
    assert advice.search(words), words


@each_error
def test_an_error_says_how_the_command_line_ends(kind: type[PasseportError]) -> None:
    assert kind.exit_code in (3, 4, 5)


def test_a_new_error_without_its_sentence_is_not_forgotten() -> None:
    assert len(ERRORS) > 30
    modules = {errors.__name__, statistics_errors.__name__}
    assert {kind for kind in ERRORS if kind.__module__ in modules} == set(ERRORS)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            errors.FieldRefused(field="day", value="2026-02-31", reason="date_from_datetime_parsing"),
            "Date (« 2026-02-31 ») : cette date n’existe pas. Corrigez ce champ, rien d’autre n’est perdu.",
        ),
        (
            errors.FieldRefused(field="identity.given_names", value="", reason="string_too_short"),
            "Prénom : il manque. Corrigez ce champ, rien d’autre n’est perdu.",
        ),
        (
            errors.SocialSecurityNumberRefused(field="outcome"),
            (
                "Résultat : ce texte contient un numéro de sécurité sociale. Il est interdit de l’enregistrer "
                "ici (décret n° 2019-341) : retirez-le, le reste de votre saisie est conservé."
            ),
        ),
        (
            errors.StatusChangeRefused(current="DECLINEE", wanted="DEMARREE"),
            "Une orientation « Déclinée » ne peut pas devenir « Démarrée ». Choisissez un autre statut.",
        ),
        (
            errors.WrongPassphrase(wait=1),
            (
                "Compte ou phrase de passe incorrects. Nouvel essai possible dans 1 seconde. "
                "Vérifiez la touche Verr. Maj et recommencez."
            ),
        ),
        (
            errors.WrongPassphrase(wait=0),
            "Compte ou phrase de passe incorrects. Vérifiez la touche Verr. Maj et recommencez.",
        ),
        (
            errors.TooManyTries(wait=8),
            "Trop d’essais : patientez 8 secondes avant le prochain. Vos dossiers ne risquent rien.",
        ),
        (
            errors.NothingToShow(what="dossier", value="b1d38ff2-7c0e-5c1a-9f3e-0123456789ab"),
            "Cet élément (dossier) n’est plus là. Revenez à la liste et recommencez.",
        ),
        (
            errors.NothingToShow(what="step", value="7"),
            "Aucun élément ne correspond à « 7 » (étape). Revenez à la liste et recommencez.",
        ),
        (
            errors.PersonUncertain(count=1),
            (
                "Un dossier ressemble à cette personne, sans certitude. "
                "Choisissez le sien, ou demandez un nouveau dossier ; rien n’a été enregistré."
            ),
        ),
        (
            errors.PersonUncertain(count=3),
            (
                "3 dossiers ressemblent à cette personne, sans certitude. "
                "Choisissez le sien, ou demandez un nouveau dossier ; rien n’a été enregistré."
            ),
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, PasseportError) else "",
)
def test_what_is_said_word_for_word(error: PasseportError, words: str) -> None:
    assert messages.sentence(error) == typeset(words)


@pytest.mark.parametrize("reason", ["missing", "inconnue", "date_parsing"])
def test_a_reason_that_has_no_words_is_said_all_the_same(reason: str) -> None:
    words = messages.sentence(errors.FieldRefused(field="day", value="x", reason=reason))
    assert reason not in words


def test_a_size_is_told_in_megabytes() -> None:
    words = messages.sentence(errors.FileTooLarge(size=212_400_000, limit=50_000_000))
    assert "212 Mo" in words
    assert "50 Mo" in words


def test_what_nothing_answers_to_is_named_in_french() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for room in ROOMS for path in room.rglob("*.py"))
    things = set(re.findall(r'NothingToShow\(what="([^"]+)"', code))
    assert things - FRENCH_ALREADY - set(messages._THINGS) == set()
    for what, word in messages._THINGS.items():
        assert f"({word})" in messages.sentence(errors.NothingToShow(what=what, value="7"))


# Fields ---------------------------------------------------------------------------------------------------------------


def paths(model: type[BaseModel], before: str = "", depth: int = 4) -> Iterator[str]:
    """The path of each field that can be refused, down to the fields of what it holds."""
    for name, field in model.model_fields.items():
        yield before + name
        if depth:
            for inner in models_in(field.annotation):
                yield from paths(inner, f"{before}{name}.", depth - 1)


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


TYPED = (Identity, Situation, Profile, StepEntry, Parcours, Action)
FIELDS = sorted({path for model in TYPED for path in paths(model) if "provenance" not in path})


def test_every_field_that_is_typed_has_a_french_name() -> None:
    labels = {term.label() for name in ("fields", "item_fields") for term in vocabulary(name).terms}
    unnamed = {path for path in FIELDS if path.split(".")[-1] != "id" and messages.field_name(path) not in labels | OWN}
    assert unnamed == set()


OWN = {
    "Prénom",
    "Nom",
    "Nom de naissance",
    "Date de naissance",
    "Type",
    "Date",
    "Date de fin",
    "Statut",
    "Durée",
    "Besoin",
    "Titre",
    "Note",
    "Point d’accueil",
    "Réseau",
}


def test_a_place_in_a_list_does_not_count() -> None:
    assert messages.field_name("notes.0.text") == "Note"
    assert messages.field_name("telephones.1.number") == messages.field_name("telephones")


def test_what_has_no_name_is_what_was_typed() -> None:
    assert messages.field_name("") == messages.field_name("0") == messages.field_name("flux_capacitor") == "Saisie"


@pytest.mark.parametrize(
    ("published", "dimension", "advice"),
    [
        (0, "age", "Regroupez ou retirez"),
        (1, "", "n’ait aucun mois en commun"),
        (0, "", "une période plus longue"),
    ],
)
def test_a_table_that_gives_somebody_away_is_refused_with_what_to_change(
    published: int, dimension: str, advice: str
) -> None:
    words = messages.sentence(statistics_errors.AttackSucceeds(count=2, published=published, dimension=dimension))
    assert advice in words
    assert "«\u00a0\u00a0»" not in words
    assert "« »" not in words
