"""Why an update is refused, in words."""

from collections.abc import Mapping

from passeport.language.catalogue import marked, tr

_WORDS = {
    "no_key": marked(
        "Cet ordinateur ne connaît aucun éditeur : ajoutez sa clé dans « publisher_keys » des réglages fixés, "
        "puis recommencez."
    ),
    "no_signature": marked(
        "« {file} » n’a pas de signature à côté de lui (même nom, suivi de « .signature »). Copiez les "
        "deux fichiers dans le même dossier."
    ),
    "unreadable": marked(
        "La signature de cette mise à jour est abîmée, ou n’en est pas une. Demandez une nouvelle copie des "
        "deux fichiers."
    ),
    "unknown_key": marked(
        "« {file} » est signé par un éditeur que cet ordinateur ne connaît pas (clé {found}). Vérifiez d’où "
        "vient ce fichier avant d’ajouter cette clé."
    ),
    "broken": marked(
        "La signature de « {file} » n’est pas celle de l’éditeur : ce qu’elle annonce a été changé. "
        "N’installez pas ce fichier, et prévenez l’éditeur."
    ),
    "other_file": marked(
        "« {file} » n’est pas le paquet qui a été signé : il a été changé, renommé ou mal copié. Demandez "
        "une nouvelle copie."
    ),
    "other_system": marked(
        "« {file} » n’est pas fait pour ce système. Prenez le paquet .deb pour Debian, .msi pour Windows."
    ),
    "older": marked(
        "« {file} » est une version plus ancienne ({found}) que celle qui est installée ({installed}). On ne "
        "revient pas en arrière : un coffre-fort déjà ouvert ne s’y ouvrirait plus."
    ),
    "same": marked("La version {found} est déjà installée : il n’y a rien à faire."),
    "no_right": marked(
        "Installer un programme demande les droits d’administration. Relancez la même commande avec « sudo », "
        "ou depuis une invite « en tant qu’administrateur »."
    ),
    "not_installed": marked(
        "Le système n’a pas installé « {file} » (code {found}). Lisez ce qu’il dit ci-dessus ; la version "
        "{installed} est toujours là."
    ),
}


def refused(parameters: Mapping[str, str | int]) -> str:
    """Return the sentence of an `UpdateRefused`."""
    words = _WORDS.get(str(parameters.get("reason")), marked("Cette mise à jour n’est pas comprise."))
    known = {name: parameters.get(name, "?") for name in ("file", "found", "installed")}
    return " ".join((tr(words).format_map(known), tr("Rien n’a été installé.")))
