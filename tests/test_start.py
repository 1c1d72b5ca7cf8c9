"""The server's process: how it starts, what it says when it cannot, and how it ends."""

import json
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from simple_websocket import Client, ConnectionClosed
from wsproto.events import Ping

from tests.site import SETTINGS, Site
from tests.stores import run

STARTS_S = 100
PING, PONG = "2", "3"
FAREWELL = "1"
"""Engine.IO's packet that closes a line: the screen comes again by itself."""

A_PATIENT_ONE = """
import server
from command_line import serving
serving.LET_GO_S = serving.STOP_TIMEOUT_S = 300
server.main()
"""
"""A server that would wait long for a line that stays open."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that was never started."""
    site = Site(tmp_path)
    site.lay_down()
    return site


@contextmanager
def started(site: Site) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """The site's server and its port; ended in any case."""
    process = site.process("run", "--host", "127.0.0.1", "--port", "0")
    try:
        yield process, port_of(process)
    finally:
        process.kill()
        process.communicate()


def port_of(process: "subprocess.Popen[str]") -> int:
    """The port that the server tells."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://localhost:(\d+)$", line.rstrip()):
            return int(found[1])
    raise AssertionError(process.communicate()[1])


def watching(port: int) -> Client:
    """An open WebSocket, as a phone holds one."""
    client = Client(f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket")
    # What came together with the handshake is read with the next thing that comes: this echo.
    client.sock.send(client.ws.send(Ping()))
    assert heard(client).startswith("0{")
    client.send("40")
    assert heard(client).startswith("40{")
    return client


def heard(client: Client) -> str:
    """The next message that is no ping: a busy machine may be slow enough for one between,
    and for the server to be gone before it is answered.
    """
    while (message := str(client.receive(timeout=STARTS_S))) == PING:
        with suppress(ConnectionClosed):
            client.send(PONG)
    return message


def cannot_start(site: Site) -> str:
    """What the site's server says instead of starting: a sentence or two, no traceback."""
    code, said, complained = site.runs("run", "--host", "127.0.0.1", "--port", "0")

    assert (code, said) == (1, "")
    assert "Traceback" not in complained
    return complained


def offices(site: Site) -> int:
    with site.opened() as store, store.reading() as reading:
        return len(list(reading.sql.list_offices()))


@pytest.mark.parametrize("fault", ["is missing", "is no TOML", "names no counter"])
def test_a_wrong_catalogue_makes_no_half_office(site: Site, fault: str) -> None:
    good = site.catalogue.read_text("utf-8")
    if fault == "is missing":
        site.catalogue.unlink()
    else:
        text = (
            "office = [" if fault == "is no TOML" else good.replace("[[counter]]", "[[counters]]")
        )
        site.catalogue.write_text(text, "utf-8")

    complaint = cannot_start(site)

    assert complaint.startswith("office.toml: ")
    if fault == "names no counter":
        assert "did you mean 'counter'?" in complaint
    assert offices(site) == 0
    site.catalogue.write_text(good, "utf-8")
    with started(site) as (process, _):
        assert process.stdout is not None
        assert any("Mật khẩu:" in line for line in iter(process.stdout.readline, ""))


def test_a_taken_port_is_named(site: Site) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        code, _, complained = site.runs("run", "--host", "127.0.0.1", "--port", port)

    assert code == 1
    assert f"Không mở được cổng {port} trên 127.0.0.1" in complained
    assert "Traceback" not in complained
    assert not site.database.exists()


def test_a_database_of_a_newer_version_is_left_alone(site: Site) -> None:
    with site.opened() as store, store.maintain() as sql:
        run(
            sql,
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('moiso', '999_later', '2027-01-01')",
        )

    assert "made by a newer version (it has 999_later)" in cannot_start(site)


def test_a_folder_that_cannot_be_written_is_named(site: Site) -> None:
    (site.folder / "file").touch()
    site.lay_down(SETTINGS.replace("office.db", "file/office.db"))

    assert cannot_start(site).startswith(f"{site.folder}/file/office.db: ")


def test_a_file_that_is_no_database_is_named(site: Site) -> None:
    site.database.write_text("Sổ tay của văn phòng\n" * 100, "utf-8")

    assert cannot_start(site) == f"{site.database}: file is not a database\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_ends_the_house_although_screens_are_watching(
    site: Site, number: signal.Signals
) -> None:
    patient = replace(site, program=("-c", A_PATIENT_ONE))
    with started(patient) as (process, port):
        phones = [watching(port) for _ in range(3)]

        process.send_signal(number)

        for phone in phones:
            assert heard(phone) == FAREWELL
            with pytest.raises(ConnectionClosed):
                phone.receive(timeout=STARTS_S)
        assert process.wait(timeout=STARTS_S) == 0  # nobody was waited for: all had left
    assert not site.database.with_name("office.db-wal").exists()  # closed, not torn


def test_the_log_is_json_where_the_settings_say_so(site: Site) -> None:
    site.lay_down(SETTINGS + '\n[log]\nformat = "json"\n')
    with started(site) as (process, port):
        with site.opened() as store, store.maintain() as sql:
            run(sql, "alter table office rename to gone")
        with pytest.raises(HTTPError) as refused:
            urlopen(f"http://127.0.0.1:{port}/healthz", timeout=STARTS_S)
        refused.value.close()
        with socket.create_connection(("127.0.0.1", port)) as stranger:
            stranger.sendall(b"no request at all\r\n\r\n")
            while stranger.recv(1024):
                pass
        process.send_signal(signal.SIGTERM)
        _, complained = process.communicate(timeout=STARTS_S)

    assert refused.value.code == 500
    lines = [json.loads(line) for line in complained.splitlines()]
    (told,) = [line for line in lines if line["event"] == "store"]
    assert told["level"] == "error"
    assert (told["path"], told["error"]) == ("/healthz", "no such table: office")
    assert all(datetime.fromisoformat(line["timestamp"]).tzinfo for line in lines)
    assert any("no request at all" in line["event"] for line in lines)
