"""Every error in words: what happened, what is kept, what to do. The one place where an error becomes a sentence."""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from passeport.domain import errors
from passeport.domain.errors import PasseportError, StopReason
from passeport.domain.text import visible
from passeport.domain.vocabulary import vocabulary
from passeport.language import policy_refusals, update_messages
from passeport.language.catalogue import marked, plural, tr
from passeport.language.dates import long_date
from passeport.language.labels import label, label_of
from passeport.language.statistics_messages import SENTENCES as OF_STATISTICS
from passeport.language.typography import typeset
from passeport.language.vault_messages import SENTENCES as OF_THE_VAULT

Parameters = Mapping[str, str | int]

_MEGABYTE = 1_000_000
_COUPON_LETTERS = 16
_LONGEST_PARAMETER = 400
_LONGEST_VALUE = 40
_LARGEST_NUMBER = 10**15
_REASONS = {
    "missing": marked("il manque"),
    "string_too_short": marked("il manque"),
    "string_too_long": marked("le texte est trop long"),
    "date_from_datetime_parsing": marked("cette date n’existe pas"),
    "date_parsing": marked("cette date n’existe pas"),
    "value_error": marked("cette valeur n’est pas possible"),
    "greater_than_equal": marked("cette valeur est trop petite"),
    "less_than_equal": marked("cette valeur est trop grande"),
    "int_parsing": marked("un nombre entier est attendu"),
    "string_pattern_mismatch": marked("la forme n’est pas celle attendue"),
    "ends_before_it_begins": marked("la fin est avant le début"),
    "future": marked("cette date est dans le futur"),
    "past": marked("choisissez un jour à venir"),
}
_ANOTHER_COPY = marked("Demandez une nouvelle copie du fichier, et signalez celui-ci à votre service informatique.")
_STOPS = {
    StopReason.TIME: marked("elle durait trop longtemps."),
    StopReason.MEMORY: marked("elle demandait trop de mémoire."),
    StopReason.CRASH: marked("le lecteur s’est interrompu."),
    StopReason.ANSWER: marked("le lecteur a donné une réponse incompréhensible."),
    StopReason.FAULT: marked("ce fichier contient un cas imprévu."),
    StopReason.START: marked("le lecteur n’a pas pu démarrer. Fermez d’autres applications, puis recommencez."),
}
_FIELDS = {
    "given_names": marked("Prénom"),
    "family_name": marked("Nom"),
    "birth_name": marked("Nom de naissance"),
    "birth_date": marked("Date de naissance"),
    "type": marked("Type"),
    "day": marked("Date"),
    "until": marked("Date de fin"),
    "status": marked("Statut"),
    "minutes": marked("Durée"),
    "need": marked("Besoin"),
    "title": marked("Titre"),
    "name": marked("Nom"),
    "text": marked("Note"),
    "point_accueil": marked("Point d’accueil"),
    "network": marked("Réseau"),
}


_FIXED = {
    "idle_minutes": marked("Le verrouillage après une absence"),
    "second_backup_folder": marked("Le second dossier des sauvegardes"),
    "retention": marked("Les durées de conservation"),
    "point_accueil": marked("Le point d’accueil des nouveaux coffres-forts"),
    "network": marked("Le réseau des nouveaux coffres-forts"),
    "lists": marked("La sortie de listes de personnes"),
    "keyring": marked("L’ouverture par le trousseau du système"),
}
_THINGS = {
    "action": marked("action"),
    "agreement": marked("accord"),
    "compte": marked("compte"),
    "dossier": marked("dossier"),
    "parcours": marked("parcours"),
    "attachment": marked("pièce jointe"),
    "goal": marked("objectif"),
    "referral": marked("orientation"),
    "request": marked("demande"),
    "signature": marked("signature"),
    "station": marked("point d’accueil"),
    "step": marked("étape"),
    "template": marked("modèle"),
}


_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}", re.IGNORECASE)
"""A UUID (RFC 9562) or a digest in hexadecimal."""


def field_name(field: str) -> str:
    """Return the French name of a field of a form, by the last word of its path that has one."""
    names = [part for part in field.split(".") if not part.isdigit()]
    return next((known for name in reversed(names) if (known := _known_field(name))), tr("Saisie"))


def _known_field(name: str) -> str:
    if name in _FIELDS:
        return tr(_FIELDS[name])
    if name in vocabulary("item_fields"):
        return label("item_fields", name)
    return next((label_of(term) for term in vocabulary("fields").terms if term.code.rpartition(".")[2] == name), "")


