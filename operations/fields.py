"""Reads the fields of a table that a person wrote, and keeps every problem on the way.

The same reader serves the catalogue's TOML and the manager's JSON, so both are held to one rule.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

Names = dict[str, str]
"""A text by language, such as {"vi": "Hộ tịch", "en": "Civil status"}; `vi` is always there."""

LANGUAGE = re.compile(r"[a-z]{2,3}")

SENTENCES = {
    "required": "missing",
    "unknown_key": "unknown key",
    "table": "must be a table with keys of its own",
    "list": "must be a list",
    "text": "must be a text in quotes",
    "too_long": "is longer than %(most)s characters",
    "names": 'must be a text, or one for each language such as {vi = "Hộ tịch", en = "…"}',
    "no_vietnamese": "needs a text for 'vi'",
    "number": "must be a whole number",
    "range": "must be from %(least)s to %(most)s",
    "flag": "must be true or false",
    "not_day": "must be a day such as 2027-02-17",
    "bad_code": "'%(value)s' cannot be used here; use %(use)s",
    "bad_toml": "cannot be read: %(value)s",
    "bad_timezone": "'%(value)s' is not a timezone; write one such as Asia/Ho_Chi_Minh",
    "bad_days": "must name days: mon tue wed thu fri sat sun, or a stretch such as mon-fri",
    "bad_time": "must be a time such as 07:30",
    "ends_before_start": "ends before it starts",
    "overlap": "two stretches of one day overlap",
    "no_hours": "is empty; leave it out where the service is always open",
    "twice": "'%(value)s' stands here twice",
    "no_counter": "no counter serves the service '%(value)s'",
    "unknown_service": "there is no service '%(value)s'",
    "unknown_counter": "there is no counter %(value)s",
}
"""What each problem says to somebody at a terminal; the web layer has its own translations."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be used, and where it stands; `near` is the nearest known word."""

    place: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    near: str | None = None

    def __str__(self) -> str:
        hint = f"; did you mean '{self.near}'?" if self.near else ""
        return f"{self.place}: {SENTENCES[self.code] % self.facts}{hint}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a person most likely meant, or None."""
    close = get_close_matches(word, list(known), n=1)
    return close[0] if close else None


