"""What screens see of the whole office: its state, the board, and who is calling."""

from collections.abc import Mapping

from web.openapi.counters import DESK_STATE, SERVICE_STATE
from web.openapi.tickets import HEAD, STATE
from web.openapi.words import (
    COUNT,
    DAY,
    FLAG,
    ID,
    INSTANT,
    NAMES,
    TEXT,
    WHOLE,
    Route,
    Schema,
    many,
    maybe,
    one_of,
    record,
    said,
    shape,
)

SPOKEN = said(
    many(record({"language": TEXT, "clips": many(TEXT)})),
    "what the hall hears: its first language, then the ticket's own where it has a voice",
)

ABOUT = record(
    {
        "names": NAMES,
        "slogans": NAMES,
        "notices": NAMES,
        "hotline": TEXT,
        "timezone": TEXT,
        "languages": many(TEXT),
    },
    HEAD,
)

OFFICE_STATE = record(
    {
        "day": DAY,
        "code": TEXT,
        "greetings": NAMES,
        "logo": maybe(TEXT),
        "priority_age": said(WHOLE, "the age from which a citizen may ask for priority"),
        "services": many(
            record(
                {
                    "code": TEXT,
                    "names": NAMES,
                    "abouts": NAMES,
                    "icon": TEXT,
                    "waiting": COUNT,
                    "state": SERVICE_STATE,
                    "opens_at": maybe(INSTANT),
                    "estimate": shape("Estimate"),
                    "counters": many(WHOLE),
                    "open_counters": many(WHOLE),
                    "position": WHOLE,
                }
            )
        ),
        "counters": many(
            record(
                {
                    "number": WHOLE,
                    "names": NAMES,
                    "zone": TEXT,
                    "state": DESK_STATE,
                    "services": many(TEXT),
                    "full_name": maybe(TEXT),
                }
            )
        ),
    },
    ABOUT,
)

CALL = record(
    {
        "id": said(ID, "another one for each announcement"),
        "label": TEXT,
        "service": TEXT,
        "counter": WHOLE,
        "called_at": INSTANT,
        "calls": WHOLE,
        "language": TEXT,
        "state": said(TEXT, "the ticket's state, or `left` once it is gone from that counter"),
        "clips": many(TEXT),
        "spoken": SPOKEN,
    }
)

BOARD_STATE = record(
    {
        "greetings": NAMES,
        "calls": said(many(CALL, 12), "the newest first"),
        "missed": many(
            record(
                {
                    "id": ID,
                    "label": TEXT,
                    "at": INSTANT,
                    "language": TEXT,
                    "clips": many(TEXT),
                    "spoken": SPOKEN,
                }
            )
        ),
        "counters": many(
            record(
                {
                    "number": WHOLE,
                    "names": NAMES,
                    "zone": TEXT,
                    "state": DESK_STATE,
                    "label": maybe(TEXT),
                    "ticket_state": maybe(STATE),
                }
            )
        ),
        "waiting": many(record({"service": TEXT, "names": NAMES, "waiting": COUNT})),
    },
    ABOUT,
)

ME = record(
    {
        "role": one_of(
            "kiosk", "display", "counter", "rating", "clerk", "manager", "administrator", "auditor"
        ),
        "kind": one_of("staff", "device"),
        "id": ID,
        "name": TEXT,
        "full_name": maybe(TEXT),
        "counter": said(maybe(WHOLE), "the one it is bound to, or that this clerk holds"),
        "zone": TEXT,
        "office": ID,
        "device": maybe(ID),
        "must_change": said(FLAG, "has a made password and must choose one first"),
        "csrf?": said(TEXT, "of a session: what its commands carry as X-CSRF-Token"),
    }
)

SHAPES: Mapping[str, Schema] = {
    "OfficeState": OFFICE_STATE,
    "BoardState": BOARD_STATE,
    "Me": ME,
}

ROUTES: Mapping[str, Route] = {
    "api_office.get_office": Route(shape("OfficeState")),
    "api_office.get_board": Route(
        shape("BoardState"), query={"zone?": said(TEXT, "only the counters of this zone")}
    ),
    "api_office.get_me": Route(shape("Me")),
}
