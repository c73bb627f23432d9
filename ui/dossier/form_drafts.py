"""A form of the dossier that is being filled in: kept as it is typed, offered again, abandoned and brought back."""

from PySide6.QtCore import QObject, Signal

from passeport.domain.draft import Draft
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.language.messages import sentence
from passeport.services.desk import Desk
from ui.entry.drafting import DraftKeeper, Typed
from ui.forms.form import Form
from ui.tasks import Tasks


class FormDrafts(QObject):
    """Stands between the form that is open and the drafts of the vault."""

    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._form: Form | None = None
        self._fresh: dict[str, str] = {}
        self._about: tuple[BeneficiaryId, str] | None = None
        self._forgotten: Draft | None = None
        self.keeper = DraftKeeper(desk.drafts, tasks, self._typed, self)
        self.keeper.failed.connect(self._failed)

    def follow(self, form: Form, beneficiary: BeneficiaryId, subject: str, known: Draft | None) -> None:
        """Keep what is typed in a form that was just opened, and start from what had been typed, if anything."""
        self.detach()
        self._form, self._fresh = form, form.texts()
        self._about = beneficiary, subject
        if known is not None:
            form.show_texts(known.fields)
        self.keeper.begin(*self._about, known)
        form.changed.connect(self.keeper.touch)

    def keep_again(self) -> None:
        """Keep what was put back in the form: it may have been forgotten."""
        if self._about is not None:
            self.keeper.begin(*self._about)
            self.keeper.touch()

    def leave(self) -> None:
        """Keep what is typed: the page is left."""
        self.keeper.flush()

    def close(self) -> None:
        """Follow no form any more; its draft ends with it: it was recorded or abandoned."""
        if self._form is None or self._about is None:
            return
        beneficiary, subject = self._about
        self.keeper.end()
        self._form = self._about = None
        self._tasks.run(lambda: self._desk.drafts.discard(beneficiary, subject), failed=self._failed)

    def detach(self) -> Draft | None:
        """Follow no form any more, and keep what it held: another thing takes its place. Return it, if anything."""
        left = self._draft()
        self.keeper.flush()
        self.keeper.end()
        self._form = self._about = None
        return left

    def abandon(self) -> bool:
        """Close without recording; True when something was typed, which `brought_back` gives once."""
        left = self._draft()
        self.close()
        if left is not None:
            self._forgotten = left
        return left is not None

    def brought_back(self, beneficiary: BeneficiaryId | None) -> Draft | None:
        """Return what was just abandoned in this dossier."""
        draft, self._forgotten = self._forgotten, None
        return draft if draft is not None and draft.beneficiary == beneficiary else None

    def _draft(self) -> Draft | None:
        typed = self._typed()
        if typed is None or self._about is None:
            return None
        beneficiary, subject = self._about
        return Draft(
            account=self._desk.editing.account.id,
            beneficiary=beneficiary,
            subject=subject,
            saved_at=self._desk.clock.now(),
            fields=typed.fields,
        )

    def _typed(self) -> Typed | None:
        texts = self._form.texts() if self._form is not None else self._fresh
        return Typed(texts) if texts != self._fresh else None

    def _failed(self, error: PasseportError) -> None:
        self.said.emit(sentence(error), False)  # noqa: FBT003 - a signal has no keywords
