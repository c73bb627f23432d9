"""ROME and ESCO as they are published, in small fictional files of the same columns."""

from pathlib import Path

import pytest

from exports.skill_terms import official_files
from exports.skill_terms.official_files import OfficialSkillFiles
from passeport.domain.errors import Cancelled, FileNotFound, FileTooLarge, NotASkillReference
from passeport.domain.skill_terms import SkillSource

ESCO = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
    "scopeNote,definition,inScheme,description\n"
    'KnowledgeSkillCompetence,http://exemple.invalid/esco/1,knowledge,sector-specific,tailler des haies fictives,"a\n'
    'b",,released,2026-01-01,,,,"Une phrase, avec une virgule"\n'
    "KnowledgeSkillCompetence,http://exemple.invalid/esco/2,skill/competence,transversal,lire un plan inventé,,,"
    "released,,,,,\n"
)
ROME = "code_ogr,libelle_competence,cat_comp\n900001,Tailler une haie fictive,S\n900002,Écouter un usager inventé,E\n"
KNOWLEDGE = "code_ogr_savoir;libelle_savoir\n900100;Règles d’un métier imaginaire\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "officiel.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding", "source", "labels"),
    [
        (ESCO, "utf-8", SkillSource.ESCO, ["tailler des haies fictives", "lire un plan inventé"]),
        (ROME, "utf-8-sig", SkillSource.ROME, ["Tailler une haie fictive", "Écouter un usager inventé"]),
        (ROME, "cp1252", SkillSource.ROME, ["Tailler une haie fictive", "Écouter un usager inventé"]),
        (KNOWLEDGE, "utf-8", SkillSource.ROME, ["Règles d’un métier imaginaire"]),
    ],
)
def test_an_official_file_is_read(
    text: str, encoding: str, source: SkillSource, labels: list[str], tmp_path: Path
) -> None:
    found = OfficialSkillFiles().read(written(tmp_path, text, encoding))
    assert [term.label for term in found] == labels
    assert {term.source for term in found} == {source}
    assert len({term.code for term in found}) == len(found)


@pytest.mark.parametrize(
    "text", ["", "rien", "a,b,c\n1,2,3\n", "code_ogr,libelle_competence\n", "code_ogr,libelle_competence\n1,\n,x\n"]
)
def test_another_file_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(NotASkillReference):
        OfficialSkillFiles().read(written(tmp_path, text))


def test_a_file_that_is_absent_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileNotFound):
        OfficialSkillFiles().read(tmp_path / "absent.csv")
    monkeypatch.setattr(official_files, "LARGEST", 10)
    with pytest.raises(FileTooLarge):
        OfficialSkillFiles().read(written(tmp_path, ROME))


def test_a_line_that_is_no_term_is_left_and_reading_can_be_stopped(tmp_path: Path) -> None:
    path = written(tmp_path, ROME + f'9,"{"x" * 400}"\n8\n900001,Deux fois\n')
    assert [term.code for term in OfficialSkillFiles().read(path)] == ["900001", "900002"]

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        OfficialSkillFiles().read(path, stop)
