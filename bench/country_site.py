"""The province's database in a throw-away PostgreSQL, and processes that take offices' reports."""

import json
import multiprocessing
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.country_day import Day
from bench.site import ROOT
from operations.intake_offices import make_token, open_expected_office
from operations.tree import TREE, find_office
from store.opening import open_store
from tests.hall import MORNING

Office = tuple[int, str, str]
"""Number, code and token."""


SETTLES_S = 0.5
"""Until PostgreSQL has put the last closed connection away."""


@dataclass(slots=True)
class Cost:
    """Rows, by the clock, and by the processors: of Python and PostgreSQL together."""

    rows: int = 0
    took_s: float = 0.0
    working_s: float = 0.0


@dataclass(slots=True)
class Taken:
    """What so many processes took, and what it cost."""

    processes: int
    offices: int = 0
    cost: Cost = field(default_factory=Cost)
    memory_kb: int = 0


@dataclass(slots=True)
class Country:
    """The province's database, the process that serves it, and the offices that report to it."""

    url: str
    postgres: int
    folder: Path
    day: Day
    offices: list[Office]
    by_days: dict[int, Taken] = field(default_factory=lambda: {n: Taken(n) for n in (1, 2)})
    by_acts: dict[int, Taken] = field(default_factory=lambda: {n: Taken(n) for n in (1, 2)})


def expected_offices(url: str, count: int) -> list[Office]:
    """Offices that the province waits for, each with its token."""
    offices = []
    with closing(open_store(url)) as store:
        for number in range(count):
            code = f"xa-{number:04}"
            head = {"code": code, "names": f"Xã Mẫu {number:04}"}
            with store.maintain(TREE) as sql:
                open_expected_office(sql, head, parent=None, now=MORNING)
                office = find_office(sql, code)
            with store.change(office) as change:
                offices.append((number, code, make_token(change, now=MORNING)))
    return offices


def take_days(
    country: Country,
    taken: Taken,
    offices: list[Office],
    made: Callable[[int, str], list[bytes]],
) -> None:
    """Let the processes take what each office would send; making it is not measured."""
    files = [country.folder / f"reports-{number}" for number in range(taken.processes)]
    for number, file in enumerate(files):
        _make(file, offices[number :: len(files)], made)
    before = postgres_s(country.postgres)
    with _takers(country.url, files) as takers:
        began = time.perf_counter()
        for taker in takers:
            _say(taker, "go")
        costs = [json.loads(_hear(taker)) for taker in takers]
        taken.cost.took_s += time.perf_counter() - began
    taken.offices += len(offices)
    taken.cost.working_s += postgres_s(country.postgres) - before
    taken.cost.working_s += sum(cost["working_s"] for cost in costs)
    taken.memory_kb = max(taken.memory_kb, *(cost["memory_kb"] for cost in costs))


def _make(file: Path, offices: list[Office], made: Callable[[int, str], list[bytes]]) -> None:
    """The offices' reports into a file, made by as many processes as there are cores."""
    with multiprocessing.get_context("fork").Pool() as makers, file.open("wb") as stream:
        work = partial(_made, made)
        for token, reports in makers.imap(work, offices, chunksize=8):
            pickle.dump((token, reports), stream)


def _made(made: Callable[[int, str], list[bytes]], office: Office) -> tuple[str, list[bytes]]:
    number, code, token = office
    return token, made(number, code)


@contextmanager
def _takers(url: str, files: list[Path]) -> Iterator[list["subprocess.Popen[str]"]]:
    command = [sys.executable, "-m", "bench.country_taker", url]
    takers = [
        subprocess.Popen(
            [*command, str(file)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for file in files
    ]
    try:
        for taker in takers:
            _hear(taker)
        yield takers
    finally:
        for taker in takers:
            taker.terminate()
            taker.communicate()


def _say(taker: "subprocess.Popen[str]", word: str) -> None:
    assert taker.stdin is not None
    taker.stdin.write(f"{word}\n")
    taker.stdin.flush()


def _hear(taker: "subprocess.Popen[str]") -> str:
    assert taker.stdout is not None
    line = taker.stdout.readline()
    if not line:
        raise SystemExit("a process of the province ended too early")
    return line


def postgres_s(process: int) -> float:
    """Seconds of processor that the closed connections of this PostgreSQL have used so far."""
    time.sleep(SETTLES_S)
    facts = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(facts[13]) + int(facts[14])) / os.sysconf("SC_CLK_TCK")
