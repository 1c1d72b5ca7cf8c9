"""Variables above the file, what they mean, and the page and the file that are shipped."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from config import (
    ConfigError,
    KnownKey,
    PrinterSettings,
    ServerSettings,
    known_keys,
    load_config,
)
from tests.settings_files import problems, written

HOUSE = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_a_variable_lies_above_the_file(folder: Path) -> None:
    environ = {
        "MOISO_SERVER_PORT": "9000",
        "MOISO_QUEUE_MAX_WAIT_MIN": "45",
        "MOISO_VOICE_LANGUAGES": "en, vi",
        "MOISO_RATING_NEUTRAL_IS_SATISFIED": "true",
        "MOISO_SERVER_PUBLIC_URL": "",
        "PORT": "1",
    }

    config = load_config(written(folder, "[server]\nport = 8001\ntrusted_proxies = 1"), environ)

    assert config.server.port == 9000
    assert config.server.trusted_proxies == 1
    assert config.server.public_url == ""
    assert config.queue.max_wait_min == 45
    assert config.voice.languages == ("en", "vi")
    assert config.rating.neutral_is_satisfied


def test_a_variable_reaches_the_printer_of_the_file(folder: Path) -> None:
    text = (
        '[printers.hall]\nkind = "tcp"\nhost = "192.0.2.10"\ntimeout_s = 2\n'
        '[printers.kiosk-1]\nkind = "usb"\nvendor_id = 1\nproduct_id = 2'
    )
    environ = {
        "MOISO_PRINTERS_KIOSK_1_VENDOR_ID": "0x04b8",
        "MOISO_PRINTERS_KIOSK_1_WIDTH_MM": "58",
        "MOISO_PRINTERS_KIOSK_1_TIMEOUT_S": "1.5",
    }

    printers = load_config(written(folder, text), environ).printers

    assert printers == {
        "hall": PrinterSettings(name="hall", kind="tcp", host="192.0.2.10", timeout_s=2.0),
        "kiosk-1": PrinterSettings(
            name="kiosk-1",
            kind="usb",
            vendor_id=0x04B8,
            product_id=2,
            width_mm=58,
            timeout_s=1.5,
        ),
    }


def test_variables_alone_can_make_a_printer(folder: Path) -> None:
    environ = {
        "MOISO_PRINTERS_HALL_2_KIND": "tcp",
        "MOISO_PRINTERS_HALL_2_HOST": "192.0.2.10",
    }

    printer = load_config(written(folder, ""), environ).printers["hall-2"]

    assert printer == PrinterSettings(name="hall-2", kind="tcp", host="192.0.2.10")


def test_problems_of_variables_are_told_under_their_own_names(folder: Path) -> None:
    told = problems(
        folder,
        "",
        MOISO_SERVER_PRT="1",
        MOISO_SERVER_PORT="abc",
        MOISO_RATING_NEUTRAL_IS_SATISFIED="perhaps",
        MOISO_PRINTERS_KIOSK_1_COLOUR="red",
    )

    assert told == [
        "MOISO_PRINTERS_KIOSK_1_COLOUR: unknown variable",
        "MOISO_SERVER_PRT: unknown variable; did you mean 'MOISO_SERVER_PORT'?",
        "MOISO_SERVER_PORT: 'abc' is not a whole number",
        "MOISO_RATING_NEUTRAL_IS_SATISFIED: 'perhaps' is not true or false",
    ]


def test_a_variable_for_a_section_that_is_no_table_does_not_hide_the_problem(folder: Path) -> None:
    told = problems(folder, "server = 5", MOISO_SERVER_PORT="9000")

    assert told == ["server: must be a table: write [server] and its keys below"]


def test_the_variable_that_names_the_file_is_no_problem(folder: Path) -> None:
    config = load_config(written(folder, ""), {"MOISO_CONFIG": "config.toml"})

    assert config.server.port == 8000


def test_without_a_file_problems_are_those_of_the_settings() -> None:
    with pytest.raises(ConfigError, match=r"^settings: 1 problem\n  MOISO_LOG_LEVEL: "):
        load_config(None, {"MOISO_LOG_LEVEL": "loud"})


@pytest.mark.parametrize(
    ("server", "address"),
    [
        (ServerSettings(), "http://192.0.2.7:8000"),
        (ServerSettings(host="127.0.0.1"), None),
        (ServerSettings(host="localhost"), None),
        (ServerSettings(host="so-may-chu"), "http://192.0.2.7:8000"),
        (ServerSettings(public_url=""), None),
        (ServerSettings(public_url="https://so.example.gov.vn/"), "https://so.example.gov.vn"),
    ],
)
def test_the_qr_code_never_leads_nowhere(server: ServerSettings, address: str | None) -> None:
    assert server.public_address("192.0.2.7") == address


def test_a_machine_without_a_network_prints_no_code() -> None:
    assert ServerSettings().public_address(None) is None


@pytest.mark.parametrize(
    ("public_url", "choice", "secure"),
    [
        ("https://so.example.gov.vn", "auto", True),
        ("auto", "auto", False),
        ("auto", "always", True),
        ("https://so.example.gov.vn", "never", False),
    ],
)
def test_cookies_are_secure_where_the_address_is(
    folder: Path, public_url: str, choice: str, secure: bool
) -> None:
    text = f'[server]\npublic_url = "{public_url}"\nsecure_cookies = "{choice}"'

    assert load_config(written(folder, text), {}).server.cookies_are_secure is secure


def test_the_settings_page_names_every_key_with_its_default_and_meaning() -> None:
    rows = (HOUSE / "docs/settings.md").read_text(encoding="utf-8").splitlines()

    for key in known_keys():
        kind = f"{key.kind}, {key.allowed}" if key.allowed else key.kind
        default = f"`{key.default}`" if key.default else "none"
        assert f"| `{key.name}` | {kind} | {default} | {key.doc} |" in rows


def test_the_settings_page_names_no_key_that_is_gone() -> None:
    page = (HOUSE / "docs/settings.md").read_text(encoding="utf-8")

    named = re.findall(r"^\| `([\w.]+)` \|", page, flags=re.MULTILINE)

    assert named == [key.name for key in known_keys()]


def test_the_shipped_file_has_a_printer_that_needs_no_paper() -> None:
    config = load_config(HOUSE / "config.toml", {})

    assert config.printers["kiosk-1"].kind == "file"
    assert config.printers["kiosk-1"].path == HOUSE / "var/tickets"
    assert config.store.catalogue.is_file()


def test_the_shipped_file_shows_every_key_with_its_true_default() -> None:
    shown = _with_every_key(HOUSE / "config.toml")

    told = {
        f"{section}.{name}": value
        for section, keys in shown.items()
        if section != "printers"
        for name, value in keys.items()
    }

    of_sections = [key for key in known_keys() if not key.name.startswith("printers.")]
    assert told == {key.name: _default_of(key, told) for key in of_sections}


def test_the_shipped_file_shows_every_key_of_a_printer_and_a_printer_of_each_kind() -> None:
    printers = _with_every_key(HOUSE / "config.toml")["printers"]

    named = {f"printers.NAME.{name}" for printer in printers.values() for name in printer}

    assert named == {key.name for key in known_keys() if key.name.startswith("printers.")}
    assert [printer["kind"] for printer in printers.values()] == ["file", "tcp", "usb", "serial"]


def _with_every_key(file: Path) -> dict[str, Any]:
    """The file with the "#" taken away from each default, as its head tells people to do."""
    text = file.read_text(encoding="utf-8")
    return tomllib.loads(re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE))


def _default_of(key: KnownKey, told: dict[str, Any]) -> Any:
    """What a key is without a file; a key that has no default is told as something empty."""
    if key.default:
        return tomllib.loads(f"value = {key.default}")["value"]
    return {} if told.get(key.name) == {} else ""
