"""A site edits one file: what it may say, and how all its problems are told."""

import re
from pathlib import Path

import pytest

from config import Config, ConfigError, PrinterSettings, ServerSettings, known_keys, load_config

HOUSE = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str, **environ: str) -> list[str]:
    with pytest.raises(ConfigError) as told:
        load_config(written(folder, text), environ)
    return told.value.problems


def test_without_a_file_the_defaults_hold(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)

    config = load_config(None, {})

    assert config.server == ServerSettings()
    assert config.queue == Config().queue
    assert config.printers == {}


def test_an_empty_file_is_as_good_as_none(folder: Path) -> None:
    assert load_config(written(folder, ""), {}).rating == Config().rating


def test_relative_paths_start_at_the_files_folder(folder: Path) -> None:
    text = '[voice]\nfolder = "clips"\n[printers.kiosk-1]\nkind = "file"\npath = "tickets"'

    config = load_config(written(folder, text), {})

    assert config.store.file == folder / "var/moiso.db"
    assert config.store.catalogue == folder / "catalogue/vo-nhai.toml"
    assert config.voice.folder == folder / "clips"
    assert config.printers["kiosk-1"].path == folder / "tickets"


def test_an_absolute_database_stays_where_it_is(folder: Path) -> None:
    url = f"sqlite:///{folder}/elsewhere/moiso.db"

    config = load_config(written(folder, f'[store]\nurl = "{url}"'), {})

    assert config.store.file == folder / "elsewhere/moiso.db"
    assert config.store.url == url


def test_a_serial_port_is_not_looked_for_in_the_folder(folder: Path) -> None:
    text = '[printers.kiosk-1]\nkind = "serial"\npath = "COM3"'

    assert load_config(written(folder, text), {}).printers["kiosk-1"].path == Path("COM3")


def test_all_problems_are_told_at_once_in_one_text(folder: Path) -> None:
    text = (
        "[server]\nprot = 8000\nport = 70000\n[sever]\n"
        '[printers.kiosk-1]\nkind = "tcp"\nhost = "192.0.2.10"\nwidth_mm = 70'
    )

    with pytest.raises(ConfigError) as told:
        load_config(written(folder, text), {})

    assert str(told.value) == (
        "config.toml: 4 problems\n"
        "  sever: unknown table; did you mean 'server'?\n"
        "  server.prot: unknown key; did you mean 'port'?\n"
        "  server.port: 70000 is not a port; use 1 to 65535\n"
        "  printers.kiosk-1.width_mm: 70 is not a paper width; use 58 or 80"
    )


def test_one_problem_is_one_problem(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"^config\.toml: 1 problem\n"):
        load_config(written(folder, "[queue]\nundo_s = -1"), {})


def test_a_syntax_error_names_its_line(folder: Path) -> None:
    (problem,) = problems(folder, "[server]\nport = 8000\nhost 127.0.0.1\n")

    assert problem.startswith("line 3, column 6: Expected '='")


def test_a_syntax_error_at_the_end_is_told_too(folder: Path) -> None:
    (problem,) = problems(folder, "[server]\nport =")

    assert problem == "end of document: Invalid value"


def test_a_file_that_is_not_utf8_says_where(folder: Path) -> None:
    (folder / "config.toml").write_bytes("[theme] # Mời Số".encode("utf-16-le")[:3] + b"\xff")

    with pytest.raises(ConfigError, match="byte 4: is not UTF-8"):
        load_config(folder / "config.toml", {})


