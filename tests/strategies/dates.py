"""Random dates of each precision."""

import datetime as dt

from hypothesis import strategies as st

from passeport.domain.partial_date import PartialDate, Period

days = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
_any_days = st.one_of(days, st.sampled_from((dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2024, 2, 29))))

partial_dates = st.builds(
    lambda day, precision: PartialDate(
        year=day.year, month=day.month if precision else None, day=day.day if precision == 2 else None
    ),
    _any_days,
    st.integers(0, 2),
)
maybe_dates = st.one_of(st.none(), partial_dates)
periods = st.builds(Period, start=maybe_dates, end=maybe_dates, ongoing=st.booleans())

times = st.times().map(lambda time: time.replace(second=0, microsecond=0))
moments = st.builds(
    lambda day, time, hours: dt.datetime.combine(day, time, dt.timezone(dt.timedelta(hours=hours))),
    days,
    times,
    st.sampled_from((0, 1, 2, -4)),
)
