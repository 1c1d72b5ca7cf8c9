"""Files that leave the house: they open rightly, run nothing, and say what was measured."""

import json
from dataclasses import replace
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from operations.report_book import LINE_POINTS
from operations.report_csv import safe_text
from operations.report_jobs import REPORTS, Job
from operations.report_tables import Kind, cell_text, number_text
from tests.exports import REASONS, SATISFACTION, SERVICE, VISITS, Exports
from tests.stores import run
from tests.visits import Visit

pytestmark = pytest.mark.any_engine


def test_csv_begins_with_the_mark_that_makes_excel_read_vietnamese(exports: Exports) -> None:
    assert exports.file(SATISFACTION).read_bytes().startswith(b"\xef\xbb\xbfSTT;")


def test_vietnamese_csv_has_semicolons_and_decimal_commas(exports: Exports) -> None:
    head, first, second, total = exports.lines(SATISFACTION)

    assert head[:5] == ["STT", "Quầy", "Số lượt phục vụ", "Số lượt đánh giá", "Tỷ lệ phản hồi (%)"]
    assert first[1:5] == ["Quầy 1", "40", "40", "100,0"]
    assert second[1:5] == ["Quầy 2", "4", "3", "75,0"]
    assert total[:5] == ["", "Tổng số", "44", "43", "97,7"]


def test_english_csv_has_commas_and_decimal_points(exports: Exports) -> None:
    head, first, *_ = exports.lines(replace(SATISFACTION, language="en"))

    assert head[:3] == ["No.", "Counter", "Visits served"]
    assert first[1:5] == ["Counter 1", "40", "40", "100.0"]


def test_a_rate_just_below_all_is_never_written_as_100(exports: Exports) -> None:
    exports.visits(*(Visit(level=5) for _ in range(8000)))

    rate_at = exports.lines(SATISFACTION)[0].index("Tỷ lệ hài lòng (%)")
    total = exports.lines(SATISFACTION)[-1]

    assert total[rate_at - 1] == "8040"
    assert total[3] == "8043"
    assert total[rate_at] == "99,9"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@home", "\tx", "\rx"])
def test_a_text_that_would_run_is_marked_as_text(text: str) -> None:
    assert safe_text(text) == f"'{text}"


def test_numbers_stay_numbers_and_names_cannot_run(exports: Exports) -> None:
    with exports.store.maintain() as sql:
        run(sql, "update counter set names = ? where number = 1", '{"vi": "=1+1"}')

    line = exports.lines(SATISFACTION)[1]
    cell = exports.book(SATISFACTION)["Báo cáo"]["B8"]

    assert line[1] == "'=1+1"
    assert line[2] == "40"
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_number_is_written_the_readers_way() -> None:
    assert number_text(1234567.25, "vi", decimals=1) == "1.234.567,2"
    assert number_text(1234567.25, "en", decimals=1) == "1,234,567.2"
    assert number_text(1234, "vi", grouped=False) == "1234"
    assert cell_text(None, Kind.COUNT, "vi") == ""
    assert cell_text("–", Kind.SHARE, "vi") == "–"
    assert cell_text(0.992, Kind.SHARE, "vi") == "99,2"
    assert cell_text(8.3, Kind.MINUTES, "vi") == "8,3"


def test_a_withheld_figure_is_a_dash_and_an_absent_one_is_empty(exports: Exports) -> None:
    exports.visits(Visit(counter=3, staff="staff-3"))

    head, *rows = exports.lines(replace(SATISFACTION, by="staff", min_count=4))

    place = head.index("Tỷ lệ hài lòng (%)")
    by_name = {row[1]: row for row in rows}
    assert by_name["Trần Thị Thử"][place - 1 : place + 3] == ["–", "–", "–", "–"]
    assert by_name["Lê Kiểm Tra"][place] == "–"
    assert (
        exports.lines(replace(SATISFACTION, first="2026-08-01", last="2026-08-02"))[-1][place] == ""
    )


def test_the_workbook_has_head_frozen_titles_and_number_formats(exports: Exports) -> None:
    sheet = exports.book(SATISFACTION)["Báo cáo"]

    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        "Trung tâm Mẫu",
        "BÁO CÁO MỨC ĐỘ HÀI LÒNG",
        "Quý III/2026",
        "Lập lúc 08:30 ngày 01/10/2026",
    ]
    assert sheet.freeze_panes == "C8"
    assert sheet["C8"].value == 40
    assert sheet["C8"].number_format == "#,##0"
    assert sheet["E10"].value == 0.977
    assert sheet["E10"].number_format == "0.0%"


def test_every_column_of_the_workbook_is_defined_in_it(exports: Exports) -> None:
    for job in (SATISFACTION, SERVICE, REASONS, VISITS):
        book = exports.book(job)
        meanings = book["Định nghĩa"]

        defined = {row[0].value: row[1].value for row in meanings.iter_rows(min_row=2)}
        assert all(defined.values())
        assert len(defined) >= 4


@pytest.mark.parametrize("job", [SATISFACTION, SERVICE, REASONS])
def test_each_report_has_a_native_chart(exports: Exports, job: Job) -> None:
    with ZipFile(exports.file(replace(job, format="xlsx"))) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        xml = parts.read(charts[0]).decode()

    assert len(charts) == 1
    assert ("<c:errBars>" in xml) == (job is SATISFACTION)


def test_a_name_longer_than_the_widest_column_gets_a_higher_row(exports: Exports) -> None:
    name = "Chứng thực chữ ký và bản sao từ bản chính của mọi loại giấy tờ, " * 2
    with exports.store.maintain() as sql:
        run(sql, "update service set names = ?", json.dumps({"vi": name}))

    sheet = exports.book(SERVICE).worksheets[0]

    rows = {cell.row for line in sheet.iter_rows() for cell in line if cell.value == name}
    assert len(rows) == 1
    assert {sheet.row_dimensions[row].height for row in rows} == {3 * LINE_POINTS}


