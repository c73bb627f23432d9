"""Every document of the family is read whole, in the order of its story, as it is drawn: words apart, none left out."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from tests import people
from tests.exports.document.checking import drawn, out_of_order, run_together, said, said_without_colour, unlike
from tests.exports.document.making import passport_file

_RUN_TOGETHER = re.compile(
    r"[a-zé][.!?;][A-ZÉÀ]|[a-zéè](?:Résultat|Outcome|Passeport|Expérience|Personne|Person|Signature|Langue)\b"
)
"""A sentence, or a title of ours, that begins where the words before it end with no space between."""
_WIDER_THAN_A_LINE = {
    "wide-usual", "wide-large", "wide-plain", "copy-extreme", "attestation-en", "synthesis-long", "referral-en",
}  # fmt: skip
"""Documents with a word that no line can hold: it is drawn on several, and read as the one that it is."""
_NAME = "Ada-Inès d’Exemple"
_STATION = "Mission locale d’Essai-sur-Seine"
STORIES: dict[str, tuple[str, ...]] = {
    "usual-usual": (
        "Passeport d’orientation", _NAME, "Nom de naissance", "06 39 98", "Passeport n° PSP", "Remis le", "Empreinte :",
        "À propos de moi", "Paysagiste", "Expérience professionnelle", "Ouvrière horticole", "Bouturage",
        "Éducation et formation", "Langues maternelles", "Autre langue Écouter Lire", "anglais B1 B2 A2 A2 A1",
        "bambara C2", "Niveaux :", "Compétences numériques", "Permis de conduire", "Publications", "Bénévolat",
        "Parcours d’orientation", "12 octobre 2026 – Entretien", "2 novembre 2026", "20 novembre 2026", "À faire",
        "Qui contacter", "Points d’accueil rencontrés", "Ce qui est partagé", "Accord de la personne", "Rubriques",
    ),
    "usual-large": (
        "Passeport d’orientation", _NAME, "Remis le", "Passeport n° PSP", "Empreinte :", "À propos de moi",
        "Ouvrière horticole", "Langues maternelles", "anglais Écouter : B1 Lire : B2", "bambara Écouter : C2",
        "Permis de conduire", "12 octobre 2026 – Entretien", "2 novembre 2026", "À faire", "Ce qui est partagé",
    ),
    "usual-plain": (
        "Mon passeport en facile à lire", _NAME, "Ce document parle de moi. Je peux le montrer", "Qui je suis",
        "Je m’appelle", "Je suis née le 28 février 1999.", "Ce que je veux faire", "Où j’ai travaillé",
        "Ce que j’ai appris", "Les langues que je parle", "Ce que je sais faire", "Ce que j’ai déjà fait",
        "Le 12 octobre 2026 : rendez-vous", "Le 2 novembre 2026 : découverte", "La suite", "Qui peut m’aider",
        "Qui peut lire ce document", "J’ai dit oui le", "Passeport n° PSP", "Empreinte :",
    ),
    "english-usual": (
        _NAME, "Date of birth", "Passport no. PSP", "Issued on", "About me", "Work experience",
        "Education and training", "Mother tongues", "Other language Listening Reading", "English B1 B2 A2 A2 A1",
        "Driving licences", "Orientation pathway", "12 October 2026 – Individual interview", "To do", "What is shared",
    ),
    "english-plain": (
        "My passport in easy-to-read", _NAME, "Who I am", "My name is", "What I want to do", "Where I worked",
        "What I have already done", "What comes next", "Who can help me", "Who can read this document", "Passport no.",
    ),
    "synthesis": (
        _STATION, "Document de synthèse", "Personne : Ada", "Besoin : Trouver", "CEP niveau 2", "Projet d’évolution",
        "Devenir paysagiste.", "Stratégie", "Un CAP en alternance, puis un emploi.", "Ce qui a déjà été fait",
        "• 12 octobre 2026", "• 2 novembre 2026", "Plan d’action Action Qui Pour quand Où cela en est",
        "Mettre le CV à jour – 1er décembre 2026 En projet", "Financements envisagés CPF", "Signatures", "Fait le",
        "La personne Le conseiller", "page 1 sur 1",
    ),
    "synthesis-en": (
        _STATION, "Summary of professional", "Person: Ada", "Need: Trouver", "CEP level 1", "Professional project",
        "A garden.", "Strategy", "Plan of action", "Funding considered", "Signatures", "Done on",
        "The person The adviser", "page 1 of 1",
    ),
    "attestation": (
        _STATION, "Attestation de participation", "atteste que", "Personne : Ada", "A pris part à : Entretien",
        "Date :", "Durée : 45 min", "Lieu : Sur place", "qui l’utilise comme elle", "Fait le",
        "Signature de Camille", "Cachet",
    ),
    "attestation-en": (
        _STATION, "Certificate of attendance", "certifies that", "Person: Wilhelmina", "Took part in", "Date:",
        "Place: Massy", "Done on", "Signature of Camille", "Stamp",
    ),
    "referral": (
        _STATION, "Fiche d’orientation", "Personne : Ada", "Vers qui", "Motif : Rencontrer", "Besoin : Trouver",
        "Envoyée par", "Ce qui a déjà été fait", "• 12 octobre", "• 2 novembre", "Fait le", "Coupon-retour",
        "À renvoyer", "Passeport reçu G000", "Orientation acceptée G000", "Déclinée, autre motif G000",
        "le code de chaque motif", "Personne non joignable G000", "Doublon G000", "Ou par écrit", "☐ Reçue le",
        "☐ Acceptée", "☐ Déclinée", "Nom et point d’accueil",
    ),
    "referral-en": (
        _STATION, "Referral sheet", "Person: Wilhelmina", "To whom", "Reason: Rencontrer", "Sent by",
        "What was already done", "• 6 January 2020", "• 4 February 2020", "Done on", "Reply slip", "To be sent back",
        "Passport received G000", "Declined, other reason G000", "Duplicate G000", "Or in writing", "☐ Declined",
    ),
    "sign-in": (
        _STATION, "Feuille d’émargement – Écrire son CV", "23 novembre 2026 à 14 h, 120 min · Salle 2", "Animée par",
        "N° Nom et prénom Signature 1 EXEMPLE Ada-Inès 2", "Cette feuille prouve", "page 1 sur 1",
    ),
    "sign-in-en": (
        _STATION, "Sign-in sheet – Écrire son CV", "23 November 2026 at 14:00, 120 min · Salle 2", "Led by",
        "No. Name Signature 1 EXEMPLE Ada-Inès 2", "This sheet proves", "page 1 of 1",
    ),
    "copy": (
        "Copie de vos données", "Tout ce qui est gardé sur Ada", "Copie établie le", "articles 15 et 20", "Identité",
        "Prénom : Ada-Inès", "Situation", "Suivi", "Profil", "Poste : Ouvrière horticole", "Trouver un métier",
        "Entretien individuel", people.PRIVATE_NOTE, people.TEAM_NOTE, people.SHARED_NOTE, "Métier confirmé",
        "Qui a consulté ou modifié ce dossier Personne jusqu’ici.",
    ),
    "copy-en": (
        "Copy of your data", "Everything that is kept about Ada", "Copy made on", "Articles 15 and 20", "Identity",
        "Given names: Ada-Inès", "Follow-up", "Profile", "Position: Ouvrière horticole", "Individual interview",
        people.PRIVATE_NOTE, people.SHARED_NOTE, "Who read or changed this record Nobody so far.",
    ),
}  # fmt: skip
"""What each document says, in the order in which it is to be read."""


@pytest.fixture(scope="module")
def read(family: dict[str, Path]) -> dict[str, str]:
    """What is read of each document."""
    with ThreadPoolExecutor(2) as two:
        return dict(zip(family, two.map(said_without_colour, family.values()), strict=True))


def test_each_document_is_read_in_the_order_of_its_story(read: dict[str, str]) -> None:
    assert {name: wrong for name, story in STORIES.items() if (wrong := out_of_order(read[name], story))} == {}


@pytest.fixture(scope="module")
def seen(family: dict[str, Path]) -> dict[str, str]:
    """What is drawn of each document."""
    with ThreadPoolExecutor(2) as two:
        return dict(zip(family, two.map(drawn, family.values()), strict=True))


def test_each_document_is_read_whole_and_as_it_is_drawn(read: dict[str, str], seen: dict[str, str]) -> None:
    assert {name: wrong for name, words in read.items() if (wrong := unlike(words, seen[name]))} == {}


def test_words_are_read_apart(read: dict[str, str], seen: dict[str, str]) -> None:
    joined = {name: found for name, words in read.items() if (found := run_together(words, seen[name]))}
    assert joined.keys() == _WIDER_THAN_A_LINE
    assert [name for name, words in read.items() if _RUN_TOGETHER.search(words)] == []
    assert _RUN_TOGETHER.findall(read["copy"].replace(". ", ".")), "words that run together are seen"


# Each check fails on a copy that was spoiled for it ---------------------------------------------------------------


def _spoiled(folder: Path) -> Path:
    """A passport whose experience is read after its education."""
    file = passport_file(people.ada_passport(), folder, name="spoiled")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        parts = pdf.Root.StructTreeRoot.K[0].K
        parts[3], parts[4] = parts[4], parts[3]
        pdf.save(file)
    return file


def test_parts_that_change_places_are_noticed(tmp_path: Path) -> None:
    file = _spoiled(tmp_path)
    words = said(file)
    assert "is not read after" in out_of_order(words, STORIES["usual-usual"])
    assert "drawn there" in unlike(words, drawn(file))


def test_a_part_that_is_not_read_is_noticed(tmp_path: Path) -> None:
    file = passport_file(people.ada_passport(), tmp_path, name="spoiled")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.Root.StructTreeRoot.K[0].K[4]
        pdf.save(file)
    assert "drawn and not read" in unlike(said(file), drawn(file))


def test_words_that_run_together_at_the_end_of_a_line_are_noticed(tmp_path: Path) -> None:
    file = passport_file(people.ada_passport(), tmp_path, name="spoiled")
    assert run_together(said_without_colour(file), drawn(file)) == ""
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(page.obj.Contents.read_bytes().replace(b"\x00 ) Tj", b") Tj"))
        pdf.save(file)
    heard, shown = said(file), drawn(file)
    assert unlike(heard, shown) == ""
    assert " and " in run_together(heard, shown)


def test_words_of_which_some_are_written_to_the_left_are_followed() -> None:
    assert unlike("Ada \u0644\u064a Zoé 12", "Ada \u064a\u0644 Zoé 12") == ""
    assert "drawn there" in unlike("Ada \u0644 Zoé", "Zoé \u0644 Ada")
