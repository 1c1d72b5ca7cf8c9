"""A sample province as it is photographed: its offices at mid-morning, some of them in trouble."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config import RatingSettings
from operations.acts import Actor
from operations.catalogue import read_catalogue_file
from operations.catalogue_entries import Catalogue
from operations.desks import close_counter, open_counter
from operations.devices import Place, add_device
from operations.directives import queue_directive
from operations.intake_offices import make_token
from operations.new_offices import open_office
from operations.passwords import made_password
from operations.ratings import Opinion, Rater, rate
from operations.rules import QueueRules
from operations.serving import call_next, finish, start
from operations.staff import add_staff
from operations.tickets import Wish, take_ticket
from operations.tree import TREE
from store.instants import to_text
from store.schema_steps import newest_step
from store.store import Change, Store
from tests.served import ROOT, ServedHouse
from tools.sample_day import midnight

SAMPLES = ROOT / "catalogue" / "tinh-mau"
COMMUNES = {
    "an": "An", "binh": "Bình", "cam": "Cẩm", "dan": "Dân", "dong": "Đông", "giang": "Giang",
    "ha": "Hà", "khanh": "Khánh", "lac": "Lạc", "minh": "Minh", "nam": "Nam", "phu": "Phú",
}  # fmt: skip
RULES = QueueRules(tickets_per_minute=1000)
SETTINGS = """
[oidc]
issuer = "https://dang-nhap.tinh-mau.example"
client_id = "moi-so"
client_secret = "bi-mat-de-thu"

[oidc.roles]
"mot-cua-can-bo" = "clerk"
"""
SEED = 5
EACH = timedelta(minutes=4)
LOST = frozenset({"xa-phu", "xa-khanh"})
STAYS = timedelta(hours=2)
"""Nobody holds a line open for these devices: they are noted as seen for longer than pictures take."""

LEVELS = ([52, 34, 8, 4, 2], [20, 22, 18, 24, 16])
"""How the five levels are spread, best first: where all is well, and where it is not."""


@dataclass(frozen=True, slots=True)
class Morning:
    """What an office has behind it: who was served, who waits since when, how many counters work."""

    served: int
    waiting: int
    waited_min: int = 6
    counters: int = 1
    levels: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """How an office with a machine of its own stands."""

    heard_min: int
    behind: int = 0
    refusal: str | None = None


MORNINGS = {
    "trung-tam-bac": Morning(61, 9, 12, counters=2),
    "trung-tam-nam": Morning(48, 14, 37, counters=2),
    "diem-cho-moi": Morning(17, 2),
    "diem-ben-song": Morning(9, 3, 21, counters=0),
    "xa-an": Morning(23, 4),
    "xa-binh": Morning(31, 3, 9, levels=1),
    "xa-cam": Morning(12, 0),
    "xa-dan": Morning(0, 0, counters=0),
    "xa-dong": Morning(27, 6, 17),
    "xa-giang": Morning(14, 1),
    "xa-ha": Morning(19, 5, 11),
    "xa-khanh": Morning(8, 0),
    "xa-lac": Morning(22, 2),
    "xa-minh": Morning(16, 3),
    "xa-nam": Morning(11, 1),
    "xa-phu": Morning(25, 4, 14),
}
"""The rest of the offices, and the province itself, serve nobody."""

REPORTS = {
    "xa-cam": Report(heard_min=0),
    "xa-khanh": Report(heard_min=194, behind=0),
    "xa-lac": Report(heard_min=41, refusal="newer_format"),
    "xa-nam": Report(heard_min=1, behind=212),
}


@dataclass
class SampleProvince(ServedHouse):
    """`quantri` is the administrator of the province; passwords are those of `served`."""

    def prepare(self) -> None:
        """Open the offices and let their morning pass, while nobody is served."""
        self.lay_down((SAMPLES / "tinh-mau.toml").read_text("utf-8"), SETTINGS)
        self.start()
        self.stop()
        self.employ("quantri", "Lê Thị Quản Trị Mẫu", "administrator")
        now = datetime.now(UTC)
        with self.opened() as (store, province):
            ids = _open_all(store, province, now=now)
            for code, morning in MORNINGS.items():
                with store.change(ids[code]) as change:
                    _equip(change, lost=code in LOST, now=now)
                    _live(change, morning, random.Random(f"{SEED}{code}"), now=now)  # noqa: S311 -- the same each time
            for code, report in REPORTS.items():
                with store.change(ids[code]) as change:
                    _hear(change, report, now=now)
        self.start()


def _open_all(store: Store, province: str, *, now: datetime) -> dict[str, str]:
    """The two centres with a point and their communes: the ids by code."""
    ids: dict[str, str] = {}
    for file, above in (
        ("trung-tam-bac", None), ("trung-tam-nam", None),
        ("diem-cho-moi", "trung-tam-bac"), ("diem-ben-song", "trung-tam-nam"),
    ):  # fmt: skip
        catalogue = _always_open(read_catalogue_file(SAMPLES / f"{file}.toml"))
        ids[file] = _open(store, catalogue, ids[above] if above else province, now=now)
    like = _always_open(read_catalogue_file(SAMPLES / "diem-cho-moi.toml"))
    for number, (plain, word) in enumerate(COMMUNES.items()):
        code = f"xa-{plain}"
        names = {
            "vi": f"Trung tâm Phục vụ hành chính công xã {word} Mẫu",
            "en": f"{word} Mẫu Commune Public Administration Service Centre",
        }
        entry = replace(like.office, code=code, kind="commune", names=names)
        above = ids["trung-tam-bac" if number % 2 else "trung-tam-nam"]
        ids[code] = _open(store, replace(like, office=entry), above, now=now)
    return ids


def _always_open(catalogue: Catalogue) -> Catalogue:
    """Pictures are taken at any hour."""
    services = tuple(replace(service, hours=None) for service in catalogue.services)
    return replace(catalogue, services=services)


def _open(store: Store, catalogue: Catalogue, parent: str, *, now: datetime) -> str:
    with store.change(parent, TREE) as change:
        open_office(change.sql, catalogue, parent=parent, password=made_password(), now=now)
        return str(change.sql.office_with_code(code=catalogue.office.code)["id"])


def _equip(change: Change, *, lost: bool, now: datetime) -> None:
    """A kiosk, a hall's screen and a tablet; the screen was perhaps not heard for a while."""
    for kind, place in (("kiosk", Place("Kiosk 1")), ("display", Place("Màn hình")), ("rating", Place("Đánh giá", counter=1))):  # fmt: skip
        device, _ = add_device(change, kind, place, now=now)
        ago = timedelta(minutes=26) if lost and kind == "display" else -STAYS
        change.sql.note_device_seen(id=device["id"], last_seen_at=to_text(now - ago), address=None)


