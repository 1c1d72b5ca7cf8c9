"""The offices of a province as they are now: who works, who waits, what is in trouble."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from config import RatingSettings
from operations.devices import HELP_LASTS, ONLINE, was_online
from operations.offices import get_office, texts_from
from operations.reports import told_satisfaction
from operations.silence import is_silent
from operations.tree import offices_within
from satisfaction.levels import Level
from satisfaction.rates import satisfaction
from store.instants import from_text, to_text
from store.lists import listed
from store.store import Reading, Row, Sql

NOBODY = {"waiting": 0, "oldest_at": None}
NONE_CAME = {"taken": 0, "served": 0}
NO_SCREEN = {"devices": 0, "lost": 0, "help": 0}


def read_province(
    reading: Reading, top: str, *, rules: RatingSettings, now: datetime
) -> dict[str, Any]:
    """The `province` of docs/protocol.md: the office `top` and all below it, by code.

    Nine questions, however many offices there are. Raises NotFoundError for `top`.
    """
    sql = reading.sql
    office = get_office(sql, top)
    offices = listed(offices_within(sql, top))
    told = _Told(sql, offices, now=now)
    rows = sql.province_offices(offices=offices)
    return {
        "now": to_text(now),
        "names": office.names,
        "code": office.code,
        "offices": [told.office(row, rules=rules, now=now) for row in rows if told.is_worked(row)],
    }


class _Told:
    """What is known of each office, by its id."""

    def __init__(self, sql: Sql, offices: str, *, now: datetime) -> None:
        self._lines = _by_id(sql.province_lines(offices=offices))
        self._visits = _by_id(sql.province_visits(offices=offices))
        self._counters = _by_id(sql.province_counters(offices=offices))
        self._desks = _by_id(sql.province_desks(offices=offices))
        self._devices = _by_id(
            sql.province_devices(
                offices=offices,
                seen_before=to_text(now - ONLINE),
                help_since=to_text(now - HELP_LASTS),
            )
        )
        self._lost_when_heard = _lost_when_heard(
            sql.province_quiet_devices(offices=offices, heard_before=to_text(now - ONLINE / 2))
        )
        self._levels: dict[str, Counter[Level]] = {}
        for row in sql.province_ratings(offices=offices):
            levels = self._levels.setdefault(row["id"], Counter())
            levels[Level(row["level"])] = row["ratings"]

    def is_worked(self, row: Row) -> bool:
        """Whether citizens are served there: a province's own row may have no counter."""
        return bool(row["fed"]) or row["id"] in self._counters

    def office(self, row: Row, *, rules: RatingSettings, now: datetime) -> dict[str, Any]:
        """One office."""
        key = row["id"]
        visits = self._visits.get(key, NONE_CAME)
        rated = satisfaction(
            visits["served"],
            self._levels.get(key, Counter()),
            neutral_is_satisfied=rules.neutral_is_satisfied,
        )
        is_fed = bool(row["fed"])
        return {
            "code": row["code"],
            "kind": row["kind"],
            "names": texts_from(row["names"]),
            "fed": is_fed,
            "heard_at": row["heard_at"],
            "silent": is_fed and is_silent(row["heard_at"], now=now),
            "behind": row["behind"] or 0,
            "refusal": row["refusal"],
            "refused_at": row["refused_at"],
            "counters": _value(self._counters, key, "counters"),
            "open_counters": _value(self._desks, key, "open_counters"),
            **{name: self._lines.get(key, NOBODY)[name] for name in NOBODY},
            **{name: visits[name] for name in NONE_CAME},
            "satisfaction": told_satisfaction(rated),
            **self._screens(key),
        }

    def _screens(self, key: str) -> dict[str, int]:
        """Those of an office that was not heard for a while are told as its last report told them."""
        told = self._devices.get(key, NO_SCREEN)
        lost = self._lost_when_heard.get(key, told["lost"])
        return {**{name: told[name] for name in NO_SCREEN}, "lost": lost}


def _lost_when_heard(rows: Iterable[Row]) -> dict[str, int]:
    lost: Counter[str] = Counter()
    for row in rows:
        lost[row["id"]] += not was_online(row["last_seen_at"], now=from_text(row["heard_at"]))
    return dict(lost)


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}


def _value(rows: dict[str, Row], key: str, name: str) -> int:
    return int(rows[key][name]) if key in rows else 0
