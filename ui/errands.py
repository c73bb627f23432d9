"""What can be done from anywhere: the palette goes to the page where it is done, and begins it there.

What cannot be taken back is not done by one more press of Enter: its button waits under the keyboard.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from passeport.domain.account import Operation
from passeport.domain.listing import ViewId
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.help.page import ABOUT, NEWS
from ui.navigation import Navigation
from ui.palette.command import Command, Group

OnceLoaded = Callable[[Callable[[], object]], None]
"""Runs something after all that was asked of the store: a page shows what is there by then."""


class _Errand(NamedTuple):
    """Where one goes, what is begun there, and the right that it asks for."""

    words: str
    go: Callable[[Navigation], object]
    begin: Callable[[Navigation], object] | None = None
    operation: Operation | None = None


_ON_PEOPLE = (
    _Errand(
        tr("Nouvelle personne"), Navigation.show_people, lambda to: to.people.add_person(), Operation.WRITE_DOSSIER
    ),
    _Errand(tr("Chercher une personne"), Navigation.show_people),
    _Errand(tr("Filtrer et trier la liste"), Navigation.show_people, lambda to: to.people.show_filters()),
    _Errand(
        tr("Qui suit qui : dossiers sans référent, collègues partis"),
        Navigation.show_people,
        lambda to: to.people.show_caseloads(),
    ),
    _Errand(
        tr("Recevoir tous les passeports d’un dossier"),
        Navigation.start_import,
        lambda to: to.importing.choose_folder(),
        Operation.IMPORT_PASSPORT,
    ),
)
_ON_THE_DAY = (
    _Errand(tr("Délais de relance…"), Navigation.show_due, lambda to: to.due.ask_reminders(), Operation.SET_REMINDERS),
    _Errand(
        tr("Exporter l’agenda (.ics)…"),
        Navigation.show_calendar,
        lambda to: to.calendar.ask_export(),
        Operation.EXPORT_AGENDA,
    ),
)
_ON_WORKSHOPS = (
    _Errand(
        tr("Coller une liste de noms"),
        Navigation.show_workshop,
        lambda to: to.workshop.adding.ask_for_list(),
        Operation.WRITE_DOSSIER,
    ),
    _Errand(
        tr("Imprimer la feuille d’émargement"),
        Navigation.show_workshop,
        lambda to: to.workshop.print_sheet(),
        Operation.WRITE_DOSSIER,
    ),
)
_ON_PARTNERS = (
    _Errand(tr("Ouvrir un fichier de réponse"), Navigation.show_referrals, lambda to: to.referrals.choose_file()),
    _Errand(
        tr("Ajouter un point d’accueil"),
        Navigation.show_directory,
        lambda to: to.directory.add(),
        Operation.MANAGE_DIRECTORY,
    ),
    _Errand(
        tr("Mettre l’annuaire à jour depuis un fichier"),
        Navigation.show_directory,
        lambda to: to.directory.choose_file(),
        Operation.MANAGE_DIRECTORY,
    ),
)
_ON_THE_VAULT = (
    _Errand(
        tr("Sauvegarder maintenant"),
        Navigation.show_backups,
        lambda to: to.backups.model.make(),
        Operation.MAKE_BACKUP,
    ),
    _Errand(
        tr("Choisir où les sauvegardes sont copiées"),
        Navigation.show_backups,
        lambda to: to.backups.choose_second_place(),
        Operation.SET_BACKUP_PLACE,
    ),
    _Errand(tr("Vérifier le journal"), Navigation.show_journal, lambda to: to.journal.verify(), Operation.READ_JOURNAL),
    _Errand(
        tr("Appliquer les durées de conservation"),
        Navigation.show_retention,
        lambda to: to.retention.ask_apply(),
        Operation.PLAN_RETENTION,
    ),
    _Errand(
        tr("Modifier les durées de conservation"),
        Navigation.show_retention,
        lambda to: to.retention.ask_policy(),
        Operation.SET_RETENTION,
    ),
    _Errand(
        tr("Ajouter un compte"),
        Navigation.show_accounts,
        lambda to: to.accounts.open_new(),
        Operation.MANAGE_ACCOUNTS,
    ),
    _Errand(
        tr("Imprimer une clé de secours"),
        Navigation.show_accounts,
        lambda to: to.accounts.issue.setFocus(),
        Operation.MANAGE_ACCOUNTS,
    ),
    _Errand(
        tr("Renouveler les clés"),
        Navigation.show_accounts,
        lambda to: to.accounts.rotate.setFocus(),
        Operation.MANAGE_ACCOUNTS,
    ),
    _Errand(tr("Changer ma phrase de passe"), Navigation.show_accounts, lambda to: to.accounts.own.current.setFocus()),
)
_ON_THE_WINDOW = (
    _Errand(tr("Langue de la fenêtre"), lambda to: to.show_preferences("language")),
    _Errand(tr("Couleurs de la fenêtre, claires ou sombres"), lambda to: to.show_preferences("theme")),
    _Errand(tr("Taille du texte"), lambda to: to.show_preferences("text_size")),
    _Errand(tr("Verrouiller après une absence"), lambda to: to.show_preferences("idle_minutes")),
    _Errand(tr("Nouveautés"), lambda to: to.read_guide(NEWS)),
    _Errand(tr("À propos"), lambda to: to.read_guide(ABOUT)),
)


def commands(to: Navigation, once_loaded: OnceLoaded) -> Sequence[Command]:
    """Return what the account at work may do from anywhere."""
    account = to.desk.vault.account
    known = (
        _Errand(tr("Ma liste : {name}").format(name=view.name), Navigation.show_people, _to_view(view.id))
        for view in to.people.filters.views
    )
    return [
        Command(typeset(one.words), partial(_do, one, to, once_loaded), group=Group.ELSEWHERE, waits_for_letters=False)
        for one in (*_ON_PEOPLE, *_ON_THE_DAY, *_ON_WORKSHOPS, *_ON_PARTNERS, *_ON_THE_VAULT, *_ON_THE_WINDOW, *known)
        if one.operation is None or account.may_somewhere(one.operation)
    ]


def _to_view(view: ViewId) -> Callable[[Navigation], object]:
    return lambda to: to.people.show_view(view)


def _do(one: _Errand, to: Navigation, once_loaded: OnceLoaded) -> None:
    one.go(to)
    if one.begin is not None:
        once_loaded(partial(one.begin, to))
