"""What the hall sees and hears."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config import VoiceSettings
from devices.voice import announcement, missed_announcement
from operations.administration_counters import change_counter
from operations.boards import CALLS_SHOWN, Voice, board_state
from tests.hall import Clock, Hall
from tests.house import open_house


def board(hall: Hall, zone: str = "", languages: tuple[str, ...] = ("vi", "en")) -> dict[str, Any]:
    voice = Voice(announcement, missed_announcement, languages)
    with hall.look() as snapshot:
        return board_state(snapshot, voice=voice, zone=zone)


def test_the_newest_call_stands_first_and_each_repetition_is_a_call_of_its_own(
    hall: Hall, clock: Clock
) -> None:
    first = hall.take()
    hall.take()
    hall.called(1)
    clock.forward(seconds=20)
    hall.called(2)
    clock.forward(seconds=20)
    hall.recall(first)

    calls = board(hall)["calls"]

    assert [(c["label"], c["counter"], c["calls"]) for c in calls] == [
        ("A001", 1, 2),
        ("A002", 2, 1),
        ("A001", 1, 1),
    ]
    assert len({c["id"] for c in calls}) == 3


def test_the_repetition_begins_with_its_own_words(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    hall.recall(ticket)

    repeated, first = board(hall)["calls"]

    assert repeated["clips"] == announcement("A001", 1, "vi", repeat=True)
    assert first["clips"] == announcement("A001", 1, "vi")
    assert repeated["clips"] != first["clips"]


def test_a_repetition_is_the_second_call_although_the_first_is_long_gone(hall: Hall) -> None:
    early = hall.take()
    hall.called(1)
    for _ in range(65):
        hall.take()
        hall.clock.forward(seconds=3)
        hall.call_next(2, finish=True)

    hall.recall(early)

    newest = board(hall)["calls"][0]
    assert (newest["label"], newest["calls"]) == ("A001", 2)


def test_a_call_that_was_undone_is_not_announced(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    hall.undo(ticket)

    assert board(hall)["calls"] == []


def test_the_board_of_a_new_day_is_empty(hall: Hall, clock: Clock) -> None:
    hall.take()
    hall.called()
    clock.forward(hours=24)
    hall.take()

    assert board(hall)["calls"] == []
    assert [counter["state"] for counter in board(hall)["counters"]] == ["closed", "closed"]


def test_a_board_carries_only_the_latest_calls(hall: Hall) -> None:
    for _ in range(CALLS_SHOWN + 5):
        hall.take()
        hall.call_next(finish=True)

    assert len(board(hall)["calls"]) == CALLS_SHOWN


def test_a_zone_shows_its_own_counters_only(hall: Hall) -> None:
    with hall.change() as change:
        change_counter(change, 2, {"zone": "T2"})
    hall.take()
    hall.take()
    hall.called(1)
    hall.called(2)

    shown = board(hall, "T2")

    assert [counter["number"] for counter in shown["counters"]] == [2]
    assert [call["counter"] for call in shown["calls"]] == [2]


def test_a_missed_number_is_told_until_it_comes_back(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    hall.no_show(ticket)
    assert [missed["label"] for missed in board(hall)["missed"]] == ["A001"]

    hall.bring_back(ticket)

    assert board(hall)["missed"] == []


@pytest.mark.parametrize(
    ("languages", "chosen", "heard"),
    [
        (("vi", "en"), "vi", ["vi"]),
        (("vi", "en"), "en", ["vi", "en"]),
        (("vi",), "en", ["vi"]),
        (("en", "vi"), "vi", ["en", "vi"]),
        ((), "vi", []),
    ],
)
def test_the_hall_hears_its_own_language_and_then_the_citizens_where_there_is_a_voice(
    hall: Hall, languages: tuple[str, ...], chosen: str, heard: list[str]
) -> None:
    hall.take(language=chosen)
    missed = hall.take(language=chosen)
    hall.called(1)
    hall.called(2)
    hall.no_show(missed, 2)

    shown = board(hall, languages=languages)

    for entry in (shown["calls"][-1], shown["missed"][0]):
        assert [said["language"] for said in entry["spoken"]] == heard
        assert entry["clips"] == (entry["spoken"][-1]["clips"] if heard else [])
    if heard:
        clips = announcement("A001", 1, heard[-1])
        assert shown["calls"][-1]["spoken"][-1] == {"language": heard[-1], "clips": clips}


def test_the_board_greets_with_the_offices_own_words(hall: Hall) -> None:
    assert board(hall)["greetings"] == {"vi": "Kính chào Ông/Bà!", "en": "Welcome!"}


def test_the_languages_of_config_toml_are_those_that_the_hall_hears(
    hall: Hall, tmp_path: Path
) -> None:
    hall.take(language="en")
    hall.called()
    with open_house(hall, tmp_path) as house:
        house.running.house.config = replace(
            house.running.house.config, voice=VoiceSettings(languages=("vi",))
        )
        (call,) = house.caller("display").get("/board").get_json()["calls"]

    assert [said["language"] for said in call["spoken"]] == ["vi"]
