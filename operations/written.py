"""What a manager wrote: laid over what stands, read field by field, refused all at once."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from operations.errors import InvalidError
from operations.fields import Fields, Problem

Values = Mapping[str, Any]
"""Fields as JSON gives them, by name."""

Entry = TypeVar("Entry")


def read_new(values: Values, read: Callable[[Fields], Entry]) -> Entry:
    """A new thing from its fields. Raises InvalidError with all that is wrong."""
    problems: list[Problem] = []
    fields = Fields(values, problems)
    entry = read(fields)
    fields.finish()
    refuse(problems)
    return entry


def read_changed(
    current: Values, values: Values, read: Callable[[Fields], Entry], *, fixed: frozenset[str]
) -> Entry:
    """A thing with some of its fields changed.

    A page may send back all that it read: `fixed` fields as they are, and the version, which
    nobody writes. Raises InvalidError with all that is wrong.
    """
    moved = {name: "fixed" for name in fixed & set(values) if values[name] != current[name]}
    problems: list[Problem] = []
    fields = Fields({**current, **values}, problems)
    entry = read(fields)
    for name in (*fixed, "version"):
        fields.allow(name)
    fields.finish()
    refuse(problems, moved)
    return entry


def refuse(problems: list[Problem], more: Mapping[str, str] | None = None) -> None:
    """Raise InvalidError when something is wrong; the first problem of a field is told."""
    wrong = dict(more or {})
    for problem in problems:
        wrong.setdefault(problem.place, problem.code)
    if wrong:
        raise InvalidError(fields=wrong)
