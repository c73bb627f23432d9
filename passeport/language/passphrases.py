"""What to think of a passphrase, in words; never a word of the passphrase itself."""

from passeport.domain.passphrase import REQUIRED_BITS, Level, Strength, Weakness
from passeport.language.catalogue import marked, tr
from passeport.language.typography import typeset

_LEVELS = {
    Level.GUESSED: marked("Trop facile à deviner"),
    Level.SHORT: marked("Encore un peu courte"),
    Level.GOOD: marked("Solide"),
    Level.STRONG: marked("Très solide"),
}
_WEAKNESSES = {
    Weakness.KNOWN: marked("elle contient un mot de passe ou un nom des plus courants"),
    Weakness.KEYBOARD: marked("des touches voisines se devinent"),
    Weakness.REPEATED: marked("ce qui se répète ne compte qu’une fois"),
    Weakness.FOLLOWING: marked("les suites comme « abc » ou « 6543 » se devinent"),
    Weakness.DATE: marked("une date ou une année se devine"),
    Weakness.OWN_NAME: marked("votre nom et celui du lieu sont essayés en premier"),
}
HINT = marked("Sept mots sans lien entre eux, ou douze caractères au hasard.")


def explained(strength: Strength) -> str:
    """Return the judgement in a sentence or two, such as `Solide : 84 bits, il en faut 80.`, and what weakens it."""
    verdict = tr("{level} : {bits} bits, il en faut {required}.").format(
        level=tr(_LEVELS[strength.level]), bits=strength.bits, required=REQUIRED_BITS
    )
    reasons = ", ".join(tr(_WEAKNESSES[weakness]) for weakness in strength.weaknesses)
    if reasons:
        verdict += f" {reasons[0].upper()}{reasons[1:]}."
    return typeset(verdict)
