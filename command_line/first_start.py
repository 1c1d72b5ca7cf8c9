"""The first start: fill an empty database, make the first manager, and one-time pairing links."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from config import Config
from operations.catalogue import create_office, read_catalogue_file
from operations.devices import Place
from operations.pairing import make_link
from operations.passwords import made_password
from operations.staff import first_manager
from store.store import Store


@dataclass(frozen=True, slots=True)
class FirstStart:
    """What only the first start tells: the manager's sign-in, and links that pair a screen."""

    office_name: str
    manager: str | None = None
    password: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)


def begin(store: Store, config: Config, *, now: datetime) -> FirstStart:
    """Fill an empty store from the sample catalogue; a store in use is left as it is.

    Raises CatalogueError when the catalogue file cannot be used.
    """
    with store.reading() as reading:
        offices = list(reading.sql.list_offices())
    if offices:
        return FirstStart(json.loads(offices[0]["names"])["vi"])
    catalogue = read_catalogue_file(config.store.catalogue)
    password = made_password()
    with store.maintain() as sql:
        office = create_office(sql, catalogue, now=now)
    with store.change(office) as change:
        manager = first_manager(change, password, now=now)
        counter = next(iter(change.sql.list_counters(office=office)))["number"]
        printer = next(iter(config.printers), None)
        places = {
            "kiosk": Place("Kiosk 1", printer=printer),
            "display": Place("Màn hình 1"),
            "rating": Place(f"Đánh giá quầy {counter}", counter=counter),
        }
        links = {
            f"/{kind}": f"/pair#{make_link(change, kind, place, now=now)}"
            for kind, place in places.items()
        }
    with store.reading() as reading:
        names = json.loads(next(iter(reading.sql.list_offices()))["names"])
    return FirstStart(names["vi"], manager, password.text, links)
