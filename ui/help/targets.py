"""Which section of the guide speaks of which page of the window."""

from PySide6.QtWidgets import QWidget

from ui.help.guide import FIRST, Topic

_USUAL, _ADMIN, _FIGURES, _BEGIN = "conseiller.md", "administrer.md", "superviseur.md", "premiers-pas.md"

TARGETS: dict[str, Topic] = {
    # the door
    "UnlockPage": Topic(_USUAL, "ouvrir"),
    "NewVaultForm": Topic(_BEGIN, "creer-le-coffre-fort"),
    "MendingForm": Topic(_USUAL, "quand-quelque-chose-ne-va-pas"),
    "FirstOpening": Topic(_BEGIN, "votre-phrase-de-passe"),
    # the day
    "TodayPage": Topic(_USUAL, "commencer-la-journee"),
    "DuePage": Topic(_USUAL, "commencer-la-journee"),
    "CalendarPage": Topic(_USUAL, "commencer-la-journee"),
    "DeskPage": Topic(_USUAL, "trouver-une-personne"),
    "NewPerson": Topic(_USUAL, "trouver-une-personne"),
    "CommandPalette": Topic(_USUAL),
    # a person
    "DossierPage": Topic(_USUAL, "le-dossier"),
    "StepPanel": Topic(_USUAL, "noter-une-etape"),
    "WorkshopPage": Topic(_USUAL, "noter-une-etape"),
    "ReunionPage": Topic(_USUAL, "reunir-deux-dossiers"),
    "RightsPage": Topic(_USUAL, "les-droits-de-la-personne"),
    "ExportPage": Topic(_USUAL, "remettre-un-passeport"),
    "BatchPage": Topic(_USUAL, "plusieurs-passeports-a-la-fois"),
    "DocumentsDialog": Topic(_USUAL, "remettre-un-passeport"),
    "ImportPage": Topic(_USUAL, "recevoir-un-passeport"),
    "KnownStations": Topic(_USUAL, "recevoir-un-passeport"),
    # partners
    "ReferPage": Topic(_USUAL, "orienter-vers-un-partenaire"),
    "ReferralsPage": Topic(_USUAL, "orienter-vers-un-partenaire"),
    "AnswerPage": Topic(_USUAL, "repondre-a-une-orientation"),
    "CaseloadPage": Topic(_USUAL, "reprendre-une-liste"),
    "DirectoryPage": Topic(_USUAL, "l-annuaire"),
    # the vault
    "AdministrationPage": Topic(_ADMIN, "comptes-et-cles"),
    "BackupsPage": Topic(_ADMIN, "sauvegardes"),
    "RetentionPage": Topic(_ADMIN, "conservation"),
    "JournalPage": Topic(_ADMIN, "journal"),
    # the supervisor
    "StatisticsSpace": Topic(_FIGURES),
    "DashboardPage": Topic(_FIGURES, "les-indicateurs"),
    "TablePage": Topic(_FIGURES, "un-tableau-a-la-carte"),
    # the window itself
    "PreferencesPage": Topic(_USUAL, "regler-la-fenetre"),
    "HelpPage": Topic(FIRST),
}
"""By the name of the class, so that no page is loaded to be explained."""


def topic_of(widget: QWidget | None) -> Topic | None:
    """Return what explains a widget: its own section, else that of what it stands in; None for neither."""
    while widget is not None:
        for kind in type(widget).__mro__:
            if kind.__name__ in TARGETS:
                return TARGETS[kind.__name__]
        widget = widget.parentWidget()
    return None
