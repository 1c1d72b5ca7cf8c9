"""Whatever answers at the province's address: the office takes it for what it is, and goes on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from command_line.province_line import (
    Province,
    RefusedError,
    StrangerError,
    UnreachableError,
    UntrustedError,
    province_of,
)
from config import UpstreamSettings
from tests import strange_server as strange
from tests.strange_server import Answering, certificate_of, read_request, says, strange_server

TOKEN = "an-office-token"


def asked(port: int, scheme: str = "http", timeout_s: int = 5) -> Province:
    """The line to whoever listens there."""
    url = f"{scheme}://127.0.0.1:{port}"
    return province_of(UpstreamSettings(url=url, token=TOKEN, timeout_s=timeout_s))


def refused(
    answering: Answering, ask: Callable[[Province], object]
) -> RefusedError | UnreachableError:
    """What the sender makes of this answer."""
    with (
        strange_server(answering) as port,
        pytest.raises((RefusedError, UnreachableError)) as caught,
    ):
        ask(asked(port))
    assert isinstance(caught.value, RefusedError | UnreachableError)
    return caught.value


def report(province: Province) -> object:
    return province.report(b"a report", "thu")


def rows(province: Province) -> object:
    return province.rows_after(7)


@pytest.mark.parametrize("ask", [report, rows])
@pytest.mark.parametrize(
    ("answer", "error", "code"),
    [
        (strange.SIGN_IN_PAGE, StrangerError, "stranger"),
        (strange.LED_AWAY, StrangerError, "stranger"),
        (strange.LED_AWAY_WITH_ALL, StrangerError, "stranger"),
        (strange.BLOCKED, StrangerError, "stranger"),
        (strange.OTHER_JSON, StrangerError, "stranger"),
        (strange.NO_OBJECT, StrangerError, "stranger"),
        (strange.NO_CODE, StrangerError, "stranger"),
        (strange.BOMB, StrangerError, "stranger"),
        (strange.BAD_GATEWAY, UnreachableError, "unreachable"),
        (strange.NO_GZIP, UnreachableError, "unreachable"),
        (strange.CUT, UnreachableError, "unreachable"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", UnreachableError, "unreachable"),
        (b"", UnreachableError, "unreachable"),
        (strange.TOO_LARGE, RefusedError, "too_large"),
    ],
)
def test_each_answer_that_is_no_provinces_has_its_code(
    answer: bytes, error: type[Exception], code: str, ask: Callable[[Province], object]
) -> None:
    found = refused(says(answer), ask)

    assert type(found) is error
    assert found.code == code


def test_nobody_is_followed_elsewhere_with_the_offices_report() -> None:
    heard: list[bytes] = []
    with strange_server(says(strange.SIGN_IN_PAGE, heard)) as elsewhere:
        away = strange.LED_AWAY_WITH_ALL.replace(
            b"http://portal.invalid/", f"http://127.0.0.1:{elsewhere}/".encode()
        )
        refused(says(away), report)

    assert heard == []


def test_the_token_is_the_offices_whatever_a_netrc_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    heard: list[bytes] = []

    refused(says(strange.BAD_GATEWAY, heard), report)

    assert f"Authorization: Bearer {TOKEN}\r\n".encode() in heard[0]


def test_a_certificate_that_nobody_vouches_for_is_told_apart_from_a_dead_line(
    tmp_path: Path,
) -> None:
    certificate = certificate_of(tmp_path, valid_from=datetime.now(UTC) - timedelta(days=1))
    with (
        strange_server(says(strange.SIGN_IN_PAGE), certificate) as port,
        pytest.raises(UntrustedError),
    ):
        asked(port, "https").report(b"a report", "thu")


def test_a_certificate_that_is_not_valid_yet_says_that_a_clock_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificate_of(tmp_path, valid_from=datetime.now(UTC) + timedelta(days=1))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with (
        strange_server(says(strange.SIGN_IN_PAGE), certificate) as port,
        pytest.raises(UntrustedError, match="not yet valid"),
    ):
        report(asked(port, "https"))


def test_a_large_report_goes_through_a_slow_line_that_never_stops() -> None:
    """All of it takes longer than the one second that any piece of it may."""

    def slow(near: Any) -> None:
        read_request(near, bytes_per_s=4 * strange.MEGABYTE)
        near.sendall(strange.http("200 OK", b'{"acked": 3, "directives": []}'))

    with strange_server(slow) as port:
        province = asked(port, timeout_s=1)

        assert province.report(bytes(10 * strange.MEGABYTE), "thu")["acked"] == 3


def test_nobody_at_the_address_is_a_dead_line(free_port: int) -> None:
    with pytest.raises(UnreachableError) as caught:
        report(asked(free_port))

    assert type(caught.value) is UnreachableError
    assert isinstance(caught.value.__cause__, requests.ConnectionError)
