"""What managers read: the day so far, reports of a period, every visit, and comments."""

import os
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from operations.comments import Wanted, read_comments
from operations.errors import ForbiddenError, InvalidError, NotFoundError
from operations.report_jobs import (
    CONTENT_TYPES,
    OF_ONE_OFFICE,
    REPORT_FORMATS,
    REPORTS,
    VISIT_FORMATS,
    VISITS,
    Job,
    usual_by,
    whose_file,
)
from operations.report_parts import By
from operations.today import read_today
from operations.tree import list_tree
from operations.upstream import upstream_state
from operations.visits import MOST_VISITS
from satisfaction.levels import Level
from satisfaction.periods import Period
from store.instants import to_text
from store.lists import listed
from web.access import READERS, allow, known_caller
from web.i18n import current_language
from web.parts import house

blueprint = Blueprint("api_reports", __name__, url_prefix="/api/v1")

MOST_DAYS = 3700
"""Ten years: longer is a slip of the finger."""

SCOPES = ("here", "below")
CHUNK = 256 * 1024


@blueprint.get("/today")
@allow(READERS)
def get_today() -> ResponseReturnValue:
    """The day so far."""
    running = house()
    settings = running.config.upstream
    with running.store.reading() as reading:
        today = read_today(
            reading,
            known_caller().office,
            rules=running.rules,
            rating=running.config.rating,
            now=running.clock(),
        )
        told = upstream_state(reading.sql, known_caller().office, every_s=settings.every_s)
    upstream = told if settings.url else None
    return jsonify({**today, "clock_ahead_s": running.clock_ahead_s(), "upstream": upstream})


@blueprint.get("/reports/<what>")
@allow(READERS)
def get_report(what: str) -> ResponseReturnValue:
    """One report, as JSON or as a file."""
    if what not in REPORTS:
        raise NotFoundError()
    wrong: dict[str, str] = {}
    offices = _offices(wrong)
    usual = usual_by(what, offices=len(offices))
    job = _job(what, wrong, by=usual, formats=REPORT_FORMATS, default_format="json")
    if len(offices) > 1 and By(job.by) in OF_ONE_OFFICE:
        raise InvalidError(fields={"by": "choice"})
    return _made(_over(job, offices))


@blueprint.get("/visits")
@allow(READERS)
def get_visits() -> ResponseReturnValue:
    """Every visit of a period as a file."""
    wrong: dict[str, str] = {}
    offices = _offices(wrong)
    job = _job(VISITS, wrong, by=By.OFFICE, formats=VISIT_FORMATS, default_format="csv")
    asked = {"offices": listed(offices), "first": job.first, "last": job.last}
    if house().store.ask(lambda sql: sql.count_visits(**asked, most=MOST_VISITS + 1)) > MOST_VISITS:
        raise InvalidError(fields={"to": "range"})
    return _made(_over(job, offices))


@blueprint.get("/comments")
@allow(READERS)
def get_comments() -> ResponseReturnValue:
    """What citizens wrote with their ratings, the newest first, without clerk, counter or number."""
    wrong: dict[str, str] = {}
    offices = _offices(wrong)
    first, last = _period(wrong)
    levels, before = _levels(wrong), _instant("before", wrong)
    if wrong:
        raise InvalidError(fields=wrong)
    service = request.args.get("service", "")
    wanted = Wanted(offices, Period(first, last), levels, service, before)
    with house().store.reading() as reading:
        return jsonify(read_comments(reading.sql, wanted, now=house().clock()))


def _offices(wrong: dict[str, str]) -> tuple[str, ...]:
    """The ids of the offices that the report is about: those of `offices=CODE,CODE`, all below the
    caller's with `scope=below`, and else the one that is acted on.

    Raises ForbiddenError for a code that is not within reach, also for one that does not exist.
    """
    scope = _choice("scope", SCOPES, "here", wrong)
    office = known_caller().office
    codes = [code for code in request.args.get("offices", "").split(",") if code]
    if scope == "here" and not codes:
        return (office,)
    with house().store.reading() as reading:
        within = {row["code"]: row["id"] for row in list_tree(reading.sql, office)}
    if not codes:
        return tuple(within.values())
    if not within.keys() >= set(codes):
        raise ForbiddenError()
    return tuple(within[code] for code in dict.fromkeys(codes))


def _job(
    what: str, wrong: dict[str, str], *, by: By, formats: Collection[str], default_format: str
) -> Job:
    """What the address asks for. Raises InvalidError with every wrong part of it."""
    first, last = _period(wrong)
    asked_by = _choice("by", [one.value for one in By], by.value, wrong)
    asked_format = _choice("format", formats, default_format, wrong)
    if wrong:
        raise InvalidError(fields=wrong)
    rating = house().config.rating
    return Job(
        what=what,
        office=known_caller().office,
        first=first.isoformat(),
        last=last.isoformat(),
        by=asked_by,
        format=asked_format,
        language=current_language(),
        now=to_text(house().clock()),
        min_count=rating.min_count,
        neutral_is_satisfied=rating.neutral_is_satisfied,
    )


def _over(job: Job, offices: tuple[str, ...]) -> Job:
    """The job over these offices, which its file bears in its name."""
    whose = house().store.ask(lambda sql: whose_file(sql, job.office, offices))
    return replace(job, offices=offices, whose=whose)


def _made(job: Job) -> Response:
    """The file of the job; it is gone once it is sent."""
    handle, name = tempfile.mkstemp(prefix="moiso-report-")
    os.close(handle)
    path = Path(name)
    try:
        house().reports.make(job, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    response = Response(_sent(path), content_type=CONTENT_TYPES[job.format])
    response.content_length = path.stat().st_size
    if job.format != "json":
        response.headers["Content-Disposition"] = f"attachment; filename={job.file_name}"
    # Who asks for the head only reads nothing of it.
    response.call_on_close(lambda: path.unlink(missing_ok=True))
    return response


def _sent(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    finally:
        path.unlink(missing_ok=True)


def _period(wrong: dict[str, str]) -> tuple[date, date]:
    first, last = _day("from", wrong), _day("to", wrong)
    if not wrong and not 0 <= (last - first).days < MOST_DAYS:
        wrong["to"] = "range"
    return first, last


def _day(name: str, wrong: dict[str, str]) -> date:
    given = request.args.get(name)
    try:
        return date.fromisoformat(given or "")
    except ValueError:
        wrong[name] = "not_day" if given else "required"
        return date.min


def _instant(name: str, wrong: dict[str, str]) -> datetime | None:
    """An instant such as `2026-11-22T01:30:00.250Z`, or None where none is named."""
    given = request.args.get(name)
    if given is None:
        return None
    try:
        return datetime.strptime(given, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        wrong[name] = "range"
        return None


def _levels(wrong: dict[str, str]) -> tuple[int, ...]:
    """The levels of `level=1,2`; none where none is named, which stands for all."""
    given = request.args.get("level", "")
    known = {str(int(level)): int(level) for level in Level}
    try:
        return tuple(known[one] for one in given.split(",") if given)
    except KeyError:
        wrong["level"] = "choice"
        return ()


def _choice(name: str, among: Collection[str], default: str, wrong: dict[str, Any]) -> str:
    given = request.args.get(name, default)
    if given not in among:
        wrong[name] = "choice"
    return given
