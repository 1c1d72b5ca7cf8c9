"""Any catalogue is read back as it was written, and can follow any other."""

from datetime import date, time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operations.catalogue import (
    read_catalogue,
    update_catalogue,
    write_catalogue,
)
from operations.catalogue_entries import (
    Catalogue,
    CounterEntry,
    DayEntry,
    OfficeEntry,
    ProcedureEntry,
    ServiceEntry,
)
from operations.catalogue_format import parse_catalogue
from operations.tree import TREE
from queueing.hours import Span
from tests.hall import Hall

WORDS = st.sampled_from(["Hộ tịch", "Đất đai", 'dấu "nháy"', "dòng một\ndòng hai", "\\ gạch"])


NAMES = st.builds(lambda vi, en: {"vi": vi} | ({"en": en} if en else {}), WORDS, WORDS | st.none())


NOTHING: dict[str, str] = {}


MAYBE_NAMES = NAMES | st.just(NOTHING)


SPANS = st.sampled_from(
    [
        (Span(time(7, 30), time(11, 30)),),
        (Span(time(7, 30), time(11, 30)), Span(time(13, 0), time(0, 0))),
    ]
)


WEEKS = st.none() | st.dictionaries(st.integers(0, 6), SPANS, min_size=1).map(
    lambda week: dict(sorted(week.items()))
)


OFFICES = st.builds(
    OfficeEntry,
    code=st.sampled_from(["mau", "xa-2"]),
    kind=st.sampled_from(["commune", "point"]),
    names=NAMES,
    slogans=MAYBE_NAMES,
    greetings=MAYBE_NAMES,
    notices=MAYBE_NAMES,
    hotline=st.sampled_from(["", "1900 0000"]),
    timezone=st.just("Asia/Ho_Chi_Minh"),
    languages=st.sampled_from([("vi",), ("en", "vi")]),
)


PROCEDURE = st.builds(
    ProcedureEntry,
    code=st.just(""),
    names=NAMES,
    keywords=st.lists(WORDS, max_size=2).map(tuple),
    papers=st.lists(NAMES, max_size=2).map(tuple),
    days=st.none() | st.integers(0, 2),
    fee_vnd=st.none() | st.just(0),
)


DAYS = st.sets(st.sampled_from([date(2027, 2, 17), date(2027, 4, 30)])).map(sorted)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    codes = draw(st.lists(st.sampled_from("ABZ"), min_size=1, max_size=3, unique=True))
    services = tuple(
        ServiceEntry(
            code=code,
            names=draw(NAMES),
            abouts=draw(MAYBE_NAMES),
            icon="map",
            typical_min=draw(st.integers(1, 3)),
            daily_cap=draw(st.integers(0, 2)),
            hours=draw(WEEKS),
            procedures=tuple(
                ProcedureEntry(
                    f"{code}.{at}", one.names, one.keywords, one.papers, one.days, one.fee_vnd
                )
                for at, one in enumerate(draw(st.lists(PROCEDURE, max_size=2)))
            ),
        )
        for code in codes
    )
    counters = tuple(
        CounterEntry(number, draw(NAMES), draw(st.sampled_from(["", "Tầng 2"])), served)
        for number, served in [(1, tuple(sorted(codes))), (7, ())][: draw(st.integers(1, 2))]
    )
    closed = tuple(DayEntry(day, draw(MAYBE_NAMES)) for day in draw(DAYS))
    opened = tuple(DayEntry(day, draw(MAYBE_NAMES), draw(SPANS)) for day in draw(DAYS))
    return Catalogue(draw(OFFICES), services, counters, closed, opened)


@given(catalogue=catalogues())
@settings(max_examples=60, deadline=None)
def test_any_catalogue_is_read_back_as_it_was_written(catalogue: Catalogue) -> None:
    assert parse_catalogue(write_catalogue(catalogue)) == catalogue


@given(first=catalogues(), second=catalogues())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_catalogue_can_follow_another(
    closed_hall: Hall, first: Catalogue, second: Catalogue
) -> None:
    for catalogue in (first, second):
        with closed_hall.change(TREE) as change:
            update_catalogue(change, catalogue)

        with closed_hall.store.reading() as reading:
            assert read_catalogue(reading.sql, closed_hall.id) == catalogue
