"""The tree of offices: who stands under whom, and who may therefore look at whom."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from operations.catalogue_format import WITHOUT_COUNTERS
from operations.errors import NotFoundError, OperationError
from store.store import Change, Row, Sql

DEEPEST = 6
"""Levels below the top: province, centre, branch and reception point need three."""

WIDTHS = (("ministry",), ("province",), ("centre", "branch", "commune"), ("point",))
"""The kinds of offices, the widest first. None stands under a narrower one;
manager/static/office_tree.js offers the same.
"""


TREE = "tree"
"""What is changed alone: places, kinds and codes of offices, which have to fit those of others."""


class OfficeLoopError(OperationError):
    """An office cannot stand under itself, nor under one that stands under it."""

    code = "office_loop"


class TooDeepError(OperationError):
    """The tree would have more levels than `DEEPEST`. Facts: most."""

    code = "office_too_deep"


class KindTooWideError(OperationError):
    """An office would stand under one of a narrower kind. Facts: kind, above."""

    code = "kind_too_wide"


class KindNeedsCountersError(OperationError):
    """An office of this kind has services and counters. Facts: kind."""

    code = "kind_needs_counters"


def find_office(sql: Sql, code: str) -> str:
    """The id of the office with this code. Raises NotFoundError."""
    row = sql.office_with_code(code=code)
    if row is None:
        raise NotFoundError(office=code)
    return str(row["id"])


def is_within(sql: Sql, office: str, top: str) -> bool:
    """Whether an office is `top` itself or stands somewhere below it."""
    return any(row["id"] == top for row in sql.offices_above(office=office, most=DEEPEST))


def offices_within(sql: Sql, top: str) -> tuple[str, ...]:
    """The ids of `top` and of all offices below it, level by level."""
    return tuple(row["id"] for row in sql.offices_below(office=top, most=DEEPEST))


def nearest_above(sql: Sql, offices: Sequence[str]) -> str:
    """The id of the nearest office that each of these is or stands under; of the first of them
    where they have none in common.
    """
    lines = [[row["id"] for row in sql.offices_above(office=one, most=DEEPEST)] for one in offices]
    common = set(lines[0]).intersection(*lines)
    return next((one for one in lines[0] if one in common), offices[0])


def list_tree(sql: Sql, top: str) -> list[dict[str, Any]]:
    """`top` and all below it, each below its parent, by code: {id, code, kind, names, parent
    (a code, null for `top`), depth (0 for `top`), fed}.
    """
    rows = list(sql.offices_below(office=top, most=DEEPEST))
    codes = {row["id"]: row["code"] for row in rows}
    return [
        {
            "id": row["id"],
            "code": row["code"],
            "kind": row["kind"],
            "names": json.loads(row["names"]),
            "parent": codes.get(row["parent"]) if row["depth"] else None,
            "depth": row["depth"],
            "fed": bool(row["fed"]),
        }
        for row in _in_order(rows)
    ]


def told_place(sql: Sql, office: str) -> dict[str, Any]:
    """Where an office stands and what it is: {code, kind, parent}; the parent is a code, null at the
    top.
    """
    own, *above = sql.offices_above(office=office, most=1)
    return {
        "code": own["code"],
        "kind": own["kind"],
        "parent": above[0]["code"] if above else None,
    }


def put_under(change: Change, parent: str | None) -> None:
    """Put the office of the change under another one, or at the top.

    Raises NotFoundError, OfficeLoopError, TooDeepError and KindTooWideError.
    """
    place_office(change, parent=parent, kind=change.row["kind"])


def place_office(change: Change, *, parent: str | None, kind: str) -> None:
    """Make the office of the change one of this kind under that one, or at the top: only what comes
    out has to fit. An office with a machine of its own has its place and its kind from here, too.
    Inside a change that began alone in `TREE`.

    Raises what `put_under` does, and KindNeedsCountersError.
    """
    check_kind(change, kind, parent=parent)
    if parent is not None:
        _check_place(change.sql, change.office, parent)
    if kind not in WITHOUT_COUNTERS and kind != change.row["kind"]:
        _check_counters(change, kind)
    change.sql.set_office_place(id=change.office, parent=parent, kind=kind)


def check_kind(change: Change, kind: str, *, parent: str | None) -> None:
    """Refuse a kind that does not fit between the office above and those below, inside a change that
    began alone in `TREE`: else one of them could become another at the same time.

    Raises NotFoundError and KindTooWideError.
    """
    change.sql.check_alone(TREE)
    if parent is not None:
        above = change.sql.get_office(id=parent)
        if above is None:
            raise NotFoundError(office=parent)
        _check_order(kind, above["kind"])
    if kind != change.row["kind"]:
        for row in change.sql.offices_below(office=change.office, most=1):
            if row["depth"]:
                _check_order(row["kind"], kind)


def _check_order(kind: str, above: str) -> None:
    if _width(kind) < _width(above):
        raise KindTooWideError(kind=kind, above=above)


def _width(kind: str) -> int:
    return next(at for at, kinds in enumerate(WIDTHS) if kind in kinds)


def _check_counters(change: Change, kind: str) -> None:
    """What an office's own machine has is not whole here before it reported."""
    kept = (change.sql.list_services, change.sql.list_counters)
    if not change.row["fed"] and not all(any(query(office=change.office)) for query in kept):
        raise KindNeedsCountersError(kind=kind)


def _check_place(sql: Sql, office: str, parent: str) -> None:
    above = [row["id"] for row in sql.offices_above(office=parent, most=DEEPEST)]
    if office in above:
        raise OfficeLoopError()
    below = max(row["depth"] for row in sql.offices_below(office=office, most=DEEPEST))
    if len(above) + below > DEEPEST:
        raise TooDeepError(most=DEEPEST)


def _in_order(rows: list[Row]) -> Iterable[Row]:
    """Each office right after its parent and what stands below its elder sisters; each once, also
    where a damaged database has a circle.
    """
    children: dict[str | None, list[Row]] = {}
    for row in rows[1:]:
        children.setdefault(row["parent"], []).append(row)
    waiting = rows[:1]
    told: set[str] = set()
    while waiting:
        row = waiting.pop()
        if row["id"] not in told:
            told.add(row["id"])
            yield row
            waiting.extend(reversed(children.get(row["id"], [])))
