"""The line to the province: one request at a time, and whatever else may answer at its other end."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import gevent
import requests

from config import UpstreamSettings
from operations.intake_errors import IntakeError
from operations.upstream_return import Fetched
from operations.upstream_wire import unpack

CONNECT_S = 10
"""Also how long 16 kB of a report may be stuck: urllib3 lets what is sent on a new connection wait
no longer than the connection itself.
"""

ALTOGETHER = 3
"""A whole exchange takes at most this many times `upstream.timeout_s`, however it trickles."""

LARGEST_ANSWER = 16 * 1024 * 1024
"""Unpacked bytes. An answer has at most ten directives, rows come back some hundreds at once."""

CHUNK = 65536
TOO_LARGE = 413
TOO_MANY = 429


class RefusedError(Exception):
    """The province said no; the office keeps everything, and asks again later."""

    def __init__(self, code: str, facts: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class UnreachableError(Exception):
    """The province did not answer, or something on the way did."""

    code = "unreachable"


class UntrustedError(UnreachableError):
    """Who answers there cannot prove to be the province, or this machine's clock is wrong."""

    code = "untrusted"


class StrangerError(UnreachableError):
    """Something else answers at the province's address: a sign-in page of a network, a proxy."""

    code = "stranger"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole, from whomever."""

    status: int
    content: bytes
    location: str


@dataclass(frozen=True, slots=True)
class Province:
    """The province's server, asked over one connection. Raises RefusedError and UnreachableError."""

    settings: UpstreamSettings
    session: requests.Session

    def report(self, content: bytes, code: str) -> dict[str, Any]:
        """Send a report; its answer."""
        kind = {"Content-Type": "application/octet-stream"}
        # A file is sent piece by piece, each with its own time: bytes would have that of one piece.
        told = _json(
            self._ask("POST", "/intake", data=BytesIO(content), headers={**kind, "X-Office": code})
        )
        if type(told.get("acked")) is not int or not isinstance(told.get("directives"), list):
            raise StrangerError("something else answers at the province's address")
        return told

    def rows_after(self, after: int) -> Fetched:
        """The office's own rows that the province has above a version."""
        answer = self._ask("GET", "/intake/rows", params={"after": after})
        try:
            report = unpack(answer.content)
            facts = [int(report.head[name]) for name in ("upto", "acked", "newest")]
        except (IntakeError, KeyError, ValueError) as error:
            raise StrangerError(f"the rows came back broken: {error}") from error
        return Fetched(report.rows, *facts)

    def _ask(self, method: str, path: str, **more: Any) -> Answer:
        altogether_s = ALTOGETHER * self.settings.timeout_s
        too_slow = UnreachableError(f"no whole answer within {altogether_s} s")
        with gevent.Timeout(altogether_s, too_slow):
            try:
                answer = self._asked(method, path, **more)
            except requests.exceptions.SSLError as error:
                raise UntrustedError(str(error)) from error
            except requests.RequestException as error:
                raise UnreachableError(str(error)) from error
        if 200 <= answer.status < 300:
            return answer
        raise _refusal(answer)

    def _asked(self, method: str, path: str, **more: Any) -> Answer:
        """Nobody is followed elsewhere: a report is for the province alone."""
        timeout_s = self.settings.timeout_s
        with self.session.request(
            method,
            f"{self.settings.url.rstrip('/')}/api/v1{path}",
            auth=self._signed,
            timeout=(min(CONNECT_S, timeout_s), timeout_s),
            allow_redirects=False,
            stream=True,
            **more,
        ) as answer:
            content = bytearray()
            for chunk in answer.iter_content(CHUNK):
                content += chunk
                if len(content) > LARGEST_ANSWER:
                    raise StrangerError("the answer is larger than any of a province")
        return Answer(answer.status_code, bytes(content), answer.headers.get("Location", ""))

    def _signed(self, asked: requests.PreparedRequest) -> requests.PreparedRequest:
        """With the office's token, whatever a ~/.netrc of this machine may say."""
        asked.headers["Authorization"] = f"Bearer {self.settings.token}"
        return asked


def province_of(settings: UpstreamSettings) -> Province:
    """The province's server, with a connection that is kept."""
    return Province(settings, requests.Session())


def _refusal(answer: Answer) -> Exception:
    status = answer.status
    if status >= 500 or status == TOO_MANY:
        return UnreachableError(f"{status} from the province")
    if status == TOO_LARGE:
        return RefusedError("too_large", {})
    if status < 400:
        return StrangerError(f"{status}, to {answer.location}")
    told = _json(answer)
    code = told.get("code")
    return RefusedError(code, told) if isinstance(code, str) else StrangerError(f"a bare {status}")


def _json(answer: Answer) -> dict[str, Any]:
    try:
        told = json.loads(answer.content)
    except (ValueError, RecursionError) as error:
        raise StrangerError("no answer of a province's server") from error
    if not isinstance(told, dict):
        raise StrangerError("no answer of a province's server")
    return told
