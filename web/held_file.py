"""One file that browsers load, held in memory and packed once."""

import gzip
import hashlib
from functools import cached_property

from flask import Response, request

YEAR_S = 31_536_000
FOR_GOOD = f"public, max-age={YEAR_S}, immutable"
"""For an address whose content never changes."""

PACKED_BELOW = 0.9
"""Letters and small files are sent as they are: packing them saves less than a tenth."""


class HeldFile:
    """A file as it was when it was read, whatever an update does to the disk meanwhile."""

    def __init__(self, body: bytes, mimetype: str) -> None:
        self.body = body
        self.mimetype = mimetype

    @cached_property
    def mark(self) -> str:
        """Tells this content from any other."""
        return hashlib.sha256(self.body).hexdigest()[:16]

    @cached_property
    def packed(self) -> bytes | None:
        """The same as gzip, or None where that is not worth it."""
        if self.mimetype.startswith("font/"):
            return None
        packed = gzip.compress(self.body, mtime=0)
        return packed if len(packed) < PACKED_BELOW * len(self.body) else None

    def answer(self, cache: str) -> Response:
        """The answer to this request; `cache` says how long it may be kept."""
        packed = self.packed if request.accept_encodings["gzip"] else None
        answer = Response(self.body if packed is None else packed, mimetype=self.mimetype)
        if self.packed is not None:
            answer.vary.add("Accept-Encoding")
        if packed is not None:
            answer.content_encoding = "gzip"
        answer.headers["Cache-Control"] = cache
        answer.set_etag(self.mark if packed is None else f"{self.mark}-gzip")
        answer.make_conditional(request)
        return answer
