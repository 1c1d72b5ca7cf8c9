"""A site edits one file: what it may say, and how all its problems are told."""

from pathlib import Path

import pytest

from config import Config, ConfigError, ServerSettings, load_config
from tests.settings_files import problems, written

HOUSE = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_without_a_file_the_defaults_hold(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)

    config = load_config(None, {})

    assert config.server == ServerSettings()
    assert config.queue == Config().queue
    assert config.printers == {}


def test_an_empty_file_is_as_good_as_none(folder: Path) -> None:
    assert load_config(written(folder, ""), {}).rating == Config().rating


def test_a_hall_may_stay_without_a_voice(folder: Path) -> None:
    assert load_config(written(folder, "[voice]\nlanguages = []"), {}).voice.languages == ()
    silent = load_config(written(folder, ""), {"MOISO_VOICE_LANGUAGES": ""})
    assert silent.voice.languages == ()


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


def test_a_table_that_was_pasted_a_second_time_is_named(folder: Path) -> None:
    """The file has them all already, and guides show whole tables."""
    (problem,) = problems(
        folder, '[oidc]\n[upstream]\n[oidc.roles]\n[upstream]\nurl = "http://a"\n'
    )

    assert problem.startswith("line 4,")
    assert problem.endswith(": [upstream] stands in the file already; put its lines there")


def test_the_marks_of_an_update_that_did_not_fit_are_named(folder: Path) -> None:
    marks = "<<<<<<< Updated upstream\nport = 1\n=======\nport = 2\n>>>>>>> Stashed changes\n"

    (problem,) = problems(folder, f"[server]\n{marks}")

    assert problem.startswith("line 2, column 1: git left its marks: keep the lines that are yours")


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
            '[store]\nurl = "mysql://db/moiso"',
            (
                "store.url: this is no store; write 'sqlite:///PATH' or "
                "'postgresql://USER:PASSWORD@HOST/DATABASE'"
            ),
        ),
        (
            '[live]\nbus = "localhost:6379"',
            "live.bus: this is no Redis; write 'redis://HOST:6379/0', or '' for none",
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
