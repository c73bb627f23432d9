"""A new person: given name, family name and birth date are enough (R03); who may be here already is shown first."""

import re
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from passeport.domain.beneficiary import Dossier
from passeport.domain.draft import PERSON, Draft
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.name_lists import given_and_family, people_in
from passeport.language.notices import notice_version
from passeport.language.telephones import understood_telephone
from passeport.language.typography import typeset
from passeport.services.checking import checked
from passeport.services.desk import Desk
from ui.entry.draft_offer import DraftOffer
from ui.entry.drafting import DraftKeeper, Typed
from ui.forms.typed import show_text, text_of, watch
from ui.tasks import Tasks
from ui.widgets.buttons import action, button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import CodeCombo, Field, PartialDateField
from ui.widgets.surfaces import Banner, Card
from ui.widgets.texts import text

_HELD = {"telephones": "telephone", "emails": "email"}
"""Where the first of several is typed."""
_LAST_FIRST = re.compile(r"[^,\d]+,[^,\d]+")
"""« Exemple, Ada »."""
_REQUIRED = tr("Champ nécessaire pour reconnaître la personne.")


class NewPerson(Dialog):
    """Asks the least, and makes the dossier."""

    created = Signal(object)
    """The `BeneficiaryId` of the new dossier."""
    chosen = Signal(object)
    """The `BeneficiaryId` of a dossier that was there already."""

    def __init__(self, desk: Desk, tasks: Tasks, typed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=560)
        self.setWindowTitle(tr("Nouvelle personne"))
        self._desk = desk
        self._tasks = tasks
        self._seen: Identity | None = None
        """Whom the conseiller was asked about: another name or birth date is to be looked for anew."""
        self.given_names = QLineEdit()
        self.family_name = QLineEdit()
        self.birth_date = PartialDateField(desk.clock.today, tr("JJ/MM/AAAA"), is_past=True)
        self.telephone = QLineEdit()
        self.email = QLineEdit()
        self.notice = CodeCombo("notice_modes", empty=tr("Pas encore remise"))
        self._fields = {
            "given_names": Field(tr("Prénom"), self.given_names, required=True),
            "family_name": Field(tr("Nom"), self.family_name, required=True),
            "birth_date": Field(tr("Date de naissance"), self.birth_date, required=True),
            "telephone": Field(tr("Téléphone"), self.telephone),
            "email": Field(tr("Courriel"), self.email),
            "notice": Field(
                tr("Notice d’information"),
                self.notice,
                hint=tr("La personne sait à quoi sert son dossier et quels sont ses droits."),
            ),
        }
        self.banner = Banner()
        self.known = Card(tr("Déjà connue ici ?"), spacing=6)
        self.known.hide()
        self.save = button(tr("Ouvrir le dossier"), "primary", "check", self.accept_entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text(tr("Nouvelle personne"), "title"))
        column.addWidget(self.banner)
        for names in (("given_names", "family_name"), ("birth_date", "telephone"), ("email",), ("notice",)):
            row = QHBoxLayout()
            row.setSpacing(14)
            for name in names:
                row.addWidget(self._fields[name], 1)
            column.addLayout(row)
        column.addWidget(self.known)
        column.addLayout(self._foot())
        action(self, tr("Ouvrir le dossier"), "Ctrl+Return", self.accept_entry)
        self._start_from(typed)
        self._fresh = self._texts()
        self.offer = DraftOffer()
        self.offer.resumed.connect(self._resume)
        self.offer.discarded.connect(self._forget)
        column.insertWidget(1, self.offer)
        self.keeper = DraftKeeper(desk.drafts, tasks, self._typed, self)
        self.keeper.begin(None, PERSON)
        for entry in self._entries().values():
            watch(entry, self.keeper.touch)
        tasks.run(lambda: desk.drafts.of(None), self._found)
        for entry in (self.given_names, self.family_name, self.birth_date):
            entry.textChanged.connect(self._look_again)

    def accept_entry(self) -> None:
        """Make the dossier, once nobody alike is known or the conseiller has seen them."""
        identity = self._identity()
        if identity is None:
            return
        if self._seen is not None and _is_same(identity, self._seen):
            self._create(identity)
        else:
            self._tasks.run(lambda: self._desk.dossiers.alike(identity), partial(self._compare, identity), self._refuse)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(text(tr("* nécessaire"), "small"))
        row.addStretch()
        row.addWidget(button(tr("Abandonner"), clicked=self._abandon))
        row.addWidget(self.save)
        return row

    def _start_from(self, typed: str) -> None:
        """Put what was looked for where it goes: a name, or a date."""
        today = self._desk.clock.today()
        named = people_in(typed, today)
        if not named:
            self.birth_date.date = dates.understood_partial(typed, today)
        elif not any(character.isdigit() for character in named[0].name):
            name = typed if _LAST_FIRST.fullmatch(typed.strip()) else named[0].name
            given, family = given_and_family(name)
            self.given_names.setText(given)
            self.family_name.setText(family)
            self.birth_date.date = named[0].birth_date
        for entry in (self.given_names, self.family_name, self.birth_date):
            if not entry.text():
                entry.setFocus()
                break

    def _identity(self) -> Identity | None:
        wrong = {
            "given_names": "" if self.given_names.text().strip() else _REQUIRED,
            "family_name": "" if self.family_name.text().strip() else _REQUIRED,
            "birth_date": self._wrong_birth(),
        }
        for name, field in self._fields.items():
            field.refuse(wrong.get(name, ""))
        refused = [name for name, why in wrong.items() if why]
        if refused:
            self._fields[refused[0]].entry.setFocus()
            self.adjustSize()
            return None
        number, address = self.telephone.text().strip(), self.email.text().strip()
        try:
            return checked(
                Identity,
                {
                    "given_names": self.given_names.text(),
                    "family_name": self.family_name.text(),
                    "birth_date": self.birth_date.date,
                    "telephones": [understood_telephone(number)] * bool(number),
                    "emails": [{"address": address}] * bool(address),
                },
            )
        except PasseportError as error:
            self._refuse(error)
            return None

    def _wrong_birth(self) -> str:
        if not self.birth_date.text().strip():
            return _REQUIRED
        if self.birth_date.date is None:
            why = self.birth_date.echo.words or typeset(tr("Cette date n’est pas comprise."))
            return typeset(tr("{why} Écrivez par exemple 12/03/1999.").format(why=why))
        return self.birth_date.wrong

    def _entries(self) -> dict[str, QWidget]:
        """Return what a draft keeps, by its name."""
        return {name: field.entry for name, field in self._fields.items()}

    def _texts(self) -> dict[str, str]:
        return {name: text_of(entry) for name, entry in self._entries().items()}

    def _typed(self) -> Typed | None:
        texts = self._texts()
        return Typed(texts) if texts != self._fresh else None

    def _found(self, drafts: tuple[Draft, ...]) -> None:
        """Offer what had been typed of somebody, unless another is being typed already."""
        waiting = next((one for one in drafts if one.subject == PERSON), None)
        if waiting is not None and self._typed() is None:
            self.offer.show_draft(waiting, self._desk.clock.today())

    def _resume(self, draft: Draft) -> None:
        for name, entry in self._entries().items():
            show_text(entry, draft.fields.get(name, ""))
        self.offer.hide()
        self.given_names.setFocus()

    def _forget(self, _draft: Draft) -> None:
        self.offer.hide()
        self._tasks.run(lambda: self._desk.drafts.discard(None, PERSON))

    def _abandon(self) -> None:
        """Forget what was typed: only the window or the computer that stops keeps it, and Escape."""
        self.keeper.end()
        self._tasks.run(lambda: self._desk.drafts.discard(None, PERSON))
        self.reject()

    def done(self, result: int) -> None:
        """Keep what is typed when the question is put away by a key."""
        self.keeper.flush()
        self.keeper.end()
        super().done(result)

    def _look_again(self) -> None:
        """Somebody else is being typed: who was shown may have nothing to do with them."""
        self._seen = None
        self.known.hide()
        self.save.setText(tr("Ouvrir le dossier"))

    def _compare(self, asked: Identity, alike: tuple[Dossier, ...]) -> None:
        identity = self._identity()
        if identity is None:
            return
        if not _is_same(identity, asked):
            self.accept_entry()
            return
        if not alike:
            self._create(identity)
            return
        self._seen = identity
        for shown in self.known.findChildren(QPushButton):
            shown.hide()
            self.known.body.removeWidget(shown)
            shown.deleteLater()
        for dossier in alike[:3]:
            who = dossier.beneficiary.identity
            words = f"{who.full_name} · {dates.partial_date(who.birth_date) or tr('date inconnue')}"
            choose = partial(self._choose, dossier.beneficiary.id)
            self.known.body.addWidget(button(words, "quiet", "person", choose))
        self.known.show()
        self.save.setText(tr("C’est une autre personne"))

    def _choose(self, beneficiary: BeneficiaryId) -> None:
        self.accept()
        self.chosen.emit(beneficiary)

    def _create(self, identity: Identity) -> None:
        mode = self.notice.code

        def make() -> BeneficiaryId:
            made = self._desk.dossiers.create(identity)
            if mode:
                self._desk.dossiers.give_notice(made, notice_version(), mode)
            self._desk.drafts.discard(None, PERSON)
            return made

        self._tasks.run(make, self._made, self._refuse)

    def _made(self, beneficiary: BeneficiaryId) -> None:
        self.keeper.end()
        self.accept()
        self.created.emit(beneficiary)

    def _refuse(self, error: PasseportError) -> None:
        """Say why beside the field that is meant; at the head when none is."""
        named = str(error.parameters.get("field", "")).partition(".")[0]
        field = self._fields.get(_HELD.get(named, named))
        if field is None:
            self.banner.say(sentence(error), "danger")
            return
        self.banner.say("")
        field.refuse(sentence(error))
        field.entry.setFocus()
        self.adjustSize()


def _is_same(one: Identity, other: Identity) -> bool:
    """Whether two identities answer to one search for who is here already."""
    return (one.given_names, one.family_name, one.birth_date) == (
        other.given_names,
        other.family_name,
        other.birth_date,
    )
