"""Recorded clips of an office under test: short beeps in place of a human voice."""

import math
import wave
from pathlib import Path

from devices.voice import clip_names

CLIP_S = 0.06
RATE_HZ = 8000


def record_clips(voice: Path, *languages: str) -> None:
    """A beep for each clip in the voice folder of an office, as an office would record them."""
    for language in languages:
        folder = voice / "recorded" / language
        folder.mkdir(parents=True, exist_ok=True)
        for name in clip_names(language):
            with wave.open(str(folder / f"{name}.wav"), "wb") as file:
                file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
                file.writeframes(_beep())


def _beep() -> bytes:
    samples = range(int(CLIP_S * RATE_HZ))
    return b"".join(
        int(9000 * math.sin(math.tau * 440 * i / RATE_HZ)).to_bytes(2, "little", signed=True)
        for i in samples
    )
