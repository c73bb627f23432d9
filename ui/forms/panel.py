"""The frame around what is entered beside the page: a title, the fields, and at its foot what can be done."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.surfaces import Banner, Card, scrolled
from ui.widgets.texts import text


class EntryFrame(QWidget):
    """A card that scrolls, with « Abandonner » and « Enregistrer »."""

    def __init__(
        self, title: str, content: QWidget, *, save: Callable[[], object], cancel: Callable[[], object]
    ) -> None:
        super().__init__()
        self.title = text(title, "heading")
        self.banner = Banner()
        self.foot = QHBoxLayout()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(icon_button(tr("Fermer sans enregistrer (Échap)"), "close", cancel))
        self.foot.addWidget(text(tr("* nécessaire"), "small", wraps=False))
        self.foot.addStretch()
        self.foot.addWidget(button(tr("Abandonner"), clicked=cancel))
        keep = button(tr("Enregistrer"), "primary", "check", save)
        keep.setToolTip(tr("Ctrl+Entrée"))
        self.foot.addWidget(keep)
        card = Card(spacing=12)
        card.body.addLayout(head)
        card.body.addWidget(self.banner)
        card.body.addWidget(scrolled(content), 1)
        card.body.addLayout(self.foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        action(self, title, "Ctrl+Return", save)
