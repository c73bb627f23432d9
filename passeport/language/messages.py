"""Every error in words: what happened, what is kept, what to do. The one place where an error becomes a sentence."""

import datetime as dt
from collections.abc import Callable, Mapping

from passeport.domain import errors
from passeport.domain.errors import PasseportError, StopReason
from passeport.domain.text import visible
from passeport.domain.vocabulary import label, vocabulary
from passeport.language import policy_refusals, update_messages
from passeport.language.dates import long_date
from passeport.language.statistics_messages import SENTENCES as OF_STATISTICS
from passeport.language.typography import typeset

Parameters = Mapping[str, str | int]

_MEGABYTE = 1_000_000
_COUPON_LETTERS = 16
_LONGEST_PARAMETER = 400
_LARGEST_NUMBER = 10**15
_REASONS = {
    "missing": "il manque",
    "string_too_short": "il manque",
    "string_too_long": "le texte est trop long",
    "date_from_datetime_parsing": "cette date n’existe pas",
    "date_parsing": "cette date n’existe pas",
    "value_error": "cette valeur n’est pas possible",
    "greater_than_equal": "cette valeur est trop petite",
    "less_than_equal": "cette valeur est trop grande",
    "int_parsing": "un nombre entier est attendu",
    "string_pattern_mismatch": "la forme n’est pas celle attendue",
    "ends_before_it_begins": "la fin est avant le début",
    "future": "cette date est dans le futur",
    "past": "choisissez un jour à venir",
}
_ANOTHER_COPY = "Demandez une nouvelle copie du fichier, et signalez celui-ci à votre service informatique."
_STOPS = {
    StopReason.TIME: f"elle durait trop longtemps. {_ANOTHER_COPY}",
    StopReason.MEMORY: f"elle demandait trop de mémoire. {_ANOTHER_COPY}",
    StopReason.CRASH: f"le lecteur s’est interrompu. {_ANOTHER_COPY}",
    StopReason.ANSWER: f"le lecteur a donné une réponse incompréhensible. {_ANOTHER_COPY}",
    StopReason.FAULT: f"ce fichier contient un cas imprévu. {_ANOTHER_COPY}",
    StopReason.START: "le lecteur n’a pas pu démarrer. Fermez d’autres applications, puis recommencez.",
}
_FIELDS = {
    "given_names": "Prénom",
    "family_name": "Nom",
    "birth_name": "Nom de naissance",
    "birth_date": "Date de naissance",
    "type": "Type",
    "day": "Date",
    "until": "Date de fin",
    "status": "Statut",
    "minutes": "Durée",
    "need": "Besoin",
    "title": "Titre",
    "name": "Nom",
    "text": "Note",
    "point_accueil": "Point d’accueil",
    "network": "Réseau",
}


_FIXED = {
    "idle_minutes": "Le verrouillage après une absence",
    "second_backup_folder": "Le second dossier des sauvegardes",
    "retention": "Les durées de conservation",
    "point_accueil": "Le point d’accueil des nouveaux coffres-forts",
    "network": "Le réseau des nouveaux coffres-forts",
    "lists": "La sortie de listes de personnes",
}
_THINGS = {
    "action": "action",
    "agreement": "accord",
    "parcours": "parcours",
    "attachment": "pièce jointe",
    "goal": "objectif",
    "referral": "orientation",
    "request": "demande",
    "station": "point d’accueil",
    "step": "étape",
}


def field_name(field: str) -> str:
    """Return the French name of a field of a form, by the last word of its path that has one."""
    names = [part for part in field.split(".") if not part.isdigit()]
    return next((known for name in reversed(names) if (known := _known_field(name))), "Saisie")


def _known_field(name: str) -> str:
    if name in _FIELDS:
        return _FIELDS[name]
    if name in vocabulary("item_fields"):
        return label("item_fields", name)
    return next((term.label() for term in vocabulary("fields").terms if term.code.rpartition(".")[2] == name), "")


def reason_of(kind: str) -> str:
    """Return why a value is refused, by pydantic's type of error: `il manque`."""
    return _REASONS.get(kind, "cette valeur n’est pas possible")


def _field_refused(p: Parameters) -> str:
    reason = reason_of(str(p["reason"]))
    shown = f" (« {p['value']} »)" if p.get("value") not in ("", None) else ""
    return f"{field_name(str(p['field']))}{shown} : {reason}. Corrigez ce champ, rien d’autre n’est perdu."


