"""One error, of the kinds that people make when they write a name they heard or read; none is taken from the search.

Kinds: a wrong, missing, added or exchanged letter, the first one included (keys of a French keyboard beside the right
one); a letter doubled or no longer; another spelling of the same sound; given and family name the other way round, with
a wrong letter besides; the family name alone, with any of these.
"""

import random

_BESIDE = {
    key: "".join(row[max(0, place - 1) : place] + row[place + 1 : place + 2])
    for row in ("azertyuiop", "qsdfghjklm", "wxcvbn")
    for place, key in enumerate(row)
}
_SPELLINGS = (
    ("ph", "f"), ("f", "ph"), ("eau", "o"), ("eau", "au"), ("au", "o"), ("o", "au"), ("ai", "é"), ("é", "er"),
    ("è", "ai"), ("ei", "é"), ("c", "k"), ("k", "c"), ("qu", "k"), ("i", "y"), ("y", "i"), ("th", "t"),
    ("t", "th"), ("en", "an"), ("an", "en"), ("in", "ain"), ("in", "im"), ("ou", "oo"), ("z", "s"), ("ss", "c"),
    ("gu", "g"), ("j", "g"), ("ch", "sh"), ("h", ""), ("x", "ks"), ("oi", "oua"), ("ie", "i"), ("eu", "eux"),
)  # fmt: skip
"""What is heard, and another way to write it."""
_SILENT = ("t", "d", "s", "x", "z", "e", "p")


def first_letter(name: str, chance: random.Random) -> str:
    letter = name[0].lower()
    return chance.choice((name[1:], chance.choice(_BESIDE.get(letter, "a")) + name[1:], name[1] + name[0] + name[2:]))


def letter_inside(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(name))
    before, letter, after = name[:place], name[place], name[place + 1 :]
    wrong = chance.choice(_BESIDE.get(letter.lower(), "aeiou"))
    return chance.choice((before + after, before + wrong + after, before + wrong + letter + after))


def neighbours(name: str, chance: random.Random) -> str:
    place = chance.randrange(0, len(name) - 1)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def doubled(name: str, chance: random.Random) -> str:
    pairs = [place for place in range(1, len(name)) if name[place] == name[place - 1]]
    if pairs:
        place = chance.choice(pairs)
        return name[:place] + name[place + 1 :]
    place = chance.randrange(1, len(name))
    return name[:place] + name[place] + name[place:]


def heard(name: str, chance: random.Random) -> str:
    choices = [(said, written) for said, written in _SPELLINGS if said in name.lower()]
    if not choices:
        return name[:-1] if name[-1] in _SILENT else name + chance.choice(_SILENT)
    said, written = chance.choice(choices)
    return name.lower().replace(said, written, 1)


KINDS = {
    "first letter": first_letter,
    "a letter inside": letter_inside,
    "neighbours exchanged": neighbours,
    "a doubled letter": doubled,
    "another spelling of the sound": heard,
}
"""Each makes an error in one of the two names; the kinds of `OTHERS` are made of them in `typed`."""
OTHERS = ("names swapped", "family name alone")


def typed(kind: str, given: str, family: str, chance: random.Random) -> str:
    """Return what is typed for a person: the first given name and the family name, one of them wrong."""
    first = given.split("-", maxsplit=1)[0]
    if kind == "names swapped":
        return f"{letter_inside(family, chance)} {first}"
    if kind == "family name alone":
        return chance.choice(list(KINDS.values()))(family, chance)
    error = KINDS[kind]
    if chance.random() < 0.3 and len(first) > 3:
        return f"{error(first, chance)} {family}"
    return f"{first} {error(family, chance)}"
