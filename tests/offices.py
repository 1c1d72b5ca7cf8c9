"""More offices beside or above the one of a hall, in the same store and the same house."""

from operations.catalogue import create_office
from operations.catalogue_format import parse_catalogue
from operations.tree import TREE, put_under
from tests.hall import CATALOGUE, COUNTER, Hall
from tests.house import House


def open_beside(hall: Hall, code: str, *, counters: int = 2) -> Hall:
    """Another office like the hall's, at the top of a tree of its own; it has no clerks yet."""
    text = CATALOGUE.replace('code = "thu"', f'code = "{code}"', 1)
    text += "".join(COUNTER.format(number=number) for number in range(1, counters + 1))
    with hall.store.maintain() as sql:
        office = create_office(sql, parse_catalogue(text), now=hall.clock.now)
    return Hall(hall.store, office, hall.clock)


def place(hall: Hall, above: Hall | None) -> None:
    """Put an office under another one, or at the top."""
    with hall.change(TREE) as change:
        put_under(change, None if above is None else above.id)


def open_province(hall: Hall) -> tuple[Hall, Hall]:
    """The hall's office `thu` and its sister `em`, both under the province `tinh`: the sister and
    the province.
    """
    sister, province = open_beside(hall, "em"), open_beside(hall, "tinh")
    place(hall, province)
    place(sister, province)
    return sister, province


def at(house: House, hall: Hall) -> House:
    """The same running house, whose new people and devices belong to another office."""
    return House(hall, house.running, house.folder)
