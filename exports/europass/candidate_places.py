"""The two places of a training, for which the format has one: where it took place, and where the school is.

The place of the training stands in the element, as the editor shows it, unless the school has a fuller address; what
the element cannot hold is told in details.
"""

from exports.europass.codes import country_label, country_named
from exports.europass.details import Detail
from passeport.domain.identity import Address
from passeport.domain.profile import Education

_TOWN, _COUNTRY = "Ville", "Pays"
_OF_SCHOOL = " de l’établissement"
NAMES = frozenset({_TOWN, _COUNTRY, _TOWN + _OF_SCHOOL, _COUNTRY + _OF_SCHOOL})
"""Names of the details of places."""


def is_only_a_place(address: Address) -> bool:
    """Whether an address says no more than the town and the country where a thing took place."""
    return address == Address(city=address.city, country=address.country)


def written_place(education: Education) -> tuple[Address | None, list[Detail]]:
    """Return the address that the element holds, and what is told beside it."""
    where = Address(city=education.city, country=education.country)
    school = education.school.address
    if school is None or is_only_a_place(school):
        return where if where != Address() else None, _details(school or Address(), _OF_SCHOOL)
    return school, _details(where, "")


def _details(place: Address, of: str) -> list[Detail]:
    country = country_label(place.country) if place.country else ""
    return [(_TOWN + of, place.city), (_COUNTRY + of, country)]


def read_place(element: Address | None, details: dict[str, str]) -> tuple[Address, Address | None]:
    """Return where the training took place, and the address of the school, from the element and the details."""
    if element is None or is_only_a_place(element):
        return element or Address(), _place(details, _OF_SCHOOL)
    return _place(details, "") or Address(), element


def _place(details: dict[str, str], of: str) -> Address | None:
    country = country_named(details.get(_COUNTRY + of, ""))
    place = Address(city=details.get(_TOWN + of, ""), country=country)
    return place if place != Address() else None
