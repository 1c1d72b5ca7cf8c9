"""One process of a province that takes the reports in a file: bench/bench_country.py starts it."""

from gevent import monkey

monkey.patch_all()

import json
import pickle
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from gevent.pool import Pool

from operations.intake import take_report
from store.opening import open_store
from store.store import Store
from tests.hall import MORNING

AT_HAND = 4
"""Offices whose reports it takes at once, as the server takes requests: while PostgreSQL keeps one,
the next is read.
"""


def main() -> None:
    """Open the store, say so, wait for a line, take everything, and tell what it cost."""
    url, file = sys.argv[1:]
    with closing(open_store(url)) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        hands = Pool(AT_HAND)
        working_s = time.process_time()
        for token, reports in _offices(Path(file)):
            hands.spawn(_take, store, token, reports)
        hands.join()
        working_s = time.process_time() - working_s
    memory_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"working_s": working_s, "memory_kb": memory_kb}), flush=True)


def _offices(file: Path) -> Iterator[tuple[str, list[bytes]]]:
    with file.open("rb") as stream:
        while stream.peek(1):
            yield pickle.load(stream)  # noqa: S301 -- written a minute ago by the bench


def _take(store: Store, token: str, reports: list[bytes]) -> None:
    for report in reports:
        take_report(store, token, report, now=MORNING)


if __name__ == "__main__":
    main()
