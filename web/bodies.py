"""Read a JSON body field by field, and tell everything that is wrong with it at once."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from flask import request

from operations.errors import InvalidError
from operations.fields import is_readable
from web.errors import RequestError

MISSING = object()


class Body:
    """The JSON object of this request; no body is an empty one. Ask for each field, then `check()`.

    Raises RequestError `bad_json` when the body is no JSON object.
    """

    def __init__(self) -> None:
        self._fields = json_object() if request.get_data(cache=True) else {}
        self._wrong: dict[str, str] = {}

    def text(self, name: str, *, required: bool = False, longest: int = 200) -> str | None:
        """A text without the white space around it; None when absent or empty."""
        value = self._fields.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            self._absent(name, required)
        elif not isinstance(value, str) or not is_readable(value := _with_plain_lines(value)):
            self.refuse(name, "text")
        elif len(value.strip()) > longest:
            self.refuse(name, "too_long")
        else:
            return value.strip()
        return None

    def choice(
        self, name: str, among: Collection[str], default: str = "", *, required: bool = False
    ) -> str:
        """One of some words; the default when absent."""
        value = self._fields.get(name)
        if value is None:
            self._absent(name, required)
            return default
        if not isinstance(value, str) or value not in among:
            self.refuse(name, "choice")
            return default
        return value

    def number(self, name: str, low: int, high: int, *, required: bool = False) -> int | None:
        """A whole number between two, both inclusive."""
        value = self._fields.get(name)
        if value is None:
            self._absent(name, required)
        elif isinstance(value, bool) or not isinstance(value, int):
            self.refuse(name, "number")
        elif not low <= value <= high:
            self.refuse(name, "range")
        else:
            return value
        return None

    def flag(self, name: str) -> bool:
        """True or false; absent is false."""
        value = self._fields.get(name, False)
        if not isinstance(value, bool):
            self.refuse(name, "flag")
            return False
        return value

    def words(self, name: str, *, most: int = 50) -> list[str]:
        """A list of texts; absent is empty."""
        value = self._fields.get(name) or []
        is_list = isinstance(value, list) and all(isinstance(word, str) for word in value)
        if not is_list or len(value) > most:
            self.refuse(name, "list")
            return []
        return list(value)

    def has(self, name: str) -> bool:
        """Whether the field came with a value."""
        return self._fields.get(name) is not None

    def raw(self, name: str) -> Any:
        """The field as it came, MISSING when absent."""
        return self._fields.get(name, MISSING)

    def only(self, *known: str) -> None:
        """Refuse every other field: one that was misspelled would be left aside unseen."""
        for name in self._fields:
            if name not in known:
                self.refuse(name, "unknown_key")

    def refuse(self, name: str, why: str) -> None:
        """Keep what is wrong with a field; the first word about it counts."""
        self._wrong.setdefault(name, why)

    def refuse_all(self, wrong: Mapping[str, str]) -> None:
        """Keep what is wrong with several fields."""
        for name, why in wrong.items():
            self.refuse(name, why)

    def check(self) -> None:
        """Raise InvalidError with every field that was refused."""
        if self._wrong:
            raise InvalidError(fields=dict(self._wrong))

    def _absent(self, name: str, required: bool) -> None:
        if required:
            self.refuse(name, "required")


def _with_plain_lines(text: str) -> str:
    """A file that was written on Windows ends its lines with two characters."""
    return text.replace("\r\n", "\n")


def json_object() -> dict[str, Any]:
    """The JSON object that was sent. Raises RequestError `bad_json` for anything else."""
    try:
        parsed = json.loads(request.get_data(cache=True).decode())
        # Half of a surrogate pair can be written in JSON, but neither kept nor shown.
        json.dumps(parsed, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise RequestError(400, "bad_json") from error
    if not isinstance(parsed, dict):
        raise RequestError(400, "bad_json")
    return parsed
