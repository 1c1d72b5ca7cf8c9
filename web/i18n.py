"""Which language a request is in, and its texts: for Python, templates and the browser."""

import hashlib
import json
from collections.abc import Callable
from zoneinfo import ZoneInfo

from babel import Locale
from babel.support import NullTranslations
from flask import Blueprint, Flask, Response, abort, current_app, g, has_request_context, request
from flask_babel import Babel, Domain
from flask_babel.speaklater import LazyString

from web import formats
from web.texts import (
    LANGUAGE_NAME,
    OWN_NAME,
    SOURCE_LANGUAGE,
    TRANSLATIONS,
    Texts,
    area_texts,
    languages,
    texts_of,
)

COOKIE = "lang"
YEAR_S = 31_536_000
CITIZENS_PAGES = ("/t/",)
PLURAL_TABLE_SIZE = 200
"""Plural rules look at small numbers and at the last two digits: 0 to 199 shows them whole."""

blueprint = Blueprint("i18n", __name__)


class PoDomain(Domain):  # type: ignore[misc]  # Flask-Babel ships no types
    """Flask-Babel's texts, read from our .po files: there is nothing to compile."""

    def get_translations(self) -> "PoTranslations":
        """The texts of the request's language."""
        return PoTranslations(translator(current_language()))


class PoTranslations(NullTranslations):
    """What Jinja and Flask-Babel ask for, answered by our Texts."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts

    def gettext(self, message: str) -> str:
        """The plain text; Jinja fills in the values."""
        return self.texts(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for n, its placeholders left for Jinja to fill."""
        found = self.texts.messages.get(msgid1)
        if isinstance(found, tuple):
            return found[min(self.texts.plural(n), len(found) - 1)]
        return found or msgid2

    ugettext = gettext
    ungettext = ngettext


TIMEZONE = "Asia/Ho_Chi_Minh"
PAGES_TIMEZONE = "moiso_pages_timezone"
"""Under which the app keeps how a page's time zone is found."""


def init(app: Flask, timezone_of_page: Callable[[], str | None] = lambda: None) -> None:
    """Give an app its languages: selection, template texts and filters, `/texts/AREA/LANG.json`.

    `timezone_of_page` knows the time zone of whose page it is, or None.
    """
    app.extensions[PAGES_TIMEZONE] = timezone_of_page
    babel = Babel(
        app,
        default_locale=SOURCE_LANGUAGE,
        default_timezone=TIMEZONE,
        locale_selector=_select_locale,
        timezone_selector=page_timezone,
    )
    babel.domain_instance = PoDomain()
    app.jinja_env.filters.update(_filters())
    app.context_processor(_words_of_templates)
    app.after_request(_remember_choice)
    app.register_blueprint(blueprint)


def gettext(text: str, **values: object) -> str:
    """A text in the language of this request (Vietnamese outside one)."""
    return translator(current_language())(text, **values)


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The text for a number; `%(num)s` is filled in by itself."""
    return translator(current_language()).many(one, many, num, **values)


def lazy(text: str, **values: object) -> LazyString:
    """A text translated only when it is shown: for constants of a module."""
    return LazyString(gettext, text, **values)


def translator(lang: str) -> Texts:
    """The texts of a language, for use outside a request: `_ = translator("en"); _("Quầy")`.

    An unknown language gives the Vietnamese texts.
    """
    known = lang != SOURCE_LANGUAGE and LANGUAGE_NAME.fullmatch(lang)
    return texts_of(lang) if known else Texts(SOURCE_LANGUAGE)


def current_language() -> str:
    """The language of this request: `?lang=`, then the cookie, then vi.

    Accept-Language counts where a person chose it: on a citizen's own phone, and in API calls.
    Elsewhere it only tells how Windows was bought, and a kiosk would greet in English.
    """
    if not has_request_context():
        return SOURCE_LANGUAGE
    if "language" not in g:
        g.language = _select_language()
    return str(g.language)


def _select_language() -> str:
    known = languages()
    path = request.path
    asked = [request.args.get("lang"), request.cookies.get(COOKIE)]
    if path.startswith("/api/"):  # the page that calls says what it shows at this moment
        asked.insert(1, request.accept_languages.best_match(known))
    elif path.startswith(CITIZENS_PAGES):
        asked.append(request.accept_languages.best_match(known))
    return next((lang for lang in asked if lang in known), SOURCE_LANGUAGE)


def _select_locale() -> Locale:
    return formats.locale_of(current_language())


def _remember_choice(answer: Response) -> Response:
    asked = request.args.get("lang")
    if asked and asked in languages() and not request.path.startswith("/api/"):
        answer.set_cookie(COOKIE, asked, max_age=YEAR_S, samesite="Lax")
    return answer


def language_choices() -> list[dict[str, str]]:
    """Every language as `{code, name}`, each under its own name."""
    return [{"code": lang, "name": translator(lang)(OWN_NAME)} for lang in languages()]


def page_timezone() -> str:
    """The time zone of the office that this page belongs to; of most of Vietnam where none is."""
    if "timezone" not in g:
        g.timezone = current_app.extensions[PAGES_TIMEZONE]() or TIMEZONE
    return str(g.timezone)


def office_zone() -> ZoneInfo:
    """The time zone of the office's own days and clocks."""
    return ZoneInfo(page_timezone())


def _words_of_templates() -> dict[str, object]:
    return {
        "lang": current_language(),
        "languages": language_choices(),
        "timezone": page_timezone(),
    }


def _filters() -> dict[str, Callable[..., str]]:
    lang = current_language
    return {
        "number": lambda value, places=None: formats.format_number(value, places, lang=lang()),
        "percent": lambda share, places=1: formats.format_percent(share, places, lang=lang()),
        "date": lambda day: formats.format_date(day, lang=lang()),
        "time": lambda moment: formats.format_time(moment, office_zone()),
        "datetime": lambda moment: formats.format_datetime(moment, office_zone(), lang=lang()),
        "duration": lambda seconds: formats.format_duration(seconds, translator(lang())),
    }


@blueprint.get("/texts/<area>/<lang>.json")
def get_texts(area: str, lang: str) -> Response:
    """The browser's texts of a screen: its own area and the shared one; none for Vietnamese."""
    if lang not in languages() or not _is_area(area):
        abort(404)
    body = json.dumps(texts_for(area, lang), ensure_ascii=False, separators=(",", ":"))
    answer = Response(body, mimetype="application/json")
    answer.set_etag(hashlib.sha256(body.encode()).hexdigest()[:16])
    answer.cache_control.no_cache = True
    answer.make_conditional(request)
    return answer


def texts_for(area: str, lang: str) -> dict[str, object]:
    """What the browser gets: the messages, and which plural form each number takes."""
    texts = Texts(lang) if lang == SOURCE_LANGUAGE else area_texts(area, lang)
    plural = "".join(str(texts.plural(n)) for n in range(PLURAL_TABLE_SIZE))
    return {"lang": lang, "messages": dict(texts.messages), "plural": plural}


def _is_area(area: str) -> bool:
    """An area is known by its English file, which always ships."""
    return area.isalpha() and (TRANSLATIONS / "en" / f"{area}.po").is_file()
