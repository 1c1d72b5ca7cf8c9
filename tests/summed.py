"""Two offices whose days and months are summed: what comes to them, and every report of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from config import RatingSettings
from operations.month_sums import sum_months
from operations.report_parts import By
from operations.reports import Report, read_reasons, read_satisfaction, read_service
from operations.stale_days import mark_day
from operations.summaries import sum_days
from satisfaction.periods import Period, months
from store.store import Store
from tests.stores import insert, rows, run
from tests.visits import OFFICE, Visit, add_visits, found_office

OTHER = f"{OFFICE}-2"
"""Its id begins with that of the first: neither may be taken for the other."""

NOW = datetime(2030, 1, 1, tzinfo=UTC)
RULES = RatingSettings(min_count=2)


@dataclass
class Offices:
    """Two offices, and reports over both; each round has two months of its own."""

    store: Store
    rounds: int = 0

    @property
    def first(self) -> date:
        """The first day of this round: of a month with 31 days, or 30."""
        return date(1900 + self.rounds // 6, 1 + 2 * (self.rounds % 6), 1)

    @property
    def both_months(self) -> Period:
        """All days of this round."""
        return months(self.first.year, self.first.month, self.first.month + 1)

    def visit(self, office: str, day: int, visit: Visit) -> None:
        """A visit becomes known."""
        on = (self.first + timedelta(days=day)).isoformat()
        add_visits(self.store, [replace(visit, day=on)], office=office)

    def rate_late(self) -> None:
        """Somebody who had not rated does, long after the day was summed."""
        with self.store.maintain() as sql:
            unrated = rows(
                sql,
                "select id, office, day, service, counter, staff from ticket where state = 'served'"
                " and day >= ? and id not in (select ticket from rating) order by id limit 1",
                self.first.isoformat(),
            )
            for row in unrated:
                about = {key: value for key, value in row.items() if key != "id"}
                insert(sql, "rating", [{"ticket": row["id"], **about, **LATE}])
                mark_day(sql, row["office"], row["day"])

    def sum(self) -> None:
        """A round of upkeep that gets through half of the days."""
        sum_days(self.store, now=NOW, most=3)

    def sum_month(self) -> None:
        """A round of upkeep that gets through a month."""
        sum_months(self.store, now=NOW, most=1)

    def sum_all(self) -> None:
        """Upkeep until nothing is left to sum."""
        while sum_days(self.store, now=NOW) or sum_months(self.store, now=NOW):
            pass

    def forget(self) -> None:
        """All days are read from their visits again."""
        with self.store.maintain() as sql:
            for row in rows(sql, "select distinct office, day from ticket"):
                mark_day(sql, row["office"], row["day"])

    def reports(self, period: Period | None = None) -> list[Report]:
        """Every report of this round, by every part, over each office and over both."""
        period = period or self.both_months
        sets = [(OFFICE,), (OTHER,), (OFFICE, OTHER)]
        with self.store.reading() as reading:
            return [
                report
                for offices in sets
                for by in By
                for report in (
                    read_service(reading, OFFICE, period, by, now=NOW, offices=offices),
                    *(
                        read(reading, OFFICE, period, by, rules=RULES, now=NOW, offices=offices)
                        for read in (read_satisfaction, read_reasons)
                    ),
                )
            ]


DAYS = (0, 1, 40)
"""Two days of the first month of a round and one of the second."""

LATE = {
    "level": 2, "reasons": '["long_wait"]', "channel": "phone", "language": "vi",
    "rated_at": "2029-12-31T00:00:00.000Z", "version": 9,
}  # fmt: skip


def two_offices(store: Store) -> Offices:
    """Both offices, their present day long after all visits."""
    found_office(store)
    with store.maintain() as sql:
        for table in ("office", "service", "counter"):
            copied = [
                {**row, "id": OTHER, "code": "khac"}
                if table == "office"
                else {**row, "office": OTHER}
                for row in rows(sql, f"select * from {table}")  # noqa: S608 -- names above
            ]
            insert(sql, table, copied)
        run(sql, "update office set current_day = '2030-01-01'")
    return Offices(store)


def visits() -> st.SearchStrategy[Visit]:
    """Few values, so that parts and durations coincide."""
    return st.builds(
        Visit,
        service=st.sampled_from("AB"),
        counter=st.sampled_from([1, 2, None]),
        staff=st.sampled_from(["staff-1", "staff-2", None]),
        state=st.sampled_from(["served", "served", "missed", "cancelled", "expired"]),
        was_missed=st.booleans(),
        wait_s=st.sampled_from([0, 1, 95, 96, 600]),
        service_s=st.sampled_from([0, 60_000, 100_000]),
    ).flatmap(
        lambda visit: st.builds(
            lambda level, reasons: replace(
                visit, level=level, reasons=reasons if level < 4 else []
            ),
            st.sampled_from([0, 1, 3, 5]) if visit.state == "served" else st.just(0),
            st.sampled_from([[], ["long_wait"], ["long_wait", "rude"]]),
        )
    )


def happenings() -> st.SearchStrategy[list[Callable[[Offices], None]]]:
    """What happens in a round, in any order."""
    comes = st.builds(
        lambda office, day, visit: lambda offices: offices.visit(office, day, visit),
        st.sampled_from([OFFICE, OTHER]),
        st.sampled_from(DAYS),
        visits(),
    )
    other = st.sampled_from([Offices.rate_late, Offices.sum, Offices.sum_month])
    return st.lists(comes | comes | other, min_size=1, max_size=12)
