import datetime as dt
import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pydantic import ValidationError

from exports.document.layout.words import Words
from exports.document.passport.document import write_pdf
from passeport.domain.doors import doors_met
from passeport.domain.identity import Email, Identity, OnlineKind, OnlineProfile
from passeport.domain.parcours import Parcours, Step
from passeport.domain.passport import Passport
from passeport.domain.profile import Experience, Profile
from tests import people
from tests.exports.document.checking import verapdf

XML = b"<?xml version='1.0'?><Candidate/>"
ENVELOPE = b'{"format":"passeport"}'


def _words(data: bytes, tmp_path: Path) -> str:
    file = tmp_path / "passport.pdf"
    file.write_bytes(data)
    found = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    assert found.stderr == ""  # poppler says there what no validator sees, such as a font that is missing
    return " ".join(found.stdout.split())


def _many_steps(count: int) -> Passport:
    first = dt.date(2020, 1, 6)
    steps = tuple(
        Step(id=people.item(f"step {n}"), type="ENTRETIEN", day=first + dt.timedelta(days=n), outcome=f"Bilan {n}")
        for n in range(count)
    )
    parcours = Parcours(id=people.ada_parcours().id, need="Trouver sa voie", opened_on=first, steps=steps)
    return people.ada_passport().evolve(parcours=(parcours,))


PASSPORTS = {
    "everything": people.ada_passport(),
    "a name alone": Passport(identity=Identity(given_names="Ada", family_name="Fictive")),
    "two hundred steps": _many_steps(200),
    "other letters": Passport(
        identity=Identity(given_names="Ада", family_name="Ελληνίδα"),
        profile=Profile(
            about_me="<p>שלום ☐ ✓ → <strong>gras</strong> <a href='https://exemple.invalid'>lien</a></p>",
            experiences=(Experience(id=people.item("long"), position="Anticonstitutionnellement" * 12),),
        ),
    ),
    "contacts that fill a page": Passport(
        identity=Identity(
            given_names="Ada",
            family_name="Fictive",
            emails=tuple(Email(address=f"{'a' * 40}@exemple.invalid {'long ' * 380}") for _ in range(4)),
            online=(OnlineProfile(kind=OnlineKind.WEBSITE, address=f"{'très long ' * 199}fin"),),
        )
    ),
}


def test_it_is_archivable_and_accessible(shared: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.pdf" for name in PASSPORTS]
    for file, passport in zip(files, PASSPORTS.values(), strict=True):
        file.write_bytes(write_pdf(passport, XML, ENVELOPE))
    assert verapdf(shared, files) == ""


def test_it_carries_its_data_and_the_europass_file_comes_first() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(people.ada_passport(), XML, ENVELOPE))) as pdf:
        names = [str(name) for name in pdf.Root.Names.EmbeddedFiles.Names][::2]
        assert names == ["attachment.xml", "passeport.json"]
        assert pdf.attachments["attachment.xml"].get_file().read_bytes() == XML
        assert pdf.attachments["passeport.json"].get_file().read_bytes() == ENVELOPE
        assert [str(file.AFRelationship) for file in pdf.Root.AF] == ["/Data", "/Source"]


def test_the_same_passport_gives_the_same_bytes() -> None:
    first, second = (write_pdf(people.ada_passport(), XML, ENVELOPE) for _ in range(2))
    assert first == second


