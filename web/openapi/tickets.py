"""Tickets: the shapes, and the routes that take, show, print, cancel and rate them."""

from collections.abc import Mapping

from web.openapi.words import (
    COUNT,
    DAY,
    EMPTY,
    FLAG,
    ID,
    INSTANT,
    LANGUAGE,
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

STATE = one_of("waiting", "called", "serving", "parked", "served", "missed", "cancelled", "expired")
CLASS = one_of("returning", "priority", "appointment", "normal")
CHANNEL = one_of("kiosk", "phone", "clerk", "booking")
WHY = one_of("waited_too_long", "class", "turn_of_normal", "first_come", "clerk_choice")
REASON = one_of("elderly", "disabled", "pregnant", "child", "merit")
OWN_PROOF = "whoever holds the ticket's id"

HEAD = record(
    {
        "version": said(WHOLE, "rises by one in each change of the office; keep the higher one"),
        "epoch": said(TEXT, "another one after a restore: then the arrived state wins"),
        "now": said(INSTANT, "the server's clock, UTC"),
    }
)
"""What every state carries."""

COMMON = record(
    {
        "id": ID,
        "label": said(TEXT, "what is shown and called, such as A025"),
        "number": WHOLE,
        "service": said(TEXT, "the code of the service"),
        "service_name": NAMES,
        "state": STATE,
        "class": CLASS,
        "channel": CHANNEL,
        "language": TEXT,
        "issued_at": INSTANT,
        "called_at": maybe(INSTANT),
        "started_at": maybe(INSTANT),
        "finished_at": maybe(INSTANT),
        "counter": maybe(WHOLE),
        "calls": said(COUNT, "how often it was called"),
    }
)

TICKET = record(
    {
        "people_ahead": said(maybe(COUNT), "null unless waiting"),
        "estimate": said(maybe(shape("Estimate")), "null unless waiting"),
        "counters": said(many(WHOLE), "the counters that may call it"),
        "rated": FLAG,
        "may_rate": FLAG,
        "rate_until": maybe(INSTANT),
        "may_cancel": FLAG,
        "office_name": NAMES,
        "hotline": TEXT,
        "day": DAY,
    },
    HEAD,
    COMMON,
)

AT_COUNTER = record(
    {
        "waiting_since": INSTANT,
        "parked_at": maybe(INSTANT),
        "missed_at": maybe(INSTANT),
        "for_counter": said(maybe(WHOLE), "the only counter that may call it"),
        "waited_s": said(SECONDS, "seconds from the issue to the call, or till now"),
        "walk_s": said(SECONDS, "seconds from the call to the start"),
        "service_s": said(SECONDS, "seconds of service, running while serving"),
        "parked_s": SECONDS,
        "priority_reason": maybe(REASON),
        "note": maybe(TEXT),
        "why": said(maybe(WHY), "why this one was called, or would be"),
        "reason": said(maybe(TEXT), "the clerk's own words for a call out of order"),
        "returned": said(FLAG, "was missed and came back"),
        "version": WHOLE,
    },
    COMMON,
)

PRINT = record(
    {
        "id": ID,
        "ticket": ID,
        "label": TEXT,
        "printer": TEXT,
        "state": one_of("queued", "printing", "printed", "unknown", "failed"),
        "reason": said(maybe(TEXT), "a code such as paper_out"),
        "warning": maybe(TEXT),
        "copy": FLAG,
    }
)

SHAPES: Mapping[str, Schema] = {
    "Names": {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "a text in each language, by its code; Vietnamese is always there",
        "examples": [{"vi": "Hộ tịch", "en": "Civil status"}],
    },
    "Estimate": record({"low_min": COUNT, "high_min": COUNT}),
    "Ticket": TICKET,
    "TakenTicket": record(
        {
            "track_url": said(maybe(TEXT), "the ticket's own page, null where phones find none"),
            "print": maybe(shape("Print")),
        },
        TICKET,
    ),
    "CounterTicket": AT_COUNTER,
    "Print": PRINT,
    "RatingForm": record(
        {
            "levels": many(record({"level": whole(1, 5), "names": NAMES})),
            "reasons": many(record({"code": TEXT, "names": NAMES})),
            "ask_reasons_up_to": said(whole(1, 5), "reasons are asked for up to this level"),
            "wait_s": SECONDS,
            "comment_max": COUNT,
        }
    ),
}

WISH = record(
    {
        "service": text(8, example="A"),
        "class?": one_of("normal", "priority"),
        "priority_reason?": one_of("", "elderly", "disabled", "pregnant", "child", "merit"),
        "language?": LANGUAGE,
        "printer?": said(
            text(200), "where it is printed; a device's own by itself, none for a paperless one"
        ),
    }
)

OPINION = record(
    {
        "level": said(whole(1, 5, example=5), "1 very dissatisfied to 5 very satisfied"),
        "reasons?": many(said(TEXT, "codes of the rating form"), 50),
        "comment?": text(5000, least=0),
        "shown_ms?": whole(0, 86_400_000),
    }
)

ROUTES: Mapping[str, Route] = {
    "api_tickets.post_ticket": Route(
        shape("TakenTicket"),
        201,
        body=WISH,
        errors=(
            "unknown_service", "service_closed", "service_paused", "service_full", "too_many",
            "printer_unknown",
        ),
    ),
    "api_tickets.get_ticket_view": Route(
        shape("Ticket"), errors=["unknown_ticket"], proof=OWN_PROOF
    ),
    "api_tickets.get_ticket_code": Route(
        files=("image/svg+xml",), errors=["unknown_ticket"], proof=OWN_PROOF
    ),
    "api_tickets.get_print_view": Route(shape("Print"), errors=["not_found"]),
    "api_tickets.post_reprint": Route(
        shape("Print"),
        201,
        body=record({"printer?": text(200)}),
        errors=("unknown_ticket", "printer_unknown", "paperless"),
    ),
    "api_tickets.post_cancel": Route(
        shape("Ticket"),
        body=record({"reason?": text(200, least=0)}),
        errors=("unknown_ticket", "wrong_state", "unauthorized", "must_change", "csrf"),
        proof=f"{OWN_PROOF}; counter, clerk, manager, administrator",
    ),
    "api_tickets.post_withdrawal": Route(
        record({"outcome": one_of("cancelled", "kept", "printing", "none"), "label": maybe(TEXT)}),
        body=record({"key": said(text(80), "the Idempotency-Key of the wish for a ticket")}),
        errors=["unknown_ticket"],
    ),
    "api_ratings.get_rating_form": Route(shape("RatingForm"), proof="everybody"),
    "api_ratings.post_rating": Route(
        record({"level": whole(1, 5), "rated_at": INSTANT}),
        201,
        body=OPINION,
        errors=(
            "unauthorized", "forbidden", "unknown_ticket", "already_rated", "not_served", "too_late",
        ),
        proof=f"{OWN_PROOF}; rating (of the counter that served it)",
    ),
    "api_help.post_help": Route(EMPTY, 201),
    "api_help.post_help_done": Route(EMPTY, errors=["not_found"]),
}  # fmt: skip
