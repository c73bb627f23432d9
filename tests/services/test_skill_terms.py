"""A reference of skills: loaded by an administrator, offered by the beginnings of its words, nothing without it."""

from pathlib import Path

import pytest

from passeport.domain.errors import NotASkillReference
from passeport.domain.rights import ADMINISTRATOR
from passeport.domain.skill_terms import SkillSource
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from storage.open_vault import SqlcipherVault
from tests import vaults

ROME = (
    "code_ogr,libelle_competence\n900001,Tailler une haie fictive\n900002,Écouter un usager inventé\n900003,Tailler\n"
)


@pytest.fixture
def loaded(desk: Desk, tmp_path: Path) -> Desk:
    path = tmp_path / "unix_referentiel_competence.csv"
    path.write_text(ROME, encoding="utf-8")
    assert isinstance(desk.vault, SqlcipherVault)
    vaults.as_account(desk.vault, ADMINISTRATOR)
    assert desk.skill_terms.load(path) == {SkillSource.ROME: 3}
    return desk


def test_nothing_is_offered_before_anything_is_loaded(desk: Desk) -> None:
    assert desk.skill_terms.suggest("tailler") == ()
    assert desk.skill_terms.counts() == {}


def test_terms_answer_by_the_beginnings_of_their_words(loaded: Desk) -> None:
    def labels(text: str) -> list[str]:
        return [term.label for term in loaded.skill_terms.suggest(text)]

    assert labels("tail") == ["Tailler", "Tailler une haie fictive"]
    assert labels("haie tail") == ["Tailler une haie fictive"]
    assert labels("ECOU usag") == ["Écouter un usager inventé"]
    assert labels("zzz") == labels("") == []
    with loaded.vault.unit_of_work() as work:
        (last,) = work.journal.entries(1)
    assert (last.operation, last.reference) == (JournalOperation.SKILL_TERMS_LOADED, "ROME")


def test_loading_again_replaces_and_a_wrong_file_changes_nothing(loaded: Desk, tmp_path: Path) -> None:
    path = tmp_path / "autre.csv"
    path.write_text("code_ogr,libelle_competence\n1,Conduire un engin imaginaire\n", encoding="utf-8")
    assert loaded.skill_terms.load(path) == {SkillSource.ROME: 1}
    path.write_text("rien", encoding="utf-8")
    with pytest.raises(NotASkillReference):
        loaded.skill_terms.load(path)
    assert [term.label for term in loaded.skill_terms.suggest("conduire")] == ["Conduire un engin imaginaire"]
