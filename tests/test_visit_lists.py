"""The list of every visit: a row each, nothing that names a citizen, and it opens as it should."""

from dataclasses import replace
from typing import Any

import pytest

from operations.report_jobs import Job
from operations.visit_columns import VISIT_WORDS
from queueing.tickets import Channel, QueueClass, State
from store.store import Sql
from tests.exports import VISITS, Exports
from tests.stores import insert, rows, run
from tests.visits import OFFICE, Visit, add_visits
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


@pytest.fixture
def several(exports: Exports) -> Job:
    """The list of two offices; the second, silent one has one visit at another clock."""
    with exports.store.maintain() as sql:
        [office] = rows(sql, "select * from office")
        second = {
            **office, "id": "second", "code": "hai", "fed": 1, "timezone": "Asia/Tokyo",
            "names": '{"vi": "Xã Hai", "en": "Second Commune"}',
        }  # fmt: skip
        insert(sql, "office", [second])
        [service] = rows(sql, "select * from service where code = 'A'")
        named = '{"vi": "Tư pháp", "en": "Justice"}'
        insert(sql, "service", [{**service, "office": "second", "names": named}])
    add_visits(exports.store, [Visit(day="2026-08-31", counter=None, staff=None)], office="second")
    return replace(VISITS, offices=(OFFICE, "second"))


def test_a_list_over_several_offices_tells_each_by_its_own_name_words_and_clock(
    exports: Exports, several: Job
) -> None:
    head, *lines = exports.lines(several)

    visits = [dict(zip(head, line, strict=True)) for line in lines]
    other = visits[0]
    assert head[:2] == ["Đơn vị", "Ngày"]
    assert [visit["Đơn vị"] for visit in visits].count("Trung tâm Mẫu") == 44
    assert (other["Đơn vị"], other["Lấy số lúc"]) == ("Xã Hai", "2026-08-31 10:00:00")
    assert [visit["Lĩnh vực giải quyết"] for visit in visits[:2]] == ["Tư pháp", "Hộ tịch"]


def test_the_workbook_over_several_offices_keeps_their_names_in_sight(
    exports: Exports, several: Job
) -> None:
    sheet = exports.book(several)["Lượt phục vụ"]

    assert [cell.value for cell in sheet[4]][:3] == ["Đơn vị", "Ngày", "Số thứ tự"]
    assert sheet.freeze_panes == "D5"
    assert "Xã Hai (chưa gửi lần nào)" in sheet["A3"].value


def test_a_long_list_is_read_in_pieces(exports: Exports, monkeypatch: pytest.MonkeyPatch) -> None:
    exports.visits(*(Visit(day=f"2026-0{month}-01") for month in (7, 8)))
    whole = exports.lines(VISITS)
    pieces: list[tuple[str, str]] = []
    ask = Sql.__getattr__

    def noted(sql: Sql, name: str) -> Any:
        def list_visits(**asked: str) -> Any:
            pieces.append((asked["first"], asked["last"]))
            return ask(sql, name)(**asked)

        return list_visits if name == "list_visits" else ask(sql, name)

    monkeypatch.setattr(Sql, "__getattr__", noted)

    assert exports.lines(VISITS) == whole
    assert pieces == [
        ("2026-07-01", "2026-07-31"), ("2026-08-01", "2026-08-31"), ("2026-09-01", "2026-09-30"),
    ]  # fmt: skip


def test_every_code_of_a_ticket_has_a_word() -> None:
    codes = {*State, *QueueClass, *Channel}

    assert codes == set(VISIT_WORDS)
    assert len(codes) == len(State) + len(QueueClass) + len(Channel)
    english = texts_of("en")
    assert all(text in english.messages for text in VISIT_WORDS.values())
