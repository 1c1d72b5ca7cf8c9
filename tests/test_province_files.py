"""Files over many offices: each is named, also those that did not report, and nothing is cut."""

import json
import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from operations.report_book import HIGHEST_ROW
from operations.report_jobs import Job
from operations.report_tables import MOST_LETTERS
from tests.exports import REASONS, SATISFACTION, SERVICE, VISITS, Exports
from tests.stores import insert, rows, run
from tests.visits import OFFICE, Visit, add_visits

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
    add_visits(
        exports.store, [Visit(level=3, reasons=["long_wait", "impolite"])], office=province[7]
    )

    head, *lines, often, seldom, total = (
        line[:6] for line in exports.lines(replace(REASONS, offices=province))
    )

    assert head[:3] == ["STT", "Đơn vị", "Lý do"]
    assert len(lines) == 51
    assert lines[7] == ["8", f"{LONG} 07", "Chờ đợi quá lâu", "2", "2", "100,0"]
    assert lines[8] == ["9", f"{LONG} 07", "Thiếu lịch sự", "1", "2", "50,0"]
    assert often[1:] == ["Tổng số", "Chờ đợi quá lâu", "51", "51", "100,0"]
    assert seldom[1:] == ["Tổng số", "Thiếu lịch sự", "1", "51", "2,0"]
    assert total[1:] == ["Tổng số", "Mọi lý do", "52", "51", ""]


def test_reasons_over_several_offices_are_drawn_of_their_totals(
    exports: Exports, province: tuple[str, ...]
) -> None:
    add_visits(
        exports.store, [Visit(level=3, reasons=["long_wait", "impolite"])], office=province[1]
    )
    some = replace(REASONS, offices=province[:3], format="xlsx")

    # four rows of offices from the eighth on, and below them each reason once
    assert drawn_cells(exports.file(some)) == ["C$12:$C$13", "D$12:$D$13"]
    assert drawn_cells(exports.file(replace(some, by="day"))) == ["C$10:$C$11", "D$10:$D$11"]
    assert drawn_cells(exports.file(replace(some, offices=province))) == [
        "C$59:$C$60",
        "D$59:$D$60",
    ]


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


def test_dozens_that_did_not_report_are_all_on_the_first_page_of_the_book(
    exports: Exports, province: tuple[str, ...]
) -> None:
    job = replace(SERVICE, by="office", offices=province)
    few = exports.book(job)["Báo cáo"]["A5"]
    silence(exports)

    book = exports.book(job)

    sheet = book["Báo cáo"]
    assert sheet["A5"].value.count("chưa gửi lần nào") == 50
    assert sheet["A5"].font.size <= few.font.size
    assert few.parent.row_dimensions[5].height < sheet.row_dimensions[5].height <= HIGHEST_ROW
    assert book.sheetnames == ["Báo cáo", "Định nghĩa"]


@pytest.fixture
def thousand(exports: Exports) -> tuple[str, ...]:
    """1,000 offices that were never heard: their names have more letters than a cell can hold."""
    with exports.store.maintain() as sql:
        [office] = rows(sql, "select * from office")
        names = [json.dumps({"vi": f"{LONG} {n:03}"}) for n in range(1000)]
        insert(sql, "office", ({**office, "id": f"o{n}", "code": f"xa-{n:03}", "fed": 1, "names": name} for n, name in enumerate(names)))  # fmt: skip
    assert len(LONG) * 1000 > MOST_LETTERS
    return tuple(f"o{n}" for n in range(1000))


@pytest.mark.parametrize("job", [SERVICE, VISITS])
def test_a_thousand_that_did_not_report_have_a_sheet_of_their_own(
    exports: Exports, thousand: tuple[str, ...], job: Job
) -> None:
    book = exports.book(replace(job, by="office", offices=thousand))

    first = book.worksheets[0]
    [said] = [row[0] for row in first["A1:A6"] if "CHƯA ĐẦY ĐỦ" in str(row[0].value)]
    named = said.value.count("(chưa gửi lần nào); ")
    listed = [[cell.value for cell in row] for row in book["Chưa gửi đủ"].iter_rows(min_row=2)]
    assert 20 < named < 1000
    assert said.value.endswith(f"… và {1000 - named} đơn vị khác; đủ tên ở trang “Chưa gửi đủ”.")
    assert 100 < first.row_dimensions[said.row].height <= HIGHEST_ROW
    assert listed == [[f"xa-{n:03}", f"{LONG} {n:03}", "chưa gửi lần nào"] for n in range(1000)]


