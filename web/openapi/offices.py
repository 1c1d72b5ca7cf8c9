"""The routes of the tree of offices."""

from collections.abc import Mapping

from web.openapi.words import (
    COUNT,
    FLAG,
    NAMES,
    TEXT,
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

KIND = one_of("ministry", "province", "centre", "branch", "commune", "point")

SHAPES: Mapping[str, Schema] = {
    "OfficeInTree": record(
        {
            "code": TEXT,
            "kind": KIND,
            "names": NAMES,
            "parent": said(maybe(TEXT), "the code of the office above; null for the first one"),
            "depth": said(COUNT, "levels below the first one"),
            "fed": said(FLAG, "its own box sends what happens there"),
        }
    )
}

ROUTES: Mapping[str, Route] = {
    "api_offices.get_offices": Route(record({"offices": many(shape("OfficeInTree"))})),
    "api_offices.post_office": Route(
        record(
            {
                "code": TEXT,
                "kind": KIND,
                "names": NAMES,
                "manager?": said(TEXT, "the first manager's sign-in name; none with expected"),
                "password?": said(TEXT, "a made password, answered only once"),
            }
        ),
        201,
        body=record(
            {
                "catalogue?": said(text(1_500_000), "an office's whole catalogue as TOML"),
                "copy_of?": said(text(40, example="vo-nhai"), "an office like which it begins"),
                "expected?": said(FLAG, "true: it will report from a machine of its own"),
                "code?": said(text(40, example="dan-tien"), "of the new office, without catalogue"),
                "names?": NAMES,
                "kind?": KIND,
                "timezone?": text(64, example="Asia/Ho_Chi_Minh"),
            }
        ),
        errors=("office_taken", "office_too_deep", "kind_too_wide", "not_found"),
    ),
    "api_offices.patch_office": Route(
        record({"code": TEXT, "kind": KIND, "parent": TEXT}),
        body=record({"under?": text(40, example="tinh-mau"), "kind?": KIND}),
        errors=(
            *("office_loop", "office_too_deep", "kind_too_wide", "kind_needs_counters"),
            "not_found",
        ),
    ),
}
