"""Files over many offices: each is named, also those that did not report, and nothing is cut."""

import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.exports import REASONS, SERVICE, Exports
from tests.stores import insert, rows, run
from tests.visits import Visit, add_visits

pytestmark = pytest.mark.any_engine

LONG = "Trung tâm Phục vụ hành chính công xã Mẫu"


@pytest.fixture
def province(exports: Exports) -> tuple[str, ...]:
    """50 offices, each with a dissatisfied citizen; two of them were never heard."""
    with exports.store.maintain() as sql:
        [office] = rows(sql, "select * from office")
        entries = [
            {**office, "id": f"o{n}", "code": f"xa-{n:02}", "fed": int(n < 2), "names": json.dumps({"vi": f"{LONG} {n:02}"})}
            for n in range(50)
        ]  # fmt: skip
        insert(sql, "office", entries)
        for table, which in (("service", "code = 'A'"), ("counter", "number = 1")):
            [one] = rows(sql, f"select * from {table} where {which}")  # noqa: S608 -- names above
            insert(sql, table, [{**one, "office": entry["id"]} for entry in entries])
    for entry in entries:
        add_visits(exports.store, [Visit(level=2, reasons=["long_wait"])], office=entry["id"])
    return tuple(entry["id"] for entry in entries)


def test_reasons_over_several_offices_tell_whose_they_are(
    exports: Exports, province: tuple[str, ...]
) -> None:
    _, head, *lines, total = exports.lines(replace(REASONS, offices=province))

    assert head[:3] == ["STT", "Đơn vị", "Lý do"]
    assert len(lines) == 50
    assert lines[7] == ["8", f"{LONG} 07", "Chờ đợi quá lâu", "1", "100,0"]
    assert total[1:] == ["Tổng số", "", "50", ""]


def test_the_book_of_a_province_shows_long_names_whole_and_no_chart_of_too_many(
    exports: Exports, province: tuple[str, ...]
) -> None:
    many = replace(SERVICE, by="office", offices=province)
    few = replace(many, offices=province[:3])

    book = exports.book(many)["Báo cáo"]
    charts = [chart_in(exports.file(replace(job, format="xlsx"))) for job in (many, few)]

    assert book.column_dimensions["B"].width > len(f"{LONG} 00")
    assert f"{LONG} 00 (chưa gửi lần nào); {LONG} 01 (chưa gửi lần nào)" in book["A5"].value
    assert charts == [False, True]


def test_however_many_did_not_report_all_are_on_the_first_page_of_the_book(
    exports: Exports, province: tuple[str, ...]
) -> None:
    job = replace(SERVICE, by="office", offices=province)
    few = exports.book(job)["Báo cáo"]["A5"]
    with exports.store.maintain() as sql:
        run(sql, "update office set fed = 1 where id like 'o%'")

    sheet = exports.book(job)["Báo cáo"]

    assert sheet["A5"].value.count("chưa gửi lần nào") == 50
    assert sheet["A5"].font.size <= few.font.size
    assert few.parent.row_dimensions[5].height < sheet.row_dimensions[5].height <= 409


def chart_in(path: Path) -> bool:
    return "xl/charts/chart1.xml" in ZipFile(path).namelist()
