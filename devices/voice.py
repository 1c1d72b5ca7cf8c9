"""Which clips make an announcement, and where each clip lies. Nothing is spoken here.

A label is read letter by letter and digit by digit. In Vietnamese a last 5 after a digit from
1 to 9 is "lăm" (A025: A, không, hai, lăm); after "không" it stays "năm" (A005). A counter is
read as a number: 1 to 60 are clips of their own, 61 to 99 are tens and unit, with "mốt", "tư"
and "lăm" in Vietnamese; higher counters are read digit by digit.
"""

from pathlib import Path

from devices.clip_texts import CLIP_TEXTS, VI_UNIT_AFTER_TENS, WHOLE_UP_TO

CHIME = "chime"
RECORDED_KINDS = (".mp3", ".wav", ".ogg", ".opus")
UNIT_CLIPS = {1: "1-mot", 4: "4-tu", 5: "5-lam"}


def announcement(label: str, counter: int, language: str, repeat: bool = False) -> list[str]:
    """The clips of a call in order; `repeat` begins with "Xin nhắc lại".

    Raises ValueError for a label that is not made of letters A to Z and digits.
    """
    again = ["nhac-lai"] if repeat else []
    label_clips = spell(label, language)
    return [CHIME, *again, "moi", *label_clips, "den-quay", *number_clips(counter, language)]


def missed_announcement(label: str, language: str) -> list[str]:
    """The clips that tell a missed number to ask at the information desk."""
    return [CHIME, "so-thu-tu", *spell(label, language), "da-goi"]


def spell(label: str, language: str) -> list[str]:
    """A label sign by sign."""
    if not (label.isascii() and label.isalnum() and label):
        raise ValueError(f"{label!r} cannot be spoken: use letters A to Z and digits")
    clips = list(label.upper())
    if language == "vi" and clips[-1] == "5" and "".join(clips[-2:-1]) in tuple("123456789"):
        clips[-1] = UNIT_CLIPS[5]
    return clips


def number_clips(number: int, language: str) -> list[str]:
    """A counter's number."""
    tens, unit = divmod(number, 10)
    if number <= WHOLE_UP_TO or (unit == 0 and number < 100):
        return [str(number)]
    if number > 99:
        return spell(str(number), language)
    in_vietnamese = language == "vi" and unit in VI_UNIT_AFTER_TENS
    return [str(tens * 10), UNIT_CLIPS[unit] if in_vietnamese else str(unit)]


def clip_names(language: str) -> list[str]:
    """Every clip that announcements of this language may need."""
    return [CHIME, *CLIP_TEXTS.get(language, CLIP_TEXTS["en"])]


def clip_text(name: str, language: str) -> str:
    """What a clip says, for those who record it; empty for the chime."""
    return CLIP_TEXTS.get(language, {}).get(name, "")


def clip_path(folder: Path, language: str, name: str) -> Path | None:
    """The sound file to play: a recorded one before the made one; None when there is neither.

    Names that no announcement uses are never looked for, whatever they would point at.
    """
    if not (language.isascii() and language.replace("-", "").isalnum()):
        return None
    if name not in clip_names(language):
        return None
    recorded = folder / "recorded" / language
    candidates = [recorded / f"{name}{kind}" for kind in RECORDED_KINDS]
    candidates.append(folder / language / f"{name}.mp3")
    return next((path for path in candidates if path.is_file()), None)
