"""Each rule proposes its network to its public, says why, and to nobody else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeport.domain.beneficiary import Situation, YesNoUnknown
from passeport.domain.bonne_porte import Case, case_of, proposals, rules, unknown
from passeport.domain.vocabulary import vocabulary
from tests.people import ada

YES, NO = YesNoUnknown.OUI, YesNoUnknown.NON
DROPPED = Case(situation="DECROCHEUR", age=18, level="1_2", theme="EMPLOI")


def networks(**case: object) -> list[str]:
    return [proposal.rule.network for proposal in proposals(Case.model_validate(case))]


@pytest.mark.parametrize(
    ("case", "first"),
    [
        ({"situation": "SCOLARISE_LYCEE", "age": 17}, "CIO"),
        ({"situation": "SCOLARISE_COLLEGE", "age": 13, "rqth": YES}, "CIO"),
        ({"situation": "DECROCHEUR", "age": 15}, "CIO"),
        ({"situation": "SANS_ACTIVITE", "age": 15, "theme": "EMPLOI"}, "CIO"),
        ({"situation": "DECROCHEUR", "age": 16}, "PSAD"),
        ({"situation": "ALTERNANCE", "age": 19, "rqth": YES}, "CAP_EMPLOI"),
        ({"situation": "RETRAITE", "age": 67, "theme": "TROUVER_EMPLOI"}, "FRANCE_TRAVAIL"),
        ({"situation": "AGENT_PUBLIC", "age": 40, "theme": "EMPLOI"}, "FRANCE_TRAVAIL"),
        ({"situation": "DEMANDEUR_INSCRIT", "age": 19}, "MISSION_LOCALE"),
        ({"situation": "DEMANDEUR_INSCRIT", "age": 25}, "MISSION_LOCALE"),
        ({"situation": "DEMANDEUR_INSCRIT", "age": 26}, "FRANCE_TRAVAIL"),
        ({"situation": "DEMANDEUR_INSCRIT", "age": 40, "rqth": YES}, "CAP_EMPLOI"),
        ({"situation": "SALARIE_PRIVE", "age": 40}, "OPERATEUR_CEP"),
        ({"situation": "SALARIE_PRIVE", "age": 40, "is_cadre": True}, "APEC"),
        ({"situation": "INDEPENDANT", "theme": "CREER_ENTREPRISE"}, "CHAMBRE_CONSULAIRE"),
        ({"situation": "ETUDIANT", "age": 20}, "SCUIO_IP"),
        ({"situation": "RETRAITE", "age": 70, "theme": "CHOISIR_METIER"}, "CITE_METIERS"),
        ({"situation": "AGENT_PUBLIC", "age": 30, "objective": "DECOUVRIR_METIER"}, "CITE_METIERS"),
    ],
)
def test_the_first_door_of_a_public(case: dict[str, object], first: str) -> None:
    assert networks(**case)[0] == first


def test_the_mission_locale_receives_from_16_to_25_and_no_pupil() -> None:
    ages = [age for age in range(10, 40) if "MISSION_LOCALE" in networks(situation="SANS_ACTIVITE", age=age)]
    assert ages == list(range(16, 26))
    assert "MISSION_LOCALE" not in networks(situation="SCOLARISE_LYCEE", age=17)


def test_nobody_under_16_is_sent_to_look_for_work() -> None:
    for situation in ("DECROCHEUR", "SANS_ACTIVITE", "AUTRE"):
        for theme in vocabulary("themes").codes:
            assert "FRANCE_TRAVAIL" not in networks(situation=situation, age=15, theme=theme)
    assert "FRANCE_TRAVAIL" in networks(situation="SANS_ACTIVITE", age=16)
    assert "age" in unknown(Case(situation="SANS_ACTIVITE"))


def test_what_is_not_known_meets_no_condition_and_is_asked_for() -> None:
    nothing = Case()
    assert proposals(nothing) == ()
    assert {"situation", "need"} <= set(unknown(nothing))
    assert unknown(Case(situation="DEMANDEUR_INSCRIT", age=40, rqth=NO)) == ("level", "need", "time_without_work")
    assert "rqth" in unknown(Case(situation="DEMANDEUR_INSCRIT", age=40))
    assert unknown(Case(situation="RETRAITE", age=70, rqth=NO, theme="LOGEMENT")) == ()


def test_a_proposal_names_the_facts_that_made_it() -> None:
    (first, *_) = proposals(Case(situation="DEMANDEUR_INSCRIT", age=19, level="1_2", theme="SE_FORMER"))
    assert (first.rule.id, first.met) == ("missions-locales", ("situation", "age"))
    by_network = {
        p.rule.network: p for p in proposals(Case(situation="DECROCHEUR", age=18, level="1_2", theme="EMPLOI"))
    }
    assert by_network["E2C"].met == ("situation", "age", "level", "need")


def test_the_need_is_that_of_the_objective_when_no_theme_is_said() -> None:
    assert Case(objective="TROUVER_FORMATION").need == "SE_FORMER"
    assert Case(objective="TROUVER_FORMATION", theme="LOGEMENT").need == "LOGEMENT"


def test_each_rule_has_a_text_and_a_public() -> None:
    assert len({rule.id for rule in rules()}) == len(rules())
    for rule in rules():
        assert re.search(r"(?:article|Décret n°)", rule.text), rule.id
        assert rule.words.endswith("."), rule.id
        assert rule.situations or rule.themes or rule.cadre, rule.id
        assert "vérifier" not in rule.words + rule.text


def test_each_network_but_the_others_has_its_rule() -> None:
    assert {rule.network for rule in rules()} == set(vocabulary("networks").codes) - {"AUTRE"}


cases = st.builds(
    Case,
    situation=st.none() | st.sampled_from(vocabulary("situations").codes),
    age=st.none() | st.integers(0, 130),
    level=st.none() | st.sampled_from(vocabulary("education_levels").codes),
    theme=st.none() | st.sampled_from(vocabulary("themes").codes),
    objective=st.none() | st.sampled_from(vocabulary("objectives").codes),
    rqth=st.sampled_from(YesNoUnknown),
    time_without_work=st.none() | st.sampled_from(vocabulary("time_without_work").codes),
    is_cadre=st.booleans(),
)


@given(cases)
def test_the_order_is_that_of_the_rules_and_a_network_stands_once(case: Case) -> None:
    found = proposals(case)
    places = [rules().index(proposal.rule) for proposal in found]
    assert places == sorted(places)
    assert len({proposal.rule.network for proposal in found}) == len(found)
    assert all(proposal.met for proposal in found)


@given(cases)
def test_knowing_more_never_takes_a_proposal_away_but_by_saying_no(case: Case) -> None:
    """What is proposed of less is proposed of more: an unknown fact counts for nothing."""
    bare = Case(situation=case.situation, age=case.age)
    assert {p.rule.network for p in proposals(bare)} <= {p.rule.network for p in proposals(case)}


def test_a_person_as_the_rules_see_them() -> None:
    person = ada().beneficiary.evolve(situation=Situation(code="ETUDIANT", education_level="4", commune="91228"))
    case = case_of(person, 26, theme="SE_FORMER", is_cadre=True)
    assert (case.situation, case.age, case.level, case.commune, case.is_cadre) == ("ETUDIANT", 26, "4", "91228", True)
    assert case_of(person, None).age is None
