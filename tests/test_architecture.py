"""Holds the plan of the house: who may import whom (docs/ tell why)."""

import re
import sys
from collections.abc import Callable
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.imports import Checkout

ROOT = Path(__file__).parent.parent
RULES = ["queueing", "satisfaction", "forecast"]
SCREENS = ["kiosk", "display", "counter", "rating", "phone", "manager"]
EVERYTHING = [*SCREENS, *RULES, "web", "operations", "store", "devices", "config"]

MAY_IMPORT = {
    "server": ["command_line", *EVERYTHING],
    "command_line": EVERYTHING,
    **{screen: ["web", "operations", *RULES, "devices.errors", "config"] for screen in SCREENS},
    "web": ["operations", "store", "devices", *RULES, "config"],
    "operations": ["store", "devices", *RULES, "config"],
    "store": ["queueing", "satisfaction", "config"],
    "devices": ["queueing", "satisfaction", "config"],
    "config": [],
    **{rules: [] for rules in RULES},
}
"""What each room may import of ours besides itself. A new screen is a new line in SCREENS."""

PURE = {"queueing": set(), "satisfaction": set(), "forecast": {"numpy"}}
"""Rooms of plain rules, and what each may use besides the standard library."""

SPEAKS_HTTP = {"server", "command_line", "web", *SCREENS}
HTTP_LIBRARIES = {"flask", "flask_socketio", "flask_babel", "werkzeug", "jinja2"}

MAY_IMPORT_LATE: dict[tuple[str, str], str] = {
    ("operations.durations", "numpy"): "16 MiB that only a process needs which reports whole years",
}
"""Importer and imported of each import inside a function, with its reason."""


def forbidden_imports(checkout: Checkout) -> list[str]:
    """Imports that the table of rooms does not allow."""
    return [
        str(found)
        for found in checkout.imports
        if found.imported.partition(".")[0] in checkout.rooms - {found.room}
        and not any(found.is_of(allowed) for allowed in MAY_IMPORT.get(found.room, []))
    ]


def unknown_rooms(checkout: Checkout) -> list[str]:
    """Rooms that the table does not know."""
    return sorted(checkout.rooms - set(MAY_IMPORT))


def impure_rules(checkout: Checkout) -> list[str]:
    """Imports of libraries, or of anything else that does, in the rooms of plain rules."""
    return [
        str(found)
        for found in checkout.imports
        if found.room in PURE
        and found.imported.partition(".")[0]
        not in sys.stdlib_module_names | PURE[found.room] | {found.room}
    ]


def http_where_it_does_not_belong(checkout: Checkout) -> list[str]:
    """Flask in a room that knows nothing of requests."""
    return [
        str(found)
        for found in checkout.imports
        if found.room not in SPEAKS_HTTP and found.imported.partition(".")[0] in HTTP_LIBRARIES
    ]


def cycles(checkout: Checkout) -> list[str]:
    """One ring of modules that import each other, or nothing."""
    needs: dict[str, set[str]] = {name: set() for name in checkout.modules}
    for found in checkout.imports:
        if found.imported in needs:
            needs[found.importer].add(found.imported)
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as ring:
        return [" → ".join(reversed(ring.args[1]))]
    return []


def late_imports(checkout: Checkout) -> list[str]:
    """Imports inside functions that nobody gave a reason for."""
    return [
        str(found)
        for found in checkout.imports
        if found.late and (found.importer, found.imported) not in MAY_IMPORT_LATE
    ]


def names_of_the_standard_library(checkout: Checkout) -> list[str]:
    """Rooms that would hide a standard module, which fails far from its cause."""
    folders = {path.name for path in checkout.root.iterdir() if path.is_dir()}
    return sorted((checkout.rooms | folders) & sys.stdlib_module_names)


def screens_that_fetch_from_one_another(checkout: Checkout) -> list[str]:
    """Pages and scripts of a screen that name another screen's static files."""
    screens = [checkout.root / screen for screen in SCREENS]
    kinds = ("html", "js", "css")
    pages = (file for screen in screens for kind in kinds for file in screen.rglob(f"*.{kind}"))
    return [
        f"{file.relative_to(checkout.root)} uses {named}"
        for file in pages
        for room in [file.relative_to(checkout.root).parts[0]]
        for named in re.findall(r"(\w+)(?:/static/|\.static\b)", file.read_text(encoding="utf-8"))
        if named in SCREENS and named != room
    ]


