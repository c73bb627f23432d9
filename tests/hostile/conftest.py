"""One fence for all the hostile files, with less room than the application gives."""

from collections.abc import Iterator

import pytest

from exports.travel.fence.limits import Limits
from exports.travel.fence.pool import Fence


@pytest.fixture(scope="session")
def fence() -> Iterator[Fence]:
    found = Fence(Limits(wall=30, processor=10, memory=700_000_000))
    yield found
    found.close()
