"""What managers read: the day so far, reports of a period, every visit, and comments."""

from collections.abc import Mapping

from operations.comments import MOST_COMMENTS
from operations.report_jobs import CONTENT_TYPES
from web.openapi.counters import DESK_STATE, SERVICE_STATE
from web.openapi.tickets import HEAD, STATE
from web.openapi.words import (
    COUNT,
    DAY,
    FLAG,
    INSTANT,
    LANGUAGE,
    NAMES,
    SECONDS,
    SHARE,
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
    whole,
)

TODAY = record(
    {
        "day": DAY,
        "clock_ahead_s": said(
            SECONDS, "how far the machine's clock leapt ahead; 0 when it is right"
        ),
        "upstream": said(
            maybe(
                record(
                    {
                        "heard_at": maybe(INSTANT),
                        "since": INSTANT,
                        "waiting": said(COUNT, "rows that are still to be sent"),
                        "refusal": maybe(TEXT),
                        "again_s": said(SECONDS, "the longest wait before it is tried again"),
                    }
                )
            ),
            "how the reports to the province go; null for an office that sends none",
        ),
        "own_machine": said(
            maybe(record({"heard_at": maybe(INSTANT), "silent": FLAG})),
            "of an office that reports from a machine of its own: when it was last heard, and whether"
            " the figures are old for that; null for one that works here",
        ),
        "waiting": COUNT,
        "longest_wait_s": maybe(SECONDS),
        "served": COUNT,
        "missed": COUNT,
        "cancelled": COUNT,
        "taken": COUNT,
        "satisfaction": record(
            {
                "rated": COUNT,
                "served": COUNT,
                "satisfied": maybe(COUNT),
                "rate": maybe(SHARE),
                "low": said(maybe(SHARE), "the 95 % interval (Wilson)"),
                "high": maybe(SHARE),
                "response_rate": maybe(SHARE),
            }
        ),
        "services": many(
            record(
                {
                    "code": TEXT,
                    "names": NAMES,
                    "waiting": COUNT,
                    "longest_wait_s": maybe(SECONDS),
                    "served": COUNT,
                    "missed": COUNT,
                    "mean_wait_s": maybe(SECONDS),
                    "p90_wait_s": maybe(SECONDS),
                    "mean_service_s": maybe(SECONDS),
                    "state": SERVICE_STATE,
                }
            )
        ),
        "counters": many(
            record(
                {
                    "number": WHOLE,
                    "names": NAMES,
                    "state": DESK_STATE,
                    "full_name": maybe(TEXT),
                    "label": maybe(TEXT),
                    "ticket_state": maybe(STATE),
                    "served": COUNT,
                    "missed": COUNT,
                    "mean_service_s": maybe(SECONDS),
                    "last_act_at": maybe(INSTANT),
                }
            )
        ),
    },
    HEAD,
)

RATE = record(
    {
        "numerator": said(maybe(COUNT), "null when withheld"),
        "denominator": COUNT,
        "rate": maybe(SHARE),
        "low": said(maybe(SHARE), "the 95 % interval (Wilson)"),
        "high": maybe(SHARE),
        "withheld": said(FLAG, "rests on too few ratings to be fair to one person"),
    }
)

TIMES = record(
    {
        "count": COUNT,
        "mean_s": maybe(SECONDS),
        "median_s": maybe(SECONDS),
        "p90_s": maybe(SECONDS),
    }
)

PART = record({"key": said(maybe(TEXT), "the number, id or code of the part"), "names": NAMES})

COUNTS = record(
    {"taken": COUNT, "served": COUNT, "missed": COUNT, "cancelled": COUNT, "expired": COUNT}
)

SATISFACTION = record(
    {
        "served": COUNT,
        "rated": COUNT,
        "response": shape("Rate"),
        "satisfied": shape("Rate"),
        "levels": maybe({"type": "object", "additionalProperties": dict(COUNT)}),
    }
)

