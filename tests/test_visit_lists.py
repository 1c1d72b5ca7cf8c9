"""The list of every visit: a row each, nothing that names a citizen, and it opens as it should."""

import pytest

from operations.visit_columns import VISIT_WORDS
from queueing.tickets import Channel, QueueClass, State
from tests.exports import VISITS, Exports
from tests.stores import run
from tests.visits import Visit
from web.texts import texts_of


def test_the_list_of_visits_has_a_row_for_each_ticket_in_local_time(exports: Exports) -> None:
    head, first, *rest = exports.lines(VISITS)

    visit = dict(zip(head, first, strict=True))
    assert len(rest) == 43
    assert visit["Số thứ tự"] == "A001"
    assert visit["Lấy số lúc"] == "2026-09-01 08:00:00"
    assert visit["Gọi lúc"] == "2026-09-01 08:10:00"
    assert visit["Chờ (giây)"] == "600"
    assert visit["Cán bộ"] == "Nguyễn Văn Mẫu"
    assert visit["Trạng thái"] == "Đã phục vụ"
    assert visit["Mức độ đã chọn"] == "Rất hài lòng"


def test_the_list_of_visits_has_no_comment(exports: Exports) -> None:
    exports.visits(Visit(level=1, comment="xyz-secret"))

    assert b"xyz-secret" not in exports.file(VISITS).read_bytes()


def test_the_workbook_of_visits_has_real_dates_and_a_filter(exports: Exports) -> None:
    sheet = exports.book(VISITS)["Lượt phục vụ"]

    head = [cell.value for cell in sheet[4]]
    issued = sheet.cell(5, head.index("Lấy số lúc") + 1)
    assert sheet.max_row == 4 + 44
    assert str(issued.value) == "2026-09-01 08:00:00"
    assert issued.number_format == "dd/mm/yyyy hh:mm:ss"
    assert sheet.auto_filter.ref.startswith("A4:")
    assert sheet.freeze_panes == "C5"


def test_a_visit_that_was_never_called_has_empty_cells(exports: Exports) -> None:
    exports.visits(Visit(day="2026-07-01", state="expired", counter=None, staff=None))

    sheet = exports.book(VISITS)["Lượt phục vụ"]
    head = [cell.value for cell in sheet[4]]

    assert sheet.cell(5, head.index("Gọi lúc") + 1).value is None
    assert sheet.cell(5, head.index("Cán bộ") + 1).value is None
    assert sheet.cell(5, head.index("Trạng thái") + 1).value == "Hết ngày"


def test_a_list_longer_than_a_sheet_goes_on_in_the_next(
    exports: Exports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("operations.report_visits.ROWS_OF_SHEET", 30)

    book = exports.book(VISITS)

    assert book.sheetnames == ["Lượt phục vụ", "Lượt phục vụ 2", "Định nghĩa"]
    assert book["Lượt phục vụ"].max_row == 4 + 30
    assert book["Lượt phục vụ 2"].max_row == 4 + 14


def test_names_in_the_workbook_of_visits_cannot_break_or_run(exports: Exports) -> None:
    with exports.store.maintain() as sql:
        run(sql, "update staff set full_name = ? where id = 'staff-1'", '=<b>&\x01 "A"')

    sheet = exports.book(VISITS)["Lượt phục vụ"]
    cell = sheet.cell(5, [cell.value for cell in sheet[4]].index("Cán bộ") + 1)

    assert (cell.value, cell.data_type) == ('=<b>& "A"', "s")


def test_every_code_of_a_ticket_has_a_word() -> None:
    codes = {*State, *QueueClass, *Channel}

    assert codes == set(VISIT_WORDS)
    assert len(codes) == len(State) + len(QueueClass) + len(Channel)
    english = texts_of("en")
    assert all(text in english.messages for text in VISIT_WORDS.values())
