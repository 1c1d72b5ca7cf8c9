"""What the hall hears: the right clips in the right order."""

import itertools

import pytest

from devices.clip_texts import english_number, vietnamese_number
from devices.voice import (
    announcement,
    clip_names,
    clip_text,
    missed_announcement,
    number_clips,
)

LANGUAGES = ["vi", "en"]
NUMBER_WORDS = {"vi": vietnamese_number, "en": english_number}


def said(clips: list[str], language: str) -> str:
    return " ".join(clip_text(clip, language).rstrip(",") for clip in clips[1:])


def test_the_call_is_read_as_the_hall_knows_it() -> None:
    clips = announcement("A025", 3, "vi")

    assert clips == ["chime", "moi", "A", "0", "2", "5-lam", "den-quay", "3"]
    assert said(clips, "vi") == "Xin mời công dân có số thứ tự a không hai lăm đến quầy số ba"


def test_a_second_call_says_so() -> None:
    assert announcement("A025", 3, "vi", repeat=True)[:3] == ["chime", "nhac-lai", "moi"]


def test_the_english_call_has_its_own_words() -> None:
    clips = announcement("A025", 21, "en")

    assert said(clips, "en") == "Ticket number A zero two five please come to counter twenty one"


def test_a_missed_number_is_sent_to_the_information_desk() -> None:
    clips = missed_announcement("B115", "vi")

    assert clips == ["chime", "so-thu-tu", "B", "1", "1", "5-lam", "da-goi"]
    assert "quầy hướng dẫn" in said(clips, "vi")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missed_number_tells_no_count_of_calls(language: str) -> None:
    """The office sets how often it calls, and a clerk may give up sooner."""
    sentence = said(missed_announcement("A", language)[1:], language).split()

    numbers = {word for n in range(1, 11) for word in NUMBER_WORDS[language](n).split()}
    assert numbers.isdisjoint(word.strip(".,") for word in sentence)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("A005", "a không không năm"),
        ("A015", "a không một lăm"),
        ("A055", "a không năm lăm"),
        ("A050", "a không năm không"),
        ("A505", "a năm không năm"),
        ("A021", "a không hai một"),
        ("A024", "a không hai bốn"),
        ("B5", "bê năm"),
    ],
)
def test_digits_are_read_one_by_one_and_a_last_five_softens(label: str, words: str) -> None:
    clips = announcement(label, 1, "vi")

    assert said(["", *clips[2:-2]], "vi") == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (30, "ba mươi"),
        (44, "bốn mươi tư"),
        (55, "năm mươi lăm"),
        (60, "sáu mươi"),
        (61, "sáu mươi mốt"),
        (64, "sáu mươi tư"),
        (70, "bảy mươi"),
        (75, "bảy mươi lăm"),
        (99, "chín mươi chín"),
    ],
)
def test_counters_are_read_as_numbers(number: int, words: str) -> None:
    assert vietnamese_number(number) == words
    assert said(["", *number_clips(number, "vi")], "vi") == words


@pytest.mark.parametrize("number", range(1, 100))
def test_counters_in_two_clips_say_the_same_as_in_one(number: int) -> None:
    assert said(["", *number_clips(number, "vi")], "vi") == vietnamese_number(number)
    assert said(["", *number_clips(number, "en")], "en") == english_number(number)


def test_a_counter_above_99_is_read_digit_by_digit() -> None:
    assert number_clips(125, "vi") == ["1", "2", "5-lam"]


@pytest.mark.parametrize("language", [*LANGUAGES, "tyz"])
def test_every_label_and_counter_has_its_clips(language: str) -> None:
    names = set(clip_names(language))

    digits = {"".join(triple) for triple in itertools.product("0123456789", repeat=3)}
    for letter, counter in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 4, range(1, 100), strict=False):
        for number in digits if letter == "A" else ["000", "555"]:
            assert set(announcement(letter + number, counter, language, repeat=True)) <= names
            assert set(missed_announcement(letter + number, language)) <= names


@pytest.mark.parametrize("label", ["", "Đ001", "A-01", "A 1", "../a"])
def test_a_label_that_nobody_can_say_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match="cannot be spoken"):
        announcement(label, 1, "vi")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_about_100_clips(language: str) -> None:
    assert 90 <= len(clip_names(language)) <= 110
