"""The command line: every command on a site of its own, and its plain words when it cannot."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from command_line.commands import main
from command_line.options import SHIPPED_CONFIG
from config import load_config
from tests.site import SAMPLE, SETTINGS, Site, begun_site
from tests.stores import rows

DAYS = ("--from", "2026-11-01", "--to", "2026-11-30")


@pytest.fixture
def empty(tmp_path: Path) -> Site:
    """A site that was never started."""
    site = Site(tmp_path)
    site.lay_down()
    return site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with its office and first manager."""
    return begun_site(tmp_path)


def commands(group: click.Group, *before: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield (*before, name), command


# ---- help


@pytest.mark.parametrize("words", [" ".join(words) for words, _ in commands(main)])
def test_every_command_explains_itself_with_an_example_of_its_own(words: str, empty: Site) -> None:
    told = empty.does(*words.split(), "--help")

    assert "--config" in told
    assert re.search(rf"Examples?:\n\s+python server\.py {words}\b", told)


def test_the_shipped_settings_are_those_beside_the_program() -> None:
    assert load_config(SHIPPED_CONFIG, {}).server.port == 8000


# ---- each command does its work


def test_check_tells_all_problems_at_once(empty: Site) -> None:
    assert "ok (1 printer, " in empty.does("check")
    empty.lay_down(SETTINGS + "\n[server]\nprot = 1\n\n[queue]\nundo_s = -1\n")

    result = empty.says("check")

    assert result.exit_code == 1
    assert "server.prot: unknown key; did you mean 'port'?" in result.output
    assert "queue.undo_s" in result.output


def test_check_tells_no_password(empty: Site) -> None:
    store = "postgresql://moiso:bi-mat@db.example:5432/moiso?password=bi-mat"
    empty.lay_down(SETTINGS.replace('url = "sqlite:///', f'url = "{store}" # '))

    assert empty.does("check").endswith("store postgresql://db.example:5432/moiso)\n")


def test_staff_come_are_listed_and_get_a_new_password(site: Site) -> None:
    password = site.does("staff", "add", "--name", "hoa", "--full-name", "Trần Thị Mẫu").strip()

    listed = site.does("staff", "list")
    another = site.does("staff", "password", "hoa").strip()

    assert len(password) >= 10
    assert len({password, another}) == 2
    assert re.search(r"^hoa +clerk +Trần Thị Mẫu$", listed, re.MULTILINE)


def test_a_device_is_let_in_listed_and_sent_away(site: Site) -> None:
    token = site.does("token", "add", "--role", "kiosk", "--name", "Kiosk 9").strip()
    link = site.does("device", "link", "--kind", "rating", "--name", "Bảng 9", "--counter", "1")
    listed = site.does("device", "list")
    device = re.search(r"^(\S+) +kiosk +Kiosk 9", listed, re.MULTILINE)

    assert len(token) >= 32
    assert re.match(r"https?://\S+/pair#\S{16,}\n", link)
    assert "Bảng 9" in listed
    assert device is not None
    assert site.does("device", "revoke", device[1]) == "revoked\n"
    assert device[1] not in site.does("device", "list")


def test_the_catalogue_goes_out_and_comes_back_the_same(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "danh-muc.toml"
    shown = site.does("catalogue", "export")
    site.does("catalogue", "export", str(file))

    told = site.does("catalogue", "import", str(file))

    assert told == f"{file}: taken over\n"
    assert site.does("catalogue", "export") == shown == file.read_text("utf-8")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf", "json"])
def test_a_report_is_written_in_the_form_that_its_name_asks(
    site: Site, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"quy-4.{ending}"

    told = site.does("report", "satisfaction", str(file), *DAYS, "--by", "staff")

    begins = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "pdf": b"%PDF-", "json": b"{"}
    assert file.read_bytes().startswith(begins[ending])
    assert told.startswith(f"{file}: ")
    if ending == "json":
        assert json.loads(file.read_text("utf-8"))["from"] == "2026-11-01"


def test_every_visit_of_a_month_is_exported(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "luot.csv"

    site.does("export", str(file), *DAYS, "--lang", "en")

    assert "Ticket" in file.read_text("utf-8-sig").splitlines()[0]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("quy.doc", *DAYS), "must be one of json, csv, zip, xlsx, pdf"),
        (("q.csv", "--from", "2026-11-30", "--to", "2026-11-01"), "the last day is before"),
    ],
)
def test_a_report_that_cannot_be_is_refused_with_the_reason(
    site: Site, words: tuple[str, ...], complaint: str
) -> None:
    result = site.says("report", "service", *words)

    assert result.exit_code == 2
    assert complaint in result.output


