"""The catalogue: what citizens look up, and what managers keep."""

from collections.abc import Mapping

from web.openapi.words import (
    COUNT,
    DAY,
    FLAG,
    ID,
    LANGUAGE,
    NAMES,
    TEXT,
    WHOLE,
    Route,
    Schema,
    anything_of,
    many,
    maybe,
    one_of,
    record,
    said,
    shape,
    text,
    whole,
)

TIME: Schema = {"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}$", "examples": ["07:30"]}
SPAN = record({"from": TIME, "to": TIME})
HOURS = said(
    maybe(many(record({"days": many(TEXT)}, SPAN))), "null is always open; days are mon to sun"
)

SERVICE = record(
    {
        "code": {"type": "string", "pattern": "^[A-Z]$", "examples": ["C"]},
        "names": NAMES,
        "abouts?": NAMES,
        "icon": {"type": "string", "pattern": "^[a-z0-9-]{1,40}$", "examples": ["file-text"]},
        "typical_min": said(whole(1, 240, example=10), "how long a visit typically takes"),
        "daily_cap?": said(whole(0, 999), "numbers a day; 0 is no limit"),
        "hours?": HOURS,
        "paused?": FLAG,
        "position?": whole(0, 9999),
    }
)

COUNTER = record(
    {
        "number": whole(1, 99, example=3),
        "names": NAMES,
        "zone?": text(40, least=0),
        "services?": many(TEXT, 50),
    }
)

PROCEDURE = record(
    {
        "service": text(8, example="A"),
        "code": {"type": "string", "pattern": r"^[A-Za-z0-9_.()/-]{1,60}$", "examples": ["1.001"]},
        "names": NAMES,
        "keywords?": many(TEXT, 50),
        "papers?": many(NAMES, 50),
        "days?": maybe(whole(0, 3650)),
        "fee_vnd?": maybe(whole(0, 1_000_000_000)),
        "position?": whole(0, 9999),
    }
)

CLOSED_DAY = record({"date": DAY, "names?": NAMES})

SETTINGS = record(
    {
        "names": NAMES,
        "slogans": NAMES,
        "greetings": NAMES,
        "notices": NAMES,
        "hotline": text(40, least=0),
        "timezone": TEXT,
        "languages": many(LANGUAGE),
        "closed_days": many(CLOSED_DAY),
        "open_days": many(record({"hours": many(SPAN)}, CLOSED_DAY)),
    }
)

VERSION = {"version": WHOLE}


def _kept(body: Schema, **more: Schema) -> Schema:
    """What is answered: every field of the body, and more."""
    return {**(kept := record({**VERSION, **more}, body)), "required": list(kept["properties"])}


SHAPES: Mapping[str, Schema] = {
    "Procedure": record(
        {
            "id": ID,
            "code": TEXT,
            "service": TEXT,
            "names": NAMES,
            "keywords": many(TEXT),
            "papers": many(NAMES),
            "days": maybe(COUNT),
            "fee_vnd": maybe(COUNT),
        }
    ),
    "OfficeSettings": _kept(
        SETTINGS,
        code=TEXT,
        kind=one_of("ministry", "province", "centre", "branch", "commune", "point"),
    ),
    "ServiceSettings": _kept(SERVICE),
    "CounterSettings": _kept(COUNTER),
    "ProcedureSettings": _kept(PROCEDURE, id=ID),
}

ROUTES: Mapping[str, Route] = {
    "api_catalogue.get_procedures": Route(
        record({"procedures": many(shape("Procedure"))}),
        query={
            "q?": said(TEXT, "words, with or without accents"),
            "service?": said(TEXT, "only procedures of this service"),
        },
    ),
    "api_catalogue.get_office_settings": Route(shape("OfficeSettings")),
    "api_catalogue.patch_office_settings": Route(
        shape("OfficeSettings"), body=anything_of(SETTINGS)
    ),
    "api_catalogue.get_services": Route(record({"services": many(shape("ServiceSettings"))})),
    "api_catalogue.post_service": Route(shape("ServiceSettings"), 201, body=SERVICE),
    "api_catalogue.patch_service": Route(
        shape("ServiceSettings"), body=anything_of(SERVICE), errors=["unknown_service"]
    ),
    "api_catalogue.delete_service": Route(errors=("unknown_service", "in_use")),
    "api_catalogue.get_counters": Route(record({"counters": many(shape("CounterSettings"))})),
    "api_catalogue.post_counter": Route(
        shape("CounterSettings"), 201, body=COUNTER, errors=["in_use"]
    ),
    "api_catalogue.patch_counter": Route(
        shape("CounterSettings"),
        body=anything_of(COUNTER),
        errors=("unknown_counter", "in_use"),
    ),
    "api_catalogue.delete_counter": Route(errors=("unknown_counter", "in_use")),
    "api_catalogue.get_procedure_settings": Route(
        record({"procedures": many(shape("ProcedureSettings"))})
    ),
    "api_catalogue.post_procedure": Route(shape("ProcedureSettings"), 201, body=PROCEDURE),
    "api_catalogue.patch_procedure": Route(
        shape("ProcedureSettings"), body=anything_of(PROCEDURE), errors=["not_found"]
    ),
    "api_catalogue.delete_procedure": Route(errors=["not_found"]),
    "api_catalogue.get_catalogue": Route(files=("application/toml",)),
    "api_catalogue.put_catalogue": Route(
        record({"services": COUNT, "counters": COUNT}),
        body=TEXT,
        takes="application/toml",
        errors=["in_use", "office_taken"],
    ),
}
