"""What stands in deploy/: it names settings that are there, and nginx takes it."""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import requests
import yaml

from config import known_keys
from tests.fleet import NGINX, NGINX_PROGRAM, nginx_before, with_ports

DEPLOY = Path(__file__).parent.parent / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
PARTS = COMPOSE["services"]


def nginx_says(folder: Path, site: str) -> str:
    """What nginx finds in a site's file."""
    (folder / "moiso.conf").write_text(site, "utf-8")
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder), "utf-8")
    told = subprocess.run(
        [NGINX_PROGRAM, "-t", "-p", str(folder), "-c", str(folder / "nginx.conf")],
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stderr if told.returncode else "ok"


class Overloaded(BaseHTTPRequestHandler):
    """A process that answers, and says that it cannot now."""

    def do_GET(self) -> None:  # as the standard library calls it
        told = json.dumps({"code": "store_busy"}).encode()
        self.send_response(503)
        self.send_header("Content-Type", "application/problem+json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)


@contextmanager
def overloaded_process() -> Iterator[int]:
    """Its port."""
    server = HTTPServer(("127.0.0.1", 0), Overloaded)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_page_opened_while_no_process_answers_comes_again_by_itself(
    tmp_path: Path, free_port: int
) -> None:
    """Nobody stands at a kiosk or a television to load it anew."""
    with nginx_before([free_port], tmp_path) as port:
        answer = requests.get(f"http://127.0.0.1:{port}/kiosk", timeout=10)

    assert answer.status_code == 502  # the screens' commands are sent again
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<meta http-equiv="refresh" content="5">' in answer.text
    assert "Trang này tự mở khi hệ thống sẵn sàng" in answer.text


def test_what_a_process_says_of_its_trouble_passes_nginx_as_it_is(tmp_path: Path) -> None:
    with overloaded_process() as process, nginx_before([process], tmp_path) as port:
        answer = requests.get(f"http://127.0.0.1:{port}/healthz", timeout=10)

    assert (answer.status_code, answer.json()) == (503, {"code": "store_busy"})


def test_nginx_takes_the_file_as_it_is(tmp_path: Path, free_port: int) -> None:
    site = with_ports(free_port, [8001, 8002, 8003])

    assert nginx_says(tmp_path, site) == "ok"
    assert site.replace(f"127.0.0.1:{free_port}", "80") == (DEPLOY / "nginx.conf").read_text()


def test_containers_get_settings_that_are_there() -> None:
    keys = {"MOISO_" + re.sub(r"[^A-Z0-9]", "_", key.name.upper()) for key in known_keys()}

    assert set(PARTS["app"]["environment"]) - {"PGPASSWORD"} <= keys
    assert PARTS["app"]["environment"]["MOISO_SERVER_TRUSTED_PROXIES"] == "1"


def test_containers_read_the_one_file_that_a_site_edits() -> None:
    """Whatever key a site needs, it need not make the image anew."""
    (mounted,) = PARTS["app"]["volumes"]
    here, there, how = mounted.split(":")
    workdir = re.search(r"^WORKDIR (\S+)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)

    assert workdir is not None
    assert (DEPLOY / here).resolve() == DEPLOY.parent / "config.toml"
    assert (there, how) == (f"{workdir[1]}/config.toml", "ro")
    assert PARTS["app"]["environment"]["MOISO_OIDC_CLIENT_SECRET"] is None


def test_containers_wait_for_parts_that_are_there() -> None:
    for part in PARTS.values():
        assert set(part.get("depends_on", {})) <= set(PARTS)
    named = set(re.findall(r"@(\w+)/|//(\w+):", str(PARTS["app"]["environment"])))
    assert {name for pair in named for name in pair if name and name != "moiso"} == {"db", "bus"}


def test_the_containers_nginx_finds_the_processes_by_name(tmp_path: Path) -> None:
    command = PARTS["proxy"]["command"][2]
    scripts = re.findall(r"-e ('[^']+')", command)
    told = subprocess.run(
        ["sed", *[part for script in scripts for part in ("-e", shlex.split(script)[0])], "nginx.conf"],
        cwd=DEPLOY,
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip

    assert re.findall(r"^ +server (\S+)", told.stdout, flags=re.MULTILINE) == ["app:8000"]


@pytest.mark.parametrize("line", ["COPY . .", "RUN make setup", "USER moiso"])
def test_the_image_is_set_up_like_a_machine_and_runs_as_nobody_special(line: str) -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")

    assert line in text
    assert text.index("USER moiso") < text.index("CMD [")
