"""Ten journeys of any passport through the formats and the generations, in any order: nothing changes on the way."""

from collections.abc import Sequence
from uuid import UUID

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
from tests.stripping import without_envelope

_STRIPPED = "pdf without its envelope"
_JOURNEYS = (*FileFormat, FileFormat.CANDIDATE, FileFormat.SKILLSPASSPORT, _STRIPPED, _STRIPPED)
_RESAVED = (FileFormat.PDF, FileFormat.CANDIDATE, FileFormat.SKILLSPASSPORT, FileFormat.CANDIDATE, _STRIPPED)


@settings(
    max_examples=chosen(10, 40, 200),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(passports(), st.permutations(_JOURNEYS))
def test_ten_journeys_change_nothing(passport: Passport, forms: Sequence[FileFormat | str]) -> None:
    told, names = seen(passport), _names(passport)
    assert len(forms) == 10
    for form in forms:
        incoming = understand(_written(passport, form), "passeport")
        assert incoming.report.file_format.endswith("candidate") is (form in {_STRIPPED, FileFormat.CANDIDATE})
        passport = incoming.passport
        assert seen(passport) == told, form
        assert _names(passport) == names, form


def _written(passport: Passport, form: FileFormat | str) -> bytes:
    if isinstance(form, FileFormat):
        return PassportFiles().write(passport, form)
    return without_envelope(PassportFiles().write(passport, FileFormat.PDF))


def _names(passport: Passport) -> list[UUID]:
    """The identifiers of the parcours, the steps and the actions, by which they are seen to be the same."""
    homes = passport.parcours
    return [*(p.id for p in homes), *(item.id for p in homes for item in (*p.steps, *p.actions))]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(passports(), st.permutations(_RESAVED))
def test_the_editor_on_the_way_loses_nothing_that_we_wrote(
    passport: Passport, forms: Sequence[FileFormat | str]
) -> None:
    """Of the entries of one section it keeps the last, and it merges what it exports: ours stand one in each."""
    dossier = dossier_of(passport)
    for form in forms:
        data = _written(passport, form)
        if form is FileFormat.CANDIDATE:
            data = resaved(data)
        passport = understand(data, "passeport").passport
        assert [d for d in differences(dossier, passport) if d.kind is not DifferenceKind.SAME] == [], form
