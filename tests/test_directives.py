"""What the province decided is done at the office by its own verbs, in order, once, and told back."""

from typing import Any

import pytest

from operations import directives
from operations.catalogue import export_catalogue
from operations.catalogue_format import CatalogueError
from operations.directives import carry_out, list_directives, queue_directive
from operations.errors import InvalidError, NotFoundError
from operations.passwords import chosen_password
from operations.sign_in import sign_in
from store.errors import ConstraintError
from tests.feeding import Pair

PASSWORD = "trời mưa to quá"


def tell(pair: Pair, kind: str, **body: Any) -> None:
    """The province decides."""
    with pair.province.change(pair.office) as change:
        queue_directive(change.sql, [pair.office], kind, body, by="chief", now=pair.clock.now)


def outcomes(pair: Pair) -> list[tuple[int, str | None, str | None]]:
    """What the province knows of its directives, the oldest first."""
    with pair.province.reading() as reading:
        told = list_directives(reading.sql, pair.office)
    return [(row["number"], row["outcome"], row["code"]) for row in reversed(told)]


def account(**more: Any) -> dict[str, Any]:
    password_hash = chosen_password(PASSWORD, name="lan").hash
    return {
        "name": "lan", "full_name": "Nguyễn Mẫu Lan", "role": "clerk",
        "password_hash": password_hash, **more,
    }  # fmt: skip


def test_an_account_is_added_changed_and_closed(pair: Pair) -> None:
    tell(pair, "account", **account())
    pair.report()
    store, now = pair.hall.store, pair.clock.now
    assert sign_in(store, "lan", PASSWORD, address="x", now=now)["must_change"]

    tell(pair, "account", name="lan", role="auditor")
    tell(pair, "account", name="lan", active=False)
    pair.report()
    pair.report()

    people = pair.hall.rows("select role, active from staff where name = 'lan'")
    assert people == [{"role": "auditor", "active": 0}]
    assert outcomes(pair) == [(number, "done", None) for number in (1, 2, 3)]


def test_a_refused_directive_is_told_back_and_holds_up_none(pair: Pair) -> None:
    tell(pair, "account", name="nobody", active=False)
    tell(pair, "account", **account(role=None))
    tell(pair, "notice", notices={"vi": "Nghỉ lễ"})

    pair.report()
    pair.report()

    assert outcomes(pair) == [
        (1, "refused", "not_found"), (2, "refused", "invalid"), (3, "done", None),
    ]  # fmt: skip
    with pair.hall.look() as seen:
        assert seen.office.notices == {"vi": "Nghỉ lễ"}


def test_what_came_twice_is_done_once(pair: Pair) -> None:
    tell(pair, "notice", notices={"vi": "Một"})
    directive = pair.report()["directives"][0]
    again = {**directive, "body": {"notices": {"vi": "Hai"}}}

    carry_out(pair.hall.store, pair.hall.id, again, now=pair.clock.now)

    with pair.hall.look() as seen:
        assert seen.office.notices == {"vi": "Một"}


def test_a_catalogue_of_another_office_leaves_this_ones_head(pair: Pair) -> None:
    with pair.hall.store.reading() as reading:
        own = export_catalogue(reading.sql, pair.hall.id)
    name = pair.hall.rows("select names from office")
    other = own.replace('code = "thu"', 'code = "khac"').replace("Thử Nghiệm", "Khác")
    other = other.replace("Hộ tịch", "Hộ tịch, quốc tịch")
    tell(pair, "catalogue", toml=other)
    tell(pair, "catalogue", toml=own.replace("Thử Nghiệm", "Mới"))

    pair.report()
    pair.report()

    assert outcomes(pair) == [(1, "done", None), (2, "done", None)]
    assert pair.hall.rows("select code from office") == [{"code": "thu"}]
    assert pair.hall.rows("select names from office") != name


def test_a_catalogue_that_leaves_people_stranded_changes_nothing(pair: Pair) -> None:
    pair.hall.take("B")
    with pair.hall.store.reading() as reading:
        own = export_catalogue(reading.sql, pair.hall.id)
    head, _, rest = own.partition('[[service]]\ncode = "B"')
    without = head + rest[rest.index("[[counter]]") :]
    tell(pair, "catalogue", toml=without.replace('    "B",\n', ""))

    pair.report()
    pair.report()

    assert outcomes(pair) == [(1, "refused", "in_use")]


def test_what_an_older_program_does_not_know_is_refused_there(pair: Pair) -> None:
    unknown = {"number": 1, "kind": "weather", "body": {}}

    carry_out(pair.hall.store, pair.hall.id, unknown, now=pair.clock.now)

    rows = pair.hall.rows("select outcome, code from directive_outcome")
    assert rows == [{"outcome": "refused", "code": "directive_unknown"}]


def test_rows_that_the_store_refuses_hold_up_no_other_directive(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ConstraintError("a promise of the schema")

    monkeypatch.setitem(directives.VERBS, "notice", breaks)
    tell(pair, "notice", notices={"vi": "Nghỉ"})
    pair.report()
    pair.report()

    assert outcomes(pair) == [(1, "refused", "store_constraint")]


@pytest.mark.parametrize(
    ("kind", "body", "error"),
    [
        ("weather", {}, InvalidError),
        ("notice", {}, InvalidError),
        ("notice", {"notices": {"vi": "x" * directives.LONGEST_BODY}}, InvalidError),
        ("account", {"role": "clerk"}, InvalidError),
        ("catalogue", {"toml": "x ="}, CatalogueError),
    ],
)
def test_the_province_sends_nothing_that_no_office_could_use(
    pair: Pair, kind: str, body: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        tell(pair, kind, **body)

    assert outcomes(pair) == []


def test_an_office_that_works_here_is_told_nothing(pair: Pair) -> None:
    with (
        pytest.raises(NotFoundError),
        pair.province.change(pair.office) as change,
    ):
        queue_directive(
            change.sql, ["elsewhere"], "notice", {"notices": {"vi": "x"}}, by=None,
            now=pair.clock.now,
        )  # fmt: skip
