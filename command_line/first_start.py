"""The first start: fill an empty database, make the first manager, and one-time pairing links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from config import Config
from operations.catalogue import create_office, read_catalogue_file
from operations.devices import Place
from operations.offices import get_office, office_of
from operations.pairing import make_link
from operations.passwords import made_password
from operations.staff import first_manager
from operations.tree import TREE
from store.store import Change, Store
from web.printers import printers_of


@dataclass(frozen=True, slots=True)
class FirstStart:
    """What only the first start tells: the manager's sign-in, and links that pair a screen."""

    office_name: str
    manager: str | None = None
    password: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)


def begin(store: Store, config: Config, *, now: datetime) -> FirstStart:
    """Fill an empty store from the sample catalogue, and let somebody in where nobody can be yet;
    a store in use is left as it is.

    Raises CatalogueError when the catalogue file cannot be used.
    """
    office = _office(store, config, now=now)
    with store.reading() as reading:
        name = get_office(reading.sql, office).names["vi"]
    password = made_password()
    with store.change(office) as change:
        if change.sql.count_staff(office=office):
            return FirstStart(name)
        manager = first_manager(change, password, now=now)
        links = {
            f"/{kind}": f"/pair#{make_link(change, kind, place, now=now)}"
            for kind, place in _first_screens(change, config).items()
        }
    return FirstStart(name, manager, password.text, links)


def _office(store: Store, config: Config, *, now: datetime) -> str:
    """The store's first office at the top, made from the catalogue when there is none."""
    with store.maintain(TREE) as sql:  # of two processes that start at once one makes it
        for row in sql.list_offices():
            if row["parent"] is None:
                return str(row["id"])
        return create_office(sql, read_catalogue_file(config.store.catalogue), now=now)


def _first_screens(change: Change, config: Config) -> dict[str, Place]:
    """One screen of each kind, so that a newcomer sees the whole house at once; an office
    without counters needs none.
    """
    counters = [row["number"] for row in change.sql.list_counters(office=change.office)]
    if not counters:
        return {}
    printers = printers_of(config, office_of(change).code)
    return {
        "kiosk": Place("Kiosk 1", printer=next(iter(printers), None)),
        "display": Place("Màn hình 1"),
        "rating": Place(f"Đánh giá quầy {counters[0]}", counter=counters[0]),
    }
