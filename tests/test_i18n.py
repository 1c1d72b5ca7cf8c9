"""Everything a person reads is translated, and nothing in the catalogues is left over."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, render_template_string

from tests.translation_check import OTHERS, ROOMS, Fault, find_faults
from web import formats, i18n, texts

ROOT = Path(__file__).parent.parent
HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


@cache
def faults_of_the_house() -> tuple[Fault, ...]:
    return tuple(find_faults(ROOT))


@pytest.mark.parametrize("area", [*ROOMS, *OTHERS])
def test_every_text_of_an_area_is_translated(area: str) -> None:
    assert [fault.sentence for fault in faults_of_the_house() if fault.area == area] == []


def house(root: Path, files: dict[str, str]) -> list[str]:
    """What is wrong with a small house of these files."""
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return [fault.sentence for fault in find_faults(root)]


def po(*pairs: tuple[str, str]) -> str:
    """A catalogue of plain texts."""
    return HEAD + "\n".join(f'msgid "{text}"\nmsgstr "{told}"\n' for text, told in pairs)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"kiosk/static/view.js": 't("Quay lại");'}, "lacks (browser): Quay lại"),
        ({"kiosk/static/view.js": 'html`${a ? t("Đóng") : html`<b>${t("Mở")}</b>`}`;'}, "Đóng"),
        ({"kiosk/static/view.js": 'html`${a ? t("Đóng") : html`<b>${t("Mở")}</b>`}`;'}, "Mở"),
        ({"kiosk/static/view.js": "html`<p>Quay lại</p>`;"}, "view.js:1: <p>Quay lại</p>"),
        ({"kiosk/static/view.js": "t(names[kind]);"}, "t() needs the text itself"),
        ({"kiosk/templates/a.html": "<p>{{ _('Quầy') }}</p>"}, "lacks: Quầy"),
        ({"kiosk/templates/a.html": "<p>Quầy</p>"}, "a.html:1: text outside _(): <p>Quầy</p>"),
        ({"kiosk/templates/a.html": "{{ f('Quầy') }}"}, "a.html:1: text outside _(): Quầy"),
        ({"operations/a.py": 'raise E(_("Hết số"))'}, "operations.po lacks: Hết số"),
        ({"devices/a.py": 'class E:\n    sentence = "Hết giấy"'}, "devices.po lacks: Hết giấy"),
        ({"translations/en/kiosk.po": po(("Cũ", "Old"))}, "no longer used: Cũ"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, files: dict[str, str], sentence: str) -> None:
    told = house(tmp_path, {"translations/en/web.po": HEAD, **files})

    assert any(sentence in line for line in told), told


@pytest.mark.parametrize(
    ("english", "sentence"),
    [
        ("Counter %(m)s", "placeholders differ"),
        ("Counter", "placeholders differ"),
        ("", "not translated"),
        ("Counter %(n)s is 5 % free", "a % that is no placeholder"),
    ],
)
def test_a_faulty_translation_is_found(tmp_path: Path, english: str, sentence: str) -> None:
    code = {"web/a.py": '_("Quầy %(n)s", n=1)'}

    told = house(tmp_path, code | {"translations/en/web.po": po(("Quầy %(n)s", english))})

    assert any(sentence in line for line in told), told


def test_one_text_of_the_server_has_one_meaning(tmp_path: Path) -> None:
    code = {"web/a.py": '_("Mở")'}
    catalogues = {
        "translations/en/web.po": po(("Mở", "Open")),
        "translations/en/kiosk.po": po(("Mở", "Unlock")),
    }

    assert house(tmp_path, code | catalogues) == ["en: translated differently in kiosk, web: Mở"]


def test_a_house_without_faults_has_none(tmp_path: Path) -> None:
    files = {
        "kiosk/static/view.js": '// Chú thích\nt("Quầy %(n)s", {n: 1});',
        "kiosk/templates/a.html": "{# Chú thích #}<!-- Quầy --><title>Mời Số</title>",
        "translations/en/kiosk.po": po(("Quầy %(n)s", "Counter %(n)s")),
    }

    assert house(tmp_path, files) == []


@pytest.fixture
def app() -> Flask:
    made = Flask("test")
    i18n.init(made)

    @made.get("/<path:_path>")
    def show_language(_path: str) -> str:
        return i18n.gettext("Tiếng Việt")

    return made


@pytest.mark.parametrize(
    ("path", "headers", "shown"),
    [
        ("/kiosk", {}, "Tiếng Việt"),
        ("/kiosk?lang=en", {}, "English"),
        ("/kiosk?lang=xx", {}, "Tiếng Việt"),
        ("/kiosk", {"Cookie": "lang=en"}, "English"),
        ("/kiosk", {"Cookie": "lang=../en"}, "Tiếng Việt"),
        ("/kiosk", {"Accept-Language": "en-US,en"}, "Tiếng Việt"),
        ("/t/abc", {"Accept-Language": "en-US,en"}, "English"),
        ("/t/abc", {"Accept-Language": "en-US,en", "Cookie": "lang=vi"}, "Tiếng Việt"),
        ("/api/v1/x", {"Accept-Language": "en", "Cookie": "lang=vi"}, "English"),
        ("/api/v1/x", {"Accept-Language": "fr"}, "Tiếng Việt"),
    ],
)
def test_a_request_has_a_language(
    app: Flask, path: str, headers: dict[str, str], shown: str
) -> None:
    # A header of the request stands for the client's cookie jar.
    answer = app.test_client(use_cookies=False).get(path, headers=headers)

    assert answer.text == shown


def test_a_chosen_language_is_remembered_for_pages_only(app: Flask) -> None:
    client = app.test_client()

    assert "lang=en" in client.get("/manager?lang=en").headers["Set-Cookie"]
    assert "Set-Cookie" not in app.test_client().get("/api/v1/x?lang=en").headers


def test_templates_speak_the_language_and_count(app: Flask) -> None:
    template = "{{ _('Tiếng Việt') }} {{ ngettext('%(num)s phút', '%(num)s phút', n) }}"

    with app.test_request_context("/?lang=en"):
        assert render_template_string(template, n=1) == "English 1 minute"
        assert render_template_string(template, n=2) == "English 2 minutes"
        assert render_template_string("{{ 3900 | duration }}") == "1 h 05 min"
    with app.test_request_context("/"):
        assert render_template_string(template, n=2) == "Tiếng Việt 2 phút"
        assert (
            render_template_string("{{ 1234.5 | number }} {{ 0.8394 | percent(2) }}")
            == "1.234,5 83,94%"
        )


def test_the_browser_gets_its_areas_texts_once(app: Flask) -> None:
    client = app.test_client()
    first = client.get("/texts/web/en.json")
    again = client.get("/texts/web/en.json", headers={"If-None-Match": first.headers["ETag"]})

    assert first.get_json()["messages"]["Tiếng Việt"] == "English"
    assert first.get_json()["plural"][:3] == "101"
    assert again.status_code == 304
    assert client.get("/texts/web/vi.json").get_json()["messages"] == {}
    assert client.get("/texts/web/fr.json").status_code == 404
    assert client.get("/texts/nothing/en.json").status_code == 404


def test_a_changed_catalogue_is_read_again(tmp_path: Path) -> None:
    house(tmp_path, {"en/web.po": po(("Mở", "Open"))})
    assert texts.texts_of("en", tmp_path)("Mở") == "Open"

    house(tmp_path, {"en/web.po": po(("Mở", "Start"))})

    assert texts.texts_of("en", tmp_path)("Mở") == "Start"


def test_a_language_that_babel_does_not_know_works_too(tmp_path: Path) -> None:
    house(tmp_path, {"tyz/web.po": po(("Mở", "Khay"))})

    assert texts.languages(tmp_path) == ["vi", "tyz"]
    assert texts.texts_of("tyz", tmp_path)("Mở") == "Khay"
    assert formats.format_number(1234.5, lang="tyz") == "1.234,5"


def test_outside_a_request_a_ticket_speaks_its_citizens_language() -> None:
    assert i18n.translator("en").many("%(num)s phút", "%(num)s phút", 5) == "5 minutes"
    assert i18n.translator("vi")("Quầy %(n)s", n=3) == "Quầy 3"
    assert i18n.translator("../x")("Quầy") == "Quầy"
    assert i18n.gettext("Tiếng Việt") == "Tiếng Việt"


def test_dates_and_numbers_are_written_as_in_the_office() -> None:
    late = datetime(2026, 11, 6, 18, 0, tzinfo=UTC)
    zone = ZoneInfo("Asia/Ho_Chi_Minh")

    assert formats.format_datetime(late, zone) == "01:00 07/11/2026"
    assert formats.format_date(date(2026, 11, 7), lang="en") == "7 Nov 2026"
    assert formats.format_number(1234567) == "1.234.567"
    assert formats.format_number(2, 1) == "2,0"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0 giây"),
        (59, "59 giây"),
        (60, "1 phút"),
        (89, "1 phút"),
        (90, "2 phút"),
        (3600, "1 giờ"),
        (3900, "1 giờ 05 phút"),
    ],
)
def test_durations_are_told_in_words(seconds: int, told: str) -> None:
    assert formats.format_duration(seconds, i18n.translator("vi")) == told
