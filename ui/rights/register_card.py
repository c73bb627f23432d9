"""The register of transmissions (R17): who received what, when, in which form, on which agreement, withdrawn or not."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from passeport.domain.agreement import Agreement, Transmission
from passeport.domain.beneficiary import Dossier
from passeport.language import dates, describe
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from passeport.services.file_ports import FileFormat
from ui.passport.wording import FORMATS
from ui.widgets.surfaces import Card, emptied
from ui.widgets.texts import tag, text


class RegisterCard(Card):
    """Newest first."""

    def __init__(self) -> None:
        super().__init__(tr("Registre des transmissions"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)

    def fill(self, dossier: Dossier) -> None:
        """Show the register of a dossier."""
        emptied(self._rows)
        if not dossier.transmissions:
            self._rows.addWidget(text(tr("Aucun passeport n’a été remis ni reçu."), "muted"))
        agreements = {given.id: given for given in dossier.agreements}
        for line in reversed(dossier.transmissions):
            self._rows.addWidget(_row(line, agreements.get(line.agreement) if line.agreement is not None else None))


def _row(line: Transmission, agreement: Agreement | None) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(text(typeset(describe.line(line)), "strong"))
    for words in (_content(line), _agreed(agreement)):
        if words:
            column.addWidget(text(typeset(words), "small"))
    if agreement is not None and agreement.withdrawn_on is not None:
        column.addWidget(
            tag(typeset(tr("Accord retiré le {day}").format(day=dates.short_date(agreement.withdrawn_on))), "danger")
        )
    return row


def _content(line: Transmission) -> str:
    sections = ", ".join(describe.section(code) for code in sorted(line.sections))
    form = FORMATS[FileFormat(line.file_format)][0] if line.file_format else ""
    return " – ".join(part for part in (form, sections) if part)


def _agreed(agreement: Agreement | None) -> str:
    if agreement is None:
        return ""
    network = f" ({label('networks', agreement.recipient.network)})" if agreement.recipient.network is not None else ""
    mode = label("agreement_modes", agreement.mode).lower()
    given = dates.short_date(agreement.given_on)
    return tr("Accord donné le {given} pour {name}{network} : {mode}").format(
        given=given, name=agreement.recipient.name, network=network, mode=mode
    )
