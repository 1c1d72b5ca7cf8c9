"""Many counters and kiosks at once: nobody is called twice, nobody is forgotten, no number doubles."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from operations.acts import Actor
from operations.devices import Place
from operations.errors import TooManyError
from operations.pairing import make_link
from operations.press import Press, PrintOrder
from operations.printing import Ending, queue_print
from operations.sign_in import GUESSES_PER_NAME, WrongPasswordError
from queueing.tickets import Ticket
from store.store import Store
from tests.hall import Hall, open_hall
from tests.house import Caller, House
from tests.people import enter, hire
from tests.stores import address_of

ROOT = Path(__file__).parent.parent
COUNTERS = 8
TICKETS = 500


def together(works: list[Callable[[], None]]) -> None:
    """Run all of them in threads that start at the same moment; their errors come out."""
    gate = threading.Barrier(len(works))
    errors: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        gate.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001 -- carried to the test's own thread
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_eight_counters_call_five_hundred_tickets_once_each_and_in_order(store: Store) -> None:
    hall = open_hall(store, counters=COUNTERS)
    taken = [hall.take(actor=kiosk(n)) for n in range(TICKETS)]
    called: dict[int, list[Ticket]] = {n: [] for n in range(1, COUNTERS + 1)}
    all_have_one = threading.Barrier(COUNTERS, timeout=100)

    def serve(counter: int) -> Callable[[], None]:
        def work() -> None:
            hall.open(counter)
            called[counter].append(hall.called(counter))
            all_have_one.wait()
            while (ticket := hall.call_next(counter, finish=True)) is not None:
                called[counter].append(ticket)

        return work

    together([serve(n) for n in called])

    everybody = [ticket for tickets in called.values() for ticket in tickets]
    assert sorted(t.number for t in everybody) == [t.number for t in taken]
    by_version = sorted(everybody, key=lambda t: t.version)
    assert [t.number for t in by_version] == [t.number for t in taken]


def test_kiosks_at_once_give_every_number_once(store: Store) -> None:
    hall = open_hall(store)
    taken: list[Ticket] = []

    def kiosk_work(n: int) -> Callable[[], None]:
        return lambda: taken.extend(hall.take(actor=kiosk(n * 100 + i)) for i in range(50))

    together([kiosk_work(n) for n in range(4)])

    assert sorted(t.number for t in taken) == list(range(1, 201))


WORKER = """
import json, sys
from tests.hall import Clock, Hall
from tests.stores import open_again
address, office, counter = sys.argv[1], sys.argv[2], int(sys.argv[3])
hall = Hall(open_again(address, busy_timeout_ms=30000), office, Clock())
hall.open(counter)
called = []
while (ticket := hall.call_next(counter, finish=True)) is not None:
    called.append(ticket.number)
print(json.dumps(called))
"""


def test_four_processes_on_one_store_call_everybody_once(store: Store) -> None:
    hall = open_hall(store, counters=4)
    for n in range(200):
        hall.take(actor=kiosk(n))

    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, address_of(store), hall.id, str(counter)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for counter in range(1, 5)
    ]
    called = [json.loads(process.communicate(timeout=300)[0]) for process in processes]

    assert sorted(number for numbers in called for number in numbers) == list(range(1, 201))


def test_guesses_side_by_side_at_one_name_count_one_by_one(hall: Hall) -> None:
    hire(hall)
    told: list[str] = []

    def guess(n: int) -> Callable[[], None]:
        def work() -> None:
            try:
                enter(hall, "lan", "không phải đâu", address=f"10.0.0.{n}")
            except (WrongPasswordError, TooManyError) as error:
                told.append(error.code)

        return work

    together([guess(n) for n in range(12)])

    assert sorted(told) == ["too_many"] * 7 + ["wrong_password"] * GUESSES_PER_NAME


def test_a_link_that_many_screens_open_at_once_lets_one_of_them_in(house: House) -> None:
    for _ in range(8):
        with house.hall.change() as change:
            key = make_link(change, "display", Place("Sảnh"), now=house.hall.clock.now)
        told: list[int] = []

        def claim(key: str = key, told: list[int] = told) -> None:
            caller = Caller("screen", house.running.app.test_client())
            told.append(caller.post("/pairings/claim", {"key": key}).status_code)

        together([claim] * 6)

        assert sorted(told) == [201, *[404] * 5]


def test_two_presses_at_one_queue_print_each_job_once(hall: Hall) -> None:
    for _ in range(12):
        ticket = hall.take()
        with hall.change() as change:
            queue_print(change, ticket.id, printer="kiosk-1", device=None, now=hall.clock.now)
    printed: list[str] = []

    def paper(order: PrintOrder) -> Ending:
        printed.append(order.ticket.label)
        return Ending("printed")

    def press() -> None:
        one = Press(hall.store, ("kiosk-1",), paper, lambda *_: None, hall.clock)
        one.run_queue("kiosk-1")

    together([press] * 4)

    assert sorted(printed) == [f"A{number:03d}" for number in range(1, 13)]


def kiosk(n: int) -> Actor:
    """One of many kiosks, so that no single one is over its limit."""
    return Actor(device=f"kiosk-{n // 20}")