def reason_of(kind: str) -> str:
    """Return why a value is refused, by pydantic's type of error: `il manque`."""
    return tr(_REASONS.get(kind, _REASONS["value_error"]))


def _field_refused(p: Parameters) -> str:
    reason = reason_of(str(p["reason"]))
    value = str(p["value"]) if p.get("value") is not None else ""
    if len(value) > _LONGEST_VALUE:  # a word without a space would push the field out of the window
        value = f"{value[:_LONGEST_VALUE]}…"
    shown = tr(" (« {value} »)").format(value=value) if value else ""
    return tr("{field}{shown} : {reason}. Corrigez ce champ, rien d’autre n’est perdu.").format(
        field=field_name(str(p["field"])), shown=shown, reason=reason
    )


def _newer_format(p: Parameters) -> str:
    return tr(
        "Ce passeport a été écrit par une version plus récente (format {found}, cette version lit "
        "jusqu’au format {supported}). Mettez Passeport à jour, puis recommencez ; rien n’a été enregistré."
    ).format(found=p["found"], supported=p["supported"])


def _too_large(p: Parameters) -> str:
    size, limit = (int(p[name]) // _MEGABYTE for name in ("size", "limit"))
    return tr(
        "Ce fichier est trop gros ({size} Mo ; la limite est de {limit} Mo) : un passeport ne l’est jamais autant. "
        "Demandez un nouvel export ; rien n’a été enregistré."
    ).format(size=size, limit=limit)


def _reading_stopped(p: Parameters) -> str:
    cause = StopReason(str(p["cause"]))
    why = tr(_STOPS[cause])
    if cause is not StopReason.START:
        why = f"{why} {tr(_ANOTHER_COPY)}"
    return tr(
        "La lecture de « {path} » a été arrêtée : {why} L’application continue, et rien n’a été enregistré."
    ).format(path=p["path"], why=why)


def _person_uncertain(p: Parameters) -> str:
    count = int(p["count"])
    alike = plural("Un dossier ressemble", "{count} dossiers ressemblent", count).format(count=count)
    return tr(
        "{alike} à cette personne, sans certitude. "
        "Choisissez le sien, ou demandez un nouveau dossier ; rien n’a été enregistré."
    ).format(alike=alike)


def _nothing_to_show(p: Parameters) -> str:
    """Name the thing by what people typed; an identifier says nothing to anybody."""
    value, thing = str(p["value"]), tr(_THINGS.get(str(p["what"]), str(p["what"])))
    if not value or _IDENTIFIER.fullmatch(value):
        return tr("Cet élément ({thing}) n’est plus là. Revenez à la liste et recommencez.").format(thing=thing)
    return tr("Aucun élément ne correspond à « {value} » ({thing}). Revenez à la liste et recommencez.").format(
        value=value, thing=thing
    )


def _coupon_mistyped(p: Parameters) -> str:
    length, group = int(p["length"]), int(p["group"])
    if length != _COUPON_LETTERS:
        return tr(
            "Ce code compte {length} caractères au lieu de {expected} (quatre groupes de quatre). "
            "Vérifiez qu’il n’en manque pas ; rien n’a été enregistré."
        ).format(length=length, expected=_COUPON_LETTERS)
    where = (
        tr("Commencez par le groupe {group}").format(group=group) if group else tr("Faites-le relire groupe par groupe")
    )
    return tr("Ce code a été mal lu ou mal saisi. {where} ; rien n’a été enregistré.").format(where=where)


_NOT_A_TABLE = {
    "binary": marked(
        "« {path} » n’est ni un fichier CSV ni un classeur XLSX. Enregistrez votre liste sous l’une de ces "
        "formes, puis recommencez."
    ),
    "xls": marked(
        "« {path} » est un classeur d’un ancien format (.xls) ou protégé par mot de passe. Ouvrez-le, "
        "enregistrez-le en .xlsx sans mot de passe ou en CSV, puis recommencez."
    ),
    "zip": marked("« {path} » est une archive, pas un classeur. Sortez-en le fichier .xlsx ou .csv, puis recommencez."),
    "empty": marked("« {path} » est vide : aucune ligne n’est remplie. Vérifiez que c’est le bon fichier."),
}
_NOT_ALLOWED = {
    "NOBODY": marked("Votre compte ne permet pas cette opération. Adressez-vous à l’administrateur."),
    "FROZEN": marked(
        "Ce dossier est gelé : la personne a demandé la limitation de ses données. Rien n’y change et rien n’en "
        "part tant qu’elle n’est pas levée (page « Droits de la personne »)."
    ),
    "ARCHIVED": marked(
        "Ce dossier est dans l’archive restreinte : seul l’administrateur peut l’ouvrir, et rien n’y change."
    ),
}
"""What is said of a refusal, by what the dossier is to the account (`Whose`)."""
_NOT_ALLOWED_TO = {
    "RESTORE_BACKUP": marked(
        "Ce coffre-fort s’ouvre : seul un administrateur y remet une sauvegarde, car ce que chacun a saisi depuis en "
        "sortirait. Rien n’a été changé. Adressez-vous à un administrateur, ou utilisez la clé de secours."
    ),
    "SET_BACKUP_PLACE": marked(
        "Seul un administrateur choisit le second emplacement : une copie de tous les dossiers y va. Rien n’a été "
        "changé. Adressez-vous à un administrateur."
    ),
}
"""The same, of an operation on no dossier that says more than the others (`Operation`)."""


_SENTENCES: dict[type[PasseportError], str | Callable[[Parameters], str]] = {
    errors.Cancelled: marked("Opération arrêtée à votre demande. Rien n’a été modifié."),
    errors.FieldRefused: _field_refused,
    errors.UnknownCodeError: marked(
        "Le code « {value} » n’existe pas dans la liste « {vocabulary} ». Choisissez une valeur de la liste."
    ),
    errors.SocialSecurityNumberRefused: lambda p: tr(
        "{field} : ce texte contient un numéro de sécurité sociale. Il est interdit de "
        "l’enregistrer ici (décret n° 2019-341) : retirez-le, le reste de votre saisie est conservé."
    ).format(field=field_name(str(p["field"]))),
    errors.OriginalNotKept: marked(
        "« {path} » contient une donnée qui ne s’enregistre jamais ici : le fichier d’origine ne peut pas être gardé. "
        "Décochez cette case, puis enregistrez : le reste du passeport est pris."
    ),
    errors.OriginalChanged: marked(
        "« {path} » a changé depuis que vous l’avez ouvert : rien n’a été enregistré. Ouvrez-le à nouveau, "
        "regardez ce qu’il dit maintenant, puis enregistrez."
    ),
    errors.ParticipantsRefused: marked(
        "Dossier gelé ou archivé : {names}. Rien n’y change : retirez de la liste qui est "
        "nommé ici, puis enregistrez ; le reste de votre saisie est conservé."
    ),
    errors.NoteTooLong: marked(
        "La note compte {length} caractères ; la limite est de {limit}. Raccourcissez-la ou écrivez-en une seconde."
    ),
    errors.FileNotFound: marked(
        "Le fichier « {path} » est introuvable ou illisible. Vérifiez son emplacement et vos droits."
    ),
    errors.FileTooLarge: _too_large,
    errors.NotAPassport: marked(
        "« {path} » n’est ni un passeport ni un document Europass ({found}). "
        "Demandez l’export PDF ou XML du passeport ; rien n’a été enregistré."
    ),
    errors.DamagedFile: marked(
        "« {path} » est abîmé ou incomplet ({detail}). "
        "Demandez une nouvelle copie du fichier ; rien n’a été enregistré."
    ),
    errors.ClosedFile: lambda p: (
        tr(
            "Cette phrase de passe n’ouvre pas « {path} ». Vérifiez-la auprès de qui vous l’a remis ; rien n’a été "
            "enregistré."
        )
        if p.get("tried")
        else tr(
            "« {path} » est fermé par une phrase de passe. Demandez-la à qui vous l’a remis ; rien n’a été enregistré."
        )
    ).format(path=p.get("path")),
    errors.DangerousFile: marked(
        "« {path} » contient un élément dangereux qu’aucun passeport ne contient ({detail}). "
        "Il n’a pas été ouvert et rien n’a été enregistré : signalez-le à votre service informatique."
    ),
    errors.ReadingStopped: _reading_stopped,
    errors.NewerFormat: _newer_format,
    errors.NoDirectoryInFile: marked(
        "« {path} » ne contient pas de liste de points d’accueil ({found}). Choisissez un "
        "fichier data·inclusion (JSON ou CSV) ou un tableau CSV avec une colonne « nom » ; rien n’a été enregistré."
    ),
    errors.NotACoupon: marked(
        "« {path} » n’est pas une réponse à une orientation ({found}). Demandez au point d’accueil le "
        "fichier de réponse ou le code ; rien n’a été enregistré."
    ),
    errors.CouponMistyped: _coupon_mistyped,
    errors.CouponNotTaken: lambda p: tr(
        "Cette réponse ne peut pas être enregistrée : {state}. "
        "Demandez-en une nouvelle au point d’accueil ; le dossier n’a pas changé."
    ).format(state=label("coupon_states", str(p["state"])).lower()),
    errors.TooManyCoupons: marked(
        "Trop de codes sans preuve ont été saisis aujourd’hui (limite : {limit}). Demandez le "
        "fichier de réponse ou le code QR au point d’accueil ; le dossier n’a pas changé."
    ),
    errors.AlteredPassport: marked(
        "La signature de « {path} » est rompue : son contenu a été modifié après la signature. "
        "Demandez une nouvelle copie à son émetteur ; rien n’a été enregistré."
    ),
    errors.StationKeyChanged: marked(
        "La signature nomme {station}, qui est connu ici sous une autre clé : sa clé a changé, "
        "ou quelqu’un d’autre se sert de son nom. Appelez-le avant de reprendre ce passeport ; rien n’a été enregistré."
    ),
    errors.ForbiddenContent: marked(
        "« {path} » contient ce qu’il est interdit d’enregistrer (numéro de sécurité sociale ou "
        "autre donnée sensible). Ouvrez-le seul pour voir quoi, puis reprenez le reste ; rien n’a été enregistré."
    ),
    errors.ImpossibleDate: marked(
        "Le fichier contient une date impossible : « {value} » ({place}). "
        "Faites-la corriger à la source ; rien n’a été enregistré."
    ),
    errors.NothingToShow: _nothing_to_show,
    errors.StepNotAttended: lambda p: tr(
        "Cette étape est « {status} » : une attestation dit ce à quoi la personne a "
        "pris part. Notez d’abord que l’étape est honorée, puis recommencez."
    ).format(status=label("step_statuses", str(p["status"]))),
    errors.OutputNotWritten: marked(
        "Impossible d’écrire « {path} » ({detail}). "
        "Choisissez un autre dossier ou libérez de la place ; ce qui s’y trouvait est intact."
    ),
    errors.AgreementMissing: marked(
        "Rien ne part sans l’accord de la personne pour ce destinataire ({recipient}). "
        "Recueillez son accord, puis recommencez."
    ),
    errors.AgreementWithdrawn: marked(
        "La personne a retiré son accord pour {recipient} le {date}. "
        "Rien ne part ; recueillez un nouvel accord si elle le souhaite."
    ),
    errors.NothingShared: marked(
        "L’accord pour {recipient} ne couvre aucun élément du dossier. Cochez au moins une rubrique à partager."
    ),
    errors.PersonUncertain: _person_uncertain,
    errors.IdentityDiffers: lambda p: tr(
        "Ce passeport semble être celui d’une personne connue, mais il en dit autre chose "
        "({field}). Ouvrez-le seul et dites qui c’est ; rien n’a été enregistré."
    ).format(field=field_name(str(p["field"]))),
    errors.ChangedMeanwhile: marked(
        "Le dossier a été modifié entre-temps : rien n’a été écrasé. Rouvrez-le pour voir sa dernière version."
    ),
    errors.SameDossier: marked("Ces deux dossiers n’en font déjà qu’un. Choisissez-en un autre."),
    errors.ClockDoubtful: lambda p: tr(
        "L’horloge de cet ordinateur indique le {day}, bien après le "
        "dernier travail noté ici. Rien n’a été effacé. Vérifiez la date de l’ordinateur ; si elle est juste, "
        "recommencez après trois jours de travail."
    ).format(day=long_date(dt.date.fromisoformat(str(p["date"])))),
    errors.NotASkillReference: lambda p: tr(
        "« {path} » n’est pas un fichier de compétences du ROME 4.0 ni d’ESCO. Choisissez le référentiel "
        "de compétences de France Travail ou celui des « skills » d’ESCO, au format CSV ; rien n’a été changé."
    ).format(path=p["path"]),
    errors.MoreIsAsked: lambda p: tr("« {kind} » demande plus qu’un mot : ouvrez le dossier avec Entrée.").format(
        kind=label("due_kinds", str(p["kind"]))
    ),
    errors.DoneToMany: marked(
        "La dernière opération a été faite pour {count} personnes à la fois. Annulez-la pour toutes, avec Ctrl+Z, "
        "dans « Bénéficiaires » ou dans « Atelier », là où elle a été faite."
    ),
    errors.NothingToUndo: marked("Il n’y a rien à annuler."),
    errors.NothingToRedo: marked("Il n’y a rien à rétablir."),
    errors.NotATable: lambda p: tr(_NOT_A_TABLE.get(str(p["found"]), _NOT_A_TABLE["binary"])).format(path=p["path"]),
    errors.NoColumnFor: marked(
        "Il manque, pour ouvrir des dossiers : {names}. Choisissez la colonne qui les contient."
    ),
    errors.NobodyToExport: marked(
        "Aucune de ces personnes ne peut être exportée par ce compte : rien n’a été écrit. "
        "Demandez à qui administre les comptes, ou choisissez les vôtres."
    ),
    errors.EndsBeforeItBegins: (
        marked(
            "Un remplacement ne finit pas avant aujourd’hui. Rien n’a changé : choisissez aujourd’hui ou un jour à "
            "venir, ou confiez les dossiers définitivement."
        )
    ),
    errors.StatusChangeRefused: lambda p: tr(
        "Une orientation « {current} » ne peut pas devenir « {wanted} ». Choisissez un autre statut."
    ).format(
        current=label("referral_statuses", str(p["current"])), wanted=label("referral_statuses", str(p["wanted"]))
    ),
    errors.SettingFixed: lambda p: tr(
        "{setting} : c’est fixé pour cet ordinateur par votre service "
        "informatique. Demandez-lui un changement ; rien n’a été modifié."
    ).format(setting=tr(_FIXED.get(str(p.get("setting")), marked("Ce réglage")))),
    errors.FormatNotAllowed: lambda _p: tr(
        "Aucun passeport ne sort sous cette forme : votre service informatique l’a fixé pour cet ordinateur. "
        "Choisissez une autre forme ; rien n’a été écrit."
    ),
    errors.FormatNotProtected: marked(
        "Seul un PDF se ferme par une phrase de passe ou se signe. Choisissez une forme PDF ; rien n’a été écrit."
    ),
    errors.OtherPassphrase: marked(
        "« {path} » contient déjà des passeports fermés par une autre phrase de passe. Donnez la même, ou choisissez "
        "un autre dossier ; rien n’a été écrit."
    ),
    errors.PolicyRefused: lambda p: (
        tr("Les réglages fixés par le service informatique ne se lisent pas : « {path} »").format(path=p.get("path"))
        + (tr(", réglage « {setting} »").format(setting=p.get("where")) if p.get("where") else "")
        + tr(
            " ({reason}). L’application reste fermée tant que "
            "ce fichier n’est pas corrigé ; aucun dossier n’a été touché. Prévenez le service informatique."
        ).format(reason=policy_refusals.reason_in(p))
    ),
    errors.UpdateRefused: update_messages.refused,
    errors.NotAllowed: lambda p: tr(
        _NOT_ALLOWED_TO.get(str(p.get("operation"))) or _NOT_ALLOWED.get(str(p.get("on")), _NOT_ALLOWED["NOBODY"])
    ),
    **OF_THE_VAULT,
    **OF_STATISTICS,
}

UNEXPECTED = marked(
    "Une erreur inattendue s’est produite ; ce qui était enregistré l’est toujours. "
    "Recommencez, et prévenez votre service informatique si elle revient."
)
"""What is said of an error that nobody foresaw: never its content."""


def sentence(error: PasseportError) -> str:
    """Return the French sentence for an error: what happened, what is kept, what to do."""
    words = _SENTENCES[type(error)]
    shown = {name: _shown(value) for name, value in error.parameters.items()}
    return typeset(words(shown) if callable(words) else tr(words).format_map(shown))


def _shown(value: str | int) -> str | int:
    """Return a parameter as it may stand in a sentence: on one line, with no sign that turns the words around."""
    if isinstance(value, int) and abs(value) < _LARGEST_NUMBER:
        return value
    text = " ".join(visible(str(value)).split())
    return text if len(text) <= _LONGEST_PARAMETER else text[:_LONGEST_PARAMETER] + "…"
