"""What to think of a passphrase, in words; never a word of the passphrase itself."""

from passeport.domain.passphrase import REQUIRED_BITS, Level, Strength, Weakness
from passeport.language.typography import typeset

_LEVELS = {
    Level.GUESSED: "Trop facile à deviner",
    Level.SHORT: "Encore un peu courte",
    Level.GOOD: "Solide",
    Level.STRONG: "Très solide",
}
_WEAKNESSES = {
    Weakness.KNOWN: "elle contient un mot de passe ou un nom des plus courants",
    Weakness.KEYBOARD: "des touches voisines se devinent",
    Weakness.REPEATED: "ce qui se répète ne compte qu’une fois",
    Weakness.FOLLOWING: "les suites comme « abc » ou « 6543 » se devinent",
    Weakness.DATE: "une date ou une année se devine",
    Weakness.OWN_NAME: "votre nom et celui du lieu sont essayés en premier",
}
HINT = typeset("Sept mots sans lien entre eux, ou douze caractères au hasard.")


def explained(strength: Strength) -> str:
    """Return the judgement in a sentence or two, such as `Solide : 84 bits, il en faut 80.`, and what weakens it."""
    verdict = f"{_LEVELS[strength.level]} : {strength.bits} bits, il en faut {REQUIRED_BITS}."
    reasons = ", ".join(_WEAKNESSES[weakness] for weakness in strength.weaknesses)
    if reasons:
        verdict += f" {reasons[0].upper()}{reasons[1:]}."
    return typeset(verdict)
