"""Other words for what a command is called: who thinks « supprimer » finds what the screen calls « effacer »."""

from collections.abc import Sequence
from functools import cache

from passeport.domain.normalise import words_of
from passeport.language.catalogue import language, tr

_SHORTEST = 3


@cache
def _meanings(_language: str) -> tuple[frozenset[str], ...]:
    """Return the words that mean the same, or so near that one is looked for by the other, in the language spoken."""
    return tuple(
        frozenset(words_of(line))
        for line in (
            tr("supprimer effacer retirer enlever ôter oublier détruire"),
            tr("modifier changer corriger éditer rectifier mettre"),
            tr("nouveau nouvelle ajouter créer ouvrir inscrire accueillir"),
            tr("personne bénéficiaire usager jeune public dossier fiche"),
            tr("compte utilisateur collègue accès identifiant"),
            tr("phrase passe mot code secret"),
            tr("sauvegarde sauvegarder copie secours backup archive"),
            tr("étape entretien rendez vous rdv contact visite événement"),
            tr("agenda calendrier planning rendez vous rdv semaine"),
            tr("faire tâches échéances relances rappels retard todo"),
            tr("orienter orientation orientations partenaire adresser prescrire envoyer prescription"),
            tr("annuaire partenaires structures adresses contacts points"),
            tr("recevoir reprendre importer charger lire ouvrir récupérer"),
            tr("remettre exporter donner transmettre envoyer sortir extraire"),
            tr("imprimer impression papier imprimante pdf"),
            tr("conservation durées rgpd purge archivage effacement échéance"),
            tr("droits rgpd accès opposition rectification"),
            tr("journal traces historique traçabilité audit"),
            tr("préférences réglages options paramètres configuration couleurs thème sombre clair taille langue"),
            tr("aide guide manuel mode documentation"),
            tr("nouveautés version changements"),
            tr("propos version licence logiciel"),
            tr("verrouiller fermer quitter déconnexion session partir absence"),
            tr("confier réaffecter attribuer transférer référent"),
            tr("étiqueter étiquette tag mot groupe"),
            tr("atelier collectif groupe collective émargement réunion"),
            tr("liste tableau tableur excel csv fichier"),
            tr("filtrer filtre trier tri chercher rechercher"),
            tr("connus confiance signature stations reconnus"),
            tr("accueil aujourd début départ jour"),
            tr("référentiel métiers rome esco compétences"),
            tr("réunir fusionner doublon doublons rapprocher"),
            tr("prendre accepter"),
            tr("garder laisser refuser conserver"),
        )
    )


def also_called(part: str, own: Sequence[str]) -> bool:
    """Whether `part` begins another word for one of `own`, both folded as `words_of` does; few letters begin many."""
    return len(part) >= _SHORTEST and any(
        any(word.startswith(part) for word in meaning) and any(_is_one_of(word, meaning) for word in own)
        for meaning in _meanings(language())
    )


def _is_one_of(word: str, meaning: frozenset[str]) -> bool:
    """Whether a word is there, or is the plural of one."""
    return word in meaning or word.removesuffix("s") in meaning
