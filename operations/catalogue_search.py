"""Search among procedures the way people type: without accents, words half written."""

import json
import re
import unicodedata
from typing import Any

from operations.catalogue_entries import ProcedureEntry
from store.store import Row, Sql

MOST_WORDS = 12
"""A longer query is cut: nobody at a kiosk means more."""


def fold(text: str) -> str:
    """Small letters without marks: `fold("Đăng ký")` is "dang ky"."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def folded_words(text: str) -> list[str]:
    """The words of a text, folded; everything but letters and digits parts words."""
    return re.findall(r"[^\W_]+", fold(text))


def folded_procedure(entry: ProcedureEntry) -> str:
    """The search text of a procedure: each word after a space, the names before the bar."""
    names = " ".join(entry.names.values())
    others = " ".join([entry.code, *entry.keywords])
    return " ".join(["", *folded_words(names), "|", *folded_words(others)])


def find_procedures(
    sql: Sql, office: str, *, query: str = "", service: str | None = None, limit: int = 50
) -> list[dict[str, Any]]:
    """Procedures in which every word of the query begins a word, the best first.

    Best is a name that begins with the query, then a name that holds all words, then the rest;
    an empty query answers all, in the catalogue's order.
    """
    words = folded_words(query)[:MOST_WORDS]
    pattern = f"% {max(words, key=len)}%" if words else "%"
    found = [
        row
        for row in sql.search_procedures(office=office, pattern=pattern)
        if service in (None, row["service"]) and _holds(row["folded"], words)
    ]
    found.sort(key=lambda row: _distance(row, words))
    best = [sql.get_procedure(office=office, id=row["id"]) for row in found[:limit]]
    return [procedure_state(row) for row in best]


def procedure_state(row: Row) -> dict[str, Any]:
    """A procedure as the API tells it."""
    return {
        "id": row["id"],
        "code": row["code"],
        "service": row["service"],
        "names": json.loads(row["names"]),
        "keywords": json.loads(row["keywords"]),
        "papers": json.loads(row["papers"]),
        "days": row["days"],
        "fee_vnd": row["fee_vnd"],
    }


def _holds(folded: str, words: list[str]) -> bool:
    return all(f" {word}" in folded for word in words)


def _distance(row: Row, words: list[str]) -> int:
    """0 for a name that begins with the query, 1 for one with all its words, 2 for the rest."""
    phrase = " ".join(words)
    names = json.loads(row["names"]).values()
    if any(" ".join(folded_words(name)).startswith(phrase) for name in names):
        return 0
    return 1 if _holds(row["folded"].partition("|")[0], words) else 2
