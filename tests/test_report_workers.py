"""Reports are made beside the server: it goes on, and what dies is started again."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from store.errors import BusyError
from tests.exports import SATISFACTION, VISITS, Exports
from tests.hall import Hall
from tests.house import House
from tests.stores import address_of
from web.report_worker import STORE
from web.report_workers import ReportFailedError, ReportWorkers

ROOT = Path(__file__).parent.parent


@pytest.fixture
def workers(exports: Exports) -> Iterator[ReportWorkers]:
    """One report process."""
    workers = ReportWorkers(address_of(exports.store), most=1, patience_s=0.2)
    yield workers
    workers.close()


def child_of(workers: ReportWorkers) -> Any:
    """The process of the only worker."""
    return workers._children[0]._process


def test_a_report_is_made_in_another_process_that_stays_warm(
    exports: Exports, workers: ReportWorkers
) -> None:
    path = exports.folder / "made.csv"

    workers.make(SATISFACTION, path)
    first = child_of(workers).pid
    workers.make(replace(SATISFACTION, language="en"), path)

    assert child_of(workers).pid == first != os.getpid()
    assert path.read_text(encoding="utf-8-sig").startswith("No.,Counter")


def test_a_process_that_died_is_started_again(exports: Exports, workers: ReportWorkers) -> None:
    path = exports.folder / "made.csv"
    workers.make(SATISFACTION, path)
    dead = child_of(workers)
    os.kill(dead.pid, signal.SIGKILL)
    dead.wait()

    workers.make(SATISFACTION, path)

    assert child_of(workers).pid != dead.pid


def test_a_report_that_cannot_be_made_says_so_and_the_process_lives(
    exports: Exports, workers: ReportWorkers
) -> None:
    with pytest.raises(ReportFailedError, match="NotFoundError"):
        workers.make(replace(SATISFACTION, office="nowhere"), exports.folder / "x.csv")

    child = child_of(workers).pid
    workers.make(SATISFACTION, exports.folder / "y.csv")
    assert child_of(workers).pid == child


def test_a_report_that_takes_too_long_is_ended(exports: Exports) -> None:
    workers = ReportWorkers(address_of(exports.store), most=1, longest_s=0.01)

    with pytest.raises(ReportFailedError, match="ended"):
        workers.make(SATISFACTION, exports.folder / "x.csv")

    assert child_of(workers) is None


def test_when_every_process_is_at_work_the_caller_is_told(
    exports: Exports, workers: ReportWorkers
) -> None:
    busy = workers._idle.get()

    with pytest.raises(BusyError):
        workers.make(SATISFACTION, exports.folder / "x.csv")

    workers._idle.put(busy)


def test_the_process_ends_when_the_server_is_gone(exports: Exports) -> None:
    command = [sys.executable, "-m", "web.report_worker"]
    settings = {**os.environ, STORE: address_of(exports.store)}
    child = subprocess.Popen(command, cwd=ROOT, env=settings, stdin=subprocess.PIPE)
    assert child.stdin is not None

    child.stdin.close()

    assert child.wait(timeout=200) == 0


GEVENT = """
from gevent import monkey; monkey.patch_all()
import gevent, sys
from pathlib import Path
from operations.report_jobs import Job
from tests.stores import address_of
from web.report_workers import ReportWorkers
turns = 0
def count():
    global turns
    while True:
        gevent.sleep(0.005); turns += 1
gevent.spawn(count)
workers = ReportWorkers(sys.argv[1], most=1)
workers.make(Job.from_line(sys.argv[2]), Path(sys.argv[3]))
workers.close()
print(turns)
"""


def test_the_server_goes_on_while_a_report_is_made(exports: Exports) -> None:
    made = exports.folder / "made.xlsx"
    job = replace(VISITS, format="xlsx").to_line()

    run = subprocess.run(
        [sys.executable, "-c", GEVENT, address_of(exports.store), job, str(made)],
        cwd=ROOT, capture_output=True, text=True, timeout=200, check=True,
    )  # fmt: skip

    assert int(run.stdout.split()[-1]) > 10
    assert made.stat().st_size > 10_000


@pytest.fixture
def temporary(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files of a moment lie, in a house where one citizen was served."""
    hall.take()
    hall.finish(hall.called())
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/reports/satisfaction?format=csv", "text/csv; charset=utf-8", "satisfaction_thu_2026-11-01_2026-11-30.csv"),
        ("/reports/reasons?format=zip", "application/zip", "reasons_thu_2026-11-01_2026-11-30.zip"),
        ("/reports/service?format=pdf", "application/pdf", "service_thu_2026-11-01_2026-11-30.pdf"),
        ("/visits?format=xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "visits_thu_2026-11-01_2026-11-30.xlsx"),
    ],
)  # fmt: skip
def test_a_file_comes_with_its_kind_and_name_and_leaves_nothing_behind(
    house: House, temporary: Path, path: str, kind: str, name: str
) -> None:
    answer = house.person("manager").get(f"{path}&from=2026-11-01&to=2026-11-30&lang=en")

    assert answer.content_type == kind
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert len(answer.data) == answer.content_length
    assert list(temporary.iterdir()) == []


def test_a_report_that_fails_leaves_nothing_behind(house: House, temporary: Path) -> None:
    house.running.house.reports = ReportWorkers(
        address_of(house.hall.store), most=1, longest_s=0.01
    )

    answer = house.person("manager").get("/visits?from=2026-11-01&to=2026-11-30")

    assert (answer.status_code, answer.get_json()["code"]) == (500, "internal")
    assert list(temporary.iterdir()) == []
