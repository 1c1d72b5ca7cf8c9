"""The clips themselves: real sound in each, made once, and a person's own never lost."""

import math
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest

from devices.clip_making import ClipCount, make_clips
from devices.clip_texts import CLIP_TEXTS
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
)

LANGUAGES = ["vi", "en"]


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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tones in both languages, to be read only."""
    folder = tmp_path_factory.mktemp("clips")
    make_clips(folder, LANGUAGES, beep)
    return folder


@pytest.fixture
def clips(made: Path, tmp_path: Path) -> Path:
    """A folder of Vietnamese tones of one's own."""
    copytree(made / "vi", tmp_path / "vi")
    copytree(made / "recorded", tmp_path / "recorded")
    return tmp_path


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


def test_every_announced_clip_has_a_file(made: Path) -> None:
    for clip in announcement("W995", 75, "vi", repeat=True):
        path = clip_path(made, "vi", clip)
        assert path is not None
        assert mp3_frames(path.read_bytes()) > 3


def test_a_lost_clip_is_made_again(clips: Path) -> None:
    (clips / "vi/A.mp3").unlink()

    assert make_clips(clips, ["vi"], beep).made == 1


def test_a_persons_recording_of_the_same_name_survives(clips: Path) -> None:
    (clips / "vi/A.mp3").write_bytes(b"a person's voice")

    again = make_clips(clips, ["vi"], beep)

    assert again == ClipCount(present=len(clip_names("vi")) - 1, replaced=1)
    assert (clips / "vi/A.mp3").read_bytes() == b"a person's voice"


def test_recordings_survive_a_lost_manifest(clips: Path) -> None:
    (clips / "vi/manifest.json").write_text("torn")

    assert make_clips(clips, ["vi"], beep).made == 0


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
    clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CLIP_TEXTS["vi"], "moi", "Kính mời Ông Bà có số thứ tự")

    assert make_clips(clips, ["vi"], beep) == ClipCount(made=1, present=len(clip_names("vi")) - 1)


@pytest.mark.parametrize("kind", [".mp3", ".wav", ".ogg", ".opus"])
def test_a_recorded_clip_is_played_before_the_made_one(clips: Path, kind: str) -> None:
    recorded = clips / f"recorded/vi/moi{kind}"
    recorded.write_bytes(b"a person's voice")

    assert clip_path(clips, "vi", "moi") == recorded
    assert clip_path(clips, "vi", "A") == clips / "vi/A.mp3"


@pytest.mark.parametrize(
    ("language", "name"),
    [("vi", "../en/moi"), ("vi", "manifest"), ("..", "moi"), ("vi/../en", "moi"), ("", "moi")],
)
def test_no_other_file_is_ever_served(made: Path, language: str, name: str) -> None:
    assert clip_path(made, language, name) is None


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