def _live(change: Change, morning: Morning, chance: random.Random, *, now: datetime) -> None:
    clerk = add_staff(
        change, name="canbo1", full_name="Nguyễn Văn Mẫu", role="clerk", password=made_password(), now=now
    )  # fmt: skip
    actor = Actor(staff=clerk["id"])
    ended = now - timedelta(minutes=morning.waited_min + 1)
    begin = max(ended - EACH * morning.served, midnight(change, now))
    open_counter(change, 1, actor=actor, now=begin)
    for turn in range(morning.served):
        at = begin + (ended - begin) / morning.served * turn
        _visit(change, actor, chance, LEVELS[morning.levels], now=at)
    for turn in range(morning.waiting):
        at = now - timedelta(minutes=morning.waited_min * (1 - turn / morning.waiting))
        take_ticket(change, Wish("A"), actor=Actor(), rules=RULES, now=at)
    if not morning.counters:
        close_counter(change, 1, now=now)


def _visit(
    change: Change, actor: Actor, chance: random.Random, levels: list[int], *, now: datetime
) -> None:
    take_ticket(change, Wish("A"), actor=Actor(), rules=RULES, now=now)
    called = call_next(change, 1, actor=actor, rules=RULES, now=now + timedelta(seconds=50))
    assert called is not None  # somebody has just come
    start(change, called.id, 1, actor=actor, now=now + timedelta(seconds=70))
    finish(change, called.id, 1, actor=actor, now=now + timedelta(seconds=200))
    if chance.random() < 0.6:
        level = chance.choices([5, 4, 3, 2, 1], weights=levels)[0]
        rater = Rater(channel="tablet", language="vi", counter=1)
        opinion = Opinion(level, ["long_wait"] if level < 4 else [], None, shown_ms=4000)
        at = now + timedelta(seconds=210)
        rate(change, called.id, opinion, rater=rater, rules=RatingSettings(), now=at)


def _hear(change: Change, report: Report, *, now: datetime) -> None:
    """The office's machine was heard, and its last report perhaps refused."""
    sql, office = change.sql, change.office
    sql.set_fed(office=office)
    sql.add_intake(office=office)
    make_token(change, now=now)
    heard = to_text(now - timedelta(minutes=report.heard_min))
    sql.note_heard(
        office=office, source="may-mau", epoch="mau", acked=1, newest=1, program=newest_step(),
        heard_at=heard, clock_ahead_s=4, behind=report.behind,
    )  # fmt: skip
    if report.refusal:
        sql.note_intake_refused(
            office=office,
            refusal=report.refusal,
            refusal_facts="{}",
            refused_at=to_text(now),
            since=heard,
        )
    notice = {"notices": {"vi": "Nghỉ lễ ngày 02/9"}}
    queue_directive(sql, [office], "notice", notice, by=None, now=now - timedelta(days=1))


@contextmanager
def sample_province(folder: Path) -> Iterator[SampleProvince]:
    """The province, served within."""
    province = SampleProvince(folder)
    try:
        province.prepare()
        yield province
    finally:
        province.stop()
