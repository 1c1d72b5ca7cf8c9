"""The process that makes reports: `python -m web.report_worker`, started by report_workers.py,
which names the store in the environment: its address may hold a password.

A line comes in, `{"job": …, "path": …}`; the file is written; a line goes out, `{"ok": true}` or
`{"ok": false, "error": …}`.
"""

import json
import os
import sys
import traceback
from pathlib import Path

from operations.report_jobs import Job, do_job
from store.opening import reading_only
from web.texts import texts_of

STORE = "MOISO_REPORT_STORE"

LESS_URGENT = 10
"""How far it steps back behind the server, as `nice` counts."""


def main(store: str) -> None:
    """Do jobs until the parent closes the pipe, which it also does by ending."""
    answers, sys.stdout = sys.stdout, sys.stderr
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
    for line in sys.stdin:
        print(json.dumps(_answer(store, line)), file=answers, flush=True)


def _answer(store: str, line: str) -> dict[str, object]:
    asked = json.loads(line)
    job = Job.from_line(asked["job"])
    try:
        with reading_only(store) as reading:
            do_job(reading, job, Path(asked["path"]), translate=texts_of(job.language))
    except Exception as error:  # noqa: BLE001 -- the parent tells it; the process lives on
        traceback.print_exc()
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}
    return {"ok": True}


if __name__ == "__main__":
    main(os.environ[STORE])
