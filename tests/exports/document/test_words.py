import datetime as dt
import json
import string
from pathlib import Path

import pikepdf
import pytest

from exports.document.layout import fonts
from exports.document.layout import theme as themes
from exports.document.layout import words as labels_of
from exports.document.layout.words import REFERENCE, Said, Words, languages
from exports.document.passport.document import Presentation, drawn_passport
from exports.document.passport.timeline import TO_DO
from passeport.domain.parcours import ActionStatus, ReferralStatus, Step, StepStatus
from passeport.domain.passport import Passport
from passeport.domain.profile import DrivingLicence, Skill
from passeport.domain.vocabulary import vocabulary
from tests import people
from tests.exports.document.checking import outloud, said, verapdf
from tests.exports.document.making import passport_file

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "documents"
EUROPASS = {term.code for term in vocabulary("profile_languages").terms}
OURS = {"en", "fr"}
"""The languages whose words for codes are in the vocabularies."""
PRINTED = (
    *("action_statuses", "agreement_modes", "cefr_dimensions", "cep_levels", "closure_reasons", "driving_licences"),
    *("europass_sections", "genders", "headline_kinds", "immersion_objectives", "modes", "nace_sections", "networks"),
    *("objectives", "referral_statuses", "skill_kinds", "step_statuses", "step_types", "themes"),
)
"""The vocabularies whose words a passport prints."""
NOT_PRINTED = {f"action_statuses.{status}" for status in ActionStatus if status not in TO_DO}


def _labels(language: str) -> dict[str, str]:
    labels: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))["labels"]
    return labels


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_of_europass_has_labels() -> None:
    assert languages() == EUROPASS


def test_french_and_english_say_the_same_things() -> None:
    assert set(_labels("fr")) == set(_labels("en"))
    assert Words("fr")._labels.keys() == Words("en")._labels.keys()


@pytest.mark.parametrize("language", sorted(EUROPASS - OURS))
def test_a_language_has_every_label_with_its_places_and_every_code(language: str) -> None:
    english, labels = _labels(REFERENCE), _labels(language)
    codes = {f"{name}.{term.code}" for name in PRINTED for term in vocabulary(name).terms} - NOT_PRINTED
    assert set(labels) == set(english) | codes
    for key, text in labels.items():
        assert text == text.strip() != "", key
        assert _places(text) == _places(english.get(key, "")), key


@pytest.mark.parametrize("language", sorted(EUROPASS))
def test_every_letter_of_a_language_is_in_the_text_fonts(language: str) -> None:
    words = Words(language)
    months = (words.day(dt.date(2026, month, 23)) for month in range(1, 13))
    for font in (fonts.TEXT, fonts.BOLD, fonts.ITALIC):
        missing: set[str] = set()
        said = " ".join((*words._labels.values(), *months)).split()
        assert {piece.font for word in said for piece in fonts.pieces(word, font, missing)} == {font}
        assert missing == set()


@pytest.mark.parametrize("language", sorted(EUROPASS))
def test_a_passport_has_no_word_of_another_language(language: str) -> None:
    passport = everything_printed().evolve(language=language)
    for fingerprint in ("f" * 64, ""):
        drawn = drawn_passport(passport, fingerprint, themes.USUAL, Words(language))
        assert [node.attributes["Lang"] for node in drawn.structure.walk() if "Lang" in node.attributes] == []


def everything_printed() -> Passport:
    """A passport with every code of what it prints."""
    passport = people.ada_passport()
    parcours, profile = people.ada_parcours(), passport.profile
    (worked, *_), (action, *_), sent = profile.experiences, parcours.actions, parcours.steps[2].referral
    assert sent is not None
    assert passport.issue is not None
    codes = {name: [term.code for term in vocabulary(name).terms] for name in PRINTED}
    plain = [
        Step(
            id=people.item(f"{kind} {number}"),
            type=kind,
            day=people.TODAY,
            mode=codes["modes"][number % len(codes["modes"])],
            status=list(StepStatus)[number % len(StepStatus)],
            themes=tuple(codes["themes"]),
            objectives=tuple(codes["objectives"]),
            immersion_objective=codes["immersion_objectives"][number % 3] if kind == "IMMERSION" else None,
        )
        for number, kind in enumerate([*codes["step_types"], "IMMERSION", "IMMERSION"])
    ]
    referred = [
        parcours.steps[2].evolve(
            id=people.item(network),
            referral=sent.evolve(
                network=network,
                status=list(ReferralStatus)[number % len(ReferralStatus)],
                decline_reason="AUTRE" if number % len(ReferralStatus) == 4 else None,
                first_meeting_on=people.TODAY,
            ),
        )
        for number, network in enumerate(codes["networks"])
    ]
    steps = [*plain, *referred]
    actions = tuple(action.evolve(id=people.item(status), status=status) for status in ActionStatus)
    closed = tuple(
        parcours.evolve(
            id=people.identifier(reason), steps=(), actions=(), closed_on=people.TODAY, closure_reason=reason,
            cep_level=codes["cep_levels"][number % 2],
        )
        for number, reason in enumerate(codes["closure_reasons"])
    )  # fmt: skip
    return passport.evolve(
        parcours=(parcours.evolve(steps=tuple(steps), actions=actions), *closed),
        issue=passport.issue.evolve(sections=tuple(codes["europass_sections"])),
        profile=profile.evolve(
            experiences=tuple(
                worked.evolve(id=people.item(code), sector=code, sector_label="") for code in codes["nace_sections"]
            ),
            driving_licences=tuple(
                DrivingLicence(
                    id=people.item(code), category=code, issued_on=people.date("2019"), expires_on=people.date("2039")
                )
                for code in codes["driving_licences"]
            ),
            skills=tuple(
                Skill(id=people.item(code), kind=code, description="<p>Fictif</p>") for code in codes["skill_kinds"]
            ),
        ),
    )


