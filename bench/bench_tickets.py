"""Take a ticket over HTTP, against a bare Flask route that commits one row.

    python -m bench.bench_tickets

32 clients on keep-alive connections, each request one ticket committed with full sync; the two
servers are measured in turn, A B A B, so that a machine that slows down slows both.
"""

from gevent import monkey

monkey.patch_all()

import time
from statistics import median

import gevent

from bench.clients import Http, bearer
from bench.site import Site, bare_site, machine, our_site, table

CLIENTS = 32
ROUND_S = 5.0
ROUNDS = 4
SERVICES = "ABCDEGHK"
AIM = 0.6


def rate(port: int, path: str, headers: list[str], field: str) -> float:
    """Answered requests a second, in one round; client n sends the n-th header."""
    end = time.perf_counter() + ROUND_S
    answered = 0

    def client(number: int) -> None:
        nonlocal answered
        http = Http(port, headers[number % len(headers)])
        service = SERVICES[number % len(SERVICES)]
        while time.perf_counter() < end:
            status, text = http.post(path, {field: service})
            if status not in (200, 201):
                raise SystemExit(f"{status}: {text!r}")
            answered += 1

    gevent.joinall([gevent.spawn(client, n) for n in range(CLIENTS)], raise_error=True)
    return answered / ROUND_S


def main() -> None:
    """Measure both in turn and print the table."""
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        with bare_site() as limit:
            bare.append(rate(limit.port, "/row", [""], "row"))
        with our_site() as site:  # a new office: 999 numbers a service are soon given out
            ours.append(_tickets(site))
    ratios = [mine / theirs for mine, theirs in zip(ours, bare, strict=True)]
    print(
        f"Take a ticket over HTTP, {CLIENTS} clients, {ROUNDS} rounds of {ROUND_S:.0f} s; {machine()}\n"
    )
    print(
        table(
            ["", "min", "median", "max"],
            [
                _row("bare route, one row committed, per second", bare, "{:.0f}"),
                _row("tickets per second", ours, "{:.0f}"),
                _row(f"ratio (aim: at least {AIM})", ratios, "{:.2f}"),
            ],
        )
    )


def _tickets(site: Site) -> float:
    """A kiosk for each client: one alone may not take more than 600 a minute."""
    tokens = [site.token("kiosk") for _ in range(CLIENTS)]
    return rate(site.port, "/api/v1/tickets", [bearer(token) for token in tokens], "service")


def _row(name: str, values: list[float], form: str) -> list[str]:
    return [name, *(form.format(value) for value in (min(values), median(values), max(values)))]


if __name__ == "__main__":
    main()
