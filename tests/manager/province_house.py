"""A served province for the walks of its managers: two centres, a point, and machines elsewhere."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from operations.acts import Actor
from operations.catalogue import read_catalogue_file
from operations.directives import queue_directive
from operations.intake_offices import open_expected_office
from operations.new_offices import open_office
from operations.passwords import chosen_password, made_password
from operations.rules import QueueRules
from operations.staff import add_staff
from operations.tickets import Wish, take_ticket
from operations.tree import TREE
from store.instants import to_text
from store.store import Sql, Store
from tests.manager.house import AUDITOR, CLERK, MANAGER
from tests.served import ANSWERS_S, PASSWORD, ServedHouse, serving

SAMPLES = Path(__file__).parent.parent.parent / "catalogue" / "tinh-mau"
CENTRES_OWN = "truongbac"
"""The manager of the centre in the north."""


def _open(store: Store, file: str, under: str) -> str:
    """Always open, so that the tests do not depend on the hour."""
    whole, now = read_catalogue_file(SAMPLES / f"{file}.toml"), datetime.now(UTC)
    services = tuple(replace(service, hours=None) for service in whole.services)
    catalogue = replace(whole, services=services)
    with store.change(under, TREE) as change:
        open_office(change.sql, catalogue, parent=under, password=made_password(), now=now)
        return _id_of(change.sql, file)


def _hire(store: Store, office: str, name: str) -> None:
    password = chosen_password(PASSWORD, name=name)
    with store.change(office) as change:
        made = add_staff(
            change, name=name, full_name="Lý Thị Bắc Thử", role="manager", password=password,
            now=datetime.now(UTC),
        )  # fmt: skip
        change.sql.set_password(id=made["id"], password_hash=password.hash, must_change=0)


@contextmanager
def served_province(folder: Path) -> Iterator[ServedHouse]:
    """A province with a centre in the north, a point under it, and a centre in the south."""
    made = ServedHouse(folder)
    made.lay_down((SAMPLES / "tinh-mau.toml").read_text("utf-8"))
    with serving(made):
        made.employ(MANAGER, "Vũ Thị Quản Lý Thử", "administrator")
        made.employ(AUDITOR, "Bùi Giám Sát Thử", "auditor")
        made.employ(CLERK, "Nguyễn Văn Mẫu")
        with made.opened() as (store, top):
            north = _open(store, "trung-tam-bac", top)
            _open(store, "diem-cho-moi", north)
            _open(store, "trung-tam-nam", top)
            _hire(store, north, CENTRES_OWN)
        yield made


def take_number(house: ServedHouse, code: str) -> None:
    """Somebody takes a number at an office."""
    now = datetime.now(UTC)
    with house.opened() as (store, _):
        with store.reading() as reading:
            office = _id_of(reading.sql, code)
        with store.change(office) as change:
            take_ticket(change, Wish("A"), actor=Actor(), rules=QueueRules(), now=now)


def _id_of(sql: Sql, code: str) -> str:
    return str(sql.office_with_code(code=code)["id"])


def refuse_report(house: ServedHouse, code: str) -> None:
    """The office's machine is told a notice, and its report is refused."""
    now = datetime.now(UTC)
    with house.opened() as (store, _), store.maintain() as sql:
        office = _id_of(sql, code)
        queue_directive(sql, [office], "notice", {"notices": {"vi": "Nghỉ lễ"}}, by=None, now=now)
        sql.note_intake_refused(
            office=office, refusal="newer_format", refusal_facts="{}", refused_at=to_text(now),
            since=to_text(now),
        )  # fmt: skip


def expect_machine(house: ServedHouse, code: str, under: str) -> None:
    """An office that works on a machine of its own."""
    names = {"vi": f"Xã {code} Mẫu"}
    with house.opened() as (store, _), store.maintain(TREE) as sql:
        head = {"code": code, "names": names}
        open_expected_office(sql, head, parent=_id_of(sql, under), now=datetime.now(UTC))


def told(house: ServedHouse, code: str) -> list[dict[str, Any]]:
    """What an office's machine is told, the oldest first."""
    with house.opened() as (store, _), store.reading() as reading:
        office = _id_of(reading.sql, code)
        rows = list(reading.sql.directives_after(office=office, number=0, most=10))
    return [{"kind": row["kind"], **json.loads(row["body"])} for row in rows]


def refuse_first(house: ServedHouse, office: str, code: str) -> None:
    """The office's machine could not do the first thing that it was told."""
    refused = {"outcome": "refused", "code": code, "facts": None}
    with house.opened() as (store, _), store.maintain() as sql:
        row = {
            "office": _id_of(sql, office),
            "number": 1,
            "answered_at": to_text(datetime.now(UTC)),
        }
        sql.answer_directive([{**row, **refused}])


def heard(house: ServedHouse, token: str) -> int:
    """What a machine with this token is answered."""
    request = Request(  # noqa: S310 -- our own server
        f"{house.url}/api/v1/intake/rows?after=-1", headers={"Authorization": f"Bearer {token}"}
    )
    try:
        with urlopen(request, timeout=ANSWERS_S) as answer:  # noqa: S310 -- our own server
            return int(answer.status)
    except HTTPError as refused:
        return refused.code
