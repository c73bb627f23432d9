"""Random persons, and how to reach them."""

import pycountry
from hypothesis import strategies as st

from passeport.domain.identity import (
    Address,
    ContactUse,
    Email,
    Identity,
    Language,
    OnlineKind,
    OnlineProfile,
    Telephone,
)
from tests.strategies.building import codes, maybe, some
from tests.strategies.dates import maybe_dates
from tests.strategies.words import lines, maybe_lines, names

COUNTRIES = tuple(sorted(country.alpha_2 for country in pycountry.countries))
LANGUAGES = ("fra", "eng", "deu", "spa", "ara", "bam", "ell", "ukr", "zho", "mlt", "kab", "snk", "rom", "tur")

countries = st.sampled_from(COUNTRIES)
_uses = maybe(st.sampled_from(ContactUse))
addresses = st.builds(
    Address,
    use=_uses,
    street=maybe_lines,
    postal_code=st.sampled_from(("", "91000", "SW1A 1AA")),
    city=maybe_lines,
    region=maybe_lines,
    country=maybe(countries),
    country_name=maybe_lines,
).filter(lambda address: address != Address())
telephones = st.one_of(
    st.builds(
        Telephone,
        use=_uses,
        label=maybe_lines,
        country_dialing=st.sampled_from(("33", "32", "1", "212", "1684")),
        number=st.sampled_from(("639980000", "199000001", "2 555 12 12", "(0)1 99 00")),
    ),
    st.builds(
        Telephone,
        use=_uses,
        label=maybe_lines,
        number=st.one_of(st.sampled_from(("3939", "poste 12", "+ 99 à demander")), lines),
    ),
)
emails = st.builds(Email, use=_uses, address=st.one_of(st.just("ada@exemple.invalid"), lines))
online = st.builds(
    OnlineProfile,
    kind=st.sampled_from(OnlineKind),
    service=st.one_of(
        st.just(""), codes("social_media"), codes("messaging_services"), st.just("mastodon"), maybe_lines
    ),
    label=maybe_lines,
    address=st.one_of(st.sampled_from(("https://exemple.invalid/ada", "+33639980000", "ada@exemple.invalid")), lines),
)
languages = st.one_of(
    st.sampled_from(LANGUAGES).map(lambda code: Language(code=code)),
    st.one_of(st.sampled_from(("soninké", "fra", "anglais")), lines).map(lambda text: Language(label=text)),
)
identities = st.builds(
    Identity,
    given_names=names,
    family_name=names,
    birth_name=maybe_lines,
    title=maybe_lines,
    birth_date=maybe_dates,
    birth_place=maybe_lines,
    gender=maybe(codes("genders")),
    nationalities=st.lists(countries, max_size=3, unique=True).map(tuple),
    other_nationalities=some(lines),
    residence_country=maybe(countries),
    mother_tongues=some(languages),
    addresses=some(addresses),
    telephones=some(telephones, 3),
    emails=some(emails),
    online=some(online, 3),
)
