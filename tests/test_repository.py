"""What may stand in the repository, and what may not: it is all ours, and runs anywhere."""

import json
import re
import subprocess
from functools import cache
from ipaddress import ip_address
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_MODULE = 300
"""Lines; STYLE of the house: most files are under 200."""

MADE_ELSEWHERE = re.compile(
    r"\.min\.\w+$|\.(woff2?|ttf|otf|eot|mo|whl|map|py[co]|so|dll|exe|jar|mp3|opus|ogg|wav)$"
)
"""Fonts, bundles and builds come from packages at set-up; voice clips are made there."""

OF_ONE_MACHINE = re.compile(r"(?<![\w.}])/(?:work|root|home|Users)/|\b[A-Z]:\\+Users\b")
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E)\b")
ADDRESS = re.compile(r"(?:https?|wss?)://([\w.-]+)")
NAMES_A_FORMAT = {"www.w3.org", "json-schema.org"}
"""Hosts in names of formats, which nothing asks for anything."""


@cache
def our_files() -> list[Path]:
    """Files in git, and new ones that git would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listed.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


@cache
def texts() -> dict[str, str]:
    """Names and contents of all files that are text."""
    found = {}
    for file in our_files():
        try:
            found[file.relative_to(ROOT).as_posix()] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def lines_with(pattern: re.Pattern[str], files: dict[str, str]) -> list[str]:
    """`file:line: text` of each line in which the pattern is found."""
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def is_on_the_internet(host: str) -> bool:
    """Whether a host is a real one: neither this machine nor reserved for examples."""
    host = host.rstrip(".").lower()
    if host in NAMES_A_FORMAT | {"localhost"}:
        return False
    if re.fullmatch(r"(.*\.)?(example|test|invalid|localhost)(\.(com|org|net|gov\.vn|vn))?", host):
        return False
    try:
        return not ip_address(host).is_private  # true for the networks reserved for examples too
    except ValueError:
        return "." in host


def pinned_packages(lock: str) -> list[str]:
    """Each requirement of a lock file with its hashes, as one line."""
    plain = re.sub(r"\\\n", " ", lock)
    return [
        line for line in plain.splitlines() if line.strip() and not line.strip().startswith("#")
    ]


def unpinned(lock: str) -> list[str]:
    """Lines of a lock file that are anything but one version with its hashes."""
    pinned = re.compile(r"[\w.\[\],-]+==[\w.+!]+( ;[^\\]+?)?( +--hash=sha256:[0-9a-f]{64})+ *")
    return [line for line in pinned_packages(lock) if not pinned.fullmatch(line)]


@pytest.mark.parametrize("name", ["app", "dev", "node"])
def test_python_packages_are_pinned_by_hash_and_name_no_index(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.txt").read_text()

    assert pinned_packages(lock)
    assert unpinned(lock) == []
    assert "://" not in lock


def test_browser_modules_are_pinned_by_hash_and_name_no_download_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: found for name, found in lock["packages"].items() if name}

    assert packages
    assert [name for name, found in packages.items() if "resolved" in found] == []
    assert [name for name, found in packages.items() if "integrity" not in found] == []


def test_nothing_that_others_made_stands_here() -> None:
    assert [name for name in map(str, our_files()) if MADE_ELSEWHERE.search(name)] == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert lines_with(OF_ONE_MACHINE, texts()) == []


def test_nothing_is_left_for_later() -> None:
    assert lines_with(UNFINISHED, texts()) == []


def test_no_module_is_longer_than_one_reads() -> None:
    lines = {name: len(text.splitlines()) for name, text in texts().items()}
    long = {name: count for name, count in lines.items() if count > LONGEST_MODULE}

    assert {name: count for name, count in long.items() if name.endswith(".py")} == {}


def test_the_program_names_no_host_of_the_internet() -> None:
    """An office without a line must work: no page, style or setting may ask for more than us."""
    programs = {
        name: text
        for name, text in texts().items()
        if not name.endswith((".md", "package-lock.json"))
    }
    named = {(name, host) for name, text in programs.items() for host in ADDRESS.findall(text)}

    assert sorted(pair for pair in named if is_on_the_internet(pair[1])) == []


def broken_links(page: str, text: str) -> list[str]:
    """Relative links of a Markdown page that lead to no file of ours."""
    links = re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", text)
    ours = {file.resolve() for file in our_files()}
    folders = {folder for file in ours for folder in file.parents}
    here = (ROOT / page).parent
    return [f"{page}: {link}" for link in links if (here / link).resolve() not in ours | folders]


def unknown_targets(page: str, text: str) -> list[str]:
    """`make` commands that a page names and the Makefile does not know."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    named = re.findall(r"`make ([a-z-]+)", text)
    return [f"{page}: make {name}" for name in named if name not in targets]


def test_links_and_commands_of_our_pages_lead_somewhere() -> None:
    pages = {name: text for name, text in texts().items() if name.endswith(".md")}

    assert [fault for name, text in pages.items() for fault in broken_links(name, text)] == []
    assert [fault for name, text in pages.items() for fault in unknown_targets(name, text)] == []


def test_a_link_or_a_command_that_leads_nowhere_is_found() -> None:
    assert broken_links("docs/a.md", "[x](../Makefile) [y](gone.md#here)") == ["docs/a.md: gone.md"]
    assert unknown_targets("a.md", "`make run` `make coffee`") == ["a.md: make coffee"]


@pytest.mark.parametrize(
    "line",
    [
        "flask==3.1.0",
        "flask>=3 --hash=sha256:" + "0" * 64,
        "--index-url somewhere",
        "-e .",
        "flask @ file:///somewhere --hash=sha256:" + "0" * 64,
    ],
)
def test_a_lock_line_that_fixes_nothing_is_found(line: str) -> None:
    assert unpinned(line) == [line]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (OF_ONE_MACHINE, "open('/ho" + "me/lan/so.db')"),
        (OF_ONE_MACHINE, "C:\\" + "Users\\lan"),
        (UNFINISHED, "# TO" + "DO: print it"),
        (MADE_ELSEWHERE, "web/static/echarts.min.js"),
        (MADE_ELSEWHERE, "web/static/be-vietnam-pro.woff2"),
        (MADE_ELSEWHERE, "translations/en/LC_MESSAGES/messages.mo"),
    ],
)
def test_what_must_not_stand_here_is_found(pattern: re.Pattern[str], line: str) -> None:
    assert lines_with(pattern, {"planted": line})


@pytest.mark.parametrize(
    ("host", "real"),
    [
        ("fonts.somewhere.vn", True),
        ("8.8.8.8", True),
        ("example.vn.somewhere.com", True),
        ("so.example.gov.vn", False),
        ("kiosk.example", False),
        ("localhost", False),
        ("127.0.0.1", False),
        ("192.168.1.50", False),
        ("192.0.2.7", False),
        ("may-chu", False),
        ("www.w3.org", False),
    ],
)
def test_a_host_of_the_internet_is_told_from_one_in_the_house(host: str, real: bool) -> None:
    assert is_on_the_internet(host) == real
