"""The reading report in the words of the screen."""

import pytest

from passeport.domain.reading import Fate, ReadingEntry, ReadingReport
from passeport.language import reading_account


def entry(went_to: str, fate: Fate = Fate.UNDERSTOOD, path: str = "/Candidate/x", line: int = 3) -> ReadingEntry:
    return ReadingEntry(path=path, line=line, value="une valeur", fate=fate, went_to=went_to)


@pytest.mark.parametrize(
    ("went_to", "what", "where"),
    [
        ("identity.addresses.0.city", "Adresses", "Coordonnées"),
        ("identity.emails", "Courriels", "Coordonnées"),
        ("identity.birth_date", "Date de naissance", "Identité"),
        ("identity.mother_tongues.1.code", "Langues maternelles", "Langues"),
        ("profile.experiences.0.position", "Poste", "Expérience professionnelle"),
        ("profile.experiences", "Expérience professionnelle", "Expérience professionnelle"),
        ("profile.photo.data", "Fichier", "Photo"),
        ("profile.custom.title", "Titre", "Autres rubriques"),
        ("parcours.0.steps.2.day", "Date", "Parcours d’orientation"),
        ("parcours.need", "Besoin d’orientation", "Parcours d’orientation"),
        ("issue.number", "Le document lui-même", "Informations sur le fichier"),
        ("", "Le document lui-même", "Informations sur le fichier"),
    ],
)
def test_each_element_is_found_where_the_screen_shows_it(went_to: str, what: str, where: str) -> None:
    assert reading_account.place(entry(went_to)) == (what, where)


def test_the_sum_covers_the_document() -> None:
    fates = [Fate.UNDERSTOOD] * 120 + [Fate.KEPT] * 2 + [Fate.REFUSED] + [Fate.NOT_UNDERSTOOD] * 2
    report = ReadingReport(file_format="candidate", entries=tuple(entry("profile.custom", fate) for fate in fates))
    assert reading_account.total(report) == (
        "125 éléments\u00a0: 120 compris, 2 gardés tels quels, 1 écarté, 2 non compris"
    )
    assert reading_account.total(ReadingReport(file_format="pdf")) == "0 élément"


def test_destinations_are_told_by_section_in_the_order_of_a_passport() -> None:
    places = ["profile.photo", "identity.addresses.0.city", "identity.emails.0", "identity.addresses.0.street"]
    report = ReadingReport(file_format="candidate", entries=tuple(entry(place) for place in places))
    contacts, photo = reading_account.destinations(report, Fate.UNDERSTOOD)
    assert contacts == ("Adresses, Courriels", "Coordonnées", 3)
    assert (contacts.words, photo.words) == ("Adresses, Courriels → Coordonnées", "Photo")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/Candidate/CandidateProfile/eures:Hobbies[2]", "ligne 3, «\u00a0Hobbies\u00a0»"),
        ("/Candidate/Inconnu", "ligne 3, «\u00a0Inconnu\u00a0»"),
        ("passport.profile.custom.0.title", "ligne 3, «\u00a0passport.profile.custom.0.title\u00a0»"),
    ],
)
def test_a_place_in_the_file_is_its_line_and_its_last_name(path: str, said: str) -> None:
    assert reading_account.spot(entry("", path=path)) == said
