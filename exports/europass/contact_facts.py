"""What the Candidate format cannot say of a contact, as facts in words: `Téléphone 2` and `01 99 00 00 01`.

The editor refuses a whole file for one telephone without its country, knows a closed list of social media, and has no
place for a country without a code. Each fact names the contact by its rank in the person's own order.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

from passeport.domain.identity import Address, ContactUse, Email, OnlineKind, OnlineProfile, Telephone
from passeport.domain.vocabulary import label, vocabulary

Contacts = tuple[tuple[Address, ...], tuple[Telephone, ...], tuple[Email, ...], tuple[OnlineProfile, ...]]
Fact = tuple[str, str]
"""The name of a fact and its value, on one line."""

Value = TypeVar("Value")

_FRENCH_NUMBER = re.compile(r"0[1-9]\d{8}")
_FACT = re.compile(r"(Téléphone|Profil en ligne|Adresse) (\d{1,3})(?: – (usage|libellé|nature|pays))?")
_ORDER = {None: 0, "usage": 1, "libellé": 2, "nature": 3, "pays": 4}
"""A contact is told before what is said of it."""


def dialled(telephone: Telephone) -> tuple[str, str] | None:
    """Return the country dialling code and the number, or None when the country cannot be told."""
    if telephone.country_dialing:
        return telephone.country_dialing, telephone.number
    digits = re.sub(r"\D", "", telephone.number)
    return ("33", digits[1:]) if _FRENCH_NUMBER.fullmatch(digits) else None


def is_listed(profile: OnlineProfile) -> bool:
    """Whether the editor knows the service of an account of social media."""
    return profile.kind is not OnlineKind.SOCIAL_MEDIA or profile.service in vocabulary("social_media")


def is_placed(address: Address) -> bool:
    """Whether an address says something that the format has an element for."""
    return address.evolve(country_name="") != Address()


def contact_facts(
    addresses: Iterable[Address], telephones: Iterable[Telephone], online: Iterable[OnlineProfile]
) -> list[Fact]:
    """Return what the elements of these contacts do not say."""
    facts: list[Fact] = []
    for rank, telephone in enumerate(telephones, start=1):
        if dialled(telephone) is None:
            use = label("phone_uses", telephone.use.value) if telephone.use else ""
            name = f"Téléphone {rank}"
            facts += [(name, telephone.number), (f"{name} – usage", use), (f"{name} – libellé", telephone.label)]
    for rank, profile in enumerate(online, start=1):
        if not is_listed(profile):
            facts.append((f"Profil en ligne {rank} – nature", label("online_kinds", profile.kind.value)))
    for rank, address in enumerate(addresses, start=1):
        if address.country_name:
            facts.append((f"Adresse {rank} – pays" if is_placed(address) else f"Adresse {rank}", address.country_name))
    return [(name, value) for name, value in facts if value]


def is_contact_fact(name: str) -> bool:
    """Whether a fact of this name is one of ours."""
    return _FACT.fullmatch(name) is not None


def with_facts(contacts: Contacts, facts: Iterable[Fact]) -> Contacts | None:
    """Return the contacts with what the facts say; None when one of them answers to nothing here.

    Raises:
        pydantic.ValidationError: when a value breaks a rule of the domain.
    """
    told = [(match, value) for name, value in facts if (match := _FACT.fullmatch(name))]
    told.sort(key=lambda fact: (int(fact[0][2]), _ORDER[fact[0][3]]))
    known: Contacts | None = contacts
    for match, value in told:
        known = _with_fact(known, match[1], int(match[2]) - 1, match[3] or "", value) if known is not None else None
    return known


def _with_fact(contacts: Contacts, what: str, at: int, said: str, value: str) -> Contacts | None:
    addresses, telephones, emails, online = contacts
    if what == "Adresse" and not said:
        return (*addresses[:at], Address(country_name=value), *addresses[at:]), telephones, emails, online
    if what == "Téléphone" and not said:
        return addresses, (*telephones[:at], Telephone(number=value), *telephones[at:]), emails, online
    if (what, said) == ("Adresse", "pays") and at < len(addresses):
        return _replaced(addresses, at, addresses[at].evolve(country_name=value)), telephones, emails, online
    if what == "Téléphone" and said in {"usage", "libellé"} and at < len(telephones):
        changes = {"label": value} if said == "libellé" else {"use": _use_named(value)}
        return addresses, _replaced(telephones, at, telephones[at].evolve(**changes)), emails, online
    if (what, said) == ("Profil en ligne", "nature") and at < len(online):
        return addresses, telephones, emails, _replaced(online, at, online[at].evolve(kind=_kind_named(value)))
    return None


def _replaced(values: tuple[Value, ...], at: int, value: Value) -> tuple[Value, ...]:
    return (*values[:at], value, *values[at + 1 :])


def _use_named(name: str) -> ContactUse | str:
    """Return a use by its name; the name itself, which no telephone takes, where it is none."""
    return next((use for use in ContactUse if label("phone_uses", use.value) == name), name)


def _kind_named(name: str) -> OnlineKind | str:
    return next((kind for kind in OnlineKind if label("online_kinds", kind.value) == name), name)
