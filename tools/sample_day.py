"""An invented morning in the sample office, lived through by the house's own rules up to now."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from command_line.past import Past
from config import RatingSettings
from operations.acts import Actor
from operations.days import roll_over
from operations.desks import open_counter, pause_counter
from operations.handover import park
from operations.layout import list_desks
from operations.offices import get_office, office_of
from operations.ratings import Opinion, Rater, rate
from operations.rules import QueueRules
from operations.serving import call_next, finish, no_show, recall, start
from operations.tickets import Wish, take_ticket
from queueing.tickets import QueueClass, Ticket
from satisfaction.levels import REASONS
from store.store import Change, Store

RULES = QueueRules(tickets_per_minute=1000)
MORNING = timedelta(hours=3)
PEOPLE = 104
LAST_SERVICES = {1: "A", 4: "C", 6: "H", 2: "B"}
JUST_CAME = "ABAKBAHB"
"""For what the last citizens came, so that somebody waits for each counter that is shown."""

JUST_NOW = timedelta(minutes=1)
COMMENTS = (
    "Cán bộ hướng dẫn tận tình, giấy tờ rõ ràng.",
    "Nên có thêm ghế cho người già.",
    "Chờ hơi lâu nhưng làm việc nhanh.",
    "Mong có chỗ để mũ bảo hiểm.",
)
LAST_CALLS_MIN = {1: 7.0, 4: 5.0, 6: 3.0, 2: 1.5}
"""How long ago each counter called whom it has in hand now."""


@dataclass(slots=True)
class SampleDay:
    """The same people at each time: counters 1 and 4 serve, 2 and 6 call, 3 is free, 5 pauses."""

    chance: random.Random
    staff: dict[int, str]
    all_done_at: datetime
    """Every visit of the morning ended by then, but for the last calls."""

    def live(self, store: Store, office: str, *, days: int, now: datetime) -> None:
        """Some past days, then the morning."""
        Past(self.chance, self.staff).live(store, office, days=days, now=now)
        with store.change(office) as change:
            self._morning(change, now)

    def _morning(self, change: Change, now: datetime) -> None:
        begin = max(now - MORNING, midnight(change, now))
        roll_over(change, now=begin)
        for number, staff in self.staff.items():
            open_counter(change, number, actor=Actor(staff=staff), now=begin)
        free = dict.fromkeys(self.staff, begin)
        for at in self._arrivals(begin):
            self._serve(change, free, at)
            self._take(change, at)
        self._serve(change, free, now)
        self._last_acts(change, now)

    def _arrivals(self, begin: datetime) -> list[datetime]:
        """They come until the last visits end; a few come after (JUST_CAME)."""
        span = (self.all_done_at - begin).total_seconds()
        return sorted(
            begin + timedelta(seconds=span * self.chance.betavariate(1.1, 1.0))
            for _ in range(PEOPLE)
        )

    def _take(self, change: Change, at: datetime) -> None:
        desks = list_desks(change.sql, office_of(change))
        services = [service for desk in desks for service in desk.services]
        is_elderly = self.chance.random() < 0.12
        wish = Wish(
            self.chance.choice(services),
            QueueClass.PRIORITY if is_elderly else QueueClass.NORMAL,
            "elderly" if is_elderly else None,
            language="en" if self.chance.random() < 0.05 else "vi",
        )
        take_ticket(change, wish, actor=Actor(), rules=RULES, now=at)

    def _serve(self, change: Change, free: dict[int, datetime], until: datetime) -> None:
        until = min(until, self.all_done_at - timedelta(minutes=1))
        for number in free:
            while free[number] < until:
                ticket = self._call(change, number, free[number])
                if ticket is None:
                    free[number] = until
                    break
                free[number] = self._visit(change, ticket, number, free[number])

    def _call(self, change: Change, number: int, at: datetime) -> Ticket | None:
        return call_next(change, number, actor=self._clerk(number), rules=RULES, now=at)

    def _visit(self, change: Change, ticket: Ticket, number: int, at: datetime) -> datetime:
        clerk = self._clerk(number)
        begin = at + timedelta(seconds=self.chance.randint(10, 50))
        end = min(begin + timedelta(seconds=self.chance.gammavariate(4, 130)), self.all_done_at)
        if self.chance.random() < 0.04:
            no_show(change, ticket.id, number, actor=clerk, now=begin)
            return begin
        start(change, ticket.id, number, actor=clerk, now=begin)
        if self.chance.random() < 0.03:
            park(change, ticket.id, number, actor=clerk, reason="Đi phô tô giấy tờ", now=end)
            return end
        finish(change, ticket.id, number, actor=clerk, now=end)
        self._rate(change, ticket.id, number, end + timedelta(seconds=15))
        return end + timedelta(seconds=20)

    def _rate(self, change: Change, ticket: str, counter: int, at: datetime) -> None:
        if self.chance.random() > 0.62:
            return
        level = self.chance.choices([5, 4, 3, 2, 1], weights=[48, 36, 9, 5, 2])[0]
        reasons = [self.chance.choice(REASONS).code] if level <= 3 else []
        comment = self.chance.choice(COMMENTS) if self.chance.random() < 0.1 else None
        shown_ms = self.chance.randint(2500, 20000)
        opinion = Opinion(level, reasons, comment, shown_ms=shown_ms)
        rater = Rater(channel="tablet", language="vi", counter=counter)
        rate(change, ticket, opinion, rater=rater, rules=RatingSettings(), now=at)

    def _last_acts(self, change: Change, now: datetime) -> None:
        for number, ago in LAST_CALLS_MIN.items():
            at = now - timedelta(minutes=ago)
            came = Wish(LAST_SERVICES[number])  # so that there is somebody to call in any case
            take_ticket(change, came, actor=Actor(), rules=RULES, now=at - JUST_NOW)
            called = self._call(change, number, at)
            if called and ago > 4:
                begin = at + timedelta(seconds=25)
                start(change, called.id, number, actor=self._clerk(number), now=begin)
            elif called and number == 2:
                again = now - timedelta(seconds=20)
                recall(change, called.id, number, actor=self._clerk(number), rules=RULES, now=again)
        for service in JUST_CAME:
            take_ticket(change, Wish(service), actor=Actor(), rules=RULES, now=now - JUST_NOW)
        pause_counter(change, 5, reason="Họp giao ban", now=now - timedelta(minutes=4))

    def _clerk(self, number: int) -> Actor:
        return Actor(staff=self.staff[number])


def midnight(change: Change, now: datetime) -> datetime:
    """The beginning of the office's day."""
    zone = ZoneInfo(get_office(change.sql, change.office).timezone)
    return now.astimezone(zone).replace(hour=0, minute=1, second=0, microsecond=0)
