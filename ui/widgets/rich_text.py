"""Formatted words: bold, lists and links as they were written, from allow-listed HTML and from nothing else.

Nothing is ever fetched to show them, and a link opens only after its whole address was read.
"""

import re

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from passeport.domain.rich_text import clean
from passeport.language.catalogue import tr
from passeport.language.typography import typeset

_STYLE = (
    "<style>p, ul, ol { margin-top: 0; margin-bottom: 3px; } ul, ol { margin-left: 14px; -qt-list-indent: 0; }</style>"
)
_FORMATTED = re.compile(r"<(?:strong|em|u|ul|ol|a)\b")


def is_formatted(html: str) -> bool:
    """Whether there is more than plain paragraphs to show."""
    return _FORMATTED.search(html) is not None


def rich(html: str, kind: str = "") -> QLabel:
    """Return a label of formatted words; whatever is not on the allow-list is gone."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    cleaned = clean(html)
    label.setText(f"{_STYLE}{cleaned}")
    flags = Qt.TextInteractionFlag.TextSelectableByMouse
    if "<a " in cleaned:
        flags |= Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        label.linkActivated.connect(lambda address: open_link(address, label))
    label.setTextInteractionFlags(flags)
    label.setOpenExternalLinks(False)
    return label


def open_link(address: str, parent: QWidget) -> None:
    """Show the whole address, and open it only when asked to."""
    box = QMessageBox(parent)
    box.setWindowTitle(tr("Ouvrir un lien"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(typeset(tr("Ce lien vient du passeport. Il mène à l’adresse :")))
    box.setInformativeText(address)
    leave = box.addButton(tr("Ne pas ouvrir"), QMessageBox.ButtonRole.RejectRole)
    follow = box.addButton(tr("Ouvrir dans le navigateur"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(leave)
    box.exec()
    if box.clickedButton() is follow:
        QDesktopServices.openUrl(QUrl(address))
