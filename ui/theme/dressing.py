"""Prepares the application: its name, its language, its typeface, its theme."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from passeport.language.catalogue import REFERENCE, language, locale
from ui.theme import typeface
from ui.theme.theme import Theme

_STYLE = "Fusion"
"""The one that the style sheet dresses, the same on every system."""


def prepared(theme: Callable[[], Theme] = Theme) -> QApplication:
    """Return the application, dressed in what `theme` gives, speaking the language chosen down to Qt's own buttons."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
        application.setStyle(_STYLE)
    else:  # said as an argument: `setStyle` answers with a style, whose names take 8 ms to make
        application = QApplication([*sys.argv[:1], "-style", _STYLE])
    application.setApplicationName("passeport")
    application.setApplicationDisplayName("Passeport")
    QLocale.setDefault(QLocale(locale()))
    translator = QTranslator(application)
    if language() == REFERENCE and translator.load(
        "qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        application.installTranslator(translator)
    typeface.load_first()
    theme().put_on(application)  # asked once there is an application: the system's colours are known then
    return application
