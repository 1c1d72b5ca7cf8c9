"""Two acts meet over one thing, each order forced by a real lock: one is done, the other is told why not."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from config.oidc import OidcSettings
from operations.claims import person_of
from operations.devices import Place, change_device, list_devices
from operations.directives import queue_directive
from operations.identity import _settle, alone_as, sign_in_by_claims
from operations.intake_errors import ForeignRowsError, RevokedTokenError, UnknownTokenError
from operations.intake_offices import make_token, revoke_token
from operations.pairing import PAIRINGS, UnknownCodeError, accept_pairing, start_pairing
from operations.passwords import chosen_password
from operations.sign_in import WrongPasswordError, change_password, token_hash
from operations.staff import change_staff
from operations.stale_days import mark_day
from operations.summaries import sum_days
from store.errors import BusyError
from store.opening import open_store
from store.postgres_engine import PostgresEngine
from store.store import Change, Store
from tests.feeding import Pair, busy_morning, office_box
from tests.hall import Hall, open_hall
from tests.house import Caller, House
from tests.meeting import begun
from tests.offices import open_beside
from tests.people import SECRET, enter, hire
from tests.postgres import Postgres
from tests.stores import address_of

ANOTHER = "một mật khẩu khác"
DAYS = ("2026-11-20", "2026-11-21", "2026-11-22")


@pytest.mark.parametrize("first", DAYS)
def test_days_are_summed_while_an_office_sends_more_of_them(hall: Hall, first: str) -> None:
    """Its report marks each day; who sums them has some of them in hand, and wants the others."""
    with hall.change() as change:
        for day in DAYS:
            mark_day(change.sql, hall.id, day)

    with hall.change() as change:
        for day in DAYS[: DAYS.index(first) + 1]:
            mark_day(change.sql, hall.id, day)
        later = begun(hall.store, lambda: sum_days(hall.store, now=hall.clock.now))
        for day in DAYS[DAYS.index(first) + 1 :]:
            mark_day(change.sql, hall.id, day)

    later.answer()
    hall.clock.forward(days=1)
    assert sum_days(hall.store, now=hall.clock.now) <= len(DAYS)
    assert hall.rows("select day from stale_day") == []


def test_a_screen_whose_code_two_offices_type_stands_in_one_of_them(hall: Hall) -> None:
    other = open_beside(hall, "em")
    with hall.store.maintain(PAIRINGS) as sql:
        shown = start_pairing(sql, "display", address="10.0.0.7", now=hall.clock.now)["code"]

    with hall.change() as change:
        accept_pairing(change, shown, Place("Sảnh"), now=hall.clock.now)
        later = begun(hall.store, lambda: accepted(other, shown))

    with pytest.raises(UnknownCodeError):
        later.answer()
    assert [len(screens(office)) for office in (hall, other)] == [1, 0]


def accepted(hall: Hall, code: str) -> None:
    with hall.change() as change:
        accept_pairing(change, code, Place("Sảnh"), now=hall.clock.now)


def screens(hall: Hall) -> list[dict[str, Any]]:
    with hall.store.reading() as reading:
        return list_devices(reading.sql, hall.id, now=hall.clock.now)


def test_of_two_machines_with_one_token_the_first_is_the_offices(
    pair: Pair, tmp_path: Path
) -> None:
    """Neither was heard before: both reports came before either was kept."""
    (tmp_path / "copy").mkdir()
    with office_box(tmp_path / "copy") as second:
        machines = [pair, Pair(second, pair.province, pair.office, pair.token, pair.clock)]
        for machine in machines:
            machine.hall.take()
        with pair.province.change(pair.office):
            later = [
                begun(pair.province, reported(machine), behind=at)
                for at, machine in enumerate(machines)
            ]

        assert sorted(told(other.answer) for other in later) == ["foreign_rows", "taken"]
        taken = pair.at_province("select id from ticket")
        assert taken in [machine.hall.rows("select id from ticket") for machine in machines]


def reported(machine: Pair) -> Callable[[], str]:
    content = machine.next_bytes()

    def work() -> str:
        machine.arrives(content, claimed="thu")
        return "taken"

    return work


def told(answer: Callable[[], str]) -> str:
    try:
        return answer()
    except ForeignRowsError as error:
        return error.code


@pytest.mark.parametrize(
    ("act", "refusal"), [(revoke_token, RevokedTokenError), (make_token, UnknownTokenError)]
)
def test_a_token_that_just_ended_brings_nothing_more(
    pair: Pair, act: Callable[..., Any], refusal: type[Exception]
) -> None:
    busy_morning(pair.hall)

    with pair.province.change(pair.office) as change:
        act(change, now=pair.clock.now)
        later = begun(pair.province, reported(pair))

    with pytest.raises(refusal):
        later.answer()
    assert pair.at_province("select id from ticket") == []
    assert pair.intake()["refusal"] == refusal.code  # type: ignore[attr-defined]


def other_password(change: Change, staff: str, now: Any) -> None:
    change_staff(change, staff, password=chosen_password(ANOTHER, name="lan"), now=now)


def put_away(change: Change, staff: str, now: Any) -> None:
    change_staff(change, staff, active=False, now=now)


@pytest.mark.parametrize("act", [other_password, put_away])
def test_nobody_comes_in_with_what_was_just_taken_away(
    hall: Hall, act: Callable[[Change, str, Any], None]
) -> None:
    lan = hire(hall)

    with hall.change() as change:
        act(change, lan, hall.clock.now)
        later = begun(hall.store, lambda: enter(hall))

    with pytest.raises(WrongPasswordError):
        later.answer()
    assert hall.rows("select staff from staff_session") == []


def test_a_session_that_began_just_before_ends_with_the_others(hall: Hall) -> None:
    lan = hire(hall)
    known = hall.store.ask(lambda sql: sql.get_staff(id=lan))

    with hall.store.maintain() as sql:
        sql.hold_staff(id=lan, password_hash=known["password_hash"])
        later = begun(hall.store, lambda: changed(hall, lan))
        sql.add_staff_session(
            token_hash=token_hash("late"), staff=lan, csrf="c",
            created_at="2026-11-23T01:00:00.000Z", expires_at="2026-11-24T01:00:00.000Z",
        )  # fmt: skip

    later.answer()
    assert hall.rows("select staff from staff_session") == []


def changed(hall: Hall, staff: str) -> None:
    with hall.change() as change:
        other_password(change, staff, hall.clock.now)


def test_the_password_that_a_manager_just_gave_stays(hall: Hall) -> None:
    """Whoever still sits there with the old one cannot choose the next."""
    lan = hire(hall)
    token = enter(hall)["token"]

    def own() -> None:
        change_password(
            hall.store, lan, old=SECRET, new="của riêng tôi đây", token=token,
            address="10.0.0.9", now=hall.clock.now,
        )  # fmt: skip

    with hall.change() as change:
        other_password(change, lan, hall.clock.now)
        later = begun(hall.store, own)

    with pytest.raises(WrongPasswordError):
        later.answer()
    assert enter(hall, password=ANOTHER)["id"] == lan


def test_somebody_whom_a_provider_names_in_two_offices_at_once_is_one_person(hall: Hall) -> None:
    open_beside(hall, "em")
    oidc = OidcSettings(issuer="https://sso.example", roles={"can-bo": "clerk"}, office_claim="o")
    claims = {
        "sub": "7f-1",
        "preferred_username": "mai",
        "name": "Mai Mẫu",
        oidc.role_claim: "can-bo",
    }
    person = person_of({**claims, "o": "thu"}, oidc)

    def enters() -> dict[str, Any]:
        return sign_in_by_claims(
            hall.store, {**claims, "o": "em"}, id_token="-", settings=oidc, now=hall.clock.now
        )

    with hall.change(alone_as(person)) as change:
        staff = _settle(change, person, now=hall.clock.now)
        later = begun(hall.store, enters)

    assert later.answer()["id"] == staff
    assert hall.rows("select code from office where id = ?", later.answer()["office"]) == [
        {"code": "em"}
    ]


def test_two_that_tell_the_same_offices_do_not_wait_for_each_other(hall: Hall) -> None:
    fed = sorted(feeding(hall, code) for code in ("em", "ba"))

    def tell() -> dict[str, int]:
        notice = {"notices": {"vi": "Nghỉ lễ"}}
        with hall.change() as change:
            return queue_directive(
                change.sql, fed[::-1], "notice", notice, by=None, now=hall.clock.now
            )

    with hall.store.maintain() as sql:
        sql.next_directive(office=fed[0])
        later = begun(hall.store, tell)
        sql.next_directive(office=fed[1])

    assert later.answer() == dict.fromkeys(fed, 2)


def feeding(hall: Hall, code: str) -> str:
    """The id of another office, which has a machine of its own."""
    other = open_beside(hall, code)
    with other.change() as change:
        make_token(change, now=hall.clock.now)
    return other.id


def test_two_managers_who_change_one_screen_keep_each_others_change(
    house: House, manager: Caller
) -> None:
    screen = house.device("display").device
    renamed = lambda: manager.send("PATCH", f"/devices/{screen}", {"name": "Sảnh"})  # noqa: E731

    with house.hall.change() as change:
        change_device(change, str(screen), Place("Máy", zone="Tầng 2"), now=house.hall.clock.now)
        later = begun(house.hall.store, renamed)

    told = later.answer().get_json()
    assert (told["name"], told["zone"]) == ("Sảnh", "Tầng 2")


def test_an_office_is_free_again_when_who_changed_it_says_nothing_more(postgres: Postgres) -> None:
    """A process that hangs, or whose line is cut, in the middle of a change."""
    with postgres.empty_store() as store, closing(open_store(address_of(store))) as hung:
        hall = open_hall(store)
        stuck_after(hung, 300)

        numbers: list[int] = []

        def hangs() -> None:
            with hung.change(hall.id) as change:
                change.sql.set_current_day(id=hall.id, day="2027-01-01")
                numbers.append(begun(store, hall.take).answer().number)

        with pytest.raises(BusyError, match="nothing was said"):
            hangs()

        assert numbers == [1]
        assert hall.rows("select current_day from office") == [{"current_day": "2026-11-23"}]
        assert Hall(hung, hall.id, hall.clock).take().number == 2


def stuck_after(store: Store, wait_ms: int) -> None:
    assert isinstance(store.engine, PostgresEngine)
    store.engine.stuck_ms = wait_ms
