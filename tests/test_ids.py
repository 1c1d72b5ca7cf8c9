"""Ids are words that can be written anywhere."""

import pytest

from store import ids


def test_no_id_looks_like_an_option_of_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["-2k1mXw0aLZbC9dF", "--k1mXw0aLZbC9dF", "9dFq2k1mXw0aLZbC"])
    monkeypatch.setattr(ids, "token_urlsafe", lambda _: next(drawn))

    assert ids.new_id() == "9dFq2k1mXw0aLZbC"
