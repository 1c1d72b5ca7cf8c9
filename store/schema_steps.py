"""The steps that make the schema, in order, and which of them a database still needs."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from store.errors import NewerSchemaError

SCHEMA = Path(__file__).parent / "schema"


@dataclass(frozen=True, slots=True)
class Step:
    """One file of store/schema: its name without the ending, and its statements."""

    name: str
    statements: tuple[str, ...]


def read_steps() -> tuple[Step, ...]:
    """Every step, the first one first."""
    return tuple(_step(path) for path in sorted(SCHEMA.glob("*.sql")))


@cache
def newest_step() -> str:
    """The name of the last step: how old this program is, as offices and province tell each other."""
    return read_steps()[-1].name


def steps_to_take(applied: Collection[str]) -> tuple[Step, ...]:
    """The steps that a database lacks which has taken those of these names.

    Raises NewerSchemaError when it has taken one that this program does not know.
    """
    steps = read_steps()
    if newer := set(applied) - {step.name for step in steps}:
        names = ", ".join(sorted(newer))
        raise NewerSchemaError(
            f"this database was made by a newer version (it has {names}); start that version"
        )
    return tuple(step for step in steps if step.name not in applied)


def _step(path: Path) -> Step:
    script = path.read_text(encoding="utf-8")
    return Step(path.stem, tuple(part for part in script.split(";\n") if part.strip()))
