"""What the province's screen reads."""

from collections.abc import Mapping

from web.openapi.reports import SATISFACTION
from web.openapi.words import (
    COUNT,
    FLAG,
    INSTANT,
    NAMES,
    TEXT,
    Route,
    many,
    maybe,
    record,
    said,
)

OFFICE = record(
    {
        "code": TEXT,
        "kind": TEXT,
        "names": NAMES,
        "fed": said(FLAG, "works on a machine of its own, which sends its rows here"),
        "heard_at": said(maybe(INSTANT), "when that machine was last heard"),
        "silent": said(FLAG, "fed and not heard for a quarter of an hour: its figures are old"),
        "behind": said(COUNT, "changes that it had not sent yet when it was last heard"),
        "refusal": said(maybe(TEXT), "the code of its last report's refusal"),
        "refused_at": maybe(INSTANT),
        "counters": COUNT,
        "open_counters": said(COUNT, "those that call now"),
        "waiting": COUNT,
        "oldest_at": said(maybe(INSTANT), "since when the first of them waits"),
        "taken": said(COUNT, "today, by the office's own day"),
        "served": COUNT,
        "satisfaction": SATISFACTION,
        "devices": said(COUNT, "paired kiosks, displays and rating tablets"),
        "lost": said(COUNT, "those of them that nobody hears"),
        "help": said(COUNT, "those at which somebody asks for help"),
    }
)

ROUTES: Mapping[str, Route] = {
    "api_province.get_province": Route(
        record({"now": INSTANT, "names": NAMES, "code": TEXT, "offices": many(OFFICE)})
    )
}
