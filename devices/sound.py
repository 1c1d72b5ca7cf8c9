"""Sound as 16-bit mono samples: trimmed, evened, faded, and packed as MP3."""

import math
from array import array
from typing import TypeAlias

import lameenc

SAMPLE_RATE = 22_050
"""Hz; what espeak-ng speaks in."""
MP3_KBPS = 64
SPEECH_RMS = 3300
"""About -20 dB of full scale: every clip is as loud as the next."""
PEAK_LIMIT = 30_000
FRAME = SAMPLE_RATE // 50
"""20 ms."""

Samples: TypeAlias = "array[int]"


def trimmed(samples: Samples) -> Samples:
    """Without the silence at both ends, but for 10 ms before and 40 ms after the sound."""
    loud = max(map(abs, samples), default=0) // 100
    first = next((at for at, value in enumerate(samples) if abs(value) > loud), 0)
    last = next((at for at in range(len(samples) - 1, -1, -1) if abs(samples[at]) > loud), -1)
    return samples[max(0, first - SAMPLE_RATE // 100) : last + 1 + SAMPLE_RATE // 25]


def loudness(samples: Samples) -> float:
    """Root mean square of the frames that carry sound; pauses do not count."""
    frames = [samples[at : at + FRAME] for at in range(0, len(samples), FRAME)]
    powers = [sum(value * value for value in frame) / len(frame) for frame in frames]
    floor = max(powers, default=0.0) / 100
    heard = [power for power in powers if power > floor]
    return math.sqrt(sum(heard) / len(heard)) if heard else 0.0


def evened(samples: Samples, rms: float = SPEECH_RMS) -> Samples:
    """As loud as every other clip, with peaks held below the limit and soft ends."""
    now = loudness(samples)
    gain = rms / now if now else 0.0
    last = len(samples) - 1
    fade = SAMPLE_RATE // 200
    return array(
        "h",
        (
            round(_limited(value * gain) * min(1.0, at / fade, (last - at) / fade))
            for at, value in enumerate(samples)
        ),
    )


def _limited(value: float) -> float:
    """Peaks bend towards the limit instead of being cut: a cut crackles."""
    knee = PEAK_LIMIT * 0.7
    size = abs(value)
    if size <= knee:
        return value
    room = PEAK_LIMIT - knee
    return math.copysign(knee + room * math.tanh((size - knee) / room), value)


def chime() -> Samples:
    """Two strokes of a soft bell, E then C, 1.4 s: the hall looks up."""
    length = int(1.4 * SAMPLE_RATE)
    tones = [0.0] * length
    for start, pitch in ((0.0, 659.26), (0.42, 523.25)):
        _strike(tones, int(start * SAMPLE_RATE), pitch)
    peak = max(map(abs, tones))
    return array("h", (round(12_000 * tone / peak) for tone in tones))


def _strike(tones: list[float], start: int, pitch: float) -> None:
    for at in range(start, len(tones)):
        t = (at - start) / SAMPLE_RATE
        attack = min(1.0, t / 0.006)
        release = min(1.0, (len(tones) - at) / (0.1 * SAMPLE_RATE))
        for multiple, share, decay in ((1, 1.0, 3.2), (2, 0.32, 5.0), (3, 0.14, 8.0)):
            wave = math.sin(2 * math.pi * pitch * multiple * t)
            tones[at] += attack * release * share * math.exp(-decay * t) * wave


def mp3(samples: Samples) -> bytes:
    """The samples as a constant-rate mono MP3."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(MP3_KBPS)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_channels(1)
    encoder.set_quality(2)
    return bytes(encoder.encode(samples.tobytes())) + bytes(encoder.flush())
