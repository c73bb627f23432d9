"""An entry that was begun and not finished waits in the dossier: go on with it, or forget it."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from passeport.domain.draft import PERSON, REFERRAL, WORKSHOP, Draft
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates, moments
from passeport.language.catalogue import tr
from passeport.language.labels import label_of
from passeport.language.typography import typeset
from passeport.services.drafts import NamedDraft
from ui.widgets.buttons import button
from ui.widgets.texts import text

_BEGINNING = 60
"""Characters of the text that are shown: enough to know it again."""


_PARTS = {
    REFERRAL: tr("Une orientation"),
    "goal": tr("La saisie d’un objectif"),
    "action": tr("La saisie d’une action"),
    "parcours": tr("L’ouverture d’un parcours"),
}
"""What was begun, where it is no part of the profile."""


class DraftOffer(QFrame):
    """Says what waits; hidden when nothing does."""

    resumed = Signal(object)
    """The `Draft` to go on with."""
    discarded = Signal(object)
    """The `Draft` to forget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self._draft: Draft | None = None
        self.words = text("")
        self.resume = button(tr("Reprendre"), "primary", "edit", self._resume)
        self.discard = button(tr("Effacer"), "quiet", "trash", self._discard)
        self.discard.setAccessibleName(tr("Effacer la saisie gardée"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.discard)
        row.addWidget(self.resume)
        self.hide()

    def show_draft(self, draft: Draft | None, today: dt.date) -> None:
        """Offer a draft, or nothing."""
        self._draft = draft
        if draft is not None:
            self.words.setText(_told(draft, today))
            self.setAccessibleName(self.words.text())
        self.setVisible(draft is not None)

    def _resume(self) -> None:
        if self._draft is not None:
            self.resumed.emit(self._draft)

    def _discard(self) -> None:
        if self._draft is not None:
            self.discarded.emit(self._draft)


def kept(waiting: NamedDraft) -> str:
    """Return what is said of an entry that waits, where its dossier is not in sight."""
    words = {
        WORKSHOP: tr("L’atelier que vous saisissiez a été gardé."),
        PERSON: tr("La personne que vous ajoutiez a été gardée."),
    }.get(waiting.draft.subject, tr("Votre saisie pour {name} a été gardée."))
    if waiting.draft.is_of_a_point:
        words = tr("Le point d’accueil que vous saisissiez a été gardé.")
    return typeset(words.format(name=waiting.name))


def _told(draft: Draft, today: dt.date) -> str:
    at = draft.saved_at.astimezone()
    day = "" if at.date() == today else tr(" le {day}").format(day=dates.short_date(at.date()))
    code = draft.fields.get("type", "")
    kind = label_of(vocabulary("step_types")[code]) if code in vocabulary("step_types") else ""
    what = tr("Une nouvelle étape") if draft.is_of_new_step else tr("Une modification d’étape")
    if draft.part is not None:
        what = _PARTS.get(draft.part[0], tr("Une modification du dossier"))
    elif draft.subject == PERSON:
        what = tr("L’ouverture d’un dossier")
    notes = " ".join(row.get("text", "") for row in draft.rows)
    said = " ".join(f"{draft.fields.get('outcome', '')} {notes}".split())
    beginning = said if len(said) <= _BEGINNING else f"{said[:_BEGINNING].rstrip()}…"
    parts = [part for part in (kind, tr("« {beginning} »").format(beginning=beginning) if beginning else "") if part]
    about = tr(" : {parts}").format(parts=", ".join(parts)) if parts else ""
    return typeset(
        tr("{what}, commencée{day} à {said_hour}, n’a pas été enregistrée{about}.").format(
            what=what, day=day, said_hour=moments.said_hour(at.time()), about=about
        )
    )
