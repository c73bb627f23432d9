"""Ten journeys of any passport through the formats and the generations, in any order: nothing changes on the way."""

import os
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.travel.inbox import understand
from exports.travel.outbox import PassportFiles
from passeport.domain.passport import Passport
from passeport.services.file_ports import FileFormat
from tests.seen import seen
from tests.strategies.passports import passports

_JOURNEYS = (*FileFormat, *FileFormat, FileFormat.CANDIDATE, FileFormat.SKILLSPASSPORT)


@settings(
    max_examples=100 if os.environ.get("HYPOTHESIS_PROFILE") == "ci" else 25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(passports(), st.permutations(_JOURNEYS))
def test_ten_journeys_change_nothing(passport: Passport, forms: Sequence[FileFormat]) -> None:
    told = seen(passport)
    for form in forms:
        passport = understand(PassportFiles().write(passport, form), f"passeport.{form.value}").passport
        assert seen(passport) == told, form
