"""What stands in deploy/: it names settings that are there, and nginx takes it."""

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from config import known_keys
from tests.fleet import NGINX, NGINX_PROGRAM, with_ports

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
