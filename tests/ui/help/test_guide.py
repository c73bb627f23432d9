"""The guide that is shipped: its pages, the names of its sections, its search, and links that stay inside."""

import re
from pathlib import Path

import pytest

from passeport import __version__
from ui.help import about, news
from ui.help.guide import PAGES, Guide, GuidePage, Topic, base, name_of, rendered
from ui.help.targets import TARGETS


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide()


def test_every_page_is_there_and_none_is_forgotten(guide: Guide) -> None:
    assert guide.names == PAGES
    written = {path.relative_to(guide.folder).as_posix() for path in guide.folder.rglob("*.md")}
    assert {name for name in written if not name.startswith("en/")} == set(PAGES)
    assert {name.removeprefix("en/") for name in written if name.startswith("en/")} == {*PAGES, f"{news.PAGE}.md"}


KEYS = {"Enter": "Entrée", "Shift": "Maj", "Home": "Début"}


def keys_of(page: GuidePage) -> list[str]:
    found = re.findall(r"(?:Ctrl|Alt)\+[^\s<.,:;)]+", page.html)
    return [re.sub(r"\w+", lambda one: KEYS.get(one[0], one[0]), keys) for keys in found]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_english_says_what_the_french_one_does_under_the_same_names(guide: Guide, name: str) -> None:
    french, english = guide.page(name), Guide(spoken="en").page(name)
    assert english.html != french.html
    assert [(one.topic, one.level) for one in english.sections] == [(one.topic, one.level) for one in french.sections]
    assert all(one.title != other.title for one, other in zip(english.sections, french.sections, strict=True))
    assert keys_of(english) == keys_of(french)
    pictures = [re.findall(r'src="[./]*screenshots/(?:en/)?([^"]+)"', page.html) for page in (english, french)]
    assert pictures[0] == pictures[1]
    folder = (guide.folder / "en" / name).parent
    assert [one for one in re.findall(r'src="([^"]+)"', english.html) if not (folder / one).resolve().is_file()] == []


def test_a_screen_in_english_reads_english(guide: Guide) -> None:
    english = Guide(spoken="en")
    assert english.names == PAGES
    assert english.find("recovery key")[0].topic == Topic("premiers-pas.md", "imprimer-la-cle-de-secours")
    assert english.has(Topic("conseiller.md", "noter-une-etape"))
    assert english.led_to("README.md", "conseiller.md") == Topic("conseiller.md")
    assert english.led_to("README.md", "rgpd/README.md") == Topic("rgpd/README.md")
    assert english.led_to("rgpd/aipd.md", "registre.md") == Topic("rgpd/registre.md")
    assert english.led_to("README.md", "../../accessibilite.md") is None
    assert guide.find("recovery key") == ()


def test_a_page_that_was_not_translated_is_read_in_french(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    for name, words in (
        ("README.md", "# Le guide"),
        ("informatique.md", "# Installer"),
        ("en/README.md", "# The guide"),
    ):
        (tmp_path / name).write_text(words, encoding="utf-8")
    english = Guide(tmp_path, "en")
    assert [english.page(name).title for name in english.names] == ["The guide", "Installer"]
    assert english.led_to("README.md", "../informatique.md") == Topic("informatique.md")


@pytest.mark.parametrize("kind", TARGETS)
def test_what_explains_a_page_exists(guide: Guide, kind: str) -> None:
    assert guide.has(TARGETS[kind])


@pytest.mark.parametrize("name", PAGES)
def test_each_picture_of_a_page_is_shipped_beside_it(guide: Guide, name: str) -> None:
    page = guide.page(name)
    pictures = [part.split('"')[0] for part in page.html.split('<img src="')[1:]]
    shipped = base() / "docs"
    found = [(guide.folder / name).parent.joinpath(picture).resolve() for picture in pictures]
    assert [path for path in found if not path.is_file() or not path.is_relative_to(shipped.resolve())] == []


def test_a_section_is_found_by_the_beginnings_of_its_words(guide: Guide) -> None:
    found = guide.find("CLE secour")
    assert found[0].topic == Topic("premiers-pas.md", "imprimer-la-cle-de-secours")
    assert "clé de secours" in found[0].snippet(("cle", "secour"))
    assert guide.find("licorne") == ()
    assert guide.find("  ") == ()


def test_a_link_leads_inside_the_guide_or_nowhere(guide: Guide) -> None:
    assert guide.led_to("conseiller.md", "#noter-une-étape") == Topic("conseiller.md", "noter-une-etape")
    assert guide.led_to("rgpd/README.md", "../superviseur.md") == Topic("superviseur.md")
    for outside in ("https://www.cnil.fr", "mailto:a@b.fr", "../../LICENSE", "/etc/passwd", "absente.md"):
        assert guide.led_to("conseiller.md", outside) is None


def test_a_topic_that_is_not_there_is_known(guide: Guide) -> None:
    assert not guide.has(Topic("conseiller.md", "licornes"))
    assert not guide.has(Topic("licornes.md"))
    assert guide.has(Topic("conseiller.md"))


def test_html_in_a_page_stays_words() -> None:
    html, _sections = rendered("# Titre\n\n<script>alert(1)</script> <img src=x>", "essai.md")
    assert "<script" not in html
    assert "<img" not in html


def test_a_heading_has_the_name_that_links_lead_to() -> None:
    html, sections = rendered("# Au quotidien\n\nBonjour.\n\n## L’annuaire\n\nLes voisins.", "essai.md")
    assert [(one.topic, one.title, one.words) for one in sections] == [
        (Topic("essai.md", ""), "Au quotidien", "Bonjour."),
        (Topic("essai.md", "l-annuaire"), "L’annuaire", "Les voisins."),
    ]
    assert f'<h2 id="{name_of("L’annuaire")}">' in html


CHANGES = """# Journal

## [Non publié]

- Une chose à venir.

## [0.2.0] - 2026-11-01

### Ajouté

- Deux.

## [0.1.0] - 2026-10-01

- Un.
"""


def test_what_is_new_since_a_version(tmp_path: Path) -> None:
    path = tmp_path / "CHANGELOG.md"
    path.write_text(CHANGES, encoding="utf-8")
    assert list(news.versions(path)) == ["Non publié", "0.2.0", "0.1.0"]
    assert list(news.since("0.1.0", path)) == ["Non publié", "0.2.0"]
    html = news.html(path)
    assert html.index("Deux.") < html.index("Un.")
    assert "Version 0.2.0" in html
    assert news.versions(tmp_path / "absent.md") == {}


def test_the_journal_of_changes_that_is_shipped_can_be_told() -> None:
    assert news.versions()
    assert "Préférences" in news.html()


def test_what_is_new_is_told_in_english_of_the_same_versions() -> None:
    french, english = news.versions(news.told_in("fr")), news.versions(news.told_in("en"))
    assert [name.replace("Unreleased", "Non publié") for name in english] == list(french)
    assert all(english.values())
    assert "Ctrl+K does what the buttons of the page do" in english["Unreleased"]


def test_a_first_opening_has_nothing_new_and_another_version_has() -> None:
    assert not news.is_new("")
    assert not news.is_new(__version__)
    assert news.is_new("0.0.1")


def test_about_says_version_schema_and_licences() -> None:
    html = about.html(10)
    for said in (__version__, ">10<", "EUPL-1.2", "sqlalchemy", "MIT"):
        assert said.casefold() in html.casefold()
    assert "aucun coffre-fort" in about.html(None)
