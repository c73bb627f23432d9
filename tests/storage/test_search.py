"""Finding people as they are typed: accents, case, joined names, dates, telephone digits, and one error."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Email, Identity, Telephone
from passeport.domain.partial_date import PartialDate
from storage.open_vault import SqlcipherVault
from tests import vaults

PEOPLE = {
    "ada": Identity(
        given_names="Ada-Inès",
        family_name="d’Exemple",
        birth_name="Le Modèle",
        birth_date=PartialDate.parse("1999-02-28"),
        telephones=(Telephone(country_dialing="33", number="639980000"),),
        emails=(Email(address="Ada.Inès@exemple.invalid"),),
    ),
    "goff": Identity(
        given_names="Élodie",
        family_name="Le Goff",
        birth_date=PartialDate.parse("1985-12-06"),
        telephones=(Telephone(number="06 12 34 56 78"),),
    ),
    "legoff": Identity(
        given_names="ELODIE",
        family_name="LEGOFF",
        birth_date=PartialDate.parse("1985-06-12"),
        telephones=(Telephone(number="+33 7 00 00 12 34"),),
    ),
    "delatour": Identity(given_names="Jean", family_name="Delatour", birth_date=PartialDate.parse("1970")),
    "latour": Identity(given_names="Jean", family_name="de la Tour", birth_date=PartialDate.parse("1970-03")),
    "œuvrard": Identity(given_names="Cœlia", family_name="Œuvrard"),
    "yıldız": Identity(given_names="Işıl", family_name="Yıldız"),
    "李": Identity(given_names="小龙", family_name="李"),
    "ivoirien": Identity(given_names="Koffi", family_name="Factice", telephones=(Telephone(number="+2250700000001"),)),
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlcipherVault]:
    folder: Path = tmp_path_factory.mktemp("ville") / "coffre"
    vault = vaults.create(folder)
    with vault.unit_of_work() as work:
        for number, identity in enumerate(PEOPLE.values()):
            person = Beneficiary(id=BeneficiaryId(UUID(int=number)), identity=identity, opened_on=dt.date(2026, 11, 23))
            work.dossiers.add(Dossier(beneficiary=person))
        work.commit()
    yield vault
    vault.lock()


def found(vault: SqlcipherVault, text: str, limit: int = 100) -> list[str]:
    names = list(PEOPLE)
    with vault.unit_of_work() as work:
        return [names[summary.id.int] for summary in work.dossiers.find(text, limit=limit)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ada", {"ada"}),
        ("ADA INES", {"ada"}),
        ("inès", {"ada"}),
        ("ines ada", {"ada"}),
        ("exemple modele", {"ada"}),
        ("modele exem", {"ada"}),
        ("Mme Exemple", {"ada"}),
        ("M. Delatour", {"latour", "delatour"}),
        ("Exemple née Le Modèle", {"ada"}),
        ("d’Exemple (née Modele)", {"ada"}),
        ("mme exmeple", {"ada"}),
        ("tour la", {"latour"}),
        ("exem", {"ada"}),
        ("d'exemple", {"ada"}),
        ("dexemple ada", {"ada"}),
        ("modele", {"ada"}),
        ("lemod", {"ada"}),
        ("le goff", {"goff", "legoff"}),
        ("LEGOFF", {"goff", "legoff"}),
        ("le-goff elodie", {"goff", "legoff"}),
        ("Élodie LE GOFF", {"goff", "legoff"}),
        ("legof elo", {"goff", "legoff"}),
        ("de la tour", {"latour", "delatour"}),
        ("delatour", {"latour", "delatour"}),
        ("jean delat", {"latour", "delatour"}),
        ("oeuvrard", {"œuvrard"}),
        ("Œuv", {"œuvrard"}),
        ("coelia", {"œuvrard"}),
        ("YILDIZ", {"yıldız"}),
        ("yıl", {"yıldız"}),
        ("李", {"李"}),
        ("ada zzz", set()),
    ],
)
def test_names(town: SqlcipherVault, typed: str, expected: set[str]) -> None:
    assert set(found(town, typed)) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "28/02/1999",
        "28.02.1999",
        "28-02-1999",
        "28 02 1999",
        "28021999",
        "28/2/99",
        "1999-02-28",
        "28 février 1999",
        "28 fevrier 1999",
        "28 fév 1999",
        "février 1999",
        "02/1999",
        "1999",
        "ada 28/02/1999",
        "28/02/1999 exemple",
        "d’Exemple 28 février 1999",
        "Ada février 1999",
        "ada 1999",
        "ines 1999-02-28",
        "ada 02/1999",
        "280299",
        "ada 280299",
        "ada 28021999",
        "19990228",
        "28 / 02 / 1999",
        "exemple 28 02 1999",
        "ada 28 février 99",
        "née le 28/02/1999",
        "Ada d’Exemple née le 28 février 1999",
    ],
)
def test_birth_dates_in_french_forms(town: SqlcipherVault, typed: str) -> None:
    assert found(town, typed) == ["ada"]


def test_a_birth_date_of_a_year_or_a_month_is_found_by_it(town: SqlcipherVault) -> None:
    assert set(found(town, "1970")) == {"delatour", "latour"}
    assert found(town, "mars 1970") == ["latour"]
    assert found(town, "1er mars 1970") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("06 39 98 00 00", "ada"),
        ("0639980000", "ada"),
        ("06.39.98", "ada"),
        ("+33 6 39 98 00 00", "ada"),
        ("+33 (0)6 39 98 00 00", "ada"),
        ("0612", "goff"),
        ("elodie 061234", "goff"),
        ("0033639980000", "ada"),
        ("639980000", "ada"),
        ("8 00 00", "ada"),
        ("980000", "ada"),
        ("06 12 34 56 78", "goff"),
        ("06.12.34.56.78", "goff"),
        ("06-12-34-56-78", "goff"),
        ("06/12/34/56/78", "goff"),
        ("+33612345678", "goff"),
        ("06 12 34", "goff"),
        ("56 78", "goff"),
        ("5678", "goff"),
        ("elodie 5678", "goff"),
        ("07 00 00 12 34", "legoff"),
        ("1234", "legoff"),
        ("+225 07 00 00 00 01", "ivoirien"),
        ("2250700", "ivoirien"),
    ],
)
def test_telephone_digits_from_either_end(town: SqlcipherVault, typed: str, expected: str) -> None:
    assert found(town, typed) == [expected]


def test_e_mail(town: SqlcipherVault) -> None:
    assert found(town, "ada.inès@exemple") == ["ada"]
    assert found(town, "ADA.INÈS@EXEMPLE.INVALID") == ["ada"]
    assert found(town, "nobody@exemple.invalid") == []
    assert found(town, "ada.in") == ["ada"]


def errors_of(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        yield word[:place] + "k" + word[place:]
        yield word[:place] + "k" + word[place + 1 :]
    yield from (word[:p] + word[p + 1] + word[p] + word[p + 2 :] for p in range(len(word) - 1))


@pytest.mark.parametrize(("word", "who"), [("exemple", "ada"), ("delatour", "delatour"), ("elodie", "goff")])
def test_one_error_anywhere_is_forgiven(town: SqlcipherVault, word: str, who: str) -> None:
    missed = [typed for typed in errors_of(word) if who not in found(town, typed)]
    assert missed == []


def test_two_errors_are_not(town: SqlcipherVault) -> None:
    assert found(town, "exkmkle") == []


def test_an_error_in_one_word_of_several(town: SqlcipherVault) -> None:
    assert found(town, "ada exmeple") == ["ada"]
    assert found(town, "exmeple 28/02/1999") == ["ada"]
    assert found(town, "exmeple 01/01/2001") == []


def test_exact_answers_come_before_forgiven_ones(town: SqlcipherVault) -> None:
    assert found(town, "legoff")[0] in ("goff", "legoff")
    assert found(town, "jean", limit=1) == found(town, "jean")[:1]


@pytest.mark.parametrize(
    "typed", ["%", "_", "'", '"', "\\", "*", "#", "+", "-", "@", "0033", "12", "()", "\x00", "à" * 999]
)
def test_signs_find_nobody_and_break_nothing(town: SqlcipherVault, typed: str) -> None:
    assert found(town, typed) == []


def test_a_pasted_page_breaks_nothing(town: SqlcipherVault) -> None:
    page = "Ada d’Exemple née le 28/02/1999, 06 39 98 00 00, ada@exemple.invalid. " * 300
    assert found(town, page) in ([], ["ada"])
    assert found(town, " ".join(f"mot{number}" for number in range(5000))) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=40), st.from_regex(r"[0-9/. +@a-é-]{1,25}", fullmatch=True)))
def test_whatever_is_typed_is_answered(town: SqlcipherVault, text: str) -> None:
    assert len(found(town, text)) <= len(PEOPLE)


def test_a_changed_name_is_found_by_the_new_one_only(tmp_path: Path) -> None:
    vault = vaults.create(tmp_path / "coffre")
    person = Beneficiary(id=BeneficiaryId(UUID(int=0)), identity=PEOPLE["ada"], opened_on=dt.date(2026, 11, 23))
    married = PEOPLE["ada"].evolve(family_name="Fictive", birth_name="", birth_date=None, telephones=())
    with vault.unit_of_work() as work:
        first = work.dossiers.add(Dossier(beneficiary=person))
        work.dossiers.save(first.evolve(beneficiary=person.evolve(identity=married)))
        work.commit()
    assert found(vault, "fictive") == ["ada"]
    for old in ("exemple", "exmeple", "modele", "28/02/1999", "639980000"):
        assert found(vault, old) == []
    vault.lock()
