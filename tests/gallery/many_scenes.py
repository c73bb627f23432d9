"""The scenes of what is done for many at once, of the help, and of what a new version brings."""

import functools
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from passeport.domain.agreement import Recipient, Scope
from tests import people
from tests.gallery.scenes import Scene
from tests.gallery.stage import Stage
from tests.gallery.vaults import ADA
from ui.welcome.news_strip import NewsStrip

_LIST = "Nom;Prénom;Né(e) le;Téléphone;Remarque\nFictif;Zoé;12/03/2001;0639980001;\nFictif;Noé;31/02/2001;;\n"
"""A list whose columns are known by their titles, and whose second line cannot come in as it is."""
_UNTITLED = "A;B;C\nFictif;Zoé;12/03/2001\n"
"""One of which somebody has to say what each column holds."""


def _page(go: Callable[[Stage], object]) -> Callable[[Stage], QWidget]:
    def play(stage: Stage) -> QWidget:
        go(stage)
        stage.settle()
        return stage.shell

    return play


def _caseload(stage: Stage, written: str) -> None:
    path = stage.places.vault.parent / "liste.csv"
    path.write_text(written, encoding="utf-8")
    page = stage.space.caseload
    page.model.clear()
    stage.space.start_caseload(path)
    stage.wait(lambda: page.model.table is not None and not page.model.is_busy)


def _batch(stage: Stage) -> None:
    desk = stage.space.desk
    recipient = Recipient(name=people.CITE_DES_METIERS.name, network=people.CITE_DES_METIERS.network)
    desk.passports.agree(ADA, recipient, Scope(sections=frozenset({"IDENTITY"})), "ECRIT")
    stage.space.start_batch()
    stage.wait(lambda: stage.space.handing.recipient.count() > 0)
    stage.space.handing.write()


def _folder(stage: Stage) -> None:
    folder = stage.places.vault.parent / "reçus"
    folder.mkdir(exist_ok=True)
    (folder / "passeport.json").write_bytes(stage.places.passport.read_bytes())
    (folder / "abîmé.xml").write_bytes(b"<Candidate>")
    page = stage.space.importing
    stage.space.start_import()
    page.read(folder)
    stage.settle()


def _help(stage: Stage) -> None:
    stage.space.show_people()
    stage.settle()
    stage.space.show_help()


def _news(stage: Stage) -> None:
    stage.space.show_today()
    stage.space.above._clear()
    stage.space.above._show_news()
    assert isinstance(stage.space.above.strip, NewsStrip)


MANY = (
    Scene("import-liste-colonnes", _page(functools.partial(_caseload, written=_UNTITLED))),
    Scene("import-liste-lignes", _page(functools.partial(_caseload, written=_LIST))),
    Scene("remise-plusieurs", _page(_batch)),
    Scene("reception-dossier", _page(_folder)),
    Scene("aide", _page(_help)),
    Scene("nouveautes", _page(_news)),
)
