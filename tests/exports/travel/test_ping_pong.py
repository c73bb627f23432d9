"""Ten journeys of any passport through the formats and the generations, in any order: nothing changes on the way."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.travel.inbox import understand
from exports.travel.outbox import PassportFiles
from passeport.domain.difference import DifferenceKind, differences
from passeport.domain.passport import Passport
from passeport.services.file_ports import FileFormat
from tests.depth import chosen
from tests.people import dossier_of
from tests.resaving import resaved
from tests.seen import seen
from tests.strategies.passports import passports

_JOURNEYS = (*FileFormat, *FileFormat, FileFormat.CANDIDATE, FileFormat.SKILLSPASSPORT)


@settings(
    max_examples=chosen(10, 40, 200),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(passports(), st.permutations(_JOURNEYS))
def test_ten_journeys_change_nothing(passport: Passport, forms: Sequence[FileFormat]) -> None:
    told = seen(passport)
    for form in forms:
        passport = understand(PassportFiles().write(passport, form), f"passeport.{form.value}").passport
        assert seen(passport) == told, form


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(passports(), st.permutations(_JOURNEYS[:5]))
def test_the_editor_on_the_way_loses_nothing_that_we_wrote(passport: Passport, forms: Sequence[FileFormat]) -> None:
    """Of the entries of one section it keeps the last, and it merges what it exports: ours stand one in each."""
    dossier = dossier_of(passport)
    for form in forms:
        data = PassportFiles().write(passport, form)
        if form is FileFormat.CANDIDATE:
            data = resaved(data)
        passport = understand(data, f"passeport.{form.value}").passport
        assert [d for d in differences(dossier, passport) if d.kind is not DifferenceKind.SAME] == [], form
