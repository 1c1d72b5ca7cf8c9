"""Reports are made in processes of their own: a clerk's click never waits for a year's figures."""

import json
import os
import subprocess
import sys
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Timer

import structlog

from operations.report_jobs import Job
from store.errors import BusyError, StoreError
from web.report_worker import STORE

log = structlog.get_logger()

ROOT = Path(__file__).parent.parent
MOST_AT_ONCE = 2
LONGEST_S = 120.0
"""A report that takes longer is ended, and its process with it."""

PATIENCE_S = 30.0
"""How long a report waits for a free process before the caller is told to come again."""


class ReportFailedError(StoreError):
    """The report could not be made; the log says why."""

    code = "report_failed"


class ReportWorkers:
    """Up to `most` warm processes, each started when it is first needed and again when it died."""

    def __init__(
        self,
        store: str,
        *,
        most: int = MOST_AT_ONCE,
        longest_s: float = LONGEST_S,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._patience_s = patience_s
        self._children = [_Child(store, longest_s) for _ in range(most)]
        # The last one used is taken first: a quiet office keeps one process, not two.
        self._idle: LifoQueue[_Child] = LifoQueue()
        for child in self._children:
            self._idle.put(child)

    def make(self, job: Job, path: Path) -> None:
        """Write the report into the file. Raises BusyError, or ReportFailedError."""
        try:
            child = self._idle.get(timeout=self._patience_s)
        except Empty:
            raise BusyError("every report process is at work") from None
        try:
            child.make(job, path)
        finally:
            self._idle.put(child)

    def close(self) -> None:
        """End the processes."""
        for child in self._children:
            child.stop()


class _Child:
    """One process; it does one job at a time."""

    def __init__(self, store: str, longest_s: float) -> None:
        self._store = store
        self._longest_s = longest_s
        self._process: subprocess.Popen[str] | None = None

    def make(self, job: Job, path: Path) -> None:
        """Hand the job over and wait for the answer, at most `longest_s`."""
        process = self._running()
        end = Timer(self._longest_s, process.kill)
        end.start()
        try:
            answer = _ask(process, json.dumps({"job": job.to_line(), "path": str(path)}))
        finally:
            end.cancel()
        if not answer:
            self.stop()
            raise ReportFailedError(f"the report process ended in {job}")
        if not (told := json.loads(answer))["ok"]:
            raise ReportFailedError(f"{told['error']} in {job}")

    def stop(self) -> None:
        """End the process if it runs; the next job starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "web.report_worker"],
                cwd=ROOT,
                env={**os.environ, STORE: self._store},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            log.info("report process started", pid=self._process.pid)
        return self._process


def _ask(process: subprocess.Popen[str], line: str) -> str:
    """The answer; empty when the process has ended."""
    assert process.stdin is not None  # both are pipes of ours
    assert process.stdout is not None
    try:
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return process.stdout.readline()
    except OSError:
        return ""
