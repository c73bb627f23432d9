"""Who the person is and how to reach them, as Europass has it."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from passeport.domain.model import DomainModel
from passeport.domain.partial_date import PartialDate
from passeport.domain.text import Line, Name
from passeport.domain.vocabulary import Gender

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2, upper case: GR and GB, never EL and UK (the writers know who wants those)."""


_FRANCE, _INTERNATIONAL, _FRENCH_DIGITS = "33", "00", 10
"""Country code, international prefix and length of a number in France (Arcep, décision 2018-0881)."""


class ContactUse(StrEnum):
    """What an address or a number is for: the closed list of the Europass editor."""

    HOME = "home"
    WORK = "work"
    MOBILE = "mobile"
    OTHER = "other"


class Address(DomainModel):
    """A postal address; any part may be unknown."""

    use: ContactUse | None = None
    street: Line = ""
    postal_code: Line = ""
    city: Line = ""
    region: Line = ""
    country: CountryCode | None = None
    country_name: Line = ""
    """The country in words, kept where a file gave no code for it."""


class Telephone(DomainModel):
    """A telephone number: `country_dialing` holds digits without `+`, and may be empty when unknown."""

    use: ContactUse | None = None
    label: Line = ""
    country_dialing: Annotated[str, StringConstraints(pattern=r"^\d{0,4}$")] = ""
    number: Line

    @property
    def dialled(self) -> str:
        """The digits that reach it from abroad (ITU-T E.164), by which two ways to write one number are the same.

        The trunk prefix of France, `0`, goes; a number that says no country is French when it has its ten digits.
        """
        digits = "".join(filter(str.isdigit, self.number))
        if self.number.startswith("+") or digits.startswith(_INTERNATIONAL):
            digits = digits.removeprefix(_INTERNATIONAL)
        elif self.country_dialing:
            digits = self.country_dialing + digits
        elif digits.startswith("0") and len(digits) == _FRENCH_DIGITS:
            digits = _FRANCE + digits
        return _FRANCE + digits.removeprefix(_FRANCE).lstrip("0") if digits.startswith(_FRANCE) else digits


class Email(DomainModel):
    """An e-mail address."""

    use: ContactUse | None = None
    address: Line


class OnlineKind(StrEnum):
    """Where a person can be met online."""

    WEBSITE = "website"
    SOCIAL_MEDIA = "social_media"
    INSTANT_MESSAGING = "instant_messaging"


class OnlineProfile(DomainModel):
    """A website, or an account of a service such as `linkedin` or `whatsapp`."""

    kind: OnlineKind
    service: Line = ""
    label: Line = ""
    address: Line


class Language(DomainModel):
    """A language: its ISO 639-3/-2 terminology code (`fra`, `soninké` has none that we guess), or a label alone."""

    code: Annotated[str, StringConstraints(pattern=r"^([a-z]{3})?$")] = ""
    label: Line = ""


class Identity(DomainModel):
    """The person as every Europass file knows them."""

    given_names: Name
    family_name: Name
    birth_name: Line = ""
    title: Line = ""
    birth_date: PartialDate | None = None
    birth_place: Line = ""
    gender: Gender | None = None
    nationalities: tuple[CountryCode, ...] = ()
    other_nationalities: tuple[Line, ...] = ()
    """Nationalities given in words, with no ISO code."""
    residence_country: CountryCode | None = None
    mother_tongues: tuple[Language, ...] = ()
    addresses: tuple[Address, ...] = ()
    telephones: tuple[Telephone, ...] = ()
    emails: tuple[Email, ...] = ()
    online: tuple[OnlineProfile, ...] = ()

    @property
    def full_name(self) -> str:
        """Given names, then the family name, as they are addressed."""
        return f"{self.given_names} {self.family_name}"
