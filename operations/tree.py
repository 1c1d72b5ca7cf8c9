"""The tree of offices: who stands under whom, and who may therefore look at whom."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from operations.errors import NotFoundError, OperationError
from store.store import Change, Row, Sql

DEEPEST = 6
"""Levels below the top: province, centre, branch and reception point need three."""


class OfficeLoopError(OperationError):
    """An office cannot stand under itself, nor under one that stands under it."""

    code = "office_loop"


class TooDeepError(OperationError):
    """The tree would have more levels than `DEEPEST`. Facts: most."""

    code = "office_too_deep"


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


def put_under(change: Change, parent: str | None) -> None:
    """Put the office of the change under another one, or at the top.

    Raises NotFoundError, OfficeLoopError and TooDeepError.
    """
    if parent is not None:
        _hold_still(change, parent)
        _check_place(change.sql, change.office, parent)
    change.sql.set_office_parent(id=change.office, parent=parent)


def _hold_still(change: Change, parent: str) -> None:
    """A change of every office above the new place: two that are put under each other at once
    wait for one another, and the later one sees what the first did.
    """
    above = [row["id"] for row in change.sql.offices_above(office=parent, most=DEEPEST)]
    if not above:
        raise NotFoundError(office=parent)
    for office in above:
        if office != change.office:
            change.sql.raise_version(office=office)


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
