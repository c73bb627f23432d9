"""The errors of the vault in words: who may open it, what became of its files, its backups and its updates."""

from collections.abc import Callable, Mapping

from passeport.domain import errors
from passeport.domain.errors import PasseportError
from passeport.language.catalogue import marked, plural, tr
from passeport.language.numbers import counted

Parameters = Mapping[str, str | int]


def _wrong_passphrase(p: Parameters) -> str:
    wait = int(p.get("wait", 0))
    words = (
        tr(
            "Compte ou phrase de passe incorrects. Nouvel essai possible dans {seconds}. "
            "Vérifiez la touche Verr. Maj et recommencez."
        )
        if wait
        else tr("Compte ou phrase de passe incorrects. Vérifiez la touche Verr. Maj et recommencez.")
    )
    return words.format(seconds=_seconds(wait))


def _recovery_key_mistyped(p: Parameters) -> str:
    group = int(p["group"])
    if not group:
        return tr("La clé de secours compte huit groupes de cinq caractères. Vérifiez qu’il n’en manque pas.")
    return tr("Le groupe {group} de la clé de secours est mal recopié. Vérifiez ses cinq caractères.").format(
        group=group
    )


def _rolled_back(p: Parameters) -> str:
    missing = int(p["missing"])
    lost = (
        plural(" : il y manque {count} enregistrement", " : il y manque {count} enregistrements", missing).format(
            count=missing
        )
        if missing
        else ""
    )
    return tr(
        "Le fichier « {detail} » du coffre-fort « {path} » n’est pas celui qui y était à la dernière "
        "fermeture{lost}. Une copie plus ancienne a pu être remise à sa place, ou le disque a perdu des données. Rien "
        "n’a été modifié : « passeport vault verify » dit ce qui manque, « passeport vault repair » reprend le "
        "coffre-fort tel qu’il est ou, s’il est abîmé, à partir de la dernière sauvegarde saine."
    ).format(detail=p["detail"], path=p["path"], lost=lost)


def _seconds(count: int) -> str:
    return counted(count, "seconde", "secondes")


SENTENCES: dict[type[PasseportError], str | Callable[[Parameters], str]] = {
    errors.WrongPassphrase: _wrong_passphrase,
    errors.TooManyTries: lambda p: tr(
        "Trop d’essais : patientez {seconds} avant le prochain. Vos dossiers ne risquent rien."
    ).format(seconds=_seconds(int(p["wait"]))),
    errors.WeakPassphrase: marked(
        "Cette phrase de passe est trop facile à deviner : {bits} bits, il en faut {required}. "
        "Le plus simple : sept mots sans lien entre eux."
    ),
    errors.AccountDisabled: marked(
        "Le compte « {name} » est désactivé. Adressez-vous à l’administrateur du coffre-fort."
    ),
    errors.AccountAlreadyThere: marked(
        "Un compte s’appelle déjà « {name} ». Choisissez un autre nom ; rien n’a été modifié."
    ),
    errors.NoSuchAccount: marked(
        "Aucun compte ne s’appelle « {name} ». Choisissez-le dans la liste ; rien n’a été modifié."
    ),
    errors.LastAdministrator: marked(
        "« {name} » est le dernier administrateur : plus personne ne pourrait gérer les comptes. "
        "Donnez d’abord ce droit à un autre conseiller."
    ),
    errors.RecoveryKeyMistyped: _recovery_key_mistyped,
    errors.KeyringRefused: marked(
        "Le trousseau de ce système ne protège pas ce qu’on lui confie ({backend}). "
        "Ouvrez le coffre-fort avec votre phrase de passe ; rien n’a été modifié."
    ),
    errors.VaultNotFound: marked(
        "Il n’y a pas de coffre-fort dans « {path} ». "
        "Vérifiez le dossier, ou créez un coffre-fort avec « passeport vault create »."
    ),
    errors.VaultAlreadyThere: marked(
        "« {path} » contient déjà quelque chose : rien n’y a été touché. Choisissez un dossier vide."
    ),
    errors.VaultDamaged: marked(
        "Le coffre-fort « {path} » est abîmé ({detail}). N’y écrivez plus rien : « passeport vault "
        "repair » le remet en état à partir de la dernière sauvegarde saine, et dit ce qui a changé depuis."
    ),
    errors.VaultRolledBack: _rolled_back,
    errors.HeaderPutBack: marked(
        "Le fichier « vault.json » du coffre-fort « {path} » n’est pas celui que ses dossiers connaissent : un fichier "
        "plus ancien a été remis à sa place, et il rouvrirait des accès fermés depuis. Rien n’a été ouvert ni modifié. "
        "Prévenez l’administrateur du point d’accueil : avec un compte toujours ouvert, « passeport vault repair » "
        "remet les comptes en ordre, et « passeport vault restore » reprend une sauvegarde entière."
    ),
    errors.BackupFailed: marked(
        "La sauvegarde n’a pas pu être écrite dans « {path} » ({detail}). Le coffre-fort et les "
        "sauvegardes d’avant sont intacts : vérifiez que le disque est branché et qu’il y reste de la place, puis "
        "recommencez."
    ),
    errors.NoSoundBackup: marked(
        "Il n’y a pas de sauvegarde intacte dans « {path} ». Rien n’a été changé : cherchez-en "
        "une autre, par exemple dans le second emplacement ou sur une clé USB."
    ),
    errors.MigrationFailed: marked(
        "Le coffre-fort « {path} » vient d’une version plus ancienne de Passeport et n’a pas pu "
        "être mis à jour ({detail}). Il est resté tel qu’il était : continuez avec l’ancienne version et "
        "prévenez votre "
        "service informatique."
    ),
    errors.VaultNewer: marked(
        "Ce coffre-fort a été ouvert par une version plus récente de Passeport (format {found}, cette "
        "version lit jusqu’au format {supported}). Mettez Passeport à jour ; rien n’a été modifié."
    ),
    errors.VaultInUse: marked(
        "Ce coffre-fort est déjà ouvert par une autre fenêtre de Passeport. Fermez-la, ou continuez dans celle-là."
    ),
    errors.VaultLocked: marked("Le coffre-fort est verrouillé. Déverrouillez-le pour continuer ; rien n’est perdu."),
    errors.VaultOnNetwork: marked(
        "« {path} » est un dossier partagé sur le réseau ({kind}) : deux ordinateurs pourraient y "
        "écrire à la fois et abîmer les dossiers. Placez le coffre-fort sur le disque de cet ordinateur."
    ),
    errors.VaultNotWritable: marked(
        "Impossible d’écrire dans le coffre-fort « {path} » ({detail}). Vérifiez vos droits et la place sur le disque."
    ),
}