def test_a_thousand_that_did_not_report_have_an_annex_to_the_paper(
    exports: Exports, thousand: tuple[str, ...]
) -> None:
    job = replace(SERVICE, by="office", offices=thousand, format="pdf")

    first, *others = [page.extract_text() for page in PdfReader(exports.file(job)).pages]

    whole = " ".join(" ".join(others).split())
    assert "1.000 đơn vị chưa gửi đủ báo cáo" in " ".join(first.split())
    assert "đủ tên ở phụ lục" in " ".join(first.split())
    assert "Tổng số" in first
    assert "PHỤ LỤC: 1.000 ĐƠN VỊ" in whole
    assert all(f"{LONG} {n:03} (chưa gửi lần nào)" in whole for n in range(1000))


def silence(exports: Exports) -> None:
    """All offices but the first work on machines of their own and were never heard."""
    with exports.store.maintain() as sql:
        run(sql, "update office set fed = 1 where id like 'o%'")


def chart_in(path: Path) -> bool:
    return "xl/charts/chart1.xml" in ZipFile(path).namelist()


def drawn_cells(path: Path) -> list[str]:
    """From where to where the names and the values of the book's chart stand."""
    xml = ZipFile(path).read("xl/charts/chart1.xml").decode()
    return [
        cells.replace("$", "", 1)
        for cells in re.findall(r"<c:f>'Báo cáo'!([^<,]+:[^<]+)</c:f>", xml)
    ]


# ---- which offices a file is about


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (0, 1, f"{LONG} 00"),
        (0, 3, f"3 đơn vị: {LONG} 00; {LONG} 01; {LONG} 02"),
        (0, 4, "4 đơn vị"),
        (0, 50, "Trung tâm Mẫu và 50 đơn vị trực thuộc"),
    ],
)
def test_the_head_says_which_offices_a_report_is_about(
    exports: Exports, province: tuple[str, ...], first: int, last: int, said: str
) -> None:
    with exports.store.maintain() as sql:
        run(sql, "update office set parent = ? where id <> ?", OFFICE, OFFICE)
    asked = province[first:last] if last < 50 else (OFFICE, *province)
    job = replace(SERVICE, offices=asked)

    paper = " ".join(exports.paper(job).split())
    book = exports.book(job)["Báo cáo"]["A3"].value

    assert f"Quý III/2026 {said} " in f"{paper} "
    assert book == f"Quý III/2026 · {said}"


def test_the_office_alone_is_named_once(exports: Exports) -> None:
    assert exports.book(SERVICE)["Báo cáo"]["A3"].value == "Quý III/2026"


def test_offices_without_figures_and_shared_services_are_told_below_the_table(
    exports: Exports, province: tuple[str, ...]
) -> None:
    idle = replace(SATISFACTION, by="office", offices=(OFFICE, *province[:4]), first="2026-09-02")
    shared = replace(SERVICE, offices=province[:4])

    by_office, by_service = (" ".join(exports.paper(job).split()) for job in (idle, shared))

    assert "Không có số liệu trong kỳ này (5 đơn vị): Trung tâm Mẫu; " in by_office
    assert f"Báo cáo gồm 4 đơn vị: {LONG} 00; {LONG} 01;" in by_service
    assert "Lĩnh vực cùng mã ở các đơn vị được cộng chung" in by_service
    assert "Không có số liệu" not in by_service


def test_more_names_than_anybody_reads_are_counted_below_the_table(
    exports: Exports, thousand: tuple[str, ...]
) -> None:
    text = " ".join(exports.paper(replace(SERVICE, offices=thousand)).split())

    assert f"Báo cáo gồm 1.000 đơn vị: {LONG} 000; " in text
    assert f"{LONG} 099; … và 900 đơn vị khác." in text


def test_a_period_that_is_not_over_says_so(exports: Exports) -> None:
    words = "Kỳ báo cáo chưa kết thúc"

    assert words in exports.paper(replace(SERVICE, now="2026-09-30T16:59:00.000Z"))
    assert words not in exports.paper(replace(SERVICE, now="2026-09-30T17:00:00.000Z"))


def test_several_offices_are_never_called_one(exports: Exports, province: tuple[str, ...]) -> None:
    meanings = exports.book(replace(SERVICE, by="office", offices=province[:3]))["Định nghĩa"]

    said = [cell.value for row in meanings.iter_rows() for cell in row]
    assert "Mỗi dòng một đơn vị." in said
    assert "Toàn đơn vị." not in said
