"""The scenes: each brings a window to one state, and returns what is to be looked at."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget

from passeport import wiring
from passeport.domain.beneficiary import Dossier
from passeport.domain.coupon import Answer
from passeport.domain.disclosure import Protection
from passeport.domain.goal import ReminderPolicy
from passeport.domain.retention import RetentionPolicy
from passeport.services.parcours import StepEntry
from tests import people, vaults
from tests.gallery.stage import Stage
from tests.gallery.vaults import ADA, TWIN
from ui.agenda.days import View
from ui.agenda.export_dialog import ExportDialog
from ui.agenda.postpone import PostponeDialog
from ui.agenda.reminders import RemindersDialog
from ui.desk.new_person import NewPerson
from ui.dossier.attachment_view import AttachmentView
from ui.dossier.history_dialog import HistoryDialog
from ui.dossier.item_forms import ITEM_FORMS
from ui.dossier.page import DossierPage
from ui.dossier.photo_crop import PhotoCrop
from ui.dossier.skill_picker import SkillPicker
from ui.entry.template_dialog import TemplateDialog
from ui.palette.dialog import CommandPalette
from ui.passport.known_stations import KnownStations
from ui.preview.documents import DocumentsDialog
from ui.retention.dialogs import ApplyDialog, PolicyDialog
from ui.rights.end_card import ArchiveDialog, ErasureDialog
from ui.workshop.adding import PasteDialog


class Scene(NamedTuple):
    """One state of the window."""

    name: str
    """Also the name of its picture."""
    play: Callable[[Stage], QWidget]


def _page(go: Callable[[Stage], object]) -> Callable[[Stage], QWidget]:
    def play(stage: Stage) -> QWidget:
        go(stage)
        stage.settle()
        return stage.shell

    return play


def _over(make: Callable[[Stage], QDialog]) -> Callable[[Stage], QWidget]:
    def play(stage: Stage) -> QWidget:
        dialog = make(stage)
        dialog.open()
        stage.settle()
        return dialog

    return play


def _dossier(stage: Stage) -> DossierPage:
    page = stage.space.dossier
    page.show_dossier(ADA)
    stage.settle()
    if page.side.currentIndex() != 0:
        page.close_panel()
    stage.settle()
    return page


def _known(stage: Stage) -> Dossier:
    stage.space.show_dossier(ADA)
    stage.settle()
    dossier = _dossier(stage).model.dossier
    assert dossier is not None
    return dossier


# The door ---------------------------------------------------------------------------------------------------------


def _refused_at_the_door(stage: Stage) -> None:
    stage.shell.unlock.passphrase.setText("une phrase qui n’ouvre rien")
    stage.shell.unlock.known_vault.asked.emit()
    stage.wait(lambda: bool(stage.shell.unlock.banner.words.text()))


def _new_vault(stage: Stage) -> None:
    stage.shell.unlock.show_vault(stage.places.vault.parent / "nouveau")


def _new_vault_refused(stage: Stage) -> None:
    _new_vault(stage)
    stage.settle()
    stage.shell.unlock.new_vault._ask()


def _mending(stage: Stage) -> None:
    page = stage.shell.unlock
    page.show_vault(stage.places.vault)
    stage.settle()
    page.mending.restart()
    page._show_form(page.mending)
    page.mending.begin(page.account.code)


DOOR = (
    Scene("porte", _page(lambda stage: stage.shell.unlock.show_vault(stage.places.vault))),
    Scene("porte-refus", _page(_refused_at_the_door)),
    Scene("porte-cle-de-secours", _page(lambda stage: stage.shell.unlock.known_vault.ask_recovery_key())),
    Scene("porte-creation", _page(_new_vault)),
    Scene("porte-creation-refus", _page(_new_vault_refused)),
    Scene("porte-reparation", _page(_mending)),
)


# The day ----------------------------------------------------------------------------------------------------------


def _view(view: View) -> Callable[[Stage], QWidget]:
    def go(stage: Stage) -> None:
        stage.space.show_calendar()
        stage.settle()
        stage.space.calendar.show_view(view)

    return _page(go)


def _people(stage: Stage, typed: str = "") -> None:
    stage.space.show_people()
    stage.space.people.search.setText(typed)
    stage.settle()


def _filters(stage: Stage) -> None:
    _people(stage)
    stage.space.people.filtering.setChecked(True)
    stage.space.people._fold_filters()


def _several(stage: Stage) -> None:
    _people(stage)
    page = stage.space.people
    page.filtering.setChecked(False)
    page._fold_filters()
    page.list.selectAll()


def _new_person(stage: Stage) -> QDialog:
    _people(stage)
    stage.space.people.list.clearSelection()
    return NewPerson(stage.space.desk, stage.shell.tasks, "Zoé Exemple", stage.space.people)


def _new_person_refused(stage: Stage) -> QWidget:
    dialog = _new_person(stage)
    assert isinstance(dialog, NewPerson)
    dialog.family_name.clear()
    dialog.birth_date.setText("31/02/2030")
    dialog.open()
    dialog.accept_entry()
    stage.settle()
    return dialog


def _toast(stage: Stage) -> None:
    stage.space.show_today()
    stage.settle()
    stage.space.toast.say("Étape enregistrée dans le dossier d’Ada Exemple.", "Annuler", lambda: None)


def _palette(stage: Stage) -> QWidget:
    stage.space.show_commands()
    stage.settle()
    return stage.dialog(CommandPalette)


DAY = (
    Scene("aujourdhui", _page(lambda stage: stage.space.show_today())),
    Scene("message", _page(_toast)),
    Scene("liste", _page(_people)),
    Scene("recherche", _page(partial(_people, typed="a"))),
    Scene("recherche-sans-reponse", _page(partial(_people, typed="licorne"))),
    Scene("filtres", _page(_filters)),
    Scene("selection", _page(_several)),
    Scene("nouvelle-personne", _over(_new_person)),
    Scene("nouvelle-personne-refus", _new_person_refused),
    Scene("a-faire", _page(lambda stage: stage.space.show_due())),
    Scene(
        "reporter",
        _over(
            lambda stage: PostponeDialog(
                "Appeler le CFA d’Essai – EXEMPLE Ada", stage.space.desk.clock.today, stage.space.due
            )
        ),
    ),
    Scene("rappels", _over(lambda stage: RemindersDialog(ReminderPolicy(), stage.space.due))),
    Scene("agenda-jour", _view(View.DAY)),
    Scene("agenda-semaine", _view(View.WEEK)),
    Scene("agenda-mois", _view(View.MONTH)),
    Scene(
        "agenda-export",
        _over(
            lambda stage: ExportDialog((stage.space.desk.clock.today(),) * 2, parent=stage.space.calendar),
        ),
    ),
    Scene("commandes", _palette),
)


# The dossier ------------------------------------------------------------------------------------------------------


def _entry(stage: Stage, kind: str = "", *, saved: bool = False) -> None:
    stage.space.show_dossier(ADA)
    stage.settle()
    page = _dossier(stage)
    page.start_entry()
    stage.settle()
    page.step.type.code = kind
    if saved:
        page.step.save()


def _guarded(stage: Stage) -> None:
    _entry(stage, "ENTRETIEN")
    stage.space.dossier.step.notes.first.setPlainText("Souffre de dépression.")


def _edited(stage: Stage) -> None:
    step = _known(stage).parcours[0].steps[0]
    _dossier(stage).timeline.edit_requested.emit(step)


def _form(stage: Stage, what: str, *, first: bool = False) -> None:
    profile = _known(stage).beneficiary.profile
    page = _dossier(stage)
    page.drafts.forget()
    stage.settle()
    items = getattr(profile, what) if first and what in ITEM_FORMS else ()
    page.edit(what, items[0] if items else None)


def _form_refused(stage: Stage) -> None:
    _form(stage, "experiences")
    form = stage.space.dossier.form
    assert form is not None
    form.form.entered()


def _follow(stage: Stage, what: str) -> None:
    _known(stage)
    _dossier(stage).follow.add(what)


def _parcours(stage: Stage) -> None:
    _known(stage)
    _dossier(stage).follow.open_parcours()


def _photo(stage: Stage) -> QDialog:
    _known(stage)
    image = QImage()
    image.loadFromData(people.photo())
    return PhotoCrop(image, stage.space.dossier)


def _template(stage: Stage) -> QDialog:
    _known(stage)
    return TemplateDialog(StepEntry(type="ENTRETIEN", day=dt.date(2026, 11, 23)), stage.space.dossier)


def _skills(stage: Stage) -> QDialog:
    _known(stage)
    return SkillPicker(stage.space.desk, stage.shell.tasks, stage.space.dossier)


def _attachment(stage: Stage) -> QDialog:
    _known(stage)
    return AttachmentView("photo.png", people.photo(), stage.shell.tasks, stage.space.dossier)


def _documents(stage: Stage) -> QWidget:
    _known(stage)
    stage.space.dossier.show_documents()
    stage.settle()
    dialog = stage.dialog(DocumentsDialog)
    assert isinstance(dialog, DocumentsDialog)
    stage.wait(lambda: stage.shell.tasks.is_idle)
    return dialog


def _history(stage: Stage) -> QWidget:
    _known(stage)
    stage.space.dossier.kept.history_requested.emit()
    stage.settle()
    dialog = stage.dialog(HistoryDialog)
    stage.wait(lambda: stage.shell.tasks.is_idle)
    return dialog


DOSSIER = (
    Scene("dossier", _page(_known)),
    Scene("etape", _page(partial(_entry, kind="ENTRETIEN"))),
    Scene("etape-immersion", _page(partial(_entry, kind="IMMERSION"))),
    Scene("etape-orientation", _page(partial(_entry, kind="ORIENTATION"))),
    Scene("etape-refus", _page(partial(_entry, saved=True))),
    Scene("etape-garde", _page(_guarded)),
    Scene("etape-modifiee", _page(_edited)),
    *(
        Scene(f"formulaire-{what}", _page(partial(_form, what=what, first=True)))
        for what in ("identity", "contacts", "situation", "headline", *ITEM_FORMS)
    ),
    Scene("formulaire-refus", _page(_form_refused)),
    Scene("objectif", _page(partial(_follow, what="goal"))),
    Scene("action", _page(partial(_follow, what="action"))),
    Scene("parcours", _page(_parcours)),
    Scene("photo", _over(_photo)),
    Scene("modele", _over(_template)),
    Scene("competences", _over(_skills)),
    Scene("piece-jointe", _over(_attachment)),
    Scene("documents", _documents),
    Scene("historique", _history),
)


# What travels -----------------------------------------------------------------------------------------------------


def _export(stage: Stage) -> None:
    stage.space.start_export(ADA)
    stage.settle()
    page = stage.space.exporting
    page.recipient.name.setText(people.CITE_DES_METIERS.name)
    page.recipient.network.code = people.CITE_DES_METIERS.network


def _import(stage: Stage) -> None:
    stage.space.start_import()
    page = stage.space.importing
    page.read(stage.places.passport)
    stage.wait(lambda: bool(page.differences.rows))


def _reunion(stage: Stage) -> None:
    stage.space.start_reunion(ADA)
    stage.settle()
    stage.space.merging.model.choose(TWIN)


def _refer(stage: Stage) -> None:
    stage.space.start_referral(ADA)
    stage.settle()
    stage.space.referring.theme.code = "CHOISIR_METIER"


def _answer(stage: Stage) -> None:
    (waiting,) = stage.space.desk.referrals.to_answer()
    stage.space.start_answer(waiting.place.beneficiary, waiting.place.step)
    stage.settle()
    stage.space.answering.choices[Answer.ACCEPTEE].click()


def _wrong_code(stage: Stage) -> None:
    stage.space.show_referrals()
    stage.settle()
    stage.space.referrals.typed.setText("7F3K")
    stage.space.referrals.read()


def _stations(stage: Stage) -> QWidget:
    stage.space.show_stations()
    stage.settle()
    return stage.dialog(KnownStations)


def _workshop(stage: Stage, *, filled: bool = False) -> None:
    space = stage.space
    space.show_workshop()
    stage.settle()
    if filled:
        space.workshop.title.setText("Réussir son CV")
        space.workshop.model.add_list("d’Exemple Ada-Inès\nZoé Inconnue")
        stage.wait(lambda: bool(space.workshop.model.waiting))


def _paste(stage: Stage) -> QDialog:
    return PasteDialog(stage.space.workshop)


def _directory(stage: Stage, *, edited: bool = False) -> None:
    stage.space.show_directory()
    stage.settle()
    if edited:
        stage.space.directory.add()
        stage.space.directory.editor.save()


TRAVEL = (
    Scene("remise", _page(_export)),
    Scene("reception-vide", _page(lambda stage: stage.space.start_import())),
    Scene("reception", _page(_import)),
    Scene("reunion", _page(_reunion)),
    Scene("orienter", _page(_refer)),
    Scene("repondre", _page(_answer)),
    Scene("orientations", _page(lambda stage: stage.space.show_referrals())),
    Scene("orientations-refus", _page(_wrong_code)),
    Scene("points-daccueil", _stations),
    Scene("atelier-vide", _page(_workshop)),
    Scene("atelier", _page(partial(_workshop, filled=True))),
    Scene("atelier-liste", _over(_paste)),
    Scene("annuaire", _page(_directory)),
    Scene("annuaire-saisie", _page(partial(_directory, edited=True))),
)


# What keeps the house ---------------------------------------------------------------------------------------------


def _rights(stage: Stage) -> None:
    stage.space.show_rights(ADA)


def _adding_account(stage: Stage) -> None:
    stage.space.show_accounts()
    stage.settle()
    stage.space.accounts.open_new()
    stage.space.accounts.form._ask()


def _recovery(stage: Stage) -> None:
    stage.space.show_accounts()
    stage.settle()
    stage.space.accounts.recovery.show_key("ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2-34567-ABCDE-FGHJK")


def _backups(stage: Stage) -> None:
    space = stage.space
    space.show_backups()
    stage.wait(lambda: space.background.is_idle)


HOUSE = (
    Scene("preferences", _page(lambda stage: stage.space.show_preferences())),
    Scene("conservation", _page(lambda stage: stage.space.show_retention())),
    Scene(
        "conservation-application",
        _over(
            lambda stage: ApplyDialog(
                ("1 dossier",), dt.date(2026, 11, 23), RetentionPolicy().ending, stage.space.retention
            )
        ),
    ),
    Scene("conservation-durees", _over(lambda stage: PolicyDialog(RetentionPolicy(), stage.space.retention))),
    Scene("droits", _page(_rights)),
    Scene("droits-effacement", _over(lambda stage: ErasureDialog(stage.space.rights))),
    Scene("droits-archive", _over(lambda stage: ArchiveDialog(dt.date(2026, 11, 23), stage.space.rights))),
    Scene("sauvegardes", _page(_backups)),
    Scene("comptes", _page(lambda stage: stage.space.show_accounts())),
    Scene("comptes-ajout", _page(_adding_account)),
    Scene("comptes-cle-de-secours", _page(_recovery)),
)

JOURNAL = Scene("journal", _page(lambda stage: stage.space.show_journal()))
"""The first, since each of the others writes lines in it."""
CONSEILLER = (JOURNAL, *DAY, *DOSSIER, *TRAVEL, *HOUSE)
"""What an account that opens dossiers and keeps the house meets."""


# The supervisor ---------------------------------------------------------------------------------------------------


def _statistics(stage: Stage, place: int) -> None:
    stage.supervisor.show_page(place)
    stage.settle()
    table = stage.supervisor.table
    if place == 1 and table is not None:
        for choice, code in zip(table.by, ("age", "sex"), strict=False):
            choice.code = code
        table.preview()


def _register(stage: Stage) -> None:
    """Open the register once something was published."""
    space = stage.supervisor
    use = space.register.register.opened
    statistics = wiring.statistics(use, vaults.SetClock())
    for measure, by in (("persons", ("age", "sex")), ("workshops", ("type", "status"))):
        wish = statistics.wish(measure, dt.date(2025, 11, 1), dt.date(2026, 10, 31), by)
        statistics.export([wish], Protection(), stage.places.vault.parent / measure, lambda _done, _total: None)
    space.show_page(2)
    stage.settle()
    space.register.verify()


SUPERVISOR = (
    Scene("statistiques", _page(partial(_statistics, place=0))),
    Scene("statistiques-tableau", _page(partial(_statistics, place=1))),
    Scene("statistiques-registre", _page(_register)),
    Scene("statistiques-compte", _page(partial(_statistics, place=3))),
)
FIRST = (Scene("premiere-ouverture", _page(lambda _stage: None)),)
"""What somebody meets who was given a passphrase by another."""
