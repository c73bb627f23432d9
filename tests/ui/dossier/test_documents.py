from pytestqt.qtbot import QtBot

from ui.dossier.page import DossierPage
from ui.preview.documents import DocumentsDialog


def test_the_documents_of_a_person_open_from_their_dossier(qtbot: QtBot, page: DossierPage) -> None:
    (entry,) = [known for known in page.header.menu.actions() if known.text().startswith("Documents pour")]
    entry.trigger()
    (dialog,) = page.findChildren(DocumentsDialog)
    with qtbot.waitSignal(dialog.pages.turned):
        pass
    assert dialog.pages.place.text().startswith("Page 1 sur")
    dialog.close()


def test_the_palette_of_commands_offers_them_too(page: DossierPage) -> None:
    assert any(known.text() == "Documents pour la personne…" and known.shortcut() for known in page.actions())
