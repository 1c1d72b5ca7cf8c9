"""The files of pages: kept for good under their version, whole, and nothing beside them."""

import gzip
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from werkzeug.test import TestResponse

from command_line import running as running_module
from command_line.commands import main
from config import ThemeSettings
from tests.hall import Hall
from tests.house import House, open_house
from web import files
from web.files import FileSet, files_of
from web.held_file import FOR_GOOD, HeldFile
from web.icons import icon
from web.modules import import_map, modules_of
from web.pages import theme_sheet

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).parent.parent
PAGES = {
    **dict.fromkeys(["/kiosk", "/display", "/rating", "/sign-in", "/pair", "/api/docs"], "nobody"),
    "/nowhere": "nobody",
    "/counter": "clerk",
    "/manager": "manager",
}
ADDRESS = re.compile(r'(?:href|src)="(/[^"#]+\.(?:js|css|svg))["#]')


def get(house: House, path: str, **headers: str) -> TestResponse:
    """What a browser gets that takes nothing packed, unless it says so."""
    told = {name.replace("_", "-"): text for name, text in headers.items()}
    return house.nobody().client.get(path, headers=told, buffered=True)


def present(house: House) -> FileSet:
    """The files of the house."""
    return files_of(house.running.app).present()


def test_a_file_is_kept_for_good_under_its_version(house: House) -> None:
    for path in ("/static/api.js", "/kiosk/static/kiosk.css", "/icons.svg", "/theme.css"):
        answer = get(house, present(house).url(path))

        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == FOR_GOOD == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    script = get(house, present(house).url("/static/api.js"))
    assert script.data == (ROOT / "web" / "static" / "api.js").read_bytes()
    assert script.mimetype == "text/javascript"


def test_the_files_of_every_screen_are_there(house: House) -> None:
    lying = {
        f"{'' if file.parent.parent.name == 'web' else '/' + file.parent.parent.name}/static/{file.name}"
        for file in ROOT.glob("*/static/*")
        if file.parent.parent.name not in ("var", "build")
    }

    assert set(present(house).held) == lying | {"/icons.svg", "/theme.css"}
    assert len(lying) > 100


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_nothing_without_its_version(house: House, path: str) -> None:
    client = house.caller(PAGES[path]).client
    text = client.get(path, headers={"Accept": "text/html"}).text
    named = set(ADDRESS.findall(text))

    assert len(named) > 8
    for address in named:
        assert re.match(rf"{present(house).base}/|/vendor/.+@", address), address
        assert get(house, address).headers["Cache-Control"] == FOR_GOOD, address


def test_a_page_and_the_texts_are_asked_for_each_time(house: House) -> None:
    assert get(house, "/kiosk").headers["Cache-Control"] == "no-store"
    assert get(house, "/texts/kiosk/en.json").headers["Cache-Control"] == "no-cache"
    assert get(house, "/static/api.js").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("version", ["0123456789ab", "static", "%2e%2e", "\u1ea1"])
def test_of_another_version_nothing_is_kept(house: House, version: str) -> None:
    for path in ("static/api.js", "static/tokens.css", "kiosk/static/main.js"):
        answer = get(house, f"/files/{version}/{path}")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")
    for path in ("icons.svg", "static/mark.svg"):
        answer = get(house, f"/files/{version}/{path}")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert answer.data == present(house).held[f"/{path}"].body


@pytest.mark.parametrize(
    "path",
    [
        "../config.toml",
        "static/../../config.toml",
        "%2e%2e/%2e%2e/config.toml",
        "static/%2e%2e/app.py",
        "..%2f..%2fconfig.toml",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "static",
        "static/",
        "static/none.js",
        "files.py",
        "kiosk/routes.py",
        "kiosk/templates/kiosk/kiosk.html",
    ],
)
def test_no_version_leads_out_of_the_files(house: House, path: str) -> None:
    for version in (present(house).version, "..", "%2e%2e"):
        answer = get(house, f"/files/{version}/{path}")
        assert answer.status_code in (404, 308), path
        assert answer.status_code == 404 or answer.headers["Location"].startswith(
            "http://localhost/"
        )
        assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_an_address_stays_when_it_is_found_again(house: House) -> None:
    address = present(house).url("/static/api.js")
    first = get(house, address)

    again = get(house, address, If_None_Match=first.headers["ETag"])

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == FOR_GOOD


def test_two_processes_with_the_same_files_say_the_same_version(
    house: House, hall: Hall, tmp_path: Path
) -> None:
    red = ThemeSettings(red="#7a0016")
    with open_house(hall, tmp_path) as same, open_house(hall, tmp_path, theme=red) as other:
        assert present(same).version == present(house).version
        assert present(other).version != present(house).version
        assert b"#7a0016" in get(other, present(other).url("/theme.css")).data


@pytest.mark.parametrize("encoding", ["gzip", "br, gzip;q=0.8", "*"])
def test_text_travels_packed(house: House, encoding: str) -> None:
    address = present(house).url("/static/api.js")
    plain = get(house, address)
    packed = get(house, address, Accept_Encoding=encoding)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]