def _newer_format(p: Parameters) -> str:
    return (
        f"Ce passeport a été écrit par une version plus récente (format {p['found']}, cette version lit "
        f"jusqu’au format {p['supported']}). Mettez Passeport à jour, puis recommencez ; rien n’a été enregistré."
    )


def _too_large(p: Parameters) -> str:
    size, limit = (int(p[name]) // _MEGABYTE for name in ("size", "limit"))
    return (
        f"Ce fichier est trop gros ({size} Mo ; la limite est de {limit} Mo) : un passeport ne l’est jamais autant. "
        "Demandez un nouvel export ; rien n’a été enregistré."
    )


def _reading_stopped(p: Parameters) -> str:
    why = _STOPS[StopReason(str(p["cause"]))]
    return f"La lecture de « {p['path']} » a été arrêtée : {why} L’application continue, et rien n’a été enregistré."


def _wrong_passphrase(p: Parameters) -> str:
    wait = int(p.get("wait", 0))
    after = f" Nouvel essai possible dans {_seconds(wait)}." if wait else ""
    return f"Compte ou phrase de passe incorrects.{after} Vérifiez la touche Verr. Maj et recommencez."


def _recovery_key_mistyped(p: Parameters) -> str:
    group = int(p["group"])
    if not group:
        return "La clé de secours compte huit groupes de cinq caractères. Vérifiez qu’il n’en manque pas."
    return f"Le groupe {group} de la clé de secours est mal recopié. Vérifiez ses cinq caractères."


def _person_uncertain(p: Parameters) -> str:
    count = int(p["count"])
    alike = f"{count} dossiers ressemblent" if count > 1 else "Un dossier ressemble"
    return (
        f"{alike} à cette personne, sans certitude. "
        "Choisissez le sien, ou demandez un nouveau dossier ; rien n’a été enregistré."
    )


def _rolled_back(p: Parameters) -> str:
    missing = int(p["missing"])
    lost = f" : il y manque {missing} enregistrement{'s' if missing > 1 else ''}" if missing else ""
    return (
        f"Le fichier « {p['detail']} » du coffre-fort « {p['path']} » n’est pas celui qui y était à la dernière "
        f"fermeture{lost}. Une copie plus ancienne a pu être remise à sa place, ou le disque a perdu des données. Rien "
        "n’a été modifié : « passeport vault verify » dit ce qui manque, « passeport vault repair » reprend le "
        "coffre-fort tel qu’il est ou, s’il est abîmé, à partir de la dernière sauvegarde saine."
    )


def _coupon_mistyped(p: Parameters) -> str:
    length, group = int(p["length"]), int(p["group"])
    if length != _COUPON_LETTERS:
        return (
            f"Ce code compte {length} caractères au lieu de {_COUPON_LETTERS} (quatre groupes de quatre). "
            "Vérifiez qu’il n’en manque pas ; rien n’a été enregistré."
        )
    where = f"Commencez par le groupe {group}" if group else "Faites-le relire groupe par groupe"
    return f"Ce code a été mal lu ou mal saisi. {where} ; rien n’a été enregistré."


def _seconds(count: int) -> str:
    return f"{count} seconde{'s' if count > 1 else ''}"


_NOT_A_TABLE = {
    "binary": "« {path} » n’est ni un fichier CSV ni un classeur XLSX. Enregistrez votre liste sous l’une de ces "
    "formes, puis recommencez.",
    "xls": "« {path} » est un classeur d’un ancien format (.xls) ou protégé par mot de passe. Ouvrez-le, "
    "enregistrez-le en .xlsx sans mot de passe ou en CSV, puis recommencez.",
    "zip": "« {path} » est une archive, pas un classeur. Sortez-en le fichier .xlsx ou .csv, puis recommencez.",
    "empty": "« {path} » est vide : aucune ligne n’est remplie. Vérifiez que c’est le bon fichier.",
}
_NOT_ALLOWED = {
    "NOBODY": "Votre compte ne permet pas cette opération. Adressez-vous à l’administrateur.",
    "FROZEN": "Ce dossier est gelé : la personne a demandé la limitation de ses données. Rien n’y change et rien n’en "
    "part tant qu’elle n’est pas levée (page « Droits de la personne »).",
    "ARCHIVED": "Ce dossier est dans l’archive restreinte : seul l’administrateur peut l’ouvrir, et rien n’y change.",
}
"""What is said of a refusal, by what the dossier is to the account (`Whose`)."""


_SENTENCES: dict[type[PasseportError], str | Callable[[Parameters], str]] = {
    errors.Cancelled: "Opération arrêtée à votre demande. Rien n’a été modifié.",
    errors.FieldRefused: _field_refused,
    errors.UnknownCodeError: "Le code « {value} » n’existe pas dans la liste « {vocabulary} ». "
    "Choisissez une valeur de la liste.",
    errors.SocialSecurityNumberRefused: lambda p: (
        f"{field_name(str(p['field']))} : ce texte contient un numéro de sécurité sociale. Il est interdit de "
        "l’enregistrer ici (décret n° 2019-341) : retirez-le, le reste de votre saisie est conservé."
    ),
    errors.ParticipantsRefused: "Dossier gelé ou archivé : {names}. Rien n’y change : retirez de la liste qui est "
    "nommé ici, puis enregistrez ; le reste de votre saisie est conservé.",
    errors.NoteTooLong: "La note compte {length} caractères ; la limite est de {limit}. "
    "Raccourcissez-la ou écrivez-en une seconde.",
    errors.FileNotFound: "Le fichier « {path} » est introuvable ou illisible. Vérifiez son emplacement et vos droits.",
    errors.FileTooLarge: _too_large,
    errors.NotAPassport: "« {path} » n’est ni un passeport ni un document Europass ({found}). "
    "Demandez l’export PDF ou XML du passeport ; rien n’a été enregistré.",
    errors.DamagedFile: "« {path} » est abîmé ou incomplet ({detail}). "
    "Demandez une nouvelle copie du fichier ; rien n’a été enregistré.",
    errors.DangerousFile: "« {path} » contient un élément dangereux qu’aucun passeport ne contient ({detail}). "
    "Il n’a pas été ouvert et rien n’a été enregistré : signalez-le à votre service informatique.",
    errors.ReadingStopped: _reading_stopped,
    errors.NewerFormat: _newer_format,
    errors.NoDirectoryInFile: "« {path} » ne contient pas de liste de points d’accueil ({found}). Choisissez un "
    "fichier data·inclusion (JSON ou CSV) ou un tableau CSV avec une colonne « nom » ; rien n’a été enregistré.",
    errors.NotACoupon: "« {path} » n’est pas une réponse à une orientation ({found}). Demandez au point d’accueil le "
    "fichier de réponse ou le code ; rien n’a été enregistré.",
    errors.CouponMistyped: _coupon_mistyped,
    errors.CouponNotTaken: lambda p: (
        f"Cette réponse ne peut pas être enregistrée : {label('coupon_states', str(p['state'])).lower()}. "
        "Demandez-en une nouvelle au point d’accueil ; le dossier n’a pas changé."
    ),
    errors.TooManyCoupons: "Trop de codes sans preuve ont été saisis aujourd’hui (limite : {limit}). Demandez le "
    "fichier de réponse ou le code QR au point d’accueil ; le dossier n’a pas changé.",
    errors.AlteredPassport: "La signature de « {path} » est rompue : son contenu a été modifié après la signature. "
    "Demandez une nouvelle copie à son émetteur ; rien n’a été enregistré.",
    errors.StationKeyChanged: "La signature nomme {station}, qui est connu ici sous une autre clé : sa clé a changé, "
    "ou quelqu’un d’autre se sert de son nom. Appelez-le avant de reprendre ce passeport ; rien n’a été enregistré.",
    errors.ForbiddenContent: "« {path} » contient ce qu’il est interdit d’enregistrer (numéro de sécurité sociale ou "
    "autre donnée sensible). Ouvrez-le seul pour voir quoi, puis reprenez le reste ; rien n’a été enregistré.",
    errors.ImpossibleDate: "Le fichier contient une date impossible : « {value} » ({place}). "
    "Faites-la corriger à la source ; rien n’a été enregistré.",
    errors.NothingToShow: lambda p: (
        f"Aucun élément ne correspond à « {p['value']} » ({_THINGS.get(str(p['what']), p['what'])}). "
        "Revenez à la liste et recommencez."
    ),
    errors.StepNotAttended: lambda p: (
        f"Cette étape est « {label('step_statuses', str(p['status']))} » : une attestation dit ce à quoi la personne a "
        "pris part. Notez d’abord que l’étape est honorée, puis recommencez."
    ),
    errors.OutputNotWritten: "Impossible d’écrire « {path} » ({detail}). "
    "Choisissez un autre dossier ou libérez de la place ; ce qui s’y trouvait est intact.",
    errors.AgreementMissing: "Rien ne part sans l’accord de la personne pour ce destinataire ({recipient}). "
    "Recueillez son accord, puis recommencez.",
    errors.AgreementWithdrawn: "La personne a retiré son accord pour {recipient} le {date}. "
    "Rien ne part ; recueillez un nouvel accord si elle le souhaite.",
    errors.NothingShared: "L’accord pour {recipient} ne couvre aucun élément du dossier. "
    "Cochez au moins une rubrique à partager.",
    errors.PersonUncertain: _person_uncertain,
    errors.IdentityDiffers: lambda p: (
        "Ce passeport semble être celui d’une personne connue, mais il en dit autre chose "
        f"({field_name(str(p['field']))}). Ouvrez-le seul et dites qui c’est ; rien n’a été enregistré."
    ),
    errors.ChangedMeanwhile: "Le dossier a été modifié entre-temps : rien n’a été écrasé. "
    "Rouvrez-le pour voir sa dernière version.",
    errors.SameDossier: "Ces deux dossiers n’en font déjà qu’un. Choisissez-en un autre.",
    errors.ClockDoubtful: lambda p: (
        f"L’horloge de cet ordinateur indique le {long_date(dt.date.fromisoformat(str(p['date'])))}, bien après le "
        "dernier travail noté ici. Rien n’a été effacé. Vérifiez la date de l’ordinateur ; si elle est juste, "
        "recommencez après trois jours de travail."
    ),
    errors.NotASkillReference: lambda p: (
        f"« {p['path']} » n’est pas un fichier de compétences du ROME 4.0 ni d’ESCO. Choisissez le référentiel "
        "de compétences de France Travail ou celui des « skills » d’ESCO, au format CSV ; rien n’a été changé."
    ),
    errors.MoreIsAsked: lambda p: (
        f"« {label('due_kinds', str(p['kind']))} » demande plus qu’un mot : ouvrez le dossier avec Entrée."
    ),
    errors.NothingToUndo: "Il n’y a rien à annuler.",
    errors.NotATable: lambda p: _NOT_A_TABLE.get(str(p["found"]), _NOT_A_TABLE["binary"]).format(path=p["path"]),
    errors.NoColumnFor: "Il manque, pour ouvrir des dossiers : {names}. Choisissez la colonne qui les contient.",
    errors.NobodyToExport: "Aucune de ces personnes ne peut être exportée par ce compte : rien n’a été écrit. "
    "Demandez à qui administre les comptes, ou choisissez les vôtres.",
    errors.EndsBeforeItBegins: (
        "Un remplacement dure au moins jusqu’à demain. Rien n’a changé : choisissez un jour à venir, ou confiez les "
        "dossiers définitivement."
    ),
    errors.StatusChangeRefused: lambda p: (
        f"Une orientation « {label('referral_statuses', str(p['current']))} » ne peut pas devenir "
        f"« {label('referral_statuses', str(p['wanted']))} ». Choisissez un autre statut."
    ),
    errors.WrongPassphrase: _wrong_passphrase,
    errors.TooManyTries: lambda p: (
        f"Trop d’essais : patientez {_seconds(int(p['wait']))} avant le prochain. Vos dossiers ne risquent rien."
    ),
    errors.SettingFixed: lambda p: (
        f"{_FIXED.get(str(p.get('setting')), 'Ce réglage')} : c’est fixé pour cet ordinateur par votre service "
        "informatique. Demandez-lui un changement ; rien n’a été modifié."
    ),
    errors.FormatNotAllowed: lambda _p: (
        "Aucun passeport ne sort sous cette forme : votre service informatique l’a fixé pour cet ordinateur. "
        "Choisissez une autre forme ; rien n’a été écrit."
    ),
    errors.PolicyRefused: lambda p: (
        f"Les réglages fixés par le service informatique ne se lisent pas : « {p.get('path')} »"
        + (f", réglage « {p.get('where')} »" if p.get("where") else "")
        + f" ({policy_refusals.reason_in(p)}). L’application reste fermée tant que "
        "ce fichier n’est pas corrigé ; aucun dossier n’a été touché. Prévenez le service informatique."
    ),
    errors.UpdateRefused: update_messages.refused,
    errors.NotAllowed: lambda p: _NOT_ALLOWED.get(str(p.get("on")), _NOT_ALLOWED["NOBODY"]),
    errors.WeakPassphrase: "Cette phrase de passe est trop facile à deviner : {bits} bits, il en faut {required}. "
    "Le plus simple : sept mots sans lien entre eux.",
    errors.AccountDisabled: "Le compte « {name} » est désactivé. Adressez-vous à l’administrateur du coffre-fort.",
    errors.AccountAlreadyThere: "Un compte s’appelle déjà « {name} ». Choisissez un autre nom ; rien n’a été modifié.",
    errors.NoSuchAccount: "Aucun compte ne s’appelle « {name} ». Choisissez-le dans la liste ; rien n’a été modifié.",
    errors.LastAdministrator: "« {name} » est le dernier administrateur : plus personne ne pourrait gérer les comptes. "
    "Donnez d’abord ce droit à un autre conseiller.",
    errors.RecoveryKeyMistyped: _recovery_key_mistyped,
    errors.KeyringRefused: "Le trousseau de ce système ne protège pas ce qu’on lui confie ({backend}). "
    "Ouvrez le coffre-fort avec votre phrase de passe ; rien n’a été modifié.",
    errors.VaultNotFound: "Il n’y a pas de coffre-fort dans « {path} ». "
    "Vérifiez le dossier, ou créez un coffre-fort avec « passeport vault create ».",
    errors.VaultAlreadyThere: "« {path} » contient déjà quelque chose : rien n’y a été touché. "
    "Choisissez un dossier vide.",
    errors.VaultDamaged: "Le coffre-fort « {path} » est abîmé ({detail}). N’y écrivez plus rien : « passeport vault "
    "repair » le remet en état à partir de la dernière sauvegarde saine, et dit ce qui a changé depuis.",
    errors.VaultRolledBack: _rolled_back,
    errors.BackupFailed: "La sauvegarde n’a pas pu être écrite dans « {path} » ({detail}). Le coffre-fort et les "
    "sauvegardes d’avant sont intacts : vérifiez que le disque est branché et qu’il y reste de la place, puis "
    "recommencez.",
    errors.NoSoundBackup: "Il n’y a pas de sauvegarde intacte dans « {path} ». Rien n’a été changé : cherchez-en "
    "une autre, par exemple dans le second emplacement ou sur une clé USB.",
    errors.MigrationFailed: "Le coffre-fort « {path} » vient d’une version plus ancienne de Passeport et n’a pas pu "
    "être mis à jour ({detail}). Il est resté tel qu’il était : continuez avec l’ancienne version et prévenez votre "
    "service informatique.",
    errors.VaultNewer: "Ce coffre-fort a été ouvert par une version plus récente de Passeport (format {found}, cette "
    "version lit jusqu’au format {supported}). Mettez Passeport à jour ; rien n’a été modifié.",
    errors.VaultInUse: "Ce coffre-fort est déjà ouvert par une autre fenêtre de Passeport. "
    "Fermez-la, ou continuez dans celle-là.",
    errors.VaultLocked: "Le coffre-fort est verrouillé. Déverrouillez-le pour continuer ; rien n’est perdu.",
    errors.VaultOnNetwork: "« {path} » est un dossier partagé sur le réseau ({kind}) : deux ordinateurs pourraient y "
    "écrire à la fois et abîmer les dossiers. Placez le coffre-fort sur le disque de cet ordinateur.",
    errors.VaultNotWritable: "Impossible d’écrire dans le coffre-fort « {path} » ({detail}). "
    "Vérifiez vos droits et la place sur le disque.",
    **OF_STATISTICS,
}

UNEXPECTED = (
    "Une erreur inattendue s’est produite ; ce qui était enregistré l’est toujours. "
    "Recommencez, et prévenez votre service informatique si elle revient."
)
"""What is said of an error that nobody foresaw: never its content."""


def sentence(error: PasseportError) -> str:
    """Return the French sentence for an error: what happened, what is kept, what to do."""
    words = _SENTENCES[type(error)]
    shown = {name: _shown(value) for name, value in error.parameters.items()}
    return typeset(words(shown) if callable(words) else words.format_map(shown))


def _shown(value: str | int) -> str | int:
    """Return a parameter as it may stand in a sentence: on one line, with no sign that turns the words around."""
    if isinstance(value, int) and abs(value) < _LARGEST_NUMBER:
        return value
    text = " ".join(visible(str(value)).split())
    return text if len(text) <= _LONGEST_PARAMETER else text[:_LONGEST_PARAMETER] + "…"
