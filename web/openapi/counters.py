"""Counters: the state a clerk works from, and the routes of the acts."""

from collections.abc import Iterable, Mapping

from web.openapi.tickets import HEAD
from web.openapi.words import (
    COUNT,
    DAY,
    FLAG,
    ID,
    INSTANT,
    NAMES,
    SECONDS,
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
    text,
    whole,
)

DESK_STATE = one_of("open", "paused", "closed")
SERVICE_STATE = one_of("open", "closed_day", "outside_hours", "paused", "full")

HELD = record(
    {
        "number": WHOLE,
        "names": NAMES,
        "state": DESK_STATE,
        "services": many(record({"code": TEXT, "names": NAMES})),
        "staff": maybe(ID),
        "full_name": maybe(TEXT),
        "opened_at": maybe(INSTANT),
        "paused_at": maybe(INSTANT),
        "paused_reason": maybe(TEXT),
    }
)

COUNTER_STATE = record(
    {
        "day": DAY,
        "timezone": TEXT,
        "office_names": NAMES,
        "counter": HELD,
        "ticket": said(maybe(shape("CounterTicket")), "the one in hand"),
        "waiting": said(many(shape("CounterTicket")), "in the order in which it would call"),
        "waiting_total": COUNT,
        "parked": many(shape("CounterTicket")),
        "missed": many(shape("CounterTicket")),
        "day_so_far": record(
            {
                "served": COUNT,
                "missed": COUNT,
                "mean_wait_s": maybe(SECONDS),
                "mean_service_s": maybe(SECONDS),
            }
        ),
        "undo": maybe(record({"ticket": ID, "label": TEXT, "act": TEXT, "until": INSTANT})),
        "calls_allowed": WHOLE,
        "undo_s": SECONDS,
        "grace_min": WHOLE,
        "services": many(record({"code": TEXT, "names": NAMES, "state": SERVICE_STATE})),
        "counters": many(
            record(
                {
                    "number": WHOLE,
                    "names": NAMES,
                    "state": DESK_STATE,
                    "services": many(TEXT),
                    "full_name": maybe(TEXT),
                }
            )
        ),
        "help": many(record({"device": ID, "name": TEXT, "since": INSTANT})),
        "printer_names": said(many(TEXT), "every printer of config.toml"),
        "printers": said(
            many(
                record(
                    {
                        "name": TEXT,
                        "state": TEXT,
                        "reason": maybe(TEXT),
                        "since": INSTANT,
                        "unprinted": COUNT,
                    }
                )
            ),
            "only those in trouble",
        ),
    },
    HEAD,
)

RATING_STATE = record(
    {
        "counter": record(
            {"number": WHOLE, "names": NAMES, "state": DESK_STATE, "full_name": maybe(TEXT)}
        ),
        "names": NAMES,
        "languages": many(TEXT),
        "timezone": TEXT,
        "phase": one_of("rest", "called", "serving", "rate"),
        "ticket": maybe(
            record({"id": ID, "label": TEXT, "language": TEXT, "finished_at": maybe(INSTANT)})
        ),
        "wait_s": SECONDS,
    },
    HEAD,
)

SHAPES: Mapping[str, Schema] = {"CounterState": COUNTER_STATE, "RatingState": RATING_STATE}

HANDS = ("unknown_ticket", "counter_not_open", "not_this_counter", "wrong_state")
"""What every act on a ticket may refuse."""

CALLING = ("unknown_counter", "counter_not_open", "counter_paused", "counter_busy")
CALLED = shape("CounterTicket")


def _desk(*errors: str, body: Schema | None = None) -> Route:
    return Route(shape("CounterState"), body=body, errors=("unknown_counter", *errors))


def _act(body: Schema | None = None, errors: Iterable[str] = HANDS) -> Route:
    return Route(CALLED, body=body, errors=errors)


ROUTES: Mapping[str, Route] = {
    "api_counters.post_open": _desk("counter_taken", "clerk_has_counter"),
    "api_counters.post_pause": _desk(
        "counter_not_open", body=record({"reason?": text(200, least=0)})
    ),
    "api_counters.post_resume_counter": _desk("counter_not_open"),
    "api_counters.post_close": _desk("counter_not_open", "counter_busy"),
    "api_counters.post_call_next": Route(
        CALLED,
        body=record({"finish?": said(FLAG, "finish the one in hand first, in the same change")}),
        errors=CALLING,
        may_be_empty="nobody waits; what was finished stays finished",
    ),
    "api_counters.post_call": _act(
        record({"ticket": ID, "reason": text(200, example="Cụ già yếu")}),
        {*CALLING, "unknown_ticket", "not_this_counter", "wrong_state"},
    ),
    "api_counters.post_recall": _act(),
    "api_counters.post_start": _act(),
    "api_counters.post_finish": _act(),
    "api_counters.post_no_show": _act(),
    "api_counters.post_bring_back": Route(
        {"anyOf": [CALLED, shape("Ticket")], "description": "a kiosk gets what the owner sees"},
        errors=("unknown_ticket", "wrong_state", "bring_back_too_late"),
    ),
    "api_counters.post_park": _act(record({"reason": text(200, example="Điền tờ khai")})),
    "api_counters.post_resume": _act(None, {*HANDS, "counter_paused", "counter_busy"}),
    "api_counters.post_transfer": _act(
        record(
            {
                "service?": text(8, example="B"),
                "counter?": said(whole(1, 999), "one of the two at least"),
                "note?": text(200, least=0),
            }
        ),
        {*HANDS, "unknown_service", "unknown_counter"},
    ),
    "api_counters.post_undo": _act(
        None,
        (
            "unknown_ticket", "counter_not_open", "nothing_to_undo", "undo_too_late",
            "already_rated", "counter_busy",
        ),
    ),
}  # fmt: skip
