"""A report as it travels: gzip over lines of JSON, a head first, then a row a line."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from operations.intake_errors import BrokenBatchError, NewerFormatError
from operations.upstream_columns import are_rows
from operations.upstream_rows import Rows, as_line

FORMAT = 1
"""Raised when an older province could misread what a newer office says."""

LARGEST = 64 * 1024 * 1024
"""Unpacked bytes; the largest change of an office is some megabytes."""

LEVEL = 5


@dataclass(frozen=True, slots=True)
class Report:
    """What arrived, whole: the head's facts, and the rows by table."""

    head: Mapping[str, Any]
    rows: Rows


def pack(head: Mapping[str, Any], rows: Rows) -> bytes:
    """The bytes of a report. The head tells how many rows follow, and the hash of their lines."""
    lines = [as_line(table, row) for table, found in rows.items() for row in found]
    body = "\n".join(lines).encode()
    told = {"format": FORMAT, **head, "rows": len(lines), "sha256": sha256(body).hexdigest()}
    packer = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | 16)
    first = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return packer.compress(first + b"\n" + body) + packer.flush()


def unpack(content: bytes) -> Report:
    """The report in these bytes. Raises BrokenBatchError and NewerFormatError."""
    first, _, body = _unzipped(content).partition(b"\n")
    head = _parsed(first)
    if not isinstance(head, dict) or type(head.get("format")) is not int:
        raise BrokenBatchError(what="head")
    if head["format"] > FORMAT:
        raise NewerFormatError(format=head["format"], known=FORMAT)
    if head.get("sha256") != sha256(body).hexdigest():
        raise BrokenBatchError(what="hash")
    entries = _parsed(b"[" + body.replace(b"\n", b",") + b"]")  # no line of JSON has one in it
    if len(entries) != head.get("rows"):
        raise BrokenBatchError(what="count")
    return Report(head, _by_table(entries))


def _by_table(entries: Iterable[Any]) -> Rows:
    rows: dict[str, list[Any]] = {}
    for entry in entries:
        if not isinstance(entry, list) or len(entry) != 2 or not isinstance(entry[0], str):
            raise BrokenBatchError(what="row")
        rows.setdefault(entry[0], []).append(entry[1])
    if not all(are_rows(table, found) for table, found in rows.items()):
        raise BrokenBatchError(what="row")
    return rows


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise BrokenBatchError(what="json") from error


def _unzipped(content: bytes) -> bytes:
    opener = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unzipped = opener.decompress(content, LARGEST)
    except zlib.error as error:
        raise BrokenBatchError(what="gzip") from error
    if not opener.eof:
        raise BrokenBatchError(what="too_long" if opener.unconsumed_tail else "cut")
    return unzipped
