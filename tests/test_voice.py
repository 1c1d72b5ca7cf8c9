"""What the hall hears: the right clips in the right order, and sound in each of them."""

import itertools
import math
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from devices.clip_making import ClipCount, make_clips
from devices.clip_texts import CLIP_TEXTS, english_number, vietnamese_number
from devices.errors import VoiceError
from devices.sound import (
    PEAK_LIMIT,
    SAMPLE_RATE,
    SPEECH_RMS,
    Samples,
    chime,
    evened,
    loudness,
    mp3,
    trimmed,
)
from devices.speech import Speak, espeak
from devices.voice import (
    announcement,
    clip_names,
    clip_path,
    clip_text,
    missed_announcement,
    number_clips,
)

LANGUAGES = ["vi", "en"]


def said(clips: list[str], language: str) -> str:
    return " ".join(clip_text(clip, language).rstrip(",") for clip in clips[1:])


def tone(seconds: float, size: int = 8000, pitch: float = 440) -> Samples:
    step = 2 * math.pi * pitch / SAMPLE_RATE
    return array(
        "h", (round(size * math.sin(step * at)) for at in range(int(seconds * SAMPLE_RATE)))
    )


def silence(seconds: float) -> Samples:
    return array("h", bytes(2 * int(seconds * SAMPLE_RATE)))


@contextmanager
def beep() -> Iterator[Speak]:
    """A voice that says a short tone, higher for longer texts."""
    yield lambda text, language: tone(0.1, pitch=200 + len(text + language))


@contextmanager
def mute() -> Iterator[Speak]:
    """A voice that says nothing."""
    yield lambda text, language: silence(1)


@pytest.fixture(scope="module")
def spoken() -> dict[str, dict[str, Samples]]:
    """Every clip as espeak-ng really speaks it, trimmed and evened, before it is packed."""
    with espeak() as speak:
        return {
            language: {name: evened(trimmed(speak(text, language))) for name, text in texts.items()}
            for language, texts in CLIP_TEXTS.items()
        }


def mp3_frames(sound: bytes) -> int:
    """Frames of an MPEG-2 layer III file at 22,050 Hz, walked one by one from its first byte."""
    at = frames = 0
    while at + 4 <= len(sound):
        assert sound[at : at + 2] == b"\xff\xf3", f"no frame at byte {at}"
        kbps = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)[sound[at + 2] >> 4]
        at += 72_000 * kbps // SAMPLE_RATE + (sound[at + 2] >> 1 & 1)
        frames += 1
    assert at == len(sound)
    return frames


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_clip_really_sounds(spoken: dict[str, dict[str, Samples]], language: str) -> None:
    for name, samples in spoken[language].items():
        seconds = len(samples) / SAMPLE_RATE
        assert 0.1 < seconds < 5, name
        assert 0.75 * SPEECH_RMS < loudness(samples) < 1.1 * SPEECH_RMS, name
        assert max(map(abs, samples)) <= PEAK_LIMIT, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_letters_or_digits_are_the_same_sound(
    spoken: dict[str, dict[str, Samples]], language: str
) -> None:
    short = {name: bytes(sound) for name, sound in spoken[language].items() if len(name) == 1}

    assert len(short) == 36
    assert len(set(short.values())) == 36


def test_the_sentence_is_understood_as_vietnamese_tones_differ() -> None:
    with espeak() as speak:
        tones = {bytes(speak(word, "vi")) for word in ("ma", "mà", "má", "mả", "mã", "mạ")}

    assert len(tones) == 6


def test_a_language_that_the_voice_does_not_know_is_told() -> None:
    with espeak() as speak, pytest.raises(VoiceError, match="no voice for xx-none"):
        speak("một", "xx-none")


def test_silence_at_both_ends_is_cut() -> None:
    samples = trimmed(silence(1) + tone(0.5) + silence(1))

    assert 0.5 < len(samples) / SAMPLE_RATE < 0.56


def test_nothing_stays_of_silence() -> None:
    assert loudness(evened(silence(1))) == 0


@pytest.mark.parametrize("size", [200, 8000, 32_000])
def test_soft_and_loud_clips_come_out_alike(size: int) -> None:
    assert loudness(evened(tone(1, size))) == pytest.approx(SPEECH_RMS, rel=0.03)


def test_peaks_bend_and_are_never_cut() -> None:
    spiky = tone(1, 100)
    spiky[5000:5010] = array("h", [32_000] * 10)

    assert max(evened(spiky)) <= PEAK_LIMIT


def test_the_chime_rings_and_fades() -> None:
    samples = chime()
    tenth = SAMPLE_RATE // 10

    assert loudness(samples[:tenth]) > 1000
    assert loudness(samples[-tenth:]) < loudness(samples[:tenth]) / 5
    assert abs(samples[-1]) < 100