def test_everything_shared_is_said_and_in_the_order_of_a_passport(tmp_path: Path) -> None:
    words = _words(write_pdf(people.ada_passport(), XML, ENVELOPE), tmp_path)
    order = [
        "Ada-Inès d’Exemple",
        "PSP-2026-0000-TEST",
        "À propos de moi",
        "Ouvrière horticole",
        "Lycée de l’Essai",
        "Prendre part à une conversation",
        "Tableur",
        "Le jardin partagé",
        "12 octobre 2026 – Entretien individuel",
        people.SHARED_NOTE,
        "Orientation vers Cité des métiers",
    ]
    places = [words.find(said) for said in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def _with(tmp_path: Path, **changes: object) -> str:
    """The words of a passport whose parcours was changed."""
    passport = people.ada_passport()
    parcours = passport.parcours[0].evolve(**changes)
    return _words(write_pdf(passport.evolve(parcours=(parcours,)), XML, ENVELOPE), tmp_path)


def test_what_comes_next_is_not_past_on_the_day_of_the_passport(tmp_path: Path) -> None:
    past, day = dt.date(2026, 11, 20), dt.date(2026, 11, 30)
    known = people.ada_parcours().steps[0].evolve(status="PREVUE", day=past, notes=())
    coming = known.evolve(id=people.item("à venir"), day=day, title="Salon fictif")
    words = _with(tmp_path, steps=(known,))
    assert "À préciser" in words
    assert "Prochaine étape" not in words
    words = _with(tmp_path, steps=(known, coming))
    assert "Prochaine étape : 30 novembre 2026" in words.replace("\u00a0", " ")


def test_what_is_done_is_no_more_to_be_done(tmp_path: Path) -> None:
    (action, *_) = people.ada_parcours().actions
    assert action.title in _with(tmp_path, actions=(action,))
    assert action.title not in _with(tmp_path, actions=(action.evolve(status="REALISEE"),))


def test_the_doors_on_paper_are_those_of_the_window(tmp_path: Path) -> None:
    steps = people.ada_parcours().steps
    missed = steps[0].evolve(
        id=people.item("manquée"), status="ABSENCE_NON_EXCUSEE", notes=(),
        provenance=steps[0].provenance.evolve(station=people.MISSION_LOCALE.evolve(name="Porte jamais passée")),
    )  # fmt: skip
    words = _with(tmp_path, steps=(*steps, missed))
    said = words.replace("\u00a0", " ")
    assert f"Trouver un métier au grand air ({len(doors_met(people.ada_parcours()).names)}) • Mission locale" in said
    assert "• Porte jamais passée" not in words


def test_doors_are_counted_in_each_parcours_with_their_network(tmp_path: Path) -> None:
    passport = people.ada_passport()
    (first,) = passport.parcours
    house = people.MISSION_LOCALE.evolve(name="Maison des Essais", network="CAP_EMPLOI")
    referral = first.steps[2].referral
    assert referral is not None
    sent = first.steps[2].evolve(
        id=people.item("envoi"),
        referral=referral.evolve(status="ACCEPTEE", point_accueil="Antenne Fictive", network="AFPA"),
    )
    here = first.steps[0].evolve(
        id=people.item("ici"), notes=(), provenance=first.steps[0].provenance.evolve(station=house)
    )
    second = first.evolve(id=people.identifier("second"), need="Se loger", steps=(here, sent), actions=())
    words = _words(write_pdf(passport.evolve(parcours=(first, second)), XML, ENVELOPE), tmp_path).replace("\u00a0", " ")
    assert [doors_met(one).names for one in (first, second)] == [
        (people.MISSION_LOCALE.name,),
        ("Maison des Essais", "Antenne Fictive"),
    ]
    assert "Trouver un métier au grand air (1) • Mission locale d’Essai-sur-Seine" in words
    network = Words("fr").term("networks", "AFPA").text
    assert f"Se loger (2) • Maison des Essais (Cap emploi) • Antenne Fictive ({network})" in words
    assert "45 min · Maison des Essais (Cap emploi)" in words


def test_the_day_that_is_printed_is_that_of_the_point_daccueil(tmp_path: Path) -> None:
    passport, summer = people.ada_passport(), dt.timezone(dt.timedelta(hours=2))
    assert passport.issue is not None
    issue = passport.issue.evolve(issued_at=dt.datetime(2026, 7, 2, 0, 30, tzinfo=summer))
    planned = people.ada_parcours().steps[0].evolve(status="PREVUE", day=dt.date(2026, 7, 1), notes=())
    parcours = passport.parcours[0].evolve(steps=(planned,))
    words = _words(write_pdf(passport.evolve(issue=issue, parcours=(parcours,)), XML, ENVELOPE), tmp_path)
    assert "Remis le 2 juillet 2026" in words
    assert "1 juillet" not in words.replace("1er juillet 2026 – Entretien", "")
    assert "À préciser" in words


def test_french_words_are_spaced_in_rich_text_too(tmp_path: Path) -> None:
    about = "<p>" + "Je sais faire quoi ? Tout ceci : planter, tailler ; et « soigner » ! " * 30 + "</p>"
    profile = Profile.model_validate({"about_me": about})
    file = tmp_path / "spaced.pdf"
    file.write_bytes(write_pdf(people.ada_passport().evolve(profile=profile), XML, ENVELOPE))
    found = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True)
    assert found.stdout.count("soigner") == 30
    assert [line for line in found.stdout.splitlines() if line.strip()[:1] in "?:;!»" and line.strip()] == []


def test_a_number_that_no_code_could_hold_is_refused() -> None:
    issue = people.ada_passport().issue
    assert issue is not None
    with pytest.raises(ValidationError):
        issue.evolve(number="P" * 300)


def test_a_passport_with_a_name_alone_has_no_empty_section(tmp_path: Path) -> None:
    words = _words(write_pdf(PASSPORTS["a name alone"], XML, ENVELOPE), tmp_path)
    assert "Ada Fictive" in words
    assert "Langues" not in words
    assert "Parcours d’orientation" not in words


def test_words_do_not_run_together_at_the_end_of_a_line(tmp_path: Path) -> None:
    about = " ".join(["bouturage"] * 60)
    passport = Passport(identity=people.ada_identity(), profile=Profile(about_me=f"<p>{about}</p>"))
    file = tmp_path / "passport.pdf"
    file.write_bytes(write_pdf(passport, XML, ENVELOPE))
    said = subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True, text=True, check=True).stdout
    assert "bouturagebouturage" not in said
    assert said.count("bouturage") == 60


def test_every_page_says_which_of_how_many(tmp_path: Path) -> None:
    data = write_pdf(PASSPORTS["two hundred steps"], XML, ENVELOPE)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
    words = _words(data, tmp_path)
    assert pages > 10
    assert all(f"page {number} sur {pages}" in words for number in range(1, pages + 1))
    assert all(f"Bilan {number}" in words for number in range(200))


def test_contacts_that_fill_a_page_go_on_on_the_next(tmp_path: Path) -> None:
    words = _words(write_pdf(PASSPORTS["contacts that fill a page"], XML, ENVELOPE), tmp_path)
    assert words.count("@exemple.invalid") == 4
    assert "très long fin" in words