@cache
def pinned_to_run() -> set[str]:
    """Names of the distributions that a site installs."""
    lock = (ROOT / "requirements/app.txt").read_text()
    return {plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}


def plain(distribution: str) -> str:
    """A distribution's name as lock files write it: `tomli_w` is `tomli-w`."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def libraries_that_sites_do_not_install(checkout: Checkout) -> list[str]:
    """Imports of what only the tests' lock file brings: they would fail first at a site."""
    makers = packages_distributions()
    return [
        str(found)
        for found in checkout.imports
        if (library := found.imported.partition(".")[0])
        not in sys.stdlib_module_names | checkout.rooms
        and not pinned_to_run() & set(map(plain, makers.get(library, [])))
    ]


LAWS = [
    forbidden_imports,
    unknown_rooms,
    impure_rules,
    http_where_it_does_not_belong,
    cycles,
    late_imports,
    names_of_the_standard_library,
    screens_that_fetch_from_one_another,
    libraries_that_sites_do_not_install,
]


@pytest.fixture(scope="module")
def house() -> Checkout:
    """This checkout, read once."""
    return Checkout(ROOT)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_house_keeps(house: Checkout, law: Callable[[Checkout], list[str]]) -> None:
    assert law(house) == []


def test_the_whole_house_is_read(house: Checkout) -> None:
    assert {"queueing", "operations", "store"} <= house.rooms
    assert any(found.is_of("queueing") for found in house.imports)


def test_every_late_import_with_a_reason_is_still_there(house: Checkout) -> None:
    late = {(found.importer, found.imported) for found in house.imports if found.late}

    assert set(MAY_IMPORT_LATE) <= late


FAULTS = [
    (forbidden_imports, {"kiosk/routes.py": "import display.routes", "display/routes.py": ""}),
    (forbidden_imports, {"kiosk/routes.py": "from store import tickets", "store/tickets.py": ""}),
    (forbidden_imports, {"kiosk/routes.py": "import devices.printer", "devices/printer.py": ""}),
    (forbidden_imports, {"operations/tickets.py": "import web", "web/__init__.py": ""}),
    (forbidden_imports, {"queueing/order.py": "import config", "config/__init__.py": ""}),
    (unknown_rooms, {"utils/texts.py": ""}),
    (impure_rules, {"queueing/order.py": "from flask import request"}),
    (impure_rules, {"satisfaction/rates.py": "import numpy"}),
    (http_where_it_does_not_belong, {"operations/tickets.py": "from flask import g"}),
    (cycles, {"web/live.py": "from web import api", "web/api.py": "import web.live"}),
    (late_imports, {"web/live.py": "def push():\n    import json\n"}),
    (names_of_the_standard_library, {"queue/order.py": ""}),
    (libraries_that_sites_do_not_install, {"web/app.py": "from hypothesis import given"}),
    (libraries_that_sites_do_not_install, {"web/app.py": "import pypdf.generic"}),
    (screens_that_fetch_from_one_another, {"kiosk/static/main.js": "'/display/static/view.js'"}),
]


@pytest.mark.parametrize(("law", "files"), FAULTS)
def test_each_law_finds_its_breach(
    law: Callable[[Checkout], list[str]], files: dict[str, str], tmp_path: Path
) -> None:
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    assert len(law(Checkout(tmp_path))) == 1


def test_what_the_table_allows_passes(tmp_path: Path) -> None:
    for room in ("kiosk", "web", "operations", "queueing", "devices"):
        (tmp_path / room).mkdir()
    (tmp_path / "queueing/order.py").write_text("import math, queueing.life")
    (tmp_path / "queueing/life.py").touch()
    (tmp_path / "devices/errors.py").touch()
    (tmp_path / "operations/tickets.py").write_text("from queueing.order import choose_next")
    (tmp_path / "kiosk/routes.py").write_text("import operations.tickets, devices.errors, flask")

    assert [law(Checkout(tmp_path)) for law in LAWS] == [[]] * len(LAWS)
