"""An office whose every text is secret, and what somebody of another one might try on it."""

import re
from dataclasses import dataclass
from typing import Any

from operations.catalogue import create_office
from operations.catalogue_format import parse_catalogue
from operations.printing import queue_print
from tests.catalogues import WHOLE_OFFICE
from tests.hall import Hall
from tests.house import PRINTER, Caller, House
from tests.offices import at, place
from tests.people import hire

SECRET = "bimat"
"""In every text of the secret office; nobody of another office may ever read it."""

CODE = "kin"
ROOM = 77
FIELD = "Z"

CATALOGUE = f"""
[[service]]
code = "{FIELD}"
name = {{ vi = "Lĩnh vực {SECRET}" }}
icon = "map"
typical_min = 5

[[service.procedure]]
code = "{SECRET}-1"
name = {{ vi = "Thủ tục {SECRET}" }}

[[counter]]
number = {ROOM}
name = {{ vi = "Quầy {SECRET}" }}
zone = "{SECRET}"
services = ["{FIELD}"]
"""

TABLES = (
    "service", "service_procedure", "counter", "counter_service", "staff", "counter_session",
    "device", "ticket", "ticket_event", "rating", "print_job", "closed_day", "special_day",
)  # fmt: skip
"""What belongs to an office."""

BODIES: dict[str, Any] = {
    "POST tickets": {"service": FIELD},
    "POST counters/<number>/call": {"ticket": "<ticket_id>", "reason": "vội"},
    "POST tickets/<ticket_id>/park": {"reason": "thiếu giấy tờ"},
    "POST tickets/<ticket_id>/transfer": {"counter": 1},
    "POST tickets/<ticket_id>/rating": {"level": 1},
    "POST staff": {"name": "ke-la", "full_name": "Kẻ Lạ", "role": "manager"},
    "PATCH staff/<staff_id>": {"full_name": "Kẻ Lạ", "password": None},
    "PATCH devices/<device>": {"name": "Máy lạ"},
    "PATCH services/<code>": {"paused": True},
    "PATCH counters/<number>": {"zone": "lạ"},
    "PATCH procedures-admin/<procedure>": {"days": 1},
    "POST procedures-admin": {"service": FIELD, "code": "L1", "names": {"vi": "Lạ"}},
    "POST offices": {"copy_of": CODE, "code": "trom"},
    "PATCH offices/<code>": {"under": "thu"},
}
"""A body with which each would do its work, were it not for the office."""


@dataclass(slots=True)
class Secret:
    """The secret office, and the ids of what is in it by the names that routes give them."""

    hall: Hall
    ids: dict[str, str]

    def rows(self) -> dict[str, list[str]]:
        """All that the office has, row by row."""
        columns = dict.fromkeys(TABLES, "office") | {"office": "id"}
        return {table: self._rows(table, column) for table, column in columns.items()}

    def _rows(self, table: str, column: str) -> list[str]:
        statement = f"select * from {table} where {column} = ?"  # noqa: S608 -- names from here
        return sorted(str(row) for row in self.hall.rows(statement, self.hall.id))

    def ask(self, who: Caller, route: str, *, by_name: bool = False) -> Any:
        """Try a route on what is in the office, at home or by naming the office."""
        method, _, pattern = route.partition(" ")
        ids = {**self.ids, "code": CODE} if "offices/" in pattern else self.ids
        query = PERIOD.get(pattern, "")
        if by_name:
            query = f"{query}&office={CODE}" if query else f"?office={CODE}"
        body = BODIES.get(route, {})
        if body.get("ticket") == "<ticket_id>":
            body = {**body, "ticket": ids["ticket_id"]}
        sent = None if method == "GET" else body
        return who.send(method, f"/{_filled(pattern, ids)}{query}", sent)


PERIOD = {
    "reports/<what>": "?from=2026-11-01&to=2026-11-30&by=service",
    "visits": "?from=2026-11-01&to=2026-11-30&format=csv",
    "comments": "?from=2026-11-01&to=2026-11-30",
    "procedures": "?q=thu+tuc",
}


def _filled(pattern: str, ids: dict[str, str]) -> str:
    return re.sub("<([a-z_]+)>", lambda found: ids.get(found[1], "nothing"), pattern)


def open_secret(house: House, above: Hall | None = None) -> Secret:
    """The secret office with a ticket in hand, one that waits, a rating, a print and a device."""
    hall = house.hall
    text = WHOLE_OFFICE.replace('code = "thu"', f'code = "{CODE}"')
    text = re.sub(r'(vi|en) = "', rf'\1 = "{SECRET} ', text).replace("1900 0000", SECRET)
    with hall.store.maintain() as sql:
        office = create_office(sql, parse_catalogue(text + CATALOGUE), now=hall.clock.now)
    secret = Hall(hall.store, office, hall.clock)
    if above is not None:
        place(secret, above)
    there = at(house, secret)
    clerk = there.person("clerk", name=f"clerk-{ROOM}")
    hire(secret, SECRET)
    kiosk = there.device("kiosk", printer=PRINTER, zone=SECRET)
    clerk.done(f"/counters/{ROOM}/open")
    rated, in_hand, waiting = (secret.take(FIELD).id for _ in range(3))
    for _ in range(2):
        clerk.done(f"/counters/{ROOM}/call-next", {"finish": True})
    there.nobody().done(f"/tickets/{rated}/rating", {"level": 1, "comment": SECRET})
    with secret.change() as change:
        job = queue_print(
            change, waiting, printer=PRINTER, device=kiosk.device, now=secret.clock.now
        )
    procedure = secret.rows("select id from service_procedure where office = ?", office)[0]["id"]
    return Secret(
        secret,
        {
            "ticket_id": in_hand,
            "print_id": str(job["id"]),
            "device": str(kiosk.device),
            "staff_id": clerk_id(secret),
            "procedure": str(procedure),
            "code": FIELD,
            "number": str(ROOM),
            "what": "service",
            "waiting": waiting,
        },
    )


def clerk_id(hall: Hall) -> str:
    """The id of the secret office's clerk who holds no counter."""
    found = hall.rows("select id from staff where office = ? and name = ?", hall.id, SECRET)
    return str(found[0]["id"])