FIGURES: Mapping[str, Schema] = {
    "satisfaction": record({"taken": COUNT}, SATISFACTION),
    "service": record(
        {"wait": shape("Times"), "walk": shape("Times"), "service": shape("Times")}, COUNTS
    ),
    "reasons": record(
        {
            "asked": COUNT,
            "chosen": COUNT,
            "reasons": many(
                record({"code": TEXT, "names": NAMES, "chosen": COUNT, "share": shape("Rate")})
            ),
        }
    ),
}
"""What each report tells of every part, and of all together."""

NAMED = record({"code": TEXT, "names": NAMES})

COMMENT = record(
    {
        "office": shape("Named"),
        "day": said(DAY, "of the visit"),
        "rated_at": INSTANT,
        "service": shape("Named"),
        "level": whole(1, 5),
        "reasons": many(shape("Named")),
        "comment": said(TEXT, "as the citizen wrote it: never to be shown as markup"),
        "channel": one_of("tablet", "phone"),
        "language": LANGUAGE,
    }
)

BY = one_of("counter", "staff", "service", "day", "office")


def _report(what: str) -> Schema:
    figures = FIGURES[what]
    return record(
        {
            "report": one_of(what),
            "from": DAY,
            "to": DAY,
            "by": BY,
            "title": NAMES,
            "names": NAMES,
            "offices": said(COUNT, "how many offices it is about"),
            "scope": said(
                one_of("here", "below", "some"),
                "whether they are the office that asks, that and all below it, or others",
            ),
            "members": said(many(shape("Named")), "those offices"),
            "made_at": INSTANT,
            "silent": said(
                many(record({"code": TEXT, "names": NAMES, "heard_at": maybe(INSTANT)})),
                "offices whose figures are incomplete: not heard since the period's end",
            ),
            "min_count?": COUNT,
            "neutral_is_satisfied?": FLAG,
            "rows": many(record({}, PART, figures)),
            "total": figures,
        }
    )


SHAPES: Mapping[str, Schema] = {
    "Today": TODAY,
    "Named": NAMED,
    "Comment": COMMENT,
    "Rate": RATE,
    "Times": TIMES,
    "SatisfactionReport": _report("satisfaction"),
    "ServiceReport": _report("service"),
    "ReasonsReport": _report("reasons"),
}

PERIOD = {"from": DAY, "to": said(DAY, "the last day, included")}
OFFICES = {
    "offices?": said(TEXT, "codes of offices within reach, with commas between"),
    "scope?": said(one_of("here", "below"), "`below`: the office and all below it"),
}

ROUTES: Mapping[str, Route] = {
    "api_reports.get_today": Route(shape("Today")),
    "api_reports.get_report": Route(
        {
            "oneOf": [
                shape("SatisfactionReport"), shape("ServiceReport"), shape("ReasonsReport"),
            ],
            "description": "`what` is satisfaction, service or reasons",
        },
        query={
            **PERIOD,
            "by?": said(BY, "of several offices not by counter or staff"),
            **OFFICES,
            "format?": one_of("json", "csv", "zip", "xlsx", "pdf"),
        },
        files=tuple(CONTENT_TYPES[name] for name in ("csv", "zip", "xlsx", "pdf")),
        errors=("invalid", "not_found"),
    ),
    "api_reports.get_visits": Route(
        query={**PERIOD, **OFFICES, "format?": one_of("csv", "zip", "xlsx")},
        files=tuple(CONTENT_TYPES[name] for name in ("csv", "zip", "xlsx")),
        errors=["invalid"],
    ),
    "api_reports.get_comments": Route(
        record(
            {
                "comments": many(shape("Comment"), MOST_COMMENTS),
                "more": said(FLAG, "ask again with `before` for those that follow"),
                "services": said(
                    many(shape("Named")),
                    "what can be asked for by `service`, named as at the first of the offices",
                ),
            }
        ),
        query={
            **PERIOD,
            **OFFICES,
            "level?": said(
                {"type": "string", "pattern": "^([1-5](,[1-5])*)?$"}, "levels, with commas between"
            ),
            "service?": said(TEXT, "the code of one service"),
            "before?": said(INSTANT, "UTC; the last `rated_at` of the answer before"),
        },
        errors=["invalid"],
    ),
}  # fmt: skip
