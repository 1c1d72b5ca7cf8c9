"""People and devices: signing in, staff, pairing, printers."""

from collections.abc import Mapping

from web.openapi.words import (
    FLAG,
    ID,
    INSTANT,
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

ROLE = one_of("clerk", "manager", "administrator", "auditor")
KIND = one_of("kiosk", "display", "counter", "rating", "manager")

STAFF = record(
    {
        "id": ID,
        "name": said(TEXT, "the name to sign in with"),
        "full_name": TEXT,
        "role": ROLE,
        "active": FLAG,
        "must_change": FLAG,
        "of_provider": said(FLAG, "the identity provider signs this person in, and no password"),
        "created_at": INSTANT,
        "password?": said(TEXT, "a made password, answered only once"),
    }
)

DEVICE = record(
    {
        "id": ID,
        "kind": KIND,
        "name": TEXT,
        "counter": maybe(WHOLE),
        "zone": TEXT,
        "printer": said(maybe(TEXT), "null prints on the first printer of `printers`"),
        "paperless": said(FLAG, "gives numbers without paper, on purpose; `printer` is null then"),
        "paired": FLAG,
        "online": FLAG,
        "last_seen_at": maybe(INSTANT),
        "address": maybe(TEXT),
        "help_at": maybe(INSTANT),
        "created_at": INSTANT,
        "last_print": maybe(record({"state": TEXT, "reason": maybe(TEXT), "ended_at": INSTANT})),
    }
)

PERSON = record(
    {
        "name": text(40, example="canbo1"),
        "full_name": text(100, example="Nguyễn Văn Mẫu"),
        "role": ROLE,
        "password?": said(maybe(text(200)), "one is made where none is given"),
    }
)

PLACE = record(
    {
        "name": text(60, example="Kiosk 1"),
        "counter?": maybe(whole(1, 99)),
        "zone?": text(40, least=0),
        "printer?": said(maybe(text(200)), "null is the office's usual one"),
        "paperless?": said(FLAG, "true: numbers without paper; not beside a printer's name"),
    }
)

SHAPES: Mapping[str, Schema] = {
    "Staff": STAFF,
    "Device": DEVICE,
    "Printer": record(
        {
            "name": TEXT,
            "kind": one_of("tcp", "usb", "serial", "file"),
            "online": maybe(FLAG),
            "paper": maybe(TEXT),
            "reason": maybe(TEXT),
        }
    ),
}

PASSWORD = text(1000, example="…")

ROUTES: Mapping[str, Route] = {
    "api_sign_in.post_sign_in": Route(
        record({"role": ROLE, "full_name": TEXT, "must_change": FLAG, "url": TEXT}),
        body=record({"name": text(200, example="canbo1"), "password": PASSWORD}),
        errors=("wrong_password", "too_many"),
        proof="nobody yet",
        takes_key=False,
    ),
    "api_sign_in.post_sign_out": Route(
        record({"url": said(TEXT, "where the browser goes now")}), takes_key=False
    ),
    "api_sign_in.post_password": Route(
        body=record({"old": PASSWORD, "new": PASSWORD}),
        errors=("wrong_password", "weak_password", "too_many"),
        takes_key=False,
    ),
    "api_staff.get_all": Route(record({"staff": many(shape("Staff"))})),
    "api_staff.post_staff": Route(
        shape("Staff"), 201, body=PERSON, errors=("name_taken", "weak_password")
    ),
    "api_staff.patch_staff": Route(
        shape("Staff"),
        body=anything_of(record({"active": FLAG}, PERSON)),
        errors=("not_found", "name_taken", "weak_password", "last_manager", "in_use"),
    ),
    "api_devices.get_devices": Route(record({"devices": many(shape("Device"))})),
    "api_devices.post_device": Route(
        shape("Device"),
        201,
        body=record({"code": text(200, example="123456")}, PLACE),
        errors=("code_unknown", "printer_unknown"),
    ),
    "api_devices.patch_device": Route(
        shape("Device"), body=anything_of(PLACE), errors=("not_found", "printer_unknown")
    ),
    "api_devices.delete_device": Route(errors=["not_found"]),
    "api_devices.get_printers": Route(record({"printers": many(shape("Printer"))})),
    "api_devices.post_printer_test": Route(
        record({"state": TEXT, "reason": maybe(TEXT), "warning": maybe(TEXT)}),
        errors=["printer_unknown"],
        takes_key=False,
    ),
    "api_pairings.post_pairing": Route(
        record({"id": said(ID, "the device's secret"), "code": TEXT, "expires_at": INSTANT}),
        201,
        body=record({"kind": one_of("kiosk", "display", "rating")}),
        errors=["too_many"],
        proof="nobody yet",
        takes_key=False,
    ),
    "api_pairings.get_waiting": Route(
        record({"kind": KIND}),
        query={"code": said(TEXT, "the six digits that the device shows")},
        errors=["code_unknown", "too_many"],
    ),
    "api_pairings.get_pairing": Route(
        record(
            {
                "state": one_of("waiting", "accepted", "expired"),
                "kind": KIND,
                "token?": said(TEXT, "handed out once"),
            }
        ),
        errors=["not_found"],
        proof="whoever holds the pairing's id",
    ),
    "api_pairings.post_claim": Route(
        record({"kind": KIND, "token": TEXT, "url": TEXT}),
        201,
        body=record({"key": text(200)}),
        errors=["code_unknown"],
        proof="whoever holds a one-time link",
    ),
}