def test_what_a_language_has_not_is_english_and_marked() -> None:
    words = Words("pl")
    assert words.say("mother_tongue") == Said("Język ojczysty")
    assert words.say("plain_me") == Said("Who I am", "en")
    assert words.term("europass_sections", "EDUCATION") == Said("Edukacja i szkolenia")
    assert words.term("decline_reasons", "EN_EMPLOI").language == "en"
    assert Words("tlh").language == REFERENCE


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("de", "2. November 2026", "November 2026"),
        ("cs", "2. listopadu 2026", "listopad 2026"),
        ("hu", "2026. november 2.", "2026. november"),
        ("lt", "2026 m. lapkričio 2 d.", "2026 m. lapkritis"),
        ("sr", "2. новембар 2026.", "новембар 2026."),
        ("me", "2. novembar 2026.", "novembar 2026."),
        ("fr", "2 novembre 2026", "novembre 2026"),
    ],
)
def test_a_date_is_written_as_its_language_writes_it(language: str, day: str, month: str) -> None:
    words = Words(language)
    assert words.day(dt.date(2026, 11, 2)) == day
    assert words.date(people.date("2026-11-02")) == day
    assert words.date(people.date("2026-11")) == month
    assert words.date(people.date("2026")) == "2026"


def test_a_sentence_that_ends_with_a_day_ends_once() -> None:
    said = Words("hr").text("handed", day=Words("hr").day(dt.date(2026, 11, 2)), station="A", recipient="B")
    assert said == "Izdano: 2. studenoga 2026. Izdao: A. Namijenjeno: B."
    assert "...." in Words("fr").text("answered_by", fill="....")


def test_numbers_are_not_cut_and_french_has_its_spaces() -> None:
    assert Words("fr").typeset("Tél : 01 99 00") == "Tél\u00a0: 01\u00a099\u00a000"
    assert Words("de").typeset("Tel: 01 99") == "Tel: 01\u00a099"


def test_a_passport_in_any_language_conforms_and_says_its_own_words(shared: Path, tmp_path: Path) -> None:
    files = {}
    for language in sorted(EUROPASS):
        files[language] = passport_file(people.ada_passport().evolve(language=language), tmp_path, name=language)
    checked = [
        files[language] for language in ("bg", "el", "ga", "hu", "me", "tr")
    ]  # each writing, each kind of letters
    assert verapdf(shared, checked) == ""
    assert outloud(checked) == ""
    for language, file in files.items():
        with pikepdf.open(file) as pdf:
            assert str(pdf.Root.Lang) == {"me": "cnr"}.get(language, language)
        if file in checked:
            words, read = Words(language), said(file).replace("\u00a0", " ")
            assert words.term("europass_sections", "EXPERIENCE").text in read
            assert words.term("cefr_dimensions", "reading").text in read
            assert words.text("contact").replace("\u00a0", " ") in read


def test_a_figure_described_in_another_language_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = {key: text for key, text in _labels("pl").items() if key not in {"code", "photograph"}}
    monkeypatch.setattr(labels_of, "_labels", lambda language: lacking if language == "pl" else _labels(language))
    file = passport_file(people.ada_passport().evolve(language="pl"), tmp_path)
    with pikepdf.open(file) as pdf:
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        assert len(figures) == 2
        assert {str(figure.get("/Lang")) for figure in figures} == {"en"}
    assert outloud([file]) == ""


def test_words_of_another_language_hang_on_an_element_that_says_so(tmp_path: Path) -> None:
    passport = people.ada_passport().evolve(language="pl")
    with pikepdf.open(passport_file(passport, tmp_path, Presentation.PLAIN)) as pdf:
        spans = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.Span
        ]
        assert spans
        assert {str(span.Lang) for span in spans} == {"en"}
