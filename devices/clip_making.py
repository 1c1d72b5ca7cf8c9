"""Making the voice clips at set-up, without ever touching one that a person put there."""

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

from devices.clip_texts import CLIP_TEXTS
from devices.errors import VoiceError
from devices.sound import MP3_KBPS, SAMPLE_RATE, chime, evened, loudness, mp3, trimmed
from devices.speech import WORDS_PER_MINUTE, Speak, espeak
from devices.voice import CHIME, clip_names, clip_text

MANIFEST = "manifest.json"
RECIPE = f"1 {WORDS_PER_MINUTE} {SAMPLE_RATE} {MP3_KBPS}"
"""Changes when clips should be made anew."""

OpenVoice = Callable[[], AbstractContextManager[Speak]]


@dataclass(frozen=True)
class ClipCount:
    """What a run did: clips made, found as this program made them, and left as people put them."""

    made: int = 0
    present: int = 0
    replaced: int = 0

    def __add__(self, other: "ClipCount") -> "ClipCount":
        return ClipCount(
            self.made + other.made,
            self.present + other.present,
            self.replaced + other.replaced,
        )


def make_clips(folder: Path, languages: Iterable[str], open_voice: OpenVoice = espeak) -> ClipCount:
    """Make what is missing in `folder/LANGUAGE/NAME.mp3`; a second run makes nothing.

    The manifest holds the hash of each clip made here. A file that it does not know, or that
    differs from it, is a person's and stays. Raises VoiceError, and OSError for the folder.
    """
    return sum((_make_language(folder, name, open_voice) for name in languages), ClipCount())


def _make_language(folder: Path, language: str, open_voice: OpenVoice) -> ClipCount:
    if language not in CLIP_TEXTS:
        raise VoiceError(f"no texts are known for {language}; record its clips instead")
    clips = folder / language
    clips.mkdir(parents=True, exist_ok=True)
    (folder / "recorded" / language).mkdir(parents=True, exist_ok=True)
    manifest = _read_manifest(clips)
    states = {name: _state(clips, manifest, name, language) for name in clip_names(language)}
    missing = [name for name, state in states.items() if state == "missing"]
    with ExitStack() as voices:
        speak = voices.enter_context(open_voice()) if missing else None
        for name in missing:
            assert speak is not None
            sound = _sound(name, language, speak)
            manifest[name] = {"sha256": _hash(sound), "recipe": _recipe(name, language)}
            # The claim first: a run that is stopped here must not leave a clip that looks recorded.
            _write(clips / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
            _write(clips / f"{name}.mp3", sound)
    counted = list(states.values())
    return ClipCount(len(missing), counted.count("present"), counted.count("replaced"))


def _state(clips: Path, manifest: dict[str, dict[str, str]], name: str, language: str) -> str:
    """missing, present (ours and current) or replaced (a person's)."""
    path = clips / f"{name}.mp3"
    if not path.exists():
        return "missing"
    entry = manifest.get(name, {})
    if entry.get("sha256") != _hash(path.read_bytes()):
        return "replaced"
    return "present" if entry.get("recipe") == _recipe(name, language) else "missing"


def _sound(name: str, language: str, speak: Speak) -> bytes:
    if name == CHIME:
        return mp3(chime())
    samples = evened(trimmed(speak(clip_text(name, language), language)))
    if not loudness(samples):
        raise VoiceError(f"nothing was heard for {name} in {language}")
    return mp3(samples)


def _recipe(name: str, language: str) -> str:
    return f"{RECIPE} {clip_text(name, language)}"


def _hash(sound: bytes) -> str:
    return hashlib.sha256(sound).hexdigest()


def _read_manifest(clips: Path) -> dict[str, dict[str, str]]:
    """What earlier runs made; a manifest that cannot be read claims nothing."""
    try:
        read = json.loads((clips / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
