"""How to bring about the error codes of offices that report from machines of their own."""

from copy import deepcopy
from typing import Any

from werkzeug.test import TestResponse

from operations.intake_offices import revoke_token
from operations.upstream_wire import pack
from tests.feeding import Pair, expected_by, office_box
from tests.house import House
from tests.problems import brings
from tests.stores import run

CODE = "may-rieng"


@brings("token_unknown")
def _(house: House) -> TestResponse:
    return sent(house, b"", "guessed")


@brings("token_revoked")
def _(house: House) -> TestResponse:
    office, token = expected_by(house.hall.store, code=CODE)
    with house.hall.store.change(office) as change:
        revoke_token(change, now=house.hall.clock.now)
    return sent(house, b"", token)


@brings("batch_broken")
def _(house: House) -> TestResponse:
    return sent(house, b"", expected_by(house.hall.store, code=CODE)[1])


@brings("newer_format")
def _(house: House) -> TestResponse:
    return reported(house, format=2)


@brings("clock_ahead")
def _(house: House) -> TestResponse:
    return reported(house, sent_at="2027-01-01T00:00:00.000Z")


@brings("version_gap")
def _(house: House) -> TestResponse:
    return reported(house, after=5, upto=9)


@brings("foreign_rows")
def _(house: House) -> TestResponse:
    return reported(house, office={"code": "khac"})


@brings("batch_conflict")
def _(house: House) -> TestResponse:
    return reported(house, left_out=("service", "staff", "session"), knows_services=False)


@brings("epoch_old")
def _(house: House) -> TestResponse:
    return reported(house, {}, left_out=("staff", "session"), office={"epoch": "another"})


@brings("office_fed")
def _(house: House) -> TestResponse:
    manager = house.person("manager")
    with house.hall.change() as change:
        run(change.sql, "update office set fed = 1 where id = ?", house.hall.id)
    return manager.post("/services", {})


def sent(house: House, content: bytes, token: str) -> TestResponse:
    """The answer to a report."""
    return house.nobody().send("POST", "/intake", content, Authorization=f"Bearer {token}")


def reported(
    house: House,
    *before: dict[str, Any],
    left_out: tuple[str, ...] = (),
    knows_services: bool = True,
    **head: Any,
) -> TestResponse:
    """The answer to a report with this head, after others; `office` is put into what stands there,
    and tables may be left out.
    """
    office, token = expected_by(house.hall.store, code=CODE)
    with office_box(house.folder) as box:
        box.take()
        pair = Pair(box, house.hall.store, office, token, house.hall.clock)
        pair.next_bytes()
    if not knows_services:
        with house.hall.store.change(office) as change:
            run(change.sql, "delete from counter_service where office = ?", office)
            run(change.sql, "delete from service where office = ?", office)
    for facts in (*before, head):
        told = deepcopy(dict(pair.outgoing.head))
        told["office"] |= {"code": CODE, **facts.get("office", {})}
        told |= {name: value for name, value in facts.items() if name != "office"}
        rows = {name: rows for name, rows in pair.outgoing.rows.items() if name not in left_out}
        answer = sent(house, pack(told, rows), token)
    return answer