def test_a_packed_clip_is_whole_frames_of_its_length() -> None:
    frames = mp3_frames(mp3(tone(1)))

    assert frames * 576 / SAMPLE_RATE == pytest.approx(1, abs=0.15)


def test_making_twice_makes_once(tmp_path: Path) -> None:
    first = make_clips(tmp_path, ["vi", "en"], beep)
    second = make_clips(tmp_path, ["vi", "en"], beep)

    count = len(clip_names("vi")) + len(clip_names("en"))
    assert first == ClipCount(made=count)
    assert second == ClipCount(present=count)
    assert not list(tmp_path.rglob("*.part"))


def test_every_announced_clip_has_a_file(tmp_path: Path) -> None:
    make_clips(tmp_path, ["vi"], beep)

    for clip in announcement("W995", 75, "vi", repeat=True):
        path = clip_path(tmp_path, "vi", clip)
        assert path is not None
        assert mp3_frames(path.read_bytes()) > 3


def test_a_lost_clip_is_made_again(tmp_path: Path) -> None:
    make_clips(tmp_path, ["vi"], beep)
    (tmp_path / "vi/A.mp3").unlink()

    assert make_clips(tmp_path, ["vi"], beep).made == 1


def test_a_persons_recording_of_the_same_name_survives(tmp_path: Path) -> None:
    make_clips(tmp_path, ["vi"], beep)
    (tmp_path / "vi/A.mp3").write_bytes(b"a person's voice")

    again = make_clips(tmp_path, ["vi"], beep)

    assert again == ClipCount(present=len(clip_names("vi")) - 1, replaced=1)
    assert (tmp_path / "vi/A.mp3").read_bytes() == b"a person's voice"


def test_recordings_survive_a_lost_manifest(tmp_path: Path) -> None:
    make_clips(tmp_path, ["vi"], beep)
    (tmp_path / "vi/manifest.json").write_text("torn")

    assert make_clips(tmp_path, ["vi"], beep).made == 0


def test_a_run_that_was_stopped_is_finished_by_the_next(tmp_path: Path) -> None:
    @contextmanager
    def stopping() -> Iterator[Speak]:
        def speak(text: str, language: str) -> Samples:
            if text == clip_text("A", language):
                raise KeyboardInterrupt
            return tone(0.1)

        yield speak

    with pytest.raises(KeyboardInterrupt):
        make_clips(tmp_path, ["vi"], stopping)

    again = make_clips(tmp_path, ["vi"], beep)
    assert again.replaced == 0
    assert again.made + again.present == len(clip_names("vi"))


def test_a_clip_whose_words_changed_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_clips(tmp_path, ["vi"], beep)
    monkeypatch.setitem(CLIP_TEXTS["vi"], "moi", "Kính mời Ông Bà có số thứ tự")

    assert make_clips(tmp_path, ["vi"], beep) == ClipCount(
        made=1, present=len(clip_names("vi")) - 1
    )


@pytest.mark.parametrize("kind", [".mp3", ".wav", ".ogg", ".opus"])
def test_a_recorded_clip_is_played_before_the_made_one(tmp_path: Path, kind: str) -> None:
    make_clips(tmp_path, ["vi"], beep)
    recorded = tmp_path / f"recorded/vi/moi{kind}"
    recorded.write_bytes(b"a person's voice")

    assert clip_path(tmp_path, "vi", "moi") == recorded
    assert clip_path(tmp_path, "vi", "A") == tmp_path / "vi/A.mp3"


@pytest.mark.parametrize(
    ("language", "name"),
    [("vi", "../en/moi"), ("vi", "manifest"), ("..", "moi"), ("vi/../en", "moi"), ("", "moi")],
)
def test_no_other_file_is_ever_served(tmp_path: Path, language: str, name: str) -> None:
    make_clips(tmp_path, ["vi", "en"], beep)

    assert clip_path(tmp_path, language, name) is None


def test_a_language_of_native_speakers_is_recorded_only(tmp_path: Path) -> None:
    (tmp_path / "recorded/tyz").mkdir(parents=True)
    (tmp_path / "recorded/tyz/moi.ogg").write_bytes(b"a person's voice")

    assert clip_path(tmp_path, "tyz", "moi") == tmp_path / "recorded/tyz/moi.ogg"
    with pytest.raises(VoiceError, match="record its clips"):
        make_clips(tmp_path, ["tyz"], beep)


def test_a_voice_that_says_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="nothing was heard"):
        make_clips(tmp_path, ["vi"], mute)

    assert clip_path(tmp_path, "vi", "moi") is None
