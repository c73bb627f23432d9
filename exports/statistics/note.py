"""The method note: what was done to the figures, with which parameters, and what may not be concluded from them."""

# ruff: noqa: ISC004 - one paragraph an item, each of several strings

from passeport.domain.disclosure import Strategy
from passeport.domain.disclosure_noise import noise_table
from passeport.domain.disclosure_rules import DOMINANT
from passeport.language.catalogue import REFERENCE, speaking
from passeport.language.statistics_words import HIDDEN, span_label
from passeport.language.typography import typeset
from passeport.services.statistics_presentation import Dossier


@speaking(REFERENCE)
def note_of(dossier: Dossier, *, stations: int = 1) -> str:
    """Return the note in French, a paragraph a line; the same for every file of an export."""
    strategy = _noise(dossier) if dossier.protection.strategy is Strategy.NOISE else _suppression(dossier)
    lines = [
        "Note de méthode",
        f"Source : {dossier.station}, {span_label(dossier.span)}. Fait le {dossier.made_on} avec Passeport.",
        "Ce qui est compté : une personne est comptée une fois par point d’accueil. Suivie par deux points "
        "d’accueil, elle l’est deux fois : aucune identité n’est rapprochée.",
        "L’âge est celui du premier contact ; le territoire, la situation et le niveau sont ceux que disait le dossier "
        "à la date de l’export. Les durées et les délais sont gardés par tranches : les "
        "moyennes prennent le milieu de la tranche, les médianes sont interpolées dans la leur.",
        "« Six mois après » : revenu pour un autre besoin dans les six mois, ou en contact autour du sixième mois, ou "
        "sans nouvelle. Ce n’est pas une enquête.",
        *strategy,
        "Moyennes, médianes et parts sont calculées à partir des seuls chiffres protégés ; elles ne sont pas données "
        "quand l’un d’eux manque.",
        _checked(dossier),
        "Ce qu’on ne peut pas conclure : rien sur une personne ; rien d’un écart de quelques unités entre deux cases "
        "ou deux périodes ; rien de l’absence d’une ligne, qui peut cacher quelques personnes.",
    ]
    if stations > 1:
        lines.insert(2, f"Ces chiffres réunissent les contributions de {stations} points d’accueil.")
    return "\n".join(typeset(line) for line in lines) + "\n"


def _checked(dossier: Dossier) -> str:
    if dossier.is_merged:
        return (
            "Contrôle : avant l’écriture, un attaquant simulé a cherché par programmation linéaire ce que ces tableaux "
            "laissent deviner, seuls et rapprochés. Il n’a rien trouvé sous ces seuils. Il ne connaît pas ce que la "
            "Région a publié auparavant ; le bruit d’une case, lui, ne change pas d’une publication à l’autre."
        )
    return (
        "Contrôle : avant l’écriture, un attaquant simulé a cherché par programmation linéaire ce que ces tableaux, et "
        "ceux déjà publiés pour les mêmes mois, laissent deviner. Il n’a rien trouvé sous ces seuils."
    )


def _noise(dossier: Dossier) -> list[str]:
    threshold = dossier.protection.threshold
    law = noise_table(threshold)
    return [
        f"Protection : bruit à clé de cellule. Chaque personne a tiré une fois un nombre au hasard ; la somme de ces "
        f"nombres fixe l’écart ajouté à la case. La même case a le même écart dans tous les tableaux et toutes les "
        f"exportations. L’écart est nul en moyenne, de {law.bound} au plus (variance {_decimal(law.variance)}) ; zéro "
        f"reste zéro, et aucun nombre de 1 à {law.hidden} n’est montré.",
        "Pour ce qu’une personne peut faire plusieurs fois (étapes, parcours), l’écart est multiplié par la plus forte "
        "contribution d’une seule personne à la case. Une telle case ne descend jamais sous le nombre de personnes "
        "montré : dans les petites, l’écart penche donc un peu vers le haut.",
        "Conséquence : un total montré n’est pas exactement la somme des cases montrées. Ne le recalculez pas.",
    ]


def _suppression(dossier: Dossier) -> list[str]:
    threshold = dossier.protection.threshold
    return [
        f"Protection : masquage (« {HIDDEN} », secret statistique). Est masquée toute case de moins de {threshold} "
        f"personnes, ou dont une seule personne fait {round(100 * DOMINANT)} % ou plus. D’autres cases sont masquées, "
        "pour qu’on ne retrouve pas les premières par soustraction ni qu’on apprenne qu’un groupe entier est dans une "
        "seule case. Les cases montrées sont exactes.",
        "Conséquence : une case masquée n’est pas forcément petite.",
    ]


def _decimal(value: float) -> str:
    return f"{value:g}".replace(".", ",")
