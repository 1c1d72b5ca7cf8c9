"""Icons and browser modules: what our code names is there, and nothing else is served."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from web import icons, vendor
from web.held_file import YEAR_S

ROOT = Path(__file__).parent.parent
NAMED = re.compile(
    r"""\bicon\(\s*["']([a-z0-9-]+)["']|\bicon: ["']([a-z0-9-]+)["']|/icons\.svg#([a-z0-9-]+)"""
)


def used_icons(root: Path) -> set[str]:
    """The names in templates, browser modules and sample offices."""
    found: set[str] = set()
    for pattern in ("*/static/*.js", "*/templates/**/*.html"):
        for file in root.glob(pattern):
            found |= {name for names in NAMED.findall(file.read_text("utf-8")) for name in names}
    for file in root.glob("catalogue/*.toml"):
        services = tomllib.loads(file.read_text("utf-8")).get("services", [])
        found |= {service["icon"] for service in services if "icon" in service}
    return found - {""}


def test_every_icon_that_our_code_names_is_in_the_list() -> None:
    assert used_icons(ROOT) - set(icons.read_names()) == set()


def test_a_forgotten_icon_is_noticed(tmp_path: Path) -> None:
    view = tmp_path / "kiosk" / "static" / "view.js"
    view.parent.mkdir(parents=True)
    view.write_text('html`${icon("users")}`; emptyState({icon: "coffee"})', "utf-8")

    assert used_icons(tmp_path) == {"users", "coffee"}


def test_the_sprite_draws_every_name_and_refuses_an_unknown_one() -> None:
    sprite = icons.build_sprite(icons.read_names())

    assert re.findall(r'<symbol id="([a-z0-9-]+)"', sprite) == icons.read_names()
    with pytest.raises(icons.UnknownIconError, match="no-such-icon"):
        icons.build_sprite(["no-such-icon"])


def test_missing_modules_are_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(vendor.ModulesMissingError, match="make setup"):
        icons.build_sprite(["users"], tmp_path / "none")
    monkeypatch.setattr(vendor, "MODULES", tmp_path)
    vendor.package.cache_clear()

    with pytest.raises(vendor.ModulesMissingError, match="npm ci"):
        vendor.check_modules()


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    vendor.package.cache_clear()
    app = Flask("test")
    app.register_blueprint(vendor.blueprint)
    app.register_blueprint(icons.blueprint)
    yield app.test_client()
    vendor.package.cache_clear()


def get(client: FlaskClient, path: str, headers: dict[str, str] | None = None) -> TestResponse:
    """The whole answer, its file closed."""
    return client.get(path, headers=headers, buffered=True)


def version(package: str) -> str:
    described = json.loads((vendor.MODULES / package / "package.json").read_text("utf-8"))
    return str(described["version"])


@pytest.mark.parametrize(
    "path",
    [
        "lit-html/lit-html.js",
        "lit-html/directives/repeat.js",
        "socket.io-client/dist/socket.io.esm.min.js",
        "echarts/dist/echarts.esm.min.mjs",
        "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-700-normal.woff2",
    ],
)
def test_what_pages_load_is_served(client: FlaskClient, path: str) -> None:
    answer = get(client, f"/vendor/{path}")

    assert answer.status_code == 200
    assert answer.mimetype in {"text/javascript", "font/woff2"}


@pytest.mark.parametrize(
    "path",
    [
        "lit-html/package.json",
        "lit-html/../echarts/dist/echarts.esm.min.mjs",
        "lit-html/%2e%2e/package.json",
        "lit-html/node/lit-html.js",
        "lit-html@0.0.1/lit-html.js",
        "axe-core/axe.min.js",
        "eslint/lib/api.js",
        "lit-html",
        "lit-html/directives/none.js",
        "@fontsource/be-vietnam-pro/files/../package.json",
    ],
)
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    assert get(client, f"/vendor/{path}").status_code == 404


def test_a_file_under_its_version_is_kept_for_good(client: FlaskClient) -> None:
    named = get(client, f"/vendor/lit-html@{version('lit-html')}/lit-html.js")
    plain = get(client, "/vendor/lit-html/lit-html.js")
    again = get(
        client, "/vendor/lit-html/lit-html.js", headers={"If-None-Match": plain.headers["ETag"]}
    )

    assert named.cache_control.immutable
    assert named.cache_control.max_age == YEAR_S
    assert plain.cache_control.max_age == vendor.DAY_S
    assert again.status_code == 304


def test_every_font_file_that_our_pages_name_exists(client: FlaskClient) -> None:
    fonts = (ROOT / "web" / "static" / "fonts.css").read_text("utf-8")
    named = re.findall(r'url\("([^"]+)"\)', fonts)

    assert len(named) == 15
    assert [path for path in named if get(client, path).status_code != 200] == []


def test_the_sprite_is_asked_for_again_only_when_it_changed(client: FlaskClient) -> None:
    first = get(client, "/icons.svg")

    assert first.mimetype == "image/svg+xml"
    again = get(client, "/icons.svg", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