def test_a_report_without_a_visit_is_still_a_file(exports: Exports) -> None:
    for job in (SATISFACTION, SERVICE, REASONS):
        august = replace(job, first="2026-08-01", last="2026-08-31")
        assert exports.book(august).sheetnames == ["Báo cáo", "Định nghĩa"]
        assert "Tổng số" in exports.paper(august)


def test_the_paper_has_the_official_head_and_a_place_to_sign(exports: Exports) -> None:
    text = exports.paper(SATISFACTION)

    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "TRUNG TÂM MẪU",
        "BÁO CÁO MỨC ĐỘ HÀI LÒNG", "Quý III/2026", "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ",
        "Tổng số", "97,7",
    ):  # fmt: skip
        assert words in text


def test_the_paper_brings_its_own_font(exports: Exports) -> None:
    page = PdfReader(exports.file(replace(SERVICE, format="pdf"))).pages[0]

    fonts = {font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()}  # type: ignore[index]
    assert fonts
    assert all("BeVietnamPro" in font for font in fonts)


@pytest.mark.parametrize("what", REPORTS)
def test_the_english_paper_has_no_vietnamese_text_of_ours(exports: Exports, what: str) -> None:
    by = "office" if what == "reasons" else "counter"

    text = exports.paper(replace(SATISFACTION, what=what, by=by, language="en"))

    assert "SAMPLE CENTRE" in text
    assert not set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ") & set(text.lower())


def test_a_long_report_repeats_its_titles_on_each_page(exports: Exports) -> None:
    exports.visits(*(Visit(day=f"2026-{m:02d}-{d:02d}") for m in (7, 8, 9) for d in range(1, 29)))

    pages = PdfReader(exports.file(replace(SATISFACTION, by="day", format="pdf"))).pages

    assert len(pages) >= 3
    assert all("Số lượt" in page.extract_text() for page in list(pages)[:2])


def test_reasons_by_counter_name_the_counter_and_leave_out_what_nobody_chose(
    exports: Exports,
) -> None:
    head, *rows, of_reason, total = (
        line[:6] for line in exports.lines(replace(REASONS, by="counter"))
    )

    assert head[:5] == ["STT", "Quầy", "Lý do", "Số lượt chọn", "Số lượt được hỏi lý do"]
    assert [row[1:] for row in rows] == [["Quầy 2", "Chờ đợi quá lâu", "3", "3", "100,0"]]
    assert of_reason == ["", "Tổng số", "Chờ đợi quá lâu", "3", "3", "100,0"]
    assert total == ["", "Tổng số", "Mọi lý do", "3", "3", ""]


def test_reasons_of_the_office_list_all_thirteen(exports: Exports) -> None:
    assert len(exports.lines(REASONS)) == 1 + 13 + 1


def test_a_report_as_json_is_what_the_api_tells(exports: Exports) -> None:
    report = json.loads(exports.file(replace(SATISFACTION, format="json")).read_text("utf-8"))

    assert report["total"]["satisfied"]["denominator"] == 43
    assert report["made_at"] == "2026-10-01T01:30:00.000Z"


def test_an_office_that_counts_neutral_as_satisfied_says_so_under_the_table(
    exports: Exports,
) -> None:
    assert "theo quy định của đơn vị" in exports.paper(
        replace(SATISFACTION, neutral_is_satisfied=True)
    )


def test_who_is_left_out_of_the_reasons_is_told_under_the_table(exports: Exports) -> None:
    text = exports.paper(replace(REASONS, by="staff"))

    assert "dưới 5 lượt đánh giá" in text
    assert "Trần Thị Thử" not in text


def test_a_withheld_figure_has_no_bar_and_no_interval(exports: Exports) -> None:
    sheet = exports.book(replace(SATISFACTION, by="staff"))["Báo cáo"]

    rate, plus, minus = (sheet.cell(row=9, column=column).value for column in (12, 16, 17))
    assert (sheet["B9"].value, rate, plus, minus) == ("Trần Thị Thử", "–", 0, 0)
    assert sheet.cell(row=8, column=17).value == 0.088
    assert sheet.column_dimensions["P"].hidden


def test_the_chart_of_a_long_table_has_a_sheet_of_its_own(exports: Exports) -> None:
    short = exports.book(replace(SATISFACTION, by="day"))
    exports.visits(*(Visit(day=f"2026-07-{day:02d}") for day in range(1, 32)))

    long = exports.book(replace(SATISFACTION, by="day"))

    assert short.sheetnames == ["Báo cáo", "Định nghĩa"]
    assert long.sheetnames == ["Báo cáo", "Biểu đồ", "Định nghĩa"]
    assert long["Biểu đồ"]["A2"].value == "BÁO CÁO MỨC ĐỘ HÀI LÒNG"


def test_paper_and_book_name_the_offices_that_did_not_report(exports: Exports) -> None:
    with exports.store.maintain() as sql:
        run(sql, "update office set fed = 1")

    sheet = exports.book(SERVICE).worksheets[0]
    paper = exports.paper(replace(SATISFACTION, language="en"))

    assert "CHƯA ĐẦY ĐỦ" in sheet["A5"].value
    assert "Sample Centre (never heard)" in " ".join(paper.split())


def test_files_say_nothing_of_silence_where_all_offices_reported(exports: Exports) -> None:
    assert exports.lines(SATISFACTION)[0][0] == "STT"
    assert exports.book(SERVICE).worksheets[0]["A5"].value is None
