"""Between an office and its province, two real servers: what is decided is done; what goes wrong is
told on both sides with a code, loses nothing, and goes on by itself once the cause is mended.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests import strange_server as strange
from tests.served import ANSWERS_S
from tests.strange_server import Answering, says, strange_server
from tests.two_servers import TwoServers, two_servers

A_DAY_AHEAD = """
import server
from datetime import timedelta
from functools import partial
from command_line import clock, running
running.SteadyClock = partial(clock.SteadyClock, lambda: clock.real_now() + timedelta(days=1))
server.main()
"""

AN_OLDER_PROGRAM = """
import server
from operations import upstream_wire
upstream_wire.FORMAT = 0
server.main()
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoServers]:
    """One pair of servers for all that may befall them."""
    folder = tmp_path_factory.mktemp("faults")
    with two_servers(folder, f"sqlite:///{folder}/province/province.db") as both:
        yield both


@pytest.fixture
def both(served: TwoServers) -> Iterator[TwoServers]:
    """Everything that the office has is at the province; and so it is again after each test."""
    goes_on(served)
    yield served
    served.line.is_well()
    goes_on(served)


def goes_on(both: TwoServers) -> None:
    """By itself, with nothing lost and nothing twice."""
    both.waits_until(
        lambda: (
            both.told()["refusal"] is both.province.intake()["refusal"] is None and both.is_alike()
        )
    )
    both.waits_until(lambda: both.told()["waiting"] == 0)


def takes_a_ticket(both: TwoServers) -> None:
    """Citizens come whatever the line does."""
    both.box.post(both.box.device("kiosk"), "/tickets", service="A")


def is_told(both: TwoServers, code: str, *, at_province_of: str | None = None) -> None:
    """The office's manager reads it; so does the province, of that office."""
    takes_a_ticket(both)
    both.waits_until(lambda: both.told()["refusal"] == code)
    assert both.told()["waiting"] > 0
    if at_province_of is not None:
        assert both.province.shows(at_province_of)["refusal"] == code
        assert code in both.province.says("office", "heard")


def test_what_the_province_decides_is_done_at_the_office_in_order_and_once(
    both: TwoServers,
) -> None:
    tell = ("office", "tell", "thu")
    both.province.says(*tell, "--notice", "Nghỉ lễ")
    both.province.says(*tell, "--account", "nobody", "--close")
    password = both.province.says(
        *tell, "--account", "lan", "--full-name", "Nguyễn Mẫu Lan", "--role", "clerk",
        "--new-password",
    ).splitlines()[1]  # fmt: skip

    both.waits_until(lambda: both.province.rows(OPEN)[0]["open"] == 0)

    outcomes = both.province.rows("select outcome, code from directive order by number")
    assert outcomes == [
        {"outcome": "done", "code": None},
        {"outcome": "refused", "code": "not_found"},
        {"outcome": "done", "code": None},
    ]
    display = both.box.device("display")
    assert both.box.ask("GET", display, "/office")["notices"] == {"vi": "Nghỉ lễ"}
    signed_in = both.box.ask("POST", display, "/sign-in", {"name": "lan", "password": password})
    assert signed_in["must_change"]


OPEN = "select count(*) as open from directive where outcome is null"


def test_a_line_that_breaks_in_the_middle_of_a_report(both: TwoServers) -> None:
    both.line.fails(cuts_after=700)

    is_told(both, "unreachable")

    assert "Traceback" not in both.province.log.read_text("utf-8")


def test_an_answer_that_gets_lost_after_the_province_kept_the_report(both: TwoServers) -> None:
    tickets = "select count(*) as rows from ticket"
    before = both.province.rows(tickets)[0]["rows"]
    both.line.fails(loses_answers=True)

    is_told(both, "unreachable")

    assert both.province.rows(tickets)[0]["rows"] == before + 1
    assert both.line.lost > 0


def test_a_line_that_takes_everything_and_says_nothing(both: TwoServers) -> None:
    both.line.fails(is_stalled=True)

    is_told(both, "unreachable")


def test_a_line_of_four_kilobytes_a_second(both: TwoServers) -> None:
    """Slow is not cut: a report takes its time, and nobody is told of trouble."""
    both.line.fails(bytes_per_s=4000)
    takes_a_ticket(both)

    both.waits_until(lambda: both.is_alike() and both.told()["refusal"] is None)


@pytest.mark.parametrize(
    ("answering", "code"),
    [
        (says(strange.SIGN_IN_PAGE), "stranger"),
        (says(strange.LED_AWAY), "stranger"),
        (says(strange.BOMB), "stranger"),
        (says(strange.TOO_LARGE), "too_large"),
        (says(strange.BAD_GATEWAY), "unreachable"),
        (strange.trickles, "unreachable"),
    ],
    ids=["sign-in page", "redirect", "gzip bomb", "proxy's limit", "bad gateway", "trickle"],
)
def test_somebody_else_answers_at_the_provinces_address(
    both: TwoServers, answering: Answering, code: str
) -> None:
    province = both.line.target
    with strange_server(answering) as port:
        both.line.fails(target=port)
        is_told(both, code)
    both.line.fails(target=province)


def test_tokens_that_are_wrong_anothers_or_taken_back(both: TwoServers) -> None:
    both.restart_box("guessed")
    is_told(both, "token_unknown", at_province_of="thu")

    both.restart_box(both.expects("khac"))
    is_told(both, "foreign_rows", at_province_of="khac")
    assert both.province.intake("khac")["acked"] == -1

    both.province.says("office", "token", "thu", "--revoke")
    both.restart_box(both.token)
    is_told(both, "token_revoked", at_province_of="thu")

    both.token = both.province.says("office", "token", "thu")
    both.restart_box(both.token)


def test_a_clock_ahead_by_a_day(both: TwoServers) -> None:
    both.restart_box(both.token, "-c", A_DAY_AHEAD)

    is_told(both, "clock_ahead", at_province_of="thu")

    both.restart_box(both.token)


def test_a_report_of_a_newer_program_than_the_provinces(both: TwoServers) -> None:
    both.province.stop()
    both.province.program = ("-c", AN_OLDER_PROGRAM)
    both.province.start()

    is_told(both, "newer_format", at_province_of="thu")

    both.province.stop()
    both.province.program = type(both.province).program
    both.province.start()


def test_half_of_a_report_and_far_too_much_of_it(both: TwoServers) -> None:
    """As something between them might make of it; the office's own next report is whole."""
    whole = bytes(both.line.heard.rpartition(b"\r\n\r\n")[2])
    for content, code in (
        (whole[: len(whole) // 2], "batch_broken"),
        (bytes(3 * strange.MEGABYTE), "too_large"),
    ):
        both.line.cut()
        refused = posted(both, content)

        assert refused["code"] == code
        assert refused["detail"]
        assert both.province.shows("thu")["refusal"] == code
        both.line.mend()
        goes_on(both)


def posted(both: TwoServers, content: bytes) -> dict[str, Any]:
    """What the province answers to these bytes."""
    request = Request(  # noqa: S310 -- our own server
        f"{both.province.url}/api/v1/intake",
        data=content,
        headers={"Authorization": f"Bearer {both.token}", "X-Office": "thu"},
    )
    with pytest.raises(HTTPError) as caught:
        urlopen(request, timeout=ANSWERS_S)  # noqa: S310 -- our own server
    return dict(json.loads(caught.value.read()))
