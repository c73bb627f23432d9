from passeport.domain.left_out import LeftOut
from passeport.language.left_out import warned


def _said(left_out: LeftOut) -> str:
    return warned(left_out).replace("\u00a0", " ").replace("\u202f", " ")


def test_nothing_is_said_of_a_file_that_holds_everything() -> None:
    assert warned(LeftOut()) == ""


def test_each_thing_left_out_is_said_with_what_to_choose_instead() -> None:
    said = _said(LeftOut(documents=("memoire.pdf", "plan.png"), photo=True, fields=("profile.experiences",)))
    assert "memoire.pdf, plan.png" in said
    assert "photographie" in said
    assert "Expérience professionnelle" in said
    assert said.endswith("Le PDF et le Passeport JSON portent tout.")


def test_only_what_is_left_out_is_said() -> None:
    said = _said(LeftOut(photo=True))
    assert "documents" not in said
    assert "place" not in said
