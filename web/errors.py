"""Errors as people and programs read them: RFC 9457 problem details with a stable code."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from operations.errors import OperationError
from queueing.errors import QueueError
from satisfaction.errors import SatisfactionError
from store.errors import BusyError, DiskFullError, StoreError, UnreachableError
from web.error_texts import sentence
from web.field_texts import field_sentences
from web.i18n import TIMEZONE
from web.parts import house

log = structlog.get_logger()

STATUS_OF_CODE = {"too_late": 410}
"""Codes of the pure rules whose status is not 409."""

CODE_OF_STATUS = {
    400: "bad_json",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "not_found",
    413: "too_large",
    415: "bad_json",
    429: "too_many",
}


class RequestError(Exception):
    """The request itself cannot be read or is not allowed."""

    def __init__(self, status: int, code: str, **facts: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.facts = facts


def problem(status: int, code: str, facts: dict[str, object]) -> Response:
    """An `application/problem+json` answer; `facts` stand beside the standard members."""
    body = {
        **facts,
        **_fields(facts),
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": sentence(code, facts),
    }
    response = jsonify(body)
    response.status_code = status
    response.content_type = "application/problem+json"
    if "retry_after_s" in facts:
        response.headers["Retry-After"] = str(facts["retry_after_s"])
    return response


def _fields(facts: Mapping[str, object]) -> dict[str, object]:
    """The refused fields with a sentence each, where there are any."""
    fields = facts.get("fields")
    return {"fields": field_sentences(fields)} if isinstance(fields, Mapping) else {}


def init(app: Flask) -> None:
    """Answer every error of the house with its code and a sentence."""
    app.register_error_handler(QueueError, _rule_error)
    app.register_error_handler(SatisfactionError, _rule_error)
    app.register_error_handler(OperationError, _operation_error)
    app.register_error_handler(RequestError, _request_error)
    app.register_error_handler(StoreError, _store_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def _rule_error(error: QueueError | SatisfactionError) -> Any:
    return _told(STATUS_OF_CODE.get(error.code, 409), error.code, error.facts)


def _operation_error(error: OperationError) -> Any:
    return _told(error.status, error.code, error.facts)


def _request_error(error: RequestError) -> Any:
    return _told(error.status, error.code, error.facts)


def _store_error(error: StoreError) -> Any:
    log.error("store", code=error.code, error=str(error), path=request.path)
    if isinstance(error, DiskFullError):
        house().ballast.let_go()
        return _told(507, error.code, {})
    if isinstance(error, BusyError | UnreachableError):
        return _told(503, BusyError.code, {"retry_after_s": 1})
    return _told(500, "internal", {})


def _http_error(error: HTTPException) -> Any:
    status = error.code or 500
    if error.response is not None or 300 <= status < 400:
        return error
    return _told(status, CODE_OF_STATUS.get(status, "internal"), {})


def _unexpected(error: Exception) -> Any:
    log.exception("unexpected", path=request.path, method=request.method)
    return _told(500, "internal", {})


def _told(status: int, code: str, facts: dict[str, object]) -> Any:
    """A problem for programs, a page for whoever opens an address in a browser."""
    kinds = request.accept_mimetypes
    wants_page = kinds["text/html"] > kinds["application/problem+json"]
    if request.path.startswith("/api/") or not wants_page:
        return problem(status, code, facts)
    # The page must not ask again for what may just have failed.
    g.setdefault("caller", None)
    g.setdefault("timezone", TIMEZONE)
    page = render_template("web/error.html", title=sentence(code, facts), code=code)
    return page, status
