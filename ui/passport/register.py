"""The register of a dossier: the agreements given, and every passport that left or came in (R17)."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.agreement import Agreement, Transmission
from passeport.domain.beneficiary import Dossier
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.passport import wording
from ui.passport.export_model import ExportModel
from ui.theme.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.room import scaled
from ui.widgets.surfaces import Card, emptied, rule
from ui.widgets.texts import tag, text


class Register(Card):
    """Newest first; an agreement that stands can be withdrawn here."""

    def __init__(self, model: ExportModel) -> None:
        super().__init__(tr("Registre des transmissions"))
        self._model = model
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)

    def fill(self) -> None:
        """Show the register of the model's dossier."""
        emptied(self._rows)
        dossier = self._model.dossier
        if dossier is None:
            return
        if not dossier.agreements and not dossier.transmissions:
            self._rows.addWidget(text(tr("Aucun passeport n’a encore été remis ni reçu."), "muted"))
            return
        self._show(dossier)

    def _show(self, dossier: Dossier) -> None:
        for sent in reversed(dossier.transmissions):
            self._rows.addWidget(_transmission(sent))
        if dossier.agreements:
            self._rows.addWidget(rule())
            self._rows.addWidget(text(tr("Accords donnés"), "overline"))
        for given in reversed(dossier.agreements):
            self._rows.addWidget(self._agreement(given))

    def _agreement(self, given: Agreement) -> QWidget:
        row, line = _row()
        line.addLayout(_two_lines(wording.recipient(given.recipient), wording.agreement(given)), 1)
        if given.withdrawn_on is not None:
            line.addWidget(
                tag(typeset(tr("Retiré le {day}").format(day=dates.short_date(given.withdrawn_on))), "danger")
            )
        else:
            withdraw = button(tr("Retirer l’accord"), "quiet", "undo", lambda: self._model.withdraw(given.id))
            withdraw.setAccessibleName(tr("Retirer l’accord donné pour {name}").format(name=given.recipient.name))
            line.addWidget(withdraw)
        return row


def _transmission(sent: Transmission) -> QWidget:
    row, line = _row()
    picture = text("")
    picture.setPixmap(Theme.current().pixmap("import" if sent.incoming else "export", "primary", 20, row))
    picture.setFixedWidth(scaled(26))
    line.addWidget(picture)
    line.addLayout(_two_lines(wording.transmission(sent), wording.transmission_details(sent)), 1)
    return row


def _row() -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    return row, line


def _two_lines(first: str, second: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(text(typeset(first), "strong"))
    column.addWidget(text(typeset(second), "small"))
    return column
