"""The texts of each language, read straight from translations/LANG/AREA.po."""

import gettext as gettext_module
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parent.parent / "translations"
SOURCE_LANGUAGE = "vi"
"""The language of the texts in the code: it needs no folder."""

LANGUAGE_NAME = re.compile(r"[a-z]{2,3}(?:_[A-Za-z]{2,4})?")
SHARED_AREA = "web"
OWN_NAME = "Tiếng Việt"
"""Each language translates this text by its own name, as shown in the choice of languages."""

Message = str | tuple[str, ...]
"""One translation, or its plural forms."""


def _one_form(_n: int) -> int:
    return 0


@dataclass(frozen=True)
class Texts:
    """The translations of one language; calling it translates.

    An untranslated text stays as it is in the source: a person reads Vietnamese, never a key.
    """

    lang: str
    messages: Mapping[str, Message] = field(default_factory=dict)
    plural: Callable[[int], int] = _one_form

    def __call__(self, text: str, **values: object) -> str:
        """The translated text, with `%(name)s` filled in where values are given."""
        found = self.messages.get(text, text)
        return _filled(found if isinstance(found, str) else found[0], values)

    def many(self, one: str, many: str, num: int, **values: object) -> str:
        """The form for this number; `%(num)s` is filled in by itself."""
        found = self.messages.get(one)
        values = {"num": num, **values}
        if found is None:
            return _filled(one if num == 1 else many, values)
        forms = (found,) if isinstance(found, str) else found
        return _filled(forms[min(self.plural(num), len(forms) - 1)], values)


def _filled(text: str, values: Mapping[str, object]) -> str:
    return text % values if values else text


def languages(folder: Path = TRANSLATIONS) -> list[str]:
    """Vietnamese first, then every language that has a folder with texts."""
    found = {file.parent.name for file in folder.glob("*/*.po")}
    return [SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE})]


def texts_of(lang: str, folder: Path = TRANSLATIONS) -> Texts:
    """All areas of a language merged; read again when a file changed."""
    return _merged(lang, _stamps(sorted((folder / lang).glob("*.po"))))


def area_texts(area: str, lang: str, folder: Path = TRANSLATIONS) -> Texts:
    """What a screen needs: the texts of its area and the shared ones."""
    files = [folder / lang / f"{name}.po" for name in (SHARED_AREA, area)]
    return _merged(lang, _stamps([file for file in files if file.is_file()]))


Stamp = tuple[Path, int]


def _stamps(files: list[Path]) -> tuple[Stamp, ...]:
    return tuple((file, file.stat().st_mtime_ns) for file in files)


@lru_cache(maxsize=128)
def _merged(lang: str, files: tuple[Stamp, ...]) -> Texts:
    messages: dict[str, Message] = {}
    plural: Callable[[int], int] = _one_form
    for stamp in files:
        found, plural = _read(lang, stamp)
        messages.update(found)
    return Texts(lang, messages, plural)


@lru_cache(maxsize=128)
def _read(lang: str, stamp: Stamp) -> tuple[dict[str, Message], Callable[[int], int]]:
    with stamp[0].open("rb") as file:
        # The language is not handed over: Babel knows no plural rule of Tày or Nùng, the file does.
        catalogue = read_po(file, ignore_obsolete=True)
    messages: dict[str, Message] = {}
    for message in catalogue:
        if message.id and not message.fuzzy and all(_forms(message.string)):
            key = message.id if isinstance(message.id, str) else message.id[0]
            messages[key] = (
                message.string if isinstance(message.string, str) else _forms(message.string)
            )
    return messages, gettext_module.c2py(catalogue.plural_expr)


def _forms(string: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    if string is None:
        return ()
    return (string,) if isinstance(string, str) else tuple(string)
