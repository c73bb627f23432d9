"""What the two pages say of files, signatures, agreements and numbers of things."""

from typing import NamedTuple

from passeport.domain.agreement import Agreement, Recipient, Transmission
from passeport.domain.difference import Decision, Difference, DifferenceKind
from passeport.domain.normalise import joined
from passeport.domain.passport import Issue
from passeport.domain.reading import IncomingPassport, SignatureState
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates, describe
from passeport.language.catalogue import tr
from passeport.language.labels import label, label_of
from passeport.language.numbers import counted
from passeport.language.typography import begun, typeset
from passeport.services.file_ports import FileFormat

FORMATS = {
    FileFormat.PDF: ("PDF", tr("Se lit et s’imprime partout ; les données Europass sont à l’intérieur. Le plus sûr.")),
    FileFormat.PDF_LARGE: (tr("PDF en gros caractères"), tr("Le même, en 18 points, noir sur blanc.")),
    FileFormat.PDF_PLAIN: (tr("PDF facile à lire (FALC)"), tr("Le même, en phrases simples avec des dessins.")),
    FileFormat.CANDIDATE: ("Europass XML", tr("Pour le site Europass et les outils actuels. Sans signature.")),
    FileFormat.SKILLSPASSPORT: (tr("SkillsPassport XML"), tr("Pour les outils Europass d’avant 2020. Sans signature.")),
    FileFormat.JSON: (tr("Passeport JSON"), tr("Toutes les données, signées, pour un autre logiciel Passeport.")),
}
"""Name of each form of a passport, and when to choose it."""

LANGUAGE_HINT = tr(
    "Ce qui a été écrit dans le dossier n’est pas traduit ; les intitulés le sont. Le passeport en facile à lire est "
    "en français ou en anglais."
)


def languages() -> list[tuple[str, str]]:
    """Return the languages in which a passport may be written and their names, French first."""
    named = [(term.code, begun(label_of(term))) for term in vocabulary("profile_languages").terms]
    return sorted(named, key=lambda one: (one[0] != "fr", joined(one[1])))


SUFFIXES = {
    FileFormat.PDF: "pdf",
    FileFormat.PDF_LARGE: "pdf",
    FileFormat.PDF_PLAIN: "pdf",
    FileFormat.CANDIDATE: "xml",
    FileFormat.SKILLSPASSPORT: "xml",
    FileFormat.JSON: "json",
}

_KINDS_OF_FILE = {
    "passeport": "Passeport",
    "candidate": tr("Europass (profil en ligne)"),
    "skillspassport": "Europass SkillsPassport",
    "learnerinfo": "Europass LearnerInfo",
    "pdf": "PDF",
}

KIND_TONES = {
    DifferenceKind.NEW: "success",
    DifferenceKind.SAME: "",
    DifferenceKind.RICHER: "primary",
    DifferenceKind.CONFLICTING: "warning",
}

KINDS_COUNTED: dict[DifferenceKind | None, tuple[str, str]] = {
    None: (tr("élément"), tr("éléments")),
    DifferenceKind.NEW: (tr("nouveau"), tr("nouveaux")),
    DifferenceKind.SAME: (tr("identique"), tr("identiques")),
    DifferenceKind.RICHER: (tr("plus complet"), tr("plus complets")),
    DifferenceKind.CONFLICTING: (tr("différent"), tr("différents")),
}
"""How many of each kind; None for all of them."""


class Sides(NamedTuple):
    """What the two sides of a comparison are called above their values."""

    mine: str
    theirs: str


def kind_of_file(file_format: str) -> str:
    """Return what a reading report's format is called: `pdf, passeport 1` is `PDF · Passeport, format 1`."""
    words = []
    for part in file_format.split(","):
        name, _, version = part.strip().partition(" ")
        words.append(
            _KINDS_OF_FILE.get(name, name) + (tr(", format {version}").format(version=version) if version else "")
        )
    return " · ".join(words)


