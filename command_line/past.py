"""Invented past days for the demo, lived through by the house's own rules with a clock of its own."""

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from config import RatingSettings
from operations.acts import Actor
from operations.days import roll_over
from operations.desks import open_counter
from operations.layout import list_desks
from operations.offices import Desk, get_office, office_of
from operations.ratings import Opinion, Rater, rate
from operations.rules import QueueRules
from operations.serving import call_next, finish, no_show, start
from operations.tickets import Wish, take_ticket
from satisfaction.levels import REASONS
from store.store import Change, Store

OPENS = time(7, 30)
PEOPLE_A_DAY = 70
MOST_RULES = QueueRules(tickets_per_minute=1000)


@dataclass(slots=True)
class Past:
    """The invented people of some days; the same seed makes the same days."""

    chance: random.Random
    staff: dict[int, str]
    people_a_day: int = PEOPLE_A_DAY

    def live(self, store: Store, office: str, *, days: int, now: datetime) -> None:
        """Live through the working days before today, one transaction a day."""
        with store.reading() as reading:
            zone = ZoneInfo(get_office(reading.sql, office).timezone)
        today = now.astimezone(zone).date()
        with store.maintain() as sql:
            sql.set_current_day(id=office, day=(today - timedelta(days=days + 1)).isoformat())
        for ago in range(days, 0, -1):
            day = today - timedelta(days=ago)
            if day.weekday() < 5:
                begin = datetime.combine(day, OPENS, tzinfo=zone)
                with store.change(office) as change:
                    self._day(change, begin)

    def _day(self, change: Change, begin: datetime) -> None:
        roll_over(change, now=begin)
        for number, staff in self.staff.items():
            open_counter(change, number, actor=Actor(staff=staff), now=begin)
        desks = [d for d in list_desks(change.sql, office_of(change)) if d.number in self.staff]
        services = sorted({service for desk in desks for service in desk.services})
        people = self.chance.randint(self.people_a_day - 20, self.people_a_day + 30)
        comes = sorted(begin + timedelta(minutes=self._minute()) for _ in range(people))
        free = {desk.number: begin for desk in desks}
        for at in comes:
            change.go_on()
            take_ticket(
                change,
                Wish(self.chance.choice(services)),
                actor=Actor(),
                rules=MOST_RULES,
                now=at,
            )
            self._serve_until(change, desks, free, at)
        self._serve_until(change, desks, free, begin + timedelta(hours=12))

    def _minute(self) -> float:
        """Most people come in the first hours."""
        return min(500.0, self.chance.gammavariate(2, 85))

    def _serve_until(
        self, change: Change, desks: list[Desk], free: dict[int, datetime], until: datetime
    ) -> None:
        for desk in desks:
            while free[desk.number] < until and _somebody_waits(change):
                ended = self._visit(change, desk.number, free[desk.number])
                if ended is None:
                    break
                free[desk.number] = ended
            free[desk.number] = max(free[desk.number], until)

    def _visit(self, change: Change, counter: int, at: datetime) -> datetime | None:
        """Call and serve one; when it ended, or None when nobody waited."""
        actor = Actor(staff=self.staff[counter])
        change.go_on()
        called = call_next(change, counter, actor=actor, rules=MOST_RULES, now=at)
        if called is None:
            return None
        at += timedelta(seconds=self.chance.randint(5, 40))
        change.go_on()
        if self.chance.random() < 0.04:
            no_show(change, called.id, counter, actor=actor, now=at)
            return at
        start(change, called.id, counter, actor=actor, now=at)
        at += timedelta(seconds=round(self.chance.gammavariate(3, 150)))
        change.go_on()
        finish(change, called.id, counter, actor=actor, now=at)
        self._rate(change, called.id, counter, at + timedelta(seconds=12))
        return at + timedelta(seconds=20)

    def _rate(self, change: Change, ticket: str, counter: int, at: datetime) -> None:
        if self.chance.random() > 0.55:
            return
        level = self.chance.choices([5, 4, 3, 2, 1], weights=[50, 32, 10, 5, 3])[0]
        reasons = [self.chance.choice(REASONS).code] if level <= 3 else []
        opinion = Opinion(level, reasons, shown_ms=self.chance.randint(2500, 20000))
        rater = Rater(channel="tablet", language="vi", counter=counter)
        change.go_on()
        rate(change, ticket, opinion, rater=rater, rules=RatingSettings(), now=at)


def _somebody_waits(change: Change) -> bool:
    return any(change.sql.waiting_by_service(office=change.office))
