"""espeak-ng's shared library, spoken to directly. At set-up only: the server never speaks."""

import ctypes
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import espeakng_loader

from devices.errors import VoiceError
from devices.sound import SAMPLE_RATE, Samples

AUDIO_OUTPUT_SYNCHRONOUS = 2
PARAMETER_RATE = 1
WORDS_PER_MINUTE = 150
"""The library's own 175 is hard to follow for old people in a loud hall."""
TEXT_IS_UTF8 = 1

_ON_SOUND = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Speak(Protocol):
    """Text in, sound out."""

    def __call__(self, text: str, language: str) -> Samples: ...


@contextmanager
def espeak() -> Iterator[Speak]:
    """The voice of espeak-ng, one user at a time in a process.

    Raises VoiceError where the library or a language is missing.
    """
    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path()
    except (OSError, RuntimeError) as error:
        raise VoiceError(f"espeak-ng cannot be loaded: {error}") from error
    rate = library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, data.encode(), 0)
    if rate != SAMPLE_RATE:
        raise VoiceError(f"espeak-ng did not start (it answered {rate})")
    heard: Samples = array("h")

    def keep(wave: int | None, count: int, _: object) -> int:
        if wave and count:
            heard.frombytes(ctypes.string_at(wave, count * 2))
        return 0

    on_sound = _ON_SOUND(keep)  # held here: the library keeps only its address
    library.espeak_SetSynthCallback(on_sound)

    def speak(text: str, language: str) -> Samples:
        del heard[:]
        if library.espeak_SetVoiceByName(language.encode()) != 0:
            raise VoiceError(f"espeak-ng has no voice for {language}")
        library.espeak_SetParameter(PARAMETER_RATE, WORDS_PER_MINUTE, 0)
        spoken = text.encode()
        if library.espeak_Synth(spoken, len(spoken) + 1, 0, 0, 0, TEXT_IS_UTF8, None, None) != 0:
            raise VoiceError(f"espeak-ng cannot say {text!r}")
        library.espeak_Synchronize()
        return heard[:]

    try:
        yield speak
    finally:
        library.espeak_Terminate()