class Fields:
    """One table. Every reader answers a usable value, or keeps a problem and a harmless one.

    `spelled` maps our name of a key to the writer's own. Call `finish` when all keys are read.
    """

    def __init__(
        self,
        table: object,
        problems: list[Problem],
        *,
        place: str = "",
        spelled: Mapping[str, str] | None = None,
    ) -> None:
        self.problems = problems
        self.place = place
        self._spelled = spelled or {}
        self._known: list[str] = []
        self._table: Mapping[str, Any] = {}
        if isinstance(table, Mapping):
            self._table = table
        else:
            self.problems.append(Problem(place, "table"))

    def problem(self, key: str, code: str, *, near: str | None = None, **facts: object) -> None:
        """Keep a problem of one key."""
        self.problems.append(Problem(self._path(self._spell(key)), code, facts, near))

    def has(self, key: str) -> bool:
        """Whether the writer gave this key a value."""
        return self._table.get(self._spell(key)) is not None

    def text(self, key: str, *, most: int = 200, default: str | None = None) -> str:
        """A trimmed text of at most `most` characters; needed unless there is a default."""
        value = self._value(key, needed=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str) or not is_readable(value):
            self.problem(key, "text")
            return ""
        return self._checked_text(key, value, needed=default is None, most=most)

    def code(self, key: str, pattern: str, use: str, *, default: str | None = None) -> str:
        """A text that matches all of `pattern`; `use` says in words what would."""
        text = self.text(key, default=default)
        if text and text != default and not re.fullmatch(pattern, text):
            self.problem(key, "bad_code", value=text, use=use)
        return text

    def names(self, key: str, *, most: int = 200, needed: bool = True) -> Names:
        """A text by language; a plain text is the Vietnamese one. {} where none is needed."""
        value = self._value(key, needed=needed)
        if value is None:
            return {}
        names = {"vi": value} if isinstance(value, str) else value
        if not _are_names(names):
            self.problem(key, "names")
            return {}
        return self._checked_names(key, names, needed=needed, most=most)

    def whole(self, key: str, least: int, most: int, *, default: int | None = None) -> int:
        """A whole number from `least` to `most`; needed unless there is a default."""
        value = self._value(key, needed=default is None)
        if value is None:
            return default or 0
        return self._checked_whole(key, value, least, most)

    def maybe_whole(self, key: str, least: int, most: int) -> int | None:
        """Like `whole`, None for a key without a value."""
        value = self._value(key, needed=False)
        return None if value is None else self._checked_whole(key, value, least, most)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._value(key, needed=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.problem(key, "flag")
            return default
        return value

    def day(self, key: str) -> date:
        """A day, written as a date of TOML or as a text; needed."""
        value = self._value(key, needed=True)
        if type(value) is date:
            return value
        if value is None:
            return date.min
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.problem(key, "not_day")
            return date.min

    def items(self, key: str, *, most: int = 1000) -> list[Any]:
        """A list as it stands, empty where there is none."""
        value = self._value(key, needed=False)
        if value is None:
            return []
        if not isinstance(value, list):
            self.problem(key, "list")
            return []
        if len(value) > most:
            self.problem(key, "range", least=0, most=most)
        return value

    def texts(self, key: str, *, most: int = 50) -> list[str]:
        """A list of texts; a plain text is a list of one."""
        value = self._value(key, needed=False)
        given = [value] if isinstance(value, str) else self.items(key, most=most)
        if not all(isinstance(text, str) and is_readable(text) for text in given):
            self.problem(key, "text")
            return []
        return [text for raw in given if (text := _tidy(raw))]

    def tables(self, key: str, spelled: Mapping[str, str] | None = None) -> Iterator["Fields"]:
        """Each table of a list, placed by the code, number or day that it bears."""
        for at, table in enumerate(self.items(key), start=1):
            place = f"{self._path(self._spell(key))}[{_bearing(table) or at}]"
            yield Fields(table, self.problems, place=place, spelled=spelled)

    def table(self, key: str, spelled: Mapping[str, str] | None = None) -> "Fields":
        """The table under a key; needed."""
        value = self._value(key, needed=True)
        path = self._path(self._spell(key))
        return Fields({} if value is None else value, self.problems, place=path, spelled=spelled)

    def allow(self, key: str) -> None:
        """Let a key stand that nobody reads."""
        self._known.append(self._spell(key))

    def finish(self) -> None:
        """Keep a problem for each key that nobody has asked for."""
        for key in self._table:
            if key not in self._known:
                near = nearest(key, self._known)
                self.problems.append(Problem(self._path(key), "unknown_key", {}, near))

    def _spell(self, key: str) -> str:
        return self._spelled.get(key, key)

    def _path(self, spelling: str) -> str:
        return f"{self.place}.{spelling}" if self.place else spelling

    def _value(self, key: str, *, needed: bool) -> Any:
        self._known.append(self._spell(key))
        value = self._table.get(self._spell(key))
        if value is None and needed:
            self.problem(key, "required")
        return value

    def _checked_text(self, key: str, value: str, *, needed: bool, most: int) -> str:
        text = _tidy(value)
        if needed and not text:
            self.problem(key, "required")
        if len(text) > most:
            self.problem(key, "too_long", most=most)
        return text

    def _checked_names(self, key: str, names: Names, *, needed: bool, most: int) -> Names:
        tidy = {language: text for language, raw in names.items() if (text := _tidy(raw))}
        if (needed or tidy) and "vi" not in tidy:
            self.problem(key, "no_vietnamese")
        if any(len(text) > most for text in tidy.values()):
            self.problem(key, "too_long", most=most)
        return tidy

    def _checked_whole(self, key: str, value: object, least: int, most: int) -> int:
        if type(value) is not int:
            self.problem(key, "number")
            return least
        if not least <= value <= most:
            self.problem(key, "range", least=least, most=most)
        return value


def is_readable(text: str) -> bool:
    """No control characters but line ends, and nothing that UTF-8 cannot write."""
    return all(c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") for c in text)


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _are_names(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(language, str)
        and LANGUAGE.fullmatch(language)
        and isinstance(text, str)
        and is_readable(text)
        for language, text in value.items()
    )


def _bearing(table: object) -> str | None:
    if not isinstance(table, Mapping):
        return None
    borne = next((table[key] for key in ("code", "number", "date") if key in table), None)
    return str(borne) if isinstance(borne, str | int | date) else None