def test_a_file_that_is_not_there_is_a_problem(folder: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file or directory"):
        load_config(folder / "config.toml", {})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("server = 5", "server: must be a table: write [server] and its keys below"),
        ('[server]\nport = "8000"', "server.port: '8000' is not a whole number"),
        ("[server]\nport = true", "server.port: True is not a whole number"),
        ("[server]\nport = 80.5", "server.port: 80.5 is not a whole number"),
        ("[server]\nhost = 1", "server.host: 1 is not a text"),
        (
            '[server]\npublic_url = "so.example.gov.vn"',
            (
                "server.public_url: 'so.example.gov.vn' is not an address; "
                "use 'auto', '' or 'https://so.example.gov.vn'"
            ),
        ),
        (
            '[server]\nsecure_cookies = "sometimes"',
            "server.secure_cookies: 'sometimes' is not allowed; use 'auto', 'always' or 'never'",
        ),
        (
            '[store]\nurl = "postgresql://db/moiso"',
            (
                "store.url: 'postgresql://db/moiso' is not a store; "
                "only 'sqlite:///PATH' is accepted now"
            ),
        ),
        ('[store]\ncatalogue = ""', "store.catalogue: is empty; write a path"),
        ("[voice]\nfolder = 5", "voice.folder: 5 is not a path; write it in quotes"),
        (
            '[voice]\nlanguages = "vi"',
            'voice.languages: \'vi\' is not a list of texts; write ["vi", "en"]',
        ),
        (
            '[voice]\nlanguages = ["vi", "Tiếng Anh"]',
            "voice.languages: 'Tiếng Anh' is not a language; use codes such as 'vi' or 'en'",
        ),
        ('[theme]\nred = "red"', "theme.red: 'red' is not a colour; use #RRGGBB"),
        (
            '[theme]\nred = "#FF6666"',
            "theme.red: #FF6666 on white has a contrast of 2.9; at least 4.5 is needed",
        ),
        (
            '[theme]\ngold = "#555555"',
            "theme.gold: #555555 on the dark ground has a contrast of 2.3; at least 4.5 is needed",
        ),
        ('[theme]\nlogo = "logo.gif"', "theme.logo: 'logo.gif' is not a PNG or SVG file"),
        ("[queue]\nmax_wait_min = 1", "queue.max_wait_min: 1 is not allowed; use 5 to 480"),
        (
            '[rating]\nneutral_is_satisfied = "no"',
            "rating.neutral_is_satisfied: 'no' is not true or false",
        ),
        (
            '[log]\nlevel = "loud"',
            "log.level: 'loud' is not a level; use 'debug', 'info', 'warning' or 'error'",
        ),
        ("printers = 1", "printers: must hold tables: write [printers.NAME] and the keys below"),
        (
            "[printers]\nkiosk-1 = 1",
            "printers.kiosk-1: must be a table: write [printers.kiosk-1] and its keys below",
        ),
        (
            "[printers.kiosk-1]",
            "printers.kiosk-1.kind: missing; use 'tcp', 'usb', 'serial' or 'file'",
        ),
        (
            '[printers.kiosk-1]\nkind = "bluetooth"',
            (
                "printers.kiosk-1.kind: 'bluetooth' is not a kind of printer; "
                "use 'tcp', 'usb', 'serial' or 'file'"
            ),
        ),
        (
            '[printers."Kiosk 1"]\nkind = "file"\npath = "var/tickets"',
            "printers.Kiosk 1: a printer's name has only a to z, digits and '-'",
        ),
        (
            '[printers.kiosk-1]\nkind = "tcp"\nhost = "192.0.2.10"\ntimeout_s = nan',
            "printers.kiosk-1.timeout_s: nan is not allowed; use 0.5 to 30",
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_remedy(folder: Path, text: str, problem: str) -> None:
    assert problems(folder, text) == [problem]


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("tcp", ["host"]),
        ("usb", ["vendor_id", "product_id"]),
        ("serial", ["path"]),
        ("file", ["path"]),
    ],
)
def test_each_kind_of_printer_names_what_it_needs(
    folder: Path, kind: str, missing: list[str]
) -> None:
    told = problems(folder, f'[printers.kiosk-1]\nkind = "{kind}"')

    assert told == [
        f"printers.kiosk-1.{key}: missing; a {kind} printer needs it" for key in missing
    ]


def test_a_key_that_the_kind_of_printer_would_ignore_is_refused(folder: Path) -> None:
    text = '[printers.kiosk-1]\nkind = "file"\npath = "var/tickets"\nhost = "192.0.2.10"'

    assert problems(folder, text) == [
        "printers.kiosk-1.host: a file printer does not use it; take it out"
    ]


def test_a_logo_must_be_there(folder: Path) -> None:
    assert problems(folder, '[theme]\nlogo = "logo.svg"') == [
        f"theme.logo: there is no file {folder / 'logo.svg'}"
    ]

    (folder / "logo.svg").write_text("<svg/>")
    config = load_config(folder / "config.toml", {})

    assert config.theme.logo == folder / "logo.svg"


def test_an_empty_logo_is_no_logo(folder: Path) -> None:
    assert load_config(written(folder, '[theme]\nlogo = ""'), {}).theme.logo is None


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

    printer = load_config(written(folder, ""), environ).printer("hall-2")

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


def test_a_kiosk_that_names_no_printer_uses_the_first(folder: Path) -> None:
    text = '[printers.hall]\nkind = "file"\npath = "a"\n[printers.aisle]\nkind = "file"\npath = "b"'

    config = load_config(written(folder, text), {})

    assert config.printer(None) is config.printers["hall"]
    assert config.printer("aisle") is config.printers["aisle"]
    assert config.printer("attic") is None
    assert Config().printer(None) is None


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


def test_the_shipped_file_shows_every_key_and_its_true_default(folder: Path) -> None:
    shipped = (HOUSE / "config.toml").read_text(encoding="utf-8")
    uncommented = re.sub(r"^#(?=\S)", "", shipped, flags=re.MULTILINE)

    config = load_config(written(folder, uncommented), {})

    sections = ("server", "queue", "rating", "session", "log", "theme")
    assert {name: getattr(config, name) for name in sections} == {
        name: getattr(Config(), name) for name in sections
    }
    assert list(config.printers) == ["kiosk-1", "kiosk-2", "kiosk-3", "kiosk-4"]
    shown = set(re.findall(r"^(\w+) = ", uncommented, flags=re.MULTILINE))
    assert shown == {key.name.rsplit(".", 1)[1] for key in known_keys()}