def issued(issue: Issue | None) -> str:
    """Return who issued a passport, and when."""
    if issue is None:
        return tr("Ce fichier ne vient d’aucun point d’accueil : la personne l’a sans doute fait elle-même.")
    by = tr(" par {conseiller}").format(conseiller=issue.conseiller) if issue.conseiller else ""
    return tr("Remis le {day}{by}, {station}.").format(
        day=dates.long_date(issue.issued_at.date()), by=by, station=describe.station(issue.issuer)
    )


SIGNATURE_ICONS = {
    SignatureState.VERIFIED: "shield",
    SignatureState.UNKNOWN_STATION: "help",
    SignatureState.UNKNOWN_KEY: "key",
    SignatureState.BROKEN: "error",
    SignatureState.ABSENT: "info",
}
"""A drawing for each worth of a signature: colour alone tells nothing to one man in twelve."""


def signature(incoming: IncomingPassport) -> tuple[str, str]:
    """Return what the signature is worth, and the tone to say it in."""
    issue = incoming.passport.issue
    who = issue.issuer.name if issue is not None else tr("son auteur")
    match incoming.signature:
        case SignatureState.VERIFIED:
            words, tone = (
                tr("Signature vérifiée : ce passeport vient de {who} et n’a pas été modifié depuis.").format(who=who),
                "success",
            )
        case SignatureState.UNKNOWN_STATION:
            words, tone = (
                (
                    tr(
                        "La signature est intacte, mais cette station n’est pas encore connue ici. "
                        "Appelez {who} et comparez l’empreinte ci-dessous avant de lui faire confiance."
                    ).format(who=who)
                ),
                "warning",
            )
        case SignatureState.UNKNOWN_KEY:
            words, tone = (
                (
                    tr(
                        "Attention : un point d’accueil du nom de {who} est connu ici sous une autre clé. "
                        "Sa clé a changé, ou quelqu’un d’autre se sert de son nom. Ne reprenez rien avant de l’avoir "
                        "appelé à un numéro que vous connaissez déjà, et d’avoir comparé l’empreinte ci-dessous."
                    ).format(who=who)
                ),
                "danger",
            )
        case SignatureState.BROKEN:
            words, tone = (
                (
                    tr(
                        "La signature ne correspond pas : le contenu a été modifié après avoir été signé. "
                        "Ne reprenez rien sans en avoir parlé à {who}."
                    ).format(who=who)
                ),
                "danger",
            )
        case SignatureState.ABSENT:
            words, tone = tr("Ce fichier n’est pas signé : vérifiez son contenu avec la personne."), "primary"
    return typeset(words), tone


def decision(found: Difference, choice: Decision) -> str:
    """Return what a decision is called for this difference."""
    if choice is Decision.KEEP and found.mine is None:
        return tr("Laisser")
    return {Decision.TAKE: tr("Prendre"), Decision.KEEP: tr("Garder"), Decision.BOTH: tr("Les deux")}[choice]


def recipient(to: Recipient) -> str:
    """Return who receives: the name, with the network when there is one."""
    if to.network is None:
        return tr("{name} (en main propre)").format(name=to.name)
    network = label("networks", to.network)
    return to.name if network in to.name else f"{to.name} ({network})"


def agreement(given: Agreement) -> str:
    """Return one agreement of the register."""
    how = label("agreement_modes", given.mode).lower()
    what = counted(len(given.scope.sections), "rubrique", "rubriques")
    if given.scope.notes:
        what += ", " + counted(len(given.scope.notes), "note", "notes")
    return tr("{how}, donné le {day} · {what}").format(how=begun(how), day=dates.long_date(given.given_on), what=what)


def transmission(sent: Transmission) -> str:
    """Return one line of the register of transmissions."""
    way = tr("Reçu de") if sent.incoming else tr("Remis à")
    return f"{way} {sent.party}"


def transmission_details(sent: Transmission) -> str:
    """Return the number, the day and the form of a line of the register."""
    known = {form.value: words[0] for form, words in FORMATS.items()}
    parts = (
        tr("N° {number}").format(number=sent.passport_number),
        dates.long_date(sent.on),
        known.get(sent.file_format, ""),
    )
    return " · ".join(part for part in parts if part)