@pytest.mark.parametrize("encoding", ["identity", "br", "gzip;q=0"])
def test_who_takes_nothing_packed_gets_it_plain(house: House, encoding: str) -> None:
    answer = get(house, present(house).url("/static/api.js"), Accept_Encoding=encoding)

    assert "Content-Encoding" not in answer.headers
    assert answer.data.startswith(b"/**")


def test_letters_travel_as_they_are_and_their_address_has_their_version(house: House) -> None:
    sheet = get(house, present(house).url("/static/fonts.css")).text
    named = re.findall(r'url\("([^"]+)"\)', sheet)
    assert len(named) == 15

    for address in named:
        answer = get(house, address, Accept_Encoding="gzip")
        assert re.match(r"/vendor/@fontsource/be-vietnam-pro@[\d.]+/files/", address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, FOR_GOOD)
        assert "Content-Encoding" not in answer.headers


def test_each_name_of_the_import_map_leads_to_a_module(house: House) -> None:
    with house.running.app.test_request_context():
        named = import_map()

    whole = [address for address in named.values() if not address.endswith("/")]
    assert len(whole) == 3
    assert [get(house, address).status_code for address in whole] == [200] * 3
    assert get(house, f"{named['/static/']}api.js").status_code == 200
    assert get(house, f"{named['lit-html/']}directives/repeat.js").status_code == 200


def test_a_module_is_found_with_all_that_it_loads_but_not_what_it_loads_later(house: House) -> None:
    first, *others = modules_of(present(house), "/manager/static/main.js")
    base = present(house).base

    assert first == f"{base}/manager/static/main.js"
    assert f"{base}/static/newer.js" in others  # main.js → live.js → newer.js
    assert any(re.fullmatch(r"/vendor/lit-html@[\d.]+/directive\.js", one) for one in others)
    assert any("socket.io" in one for one in others)
    assert not any("echarts" in one for one in others)
    assert len(others) == len(set(others))


def test_an_icon_in_a_template_hides_itself_from_readers(house: House) -> None:
    with house.running.app.test_request_context():
        drawn, harmless = icon("users"), icon("<script>")

    address = present(house).url("/icons.svg")
    assert drawn == f'<svg class="icon" aria-hidden="true"><use href="{address}#users"></use></svg>'
    assert "<script>" not in harmless


def test_a_page_that_names_a_file_that_is_not_there_is_found_by_its_tests(house: House) -> None:
    with house.running.app.test_request_context(), pytest.raises(KeyError, match="milk"):
        files.file_url("/static/milk.css")


# ---- files that change


@pytest.fixture
def site(tmp_path: Path) -> Flask:
    """An app with one script."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.js").write_text("export const a = 1;")
    app = Flask("site", root_path=str(tmp_path), static_url_path="/static")
    files.init(app, lambda: {"/theme.css": theme_sheet(ThemeSettings())})
    return app


def rewrite(site: Flask, text: str) -> None:
    """Change the script, as an update does."""
    (Path(site.root_path) / "static" / "a.js").write_text(text)


def test_an_update_on_the_disk_does_not_mix_with_what_runs(site: Flask) -> None:
    before = files_of(site).present()

    rewrite(site, "export const a = 22;")

    answer = site.test_client().get(before.url("/static/a.js"))
    assert (answer.data, answer.headers["Cache-Control"]) == (b"export const a = 1;", FOR_GOOD)
    assert files_of(site).present().version == before.version


def test_who_works_on_the_program_sees_a_change_at_the_next_reload(site: Flask) -> None:
    files.watch(site)
    before = files_of(site).present()
    assert files_of(site).present() is before

    rewrite(site, "export const a = 22;")

    after = files_of(site).present()
    client = site.test_client()
    assert after.version != before.version
    assert client.get(after.url("/static/a.js")).data == b"export const a = 22;"
    assert client.get(before.url("/static/a.js")).status_code == 404
    assert site.jinja_env.auto_reload


def test_the_same_files_have_the_same_version_wherever_they_lie(tmp_path: Path) -> None:
    def version_of(folder: Path, text: str) -> str:
        (folder / "static").mkdir(parents=True)
        (folder / "static" / "a.js").write_text(text)
        app = Flask("site", root_path=str(folder), static_url_path="/static")
        files.init(app, dict)
        return files_of(app).present().version

    first, same, other = (
        version_of(tmp_path / name, text) for name, text in (("1", "a"), ("2", "a"), ("3", "b"))
    )

    assert first == same != other


def test_what_grows_by_packing_is_not_packed() -> None:
    assert HeldFile(b"a", "text/css").packed is None
    assert HeldFile(b"a" * 1000, "font/woff2").packed is None
    assert HeldFile(b"a" * 1000, "text/css").packed == gzip.compress(b"a" * 1000, mtime=0)


@pytest.mark.parametrize(("given", "watches"), [([], False), (["--watch"], True)])
def test_the_server_watches_its_files_when_it_is_told_to(
    given: list[str], watches: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[bool] = []
    monkeypatch.setattr(running_module, "start_log", lambda _settings: None)
    monkeypatch.setattr(
        running_module, "serve_house", lambda *_, watches, **__: served.append(watches)
    )

    answer = CliRunner().invoke(main, ["run", *given])

    assert (answer.exit_code, served) == (0, [watches])
