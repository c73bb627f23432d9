"""To whom the person is sent: four fields at most, two of which are needed."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from passeport.domain.parcours import Referral
from passeport.language.catalogue import tr
from ui.widgets.fields import CodeCombo, Field


class ReferralEditor(QWidget):
    """Point d'accueil, network, reason."""

    def __init__(self) -> None:
        super().__init__()
        self.point_accueil = QLineEdit()
        self.network = CodeCombo("networks")
        self.reason = QLineEdit()
        self.fields = {
            "point_accueil": Field(tr("Vers quel point d’accueil"), self.point_accueil, required=True),
            "network": Field(tr("Réseau"), self.network, required=True),
            "reason": Field(tr("Pour quoi faire"), self.reason),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in self.fields.values():
            column.addWidget(field)

    def show_referral(self, referral: Referral | None) -> None:
        """Start from a referral, or from nothing."""
        self.point_accueil.setText(referral.point_accueil if referral is not None else "")
        self.network.code = referral.network if referral is not None else ""
        self.reason.setText(referral.reason if referral is not None else "")

    def entry(self) -> dict[str, object] | None:
        """Return what a `ReferralEntry` is made of, None when nothing was typed."""
        typed: dict[str, object] = {
            "point_accueil": self.point_accueil.text().strip(),
            "network": self.network.code,
            "reason": self.reason.text().strip(),
        }
        return typed if any(typed.values()) else None
