"""The sample offices: complete in both languages, and such as an office could open with."""

import re
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

HOUSE = Path(__file__).resolve().parent.parent
FILES = sorted((HOUSE / "catalogue").glob("*.toml"))
ICONS = HOUSE / "node_modules/lucide-static/icons"
DAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
VIETNAMESE_TEXTS = {"name", "slogan", "greeting", "notice", "about"}

Table = dict[str, Any]


def read(name: str) -> Table:
    return tomllib.loads((HOUSE / "catalogue" / name).read_text(encoding="utf-8"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Table:
    return read(request.param.name)


@pytest.fixture
def vo_nhai() -> Table:
    return read("vo-nhai.toml")


@pytest.fixture
def phuong_mau() -> Table:
    return read("phuong-mau.toml")


def procedures(sample: Table) -> list[Table]:
    return [found for service in sample["service"] for found in service["procedure"]]


def texts(value: object) -> list[Table]:
    """Every map of languages below a value, wherever it stands."""
    if isinstance(value, list):
        return [found for part in value for found in texts(part)]
    if not isinstance(value, dict):
        return []
    if "vi" in value or "en" in value:
        return [value]
    return [found for part in value.values() for found in texts(part)]


def test_every_text_is_there_in_both_languages(sample: Table) -> None:
    for text in texts(sample):
        assert set(text) == {"vi", "en"}
        assert all(words.strip() == words != "" for words in text.values())


def test_nothing_a_person_reads_stands_in_one_language_only(sample: Table) -> None:
    tables = [sample["office"], *sample["service"], *procedures(sample), *sample["counter"]]

    for table in tables:
        for key in VIETNAMESE_TEXTS & set(table):
            assert isinstance(table[key], dict), f"{key} of {table}"


def test_english_texts_are_translated(sample: Table) -> None:
    for text in texts(sample):
        assert text["vi"] != text["en"]


def test_the_office_says_all_that_screens_show(sample: Table) -> None:
    office = sample["office"]

    assert set(office) == {
        "code", "kind", "name", "slogan", "greeting", "notice", "hotline", "timezone", "languages",
    }  # fmt: skip
    assert office["kind"] in {"ministry", "province", "centre", "branch", "commune", "point"}
    assert ZoneInfo(office["timezone"]).key == "Asia/Ho_Chi_Minh"
    assert office["languages"] == ["vi", "en"]
    assert re.fullmatch(r"[a-z0-9-]+", office["code"])


def test_hotlines_are_plainly_invented(sample: Table) -> None:
    assert sample["office"]["hotline"].endswith("0000")


def test_every_icon_exists(sample: Table) -> None:
    for service in sample["service"]:
        assert (ICONS / f"{service['icon']}.svg").is_file(), service["icon"]


def test_screens_hold_every_icon(sample: Table) -> None:
    held = (HOUSE / "web/icons.txt").read_text(encoding="utf-8").splitlines()
    names = {line.split()[0] for line in held if line.strip()}

    assert {service["icon"] for service in sample["service"]} <= names


def test_services_have_one_capital_letter_each(sample: Table) -> None:
    codes = [service["code"] for service in sample["service"]]

    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Z]", code) for code in codes)
    assert all(service["typical_min"] > 0 for service in sample["service"])


def test_every_service_has_a_counter_and_every_counter_a_service(sample: Table) -> None:
    codes = {service["code"] for service in sample["service"]}

    assert {code for counter in sample["counter"] for code in counter["services"]} == codes
    assert all(counter["services"] for counter in sample["counter"])


def test_counters_are_numbered_from_one(sample: Table) -> None:
    numbers = [counter["number"] for counter in sample["counter"]]

    assert numbers == list(range(1, len(numbers) + 1))


def test_every_procedure_tells_what_to_bring(sample: Table) -> None:
    for procedure in procedures(sample):
        assert procedure["papers"], procedure["code"]
        assert procedure["keywords"], procedure["code"]
        assert procedure.get("days", 0) >= 0
        assert procedure.get("fee_vnd", 0) % 1000 == 0


def test_procedure_codes_are_not_given_twice(sample: Table) -> None:
    codes = [procedure["code"] for procedure in procedures(sample)]

    assert len(set(codes)) == len(codes)


def test_hours_name_real_days_and_end_after_they_start(sample: Table) -> None:
    weeks = [span for service in sample["service"] for span in service.get("hours", [])]
    specials = [span for day in sample.get("open_day", []) for span in day["hours"]]

    assert all(span["days"] and set(span["days"]) <= DAYS for span in weeks)
    for span in [*weeks, *specials]:
        assert time.fromisoformat(span["from"]) < time.fromisoformat(span["to"])


def test_no_day_is_closed_twice(sample: Table) -> None:
    days = [day["date"] for day in sample.get("closed_day", [])]

    assert len(set(days)) == len(days)
    assert all(type(day) is date for day in days)


def test_vo_nhai_has_the_eight_fields_of_a_commune_centre(vo_nhai: Table) -> None:
    assert [service["name"]["vi"] for service in vo_nhai["service"]] == [
        "Hộ tịch",
        "Chứng thực",
        "Đất đai – Môi trường",
        "Bảo trợ xã hội – Người có công",
        "Kinh doanh",
        "Xây dựng",
        "Cư trú",
        "Trả kết quả",
    ]
    assert len(vo_nhai["counter"]) == 6
    assert len(procedures(vo_nhai)) == 39


def test_vo_nhai_is_open_at_any_hour_a_newcomer_tries_it(vo_nhai: Table) -> None:
    assert all("hours" not in service for service in vo_nhai["service"])
    assert not vo_nhai.get("closed_day")
    assert not any(service.get("daily_cap") for service in vo_nhai["service"])


def test_the_second_sample_shows_hours_caps_zones_and_days(phuong_mau: Table) -> None:
    closed = {day["date"] for day in phuong_mau["closed_day"]}

    assert all(service["hours"] for service in phuong_mau["service"])
    assert [service["daily_cap"] for service in phuong_mau["service"] if "daily_cap" in service]
    assert {counter["zone"] for counter in phuong_mau["counter"]} == {"T1", "T2"}
    assert {date(2027, 2, 6), date(2027, 4, 30), date(2027, 5, 1), date(2027, 9, 2)} <= closed


def test_the_working_saturday_is_a_saturday(phuong_mau: Table) -> None:
    (open_day,) = phuong_mau["open_day"]

    assert open_day["date"].weekday() == 5


def test_the_formats_page_names_every_key_in_use(sample: Table) -> None:
    page = (HOUSE / "catalogue/README.md").read_text(encoding="utf-8")
    lists = ("service", "counter", "closed_day", "open_day")
    tables = [sample["office"], *procedures(sample)]
    tables += [table for name in lists for table in sample.get(name, [])]

    for table in tables:
        for key in set(table) - {"procedure"}:
            assert f"| `{key}` |" in page
