"""Offices with a machine of their own: their reports to the province, and what it tells them."""

from collections.abc import Mapping

from web.openapi.words import (
    COUNT,
    FLAG,
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
    text,
)

KIND = one_of("catalogue", "notice", "account")
FACTS: Schema = {"type": "object", "additionalProperties": True}
NUMBERS: Schema = {"type": "object", "additionalProperties": {"type": "integer"}}
REPORT_TYPE = "application/octet-stream"

SHAPES: Mapping[str, Schema] = {
    "Intake": record(
        {
            "code": TEXT,
            "names": NAMES,
            "has_token": FLAG,
            "acked": said(WHOLE, "the office's version up to which everything is here"),
            "program": said(
                maybe(TEXT), "the last step of the schema that the office's program knows"
            ),
            "program_age": said(
                maybe(one_of("same", "older", "newer")), "how it stands beside the program here"
            ),
            "heard_at": maybe(INSTANT),
            "clock_ahead_s": said(
                maybe(WHOLE), "how far the office's clock is ahead; may be negative"
            ),
            "behind": said(maybe(COUNT), "changes that it had not sent yet"),
            "refusal": said(maybe(TEXT), "the code of the last refusal since then"),
            "refusal_facts": FACTS,
            "refused_at": maybe(INSTANT),
            "why": said(maybe(TEXT), "the last refusal in a sentence, in the caller's language"),
            "directives_open": COUNT,
        }
    ),
    "Directive": record(
        {
            "number": WHOLE,
            "kind": KIND,
            "made_at": INSTANT,
            "made_by": maybe(TEXT),
            "outcome": said(maybe(TEXT), "done or refused; null while it is on its way"),
            "code": maybe(TEXT),
            "facts": FACTS,
            "answered_at": maybe(INSTANT),
            "why": said(maybe(TEXT), "the refusal in a sentence, in the caller's language"),
        }
    ),
}

SENDER = "the office's machine, by the token of `server.py office token`"
REFUSALS = ("token_unknown", "token_revoked")

ROUTES: Mapping[str, Route] = {
    "api_intake.post_report": Route(
        record(
            {
                "acked": WHOLE,
                "now": INSTANT,
                "directives": many(record({"number": WHOLE, "kind": TEXT, "body": FACTS})),
            }
        ),
        body={"type": "string", "format": "binary", "description": "see docs/upstream.md"},
        takes=REPORT_TYPE,
        errors=(
            *REFUSALS,
            "batch_broken",
            "newer_format",
            "clock_ahead",
            "foreign_rows",
            "epoch_old",
            "version_gap",
            "batch_conflict",
        ),
        proof=SENDER,
        takes_key=False,
    ),
    "api_intake.get_rows": Route(
        files=(REPORT_TYPE,),
        query={"after": said(WHOLE, "the last version that the machine has")},
        errors=(*REFUSALS, "invalid"),
        proof=SENDER,
    ),
    "api_intake.get_intakes": Route(record({"offices": many(shape("Intake"))})),
    "api_intake.post_token": Route(
        record({"token?": said(TEXT, "for the office's config.toml, answered only once")}),
        201,
        errors=("office_works_here",),
    ),
    "api_intake.delete_token": Route(errors=("not_found",)),
    "api_directives.get_directives": Route(record({"directives": many(shape("Directive"))})),
    "api_directives.post_directive": Route(
        record({"numbers": NUMBERS, "kind": KIND, "password?": said(TEXT, "made here, told once")}),
        201,
        body=record(
            {
                "kind": KIND,
                "below?": said(FLAG, "all offices below that have a machine of their own"),
                "toml?": text(1024 * 1024, example="[office]"),
                "notices?": NAMES,
                "name?": text(40, example="canbo1"),
                "full_name?": text(100, example="Nguyễn Văn Mẫu"),
                "role?": one_of("clerk", "manager", "administrator", "auditor"),
                "active?": FLAG,
                "password?": said(maybe(text(200)), "null makes one"),
            }
        ),
        errors=("not_found", "weak_password"),
    ),
}