def test_a_backup_comes_back_and_the_replaced_database_is_kept(site: Site, tmp_path: Path) -> None:
    copy = tmp_path / "sao-luu.db"
    site.does("backup", str(copy))
    site.does("staff", "add", "--name", "hoa", "--full-name", "Trần Thị Mẫu")

    refused = site.says("restore", str(copy))
    told = site.does("restore", str(copy), "--yes")

    assert refused.exit_code == 1  # nobody said yes
    assert f"the old one is {site.database}.old-1" in told
    assert "Trần Thị Mẫu" not in site.does("staff", "list")


def test_an_office_moves_to_another_machine_and_does_not_open_here_again(
    site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "chuyen-may.db"

    asked = site.says("move", str(file))
    told = site.does("move", str(file), "--yes")

    assert asked.exit_code == 1  # nobody said yes
    assert "this machine opens no more" in told
    code, _, complained = site.runs("run", "--port", "0")
    assert code == 1
    assert "đã chuyển sang máy khác" in complained
    with site.opened() as store, store.reading() as reading:
        assert rows(reading.sql, "select state from upstream") == [{"state": "moved:well"}]
    site.does("restore", str(file), "--yes")
    with site.opened() as store:
        refused = site.says("move", str(file), "--yes")
        assert "Stop the server first" in refused.output
        with store.reading() as reading:
            assert rows(reading.sql, "select state from upstream") == [{"state": "well"}]


def test_a_database_that_was_set_back_can_be_told_to_be_a_copy(site: Site) -> None:
    site.does("restored")

    with site.opened() as store, store.reading() as reading:
        assert rows(reading.sql, "select state from upstream") == [{"state": "restored"}]


def test_a_file_that_is_no_backup_replaces_nothing(site: Site) -> None:
    before = site.does("staff", "list")

    result = site.says("restore", str(site.config), "--yes")

    assert result.exit_code == 1
    assert result.output == f"{site.config}: file is not a database\n"
    assert site.does("staff", "list") == before


def test_an_office_that_is_not_there_is_named_with_the_nearest(site: Site) -> None:
    file = site.folder / "them.toml"
    file.write_text(SAMPLE.read_text("utf-8"), "utf-8")

    told = site.says("office", "add", "--from", str(file), "--under", "phuong-mao")

    assert told.exit_code == 1
    assert told.output == "Error: No office 'phuong-mao'; did you mean 'phuong-mau'?\n"


def test_a_language_without_a_machine_voice_waits_for_its_recordings(site: Site) -> None:
    site.lay_down(SETTINGS.replace("languages = []", 'languages = ["tyz"]'))

    told = site.does("voice")

    folder = site.folder / "voice" / "recorded" / "tyz"
    assert f"{folder}: put recorded clips here" in told
    assert folder.is_dir()


# ---- plain words


def test_a_site_that_was_never_started_says_so(empty: Site) -> None:
    result = empty.says("staff", "list")

    assert result.exit_code == 1
    assert "start `server.py run` once" in result.output


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("token add --role kiosk --name K --printer kiosk-2", "did you mean 'kiosk-1'?"),
        ("device link --kind kiosk --name K --printer kiosk1", "did you mean 'kiosk-1'?"),
        ("token add --role counter --name C --counter 99", "Không có quầy này."),
        ("token add --role rating --name C", "Cần điền mục này."),
        ("device link --kind rating --name C --counter 99", "Không có quầy này."),
        ("device revoke nothing", "Không tìm thấy nội dung này."),
        ("staff add --name hoa! --full-name Hoa", "Tên đăng nhập gồm"),
        ("staff add --name quanly --full-name Hoa", "Tên này đã có người dùng."),
        ("staff password nobody", "Không tìm thấy nội dung này."),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(site: Site, words: str, complaint: str) -> None:
    before = site.does("device", "list"), site.does("staff", "list")

    result = site.says(*words.split())

    assert result.exit_code != 0
    assert complaint in result.output
    assert "{" not in result.output
    assert (site.does("device", "list"), site.does("staff", "list")) == before
