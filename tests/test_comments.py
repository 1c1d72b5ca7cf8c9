"""What citizens wrote reaches the manager: the newest first, and nobody's name beside it."""

from datetime import UTC, date, datetime
from unittest.mock import ANY

import pytest

from operations.ratings import Rater
from store.instants import from_text
from tests.commented import PERIOD, SAID, TODAY, read, words, write
from tests.hall import Hall
from tests.house import House
from tests.schemas import check_answer
from tests.stores import run


def test_a_comment_stands_with_its_visit_and_its_rating(hall: Hall) -> None:
    write(hall, "Chờ lâu.\nGhế cứng.", level=2, reasons=("long_wait",), rater=Rater("phone", "en"))

    assert read(hall) == {
        "comments": [
            {
                "office": {"code": "thu", "names": ANY},
                "day": "2026-11-23",
                "rated_at": "2026-11-23T01:00:00.000Z",
                "service": {"code": "A", "names": {"vi": "Hộ tịch", "en": "Civil status"}},
                "level": 2,
                "reasons": [
                    {
                        "code": "long_wait",
                        "names": {"vi": "Chờ đợi quá lâu", "en": "Waited too long"},
                    }
                ],
                "comment": "Chờ lâu.\nGhế cứng.",
                "channel": "phone",
                "language": "en",
            }
        ],
        "more": False,
        "services": [
            {"code": "A", "names": {"vi": "Hộ tịch", "en": "Civil status"}},
            {"code": "B", "names": {"vi": "Đất đai", "en": "Land"}},
        ],
    }


def test_neither_clerk_nor_counter_nor_number_is_told(house: House) -> None:
    ticket = write(house.hall, "Rất tốt")

    answer = house.person("manager").get(f"/comments?{PERIOD}")

    assert set(answer.get_json()["comments"][0]) == SAID
    for secret in ("clerk-1", "canbo1", ticket.label, ticket.id, "counter", "staff", "tablet-1"):
        assert secret not in answer.text


def test_a_rating_without_words_is_no_comment(hall: Hall) -> None:
    write(hall, None)
    write(hall, "  ")

    answer = read(hall)

    assert (answer["comments"], answer["more"]) == ([], False)


def test_the_newest_comes_first_and_the_rest_can_be_asked_for(hall: Hall) -> None:
    for number in range(5):
        write(hall, f"Lời {number}")
        hall.clock.forward(minutes=1)

    first = read(hall, limit=2)
    then = read(hall, limit=2, before=from_text(first["comments"][-1]["rated_at"]))
    last = read(hall, limit=2, before=from_text(then["comments"][-1]["rated_at"]))

    assert [words(first), words(then), words(last)] == [
        ["Lời 4", "Lời 3"],
        ["Lời 2", "Lời 1"],
        ["Lời 0"],
    ]
    assert [first["more"], then["more"], last["more"]] == [True, True, False]


def test_comments_of_one_instant_are_not_parted(hall: Hall) -> None:
    for _ in range(2):
        write(hall, "Cùng lúc")
    hall.clock.forward(minutes=1)
    write(hall, "Sau cùng")

    first = read(hall, limit=2)
    then = read(hall, limit=2, before=from_text(first["comments"][-1]["rated_at"]))

    assert (words(first), first["more"]) == (["Sau cùng"], True)
    assert (words(then), then["more"]) == (["Cùng lúc", "Cùng lúc"], False)


def test_more_of_one_instant_than_fit_are_cut_and_said_to_be_more(hall: Hall) -> None:
    for _ in range(3):
        write(hall, "Cùng lúc")

    answer = read(hall, limit=2)

    assert (len(words(answer)), answer["more"]) == (2, True)
    assert answer == read(hall, limit=2)


def test_the_day_of_the_visit_decides_and_both_ends_are_included(hall: Hall) -> None:
    write(hall, "Hôm nay")

    assert words(read(hall, TODAY, TODAY)) == ["Hôm nay"]
    assert words(read(hall, date(2026, 11, 24), date(2026, 11, 30))) == []
    assert words(read(hall, date(2026, 11, 1), date(2026, 11, 22))) == []


def test_another_offices_comments_stay_there(hall: Hall) -> None:
    write(hall, "Của đơn vị này")

    assert words(read(hall, offices=("another-office",))) == []


def test_names_that_the_house_does_not_know_any_more_are_their_codes(hall: Hall) -> None:
    write(hall, "Xưa rồi", level=1)
    with hall.store.maintain() as sql:
        run(sql, """update rating set service = 'Z', reasons = '["old"]'""")

    (said,) = read(hall)["comments"]

    assert said["service"] == {"code": "Z", "names": {"vi": "Z"}}
    assert said["reasons"] == [{"code": "old", "names": {"vi": "old"}}]


@pytest.mark.parametrize("role", ["manager", "administrator", "auditor"])
def test_managers_and_auditors_read_comments(house: House, role: str) -> None:
    write(house.hall, "<b>Cảm ơn</b>")

    answer = house.person(role).get(f"/comments?{PERIOD}")

    check_answer(house.running.app, answer)
    assert words(answer.get_json()) == ["<b>Cảm ơn</b>"]


def test_nobody_at_the_counter_or_in_the_hall_reads_them(house: House) -> None:
    path = f"/comments?{PERIOD}"

    assert house.nobody().get(path).status_code == 401
    assert house.person("clerk").get(path).status_code == 403
    for kind, counter in (("counter", 1), ("rating", 1), ("kiosk", None), ("display", None)):
        assert house.device(kind, counter).get(path).status_code == 403, kind


def test_the_address_reads_on_before_an_instant(house: House) -> None:
    write(house.hall, "Trước")
    house.hall.clock.now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    write(house.hall, "Sau")

    answer = house.person("auditor").get(f"/comments?{PERIOD}&before=2026-11-23T02:00:00.000Z")  # fmt: skip

    assert words(answer.get_json()) == ["Trước"]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", {"from", "to"}),
        ("from=2026-11-31&to=x", {"from", "to"}),
        ("from=2026-11-02&to=2026-11-01", {"to"}),
        (f"{PERIOD}&before=2026-11-23", {"before"}),
        (f"{PERIOD}&before=", {"before"}),
        (f"{PERIOD}&level=6", {"level"}),
        (f"{PERIOD}&level=1,,2", {"level"}),
        ("level=x&scope=all&to=2026-11-01", {"level", "scope", "from"}),
    ],
)
def test_a_wrong_address_says_what_is_wrong(house: House, query: str, fields: set[str]) -> None:
    answer = house.person("manager").get(f"/comments?{query}")

    assert answer.status_code == 422
    assert set(answer.get_json()["fields"]) == fields
