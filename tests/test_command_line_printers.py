"""Where devices print, said at the terminal: by name, as the office usually does, or without paper."""

import re
from pathlib import Path

import pytest

from tests.site import SETTINGS, Site, begun_site
from tests.stores import rows

ANOTHERS = """
[printers.xa-xa]
kind = "file"
path = "{folder}/far"
office = "xa-khac"
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site whose settings name another office's printer ahead of its own."""
    return begun_site(tmp_path, ANOTHERS + SETTINGS)


def kept(site: Site, name: str) -> str | None:
    """What the database has as the printer of the device called so."""
    with site.opened() as store, store.reading() as reading:
        [row] = rows(reading.sql, "select printer from device where name = ?", name)
    printer: str | None = row["printer"]
    return printer


def listed(site: Site, name: str) -> list[str]:
    """The words of the device's line in `device list`."""
    [line] = [one for one in site.does("device", "list").splitlines() if f"  {name} " in one]
    return line.split()


def test_the_first_kiosk_prints_on_a_printer_of_its_own_office(site: Site) -> None:
    assert kept(site, "Kiosk 1") == "kiosk-1"


@pytest.mark.parametrize("command", ["device link --kind", "token add --role"])
def test_a_kiosk_is_made_without_paper(site: Site, command: str) -> None:
    site.does(*command.split(), "kiosk", "--name", "Kiosk-2", "--paperless")

    assert kept(site, "Kiosk-2") == ""
    assert listed(site, "Kiosk-2")[-1] == "paperless"


def test_a_device_is_told_where_to_print_from_now_on(site: Site) -> None:
    device = listed(site, "Kiosk 1")[0]

    assert "without paper" in site.does("device", "print", device, "--paperless")
    assert (kept(site, "Kiosk 1"), listed(site, "Kiosk 1")[-1]) == ("", "paperless")
    assert "first printer of its office" in site.does("device", "print", device)
    assert kept(site, "Kiosk 1") is None
    assert "prints on kiosk-1" in site.does("device", "print", device, "--printer", "kiosk-1")
    assert (kept(site, "Kiosk 1"), listed(site, "Kiosk 1")[-1]) == ("kiosk-1", "kiosk-1")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("device link --kind kiosk --name K --printer xa-xa", "'xa-xa' for this office"),
        ("device link --kind kiosk --name K --printer kiosk-1 --paperless", "Choose either"),
        ("token add --role kiosk --name K --printer kiosk1", "did you mean 'kiosk-1'?"),
        ("device print nothing --paperless", "Không tìm thấy nội dung này."),
    ],
)
def test_what_cannot_print_here_is_told_and_changes_nothing(
    site: Site, words: str, complaint: str
) -> None:
    before = site.does("device", "list")

    result = site.says(*words.split())

    assert result.exit_code != 0
    assert complaint in result.output
    assert site.does("device", "list") == before


def test_the_doctor_names_a_device_whose_printer_was_taken_out(site: Site) -> None:
    site.does("device", "link", "--kind", "kiosk", "--name", "Kiosk-2", "--paperless")
    assert "device " not in site.says("doctor").output

    site.lay_down(
        ANOTHERS.replace("xa-khac", "phuong-mau") + SETTINGS.replace("kiosk-1", "kiosk-9")
    )

    told = site.says("doctor")
    assert told.exit_code == 1
    assert re.findall(r"^device .*", told.output, re.MULTILINE) == [
        "device Kiosk 1       no printer 'kiosk-1' for phuong-mau"
    ]
