"""A folder that comes in: what is about to happen, how far it is, and what became of each file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from passeport.domain.arrival import Arrival, Outcome
from passeport.language import folders
from passeport.language.catalogue import plural, tr
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from ui.passport.folder_model import FolderModel, Report
from ui.widgets.buttons import button
from ui.widgets.surfaces import Banner, Card, emptied, scrolled
from ui.widgets.texts import tag, text

_SHOWN = 50
"""Files listed at first, and each time that more are asked for."""
_TONES = {
    Outcome.NEW: "success",
    Outcome.COMPLETED: "primary",
    Outcome.UNCHANGED: "",
    Outcome.SET_ASIDE: "warning",
}
_EXPLAINED = tr(
    "Une personne inconnue reçoit un dossier ; un dossier qui est sûrement le sien prend ce qui est nouveau. Rien "
    "n’est écrasé : ce qui n’est pas sûr est mis de côté avec sa raison, et vous l’ouvrez seul."
)


class FolderPanel(QWidget):
    """Follows its model; a file that was set aside is handed to the page that reads one."""

    file_requested = Signal(object)
    """The `Arrival` to look at alone."""

    def __init__(self, model: FolderModel) -> None:
        super().__init__()
        self._model = model
        self._more = _SHOWN
        self.banner = Banner()
        self.heading = text("", "heading")
        self.check = button(tr("Vérifier sans enregistrer"), "", "search", lambda: model.run(apply=False))
        self.bring_in = button(tr("Reprendre ces fichiers"), "primary", "import", lambda: model.run(apply=True))
        self.stop = button(tr("Arrêter"), "", "close", self.ask_to_stop)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(tr("Avancement"))
        self.how_far = text("", "muted")
        self.sums = QHBoxLayout()
        self.sums.setSpacing(8)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(10)
        self._aside = Card(tr("À regarder un par un"))
        self._aside.body.addLayout(self.rows)

        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(14)
        column.addWidget(self._made_card())
        column.addWidget(self.banner)
        column.addWidget(self._aside)
        column.addStretch()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inside))
        model.opened.connect(self.fill)
        model.progressed.connect(self._tell)
        model.finished.connect(self._finished)
        model.refused.connect(self._refused)

    def _made_card(self) -> Card:
        card = Card()
        buttons = QHBoxLayout()
        buttons.addWidget(self.how_far, 1)
        for one in (self.check, self.bring_in, self.stop):
            buttons.addWidget(one)
        card.body.addWidget(self.heading)
        card.body.addWidget(text(typeset(_EXPLAINED), "muted"))
        card.body.addWidget(self.progress)
        card.body.addLayout(self.sums)
        card.body.addLayout(buttons)
        return card

    def fill(self) -> None:
        """Show the folder, and what was found in it if it was gone through."""
        model = self._model
        name = model.folder.name if model.folder is not None else ""
        self.heading.setText(
            typeset(
                tr("Dossier « {name} » : {files}").format(name=name, files=counted(model.files, "fichier", "fichiers"))
            )
        )
        self.banner.say("")
        self._more = _SHOWN
        self.show_report()
        (self.bring_in if model.files else self.check).setFocus()

    def ask_to_stop(self) -> None:
        """Go no further than the file at hand."""
        self.stop.setEnabled(False)
        self.how_far.setText(tr("Arrêt après le fichier en cours…"))
        self._model.stop()

    def show_report(self) -> None:
        """Show what became of the files, and those to look at."""
        model, report = self._model, self._model.report
        running = model.is_running
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.stop.setEnabled(running)
        for one in (self.check, self.bring_in):
            one.setVisible(not running)
            one.setEnabled(model.files > 0)
        emptied(self.sums)
        emptied(self.rows)
        self._aside.setVisible(report is not None and bool(report.aside))
        if not running:
            self.how_far.setText("")
        if report is not None:
            self._show_sums(report)
            self._show_aside(report)

    def _show_sums(self, report: Report) -> None:
        for outcome in Outcome:
            self.sums.addWidget(tag(typeset(folders.counted(report.found[outcome], outcome)), _TONES[outcome]))
        self.sums.addStretch()

    def _show_aside(self, report: Report) -> None:
        for arrival in report.aside[: self._more]:
            self.rows.addWidget(self._row(arrival))
        left = len(report.aside) - self._more
        if left > 0:
            self.rows.addWidget(
                button(typeset(tr("Montrer les suivants ({left})").format(left=left)), "quiet", "", self._show_more)
            )

    def _show_more(self) -> None:
        self._more += _SHOWN
        self.show_report()

    def _row(self, arrival: Arrival) -> QWidget:
        folder = self._model.folder
        name = str(arrival.path.relative_to(folder)) if folder is not None else arrival.path.name
        who = folders.person(arrival)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text(typeset(f"{who} – {name}" if who else name), "strong"))
        words.addWidget(text(folders.outcome(arrival), "small"))
        look = button(tr("Ouvrir"), "quiet", "arrow-right", lambda: self.file_requested.emit(arrival))
        look.setAccessibleName(tr("Ouvrir {name}").format(name=name))
        line.addLayout(words, 1)
        line.addWidget(look)
        return row

    def _tell(self, done: int, total: int) -> None:
        if done == 0:
            self.banner.say("")
            self.show_report()
            self.stop.setFocus()
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        if self.stop.isEnabled():
            self.how_far.setText(typeset(tr("{done} sur {total}").format(done=done, total=total)))

    def _finished(self) -> None:
        report = self._model.report
        assert report is not None  # noqa: S101 - the signal says so
        self._more = _SHOWN
        self.show_report()
        words, tone = outcome_of(report, self._model.files)
        self.banner.say(typeset(words), tone)
        self.bring_in.setFocus()

    def _refused(self, words: str) -> None:
        self.show_report()
        self.banner.say(words, "danger")


def outcome_of(report: Report, files: int) -> tuple[str, str]:
    """Return how a run ended, and the tone to say it in."""
    found = report.found.total()
    found = report.found.total()
    if report.error:
        before = plural("Le fichier d’avant est fait.", "Les {count} fichiers d’avant sont faits.", found)
        return f"{report.error} {before.format(count=found)}", "danger"
    if report.stopped:
        kept = tr("Ce qui est enregistré le reste") if report.applied else tr("Rien n’a été enregistré")
        done = plural(
            "Arrêté après {count} fichier sur {files}", "Arrêté après {count} fichiers sur {files}", found
        ).format(count=found, files=files)
        return tr("{done}. {kept} ; recommencez pour continuer.").format(done=done, kept=kept), "warning"
    if not report.applied:
        return tr(
            "Voilà ce qui se passerait. Rien n’est enregistré tant que vous ne reprenez pas ces fichiers."
        ), "primary"
    if report.aside:
        return tr("C’est fait pour tout ce qui était sûr. Regardez le reste un par un."), "success"
    return tr("C’est fait : rien n’a été mis de côté."), "success"
