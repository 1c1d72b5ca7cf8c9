"""Files that leave the house: they open rightly, run nothing, and say what was measured."""

import csv
import io
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from operations.report_csv import safe_text
from operations.report_jobs import REPORTS, Job, do_job
from operations.report_tables import Kind, cell_text, number_text
from operations.visit_columns import VISIT_WORDS
from queueing.tickets import Channel, QueueClass, State
from store.errors import BusyError
from tests.hall import open_hall
from tests.report_house import ReportHouse, report_house
from tests.visits import OFFICE, Visit, add_visits, make_store
from web.report_workers import ReportFailedError, ReportWorkers
from web.texts import texts_of

ROOT = Path(__file__).parent.parent
SATISFACTION = Job(
    what="satisfaction", office=OFFICE, first="2026-07-01", last="2026-09-30", by="counter",
    format="csv", language="vi", now="2026-10-01T01:30:00.000Z", min_count=5,
    neutral_is_satisfied=False,
)  # fmt: skip
SERVICE = replace(SATISFACTION, what="service", by="service")
REASONS = replace(SATISFACTION, what="reasons", by="office")
VISITS = replace(SATISFACTION, what="visits")


class Exports:
    """An office of which a test makes files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "office.db"
        self.store = make_store(self.path)
        self.count = 0

    def visits(self, *visits: Visit) -> None:
        """Keep these visits."""
        add_visits(self.path, visits)

    def file(self, job: Job) -> Path:
        """The file of a job."""
        self.count += 1
        path = self.folder / f"{self.count}.{job.format}"
        with self.store.reading() as reading:
            do_job(reading, job, path, translate=texts_of(job.language))
        return path

    def lines(self, job: Job) -> list[list[str]]:
        """The cells of a CSV file."""
        text = self.file(job).read_text(encoding="utf-8-sig")
        return list(csv.reader(io.StringIO(text), delimiter="," if job.language == "en" else ";"))

    def book(self, job: Job) -> Workbook:
        """An XLSX file, read by another library."""
        return load_workbook(self.file(replace(job, format="xlsx")))

    def paper(self, job: Job) -> str:
        """The text of a PDF file."""
        pages = PdfReader(self.file(replace(job, format="pdf"))).pages
        return "\n".join(page.extract_text() for page in pages)


@pytest.fixture
def exports(tmp_path: Path) -> Iterator[Exports]:
    """An office with a few rated visits."""
    exports = Exports(tmp_path)
    exports.visits(
        *(Visit(level=5) for _ in range(40)),
        *(Visit(level=2, reasons=["long_wait"], counter=2, staff="staff-2") for _ in range(3)),
        Visit(wait_s=90, service_s=75, counter=2, staff="staff-2"),
    )
    yield exports
    exports.store.close()


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
        sql._connection.execute(
            "update counter set names = ? where number = 1", ('{"vi": "=1+1"}',)
        )

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
    assert by_name["Trần Thị Thử"][place - 1 :] == ["–", "–", "–", "–"]
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
    head, *rows, total = exports.lines(replace(REASONS, by="counter"))

    assert head[:3] == ["STT", "Quầy", "Lý do"]
    assert [row[1:] for row in rows] == [["Quầy 2", "Chờ đợi quá lâu", "3", "100,0"]]
    assert total[1:] == ["Tổng số", "", "3", ""]


def test_reasons_of_the_office_list_all_thirteen(exports: Exports) -> None:
    assert len(exports.lines(REASONS)) == 1 + 13 + 1


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
    with exports.store.maintain() as sql:
        sql._connection.execute("update rating set comment = 'xyz-secret'")

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
        sql._connection.execute(
            "update staff set full_name = ? where id = 'staff-1'", ('=<b>&\x01 "A"',)
        )

    sheet = exports.book(VISITS)["Lượt phục vụ"]
    cell = sheet.cell(5, [cell.value for cell in sheet[4]].index("Cán bộ") + 1)

    assert (cell.value, cell.data_type) == ('=<b>& "A"', "s")


def test_every_code_of_a_ticket_has_a_word() -> None:
    codes = {*State, *QueueClass, *Channel}

    assert codes == set(VISIT_WORDS)
    assert len(codes) == len(State) + len(QueueClass) + len(Channel)
    english = texts_of("en")
    assert all(text in english.messages for text in VISIT_WORDS.values())


@pytest.fixture
def workers(exports: Exports) -> Iterator[ReportWorkers]:
    """One report process."""
    workers = ReportWorkers(exports.path, most=1, patience_s=0.2)
    yield workers
    workers.close()


def child_of(workers: ReportWorkers) -> Any:
    """The process of the only worker."""
    return workers._children[0]._process


def test_a_report_is_made_in_another_process_that_stays_warm(
    exports: Exports, workers: ReportWorkers
) -> None:
    path = exports.folder / "made.csv"

    workers.make(SATISFACTION, path)
    first = child_of(workers).pid
    workers.make(replace(SATISFACTION, language="en"), path)

    assert child_of(workers).pid == first != os.getpid()
    assert path.read_text(encoding="utf-8-sig").startswith("No.,Counter")


def test_a_process_that_died_is_started_again(exports: Exports, workers: ReportWorkers) -> None:
    path = exports.folder / "made.csv"
    workers.make(SATISFACTION, path)
    dead = child_of(workers)
    os.kill(dead.pid, signal.SIGKILL)
    dead.wait()

    workers.make(SATISFACTION, path)

    assert child_of(workers).pid != dead.pid


def test_a_report_that_cannot_be_made_says_so_and_the_process_lives(
    exports: Exports, workers: ReportWorkers
) -> None:
    with pytest.raises(ReportFailedError, match="NotFoundError"):
        workers.make(replace(SATISFACTION, office="nowhere"), exports.folder / "x.csv")

    child = child_of(workers).pid
    workers.make(SATISFACTION, exports.folder / "y.csv")
    assert child_of(workers).pid == child


def test_a_report_that_takes_too_long_is_ended(exports: Exports) -> None:
    workers = ReportWorkers(exports.path, most=1, longest_s=0.01)

    with pytest.raises(ReportFailedError, match="ended"):
        workers.make(SATISFACTION, exports.folder / "x.csv")

    assert child_of(workers) is None


def test_when_every_process_is_at_work_the_caller_is_told(
    exports: Exports, workers: ReportWorkers
) -> None:
    busy = workers._idle.get()

    with pytest.raises(BusyError):
        workers.make(SATISFACTION, exports.folder / "x.csv")

    workers._idle.put(busy)


def test_the_process_ends_when_the_server_is_gone(exports: Exports) -> None:
    command = [sys.executable, "-m", "web.report_worker", str(exports.path)]
    child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)
    assert child.stdin is not None

    child.stdin.close()

    assert child.wait(timeout=20) == 0


GEVENT = """
from gevent import monkey; monkey.patch_all()
import gevent, sys
from pathlib import Path
from operations.report_jobs import Job
from web.report_workers import ReportWorkers
turns = 0
def count():
    global turns
    while True:
        gevent.sleep(0.005); turns += 1
gevent.spawn(count)
workers = ReportWorkers(Path(sys.argv[1]), most=1)
workers.make(Job.from_line(sys.argv[2]), Path(sys.argv[3]))
workers.close()
print(turns)
"""


def test_the_server_goes_on_while_a_report_is_made(exports: Exports) -> None:
    made = exports.folder / "made.xlsx"
    job = replace(VISITS, format="xlsx").to_line()

    run = subprocess.run(
        [sys.executable, "-c", GEVENT, str(exports.path), job, str(made)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip

    assert int(run.stdout.split()[-1]) > 10
    assert made.stat().st_size > 10_000


@pytest.fixture
def house(tmp_path: Path) -> Iterator[ReportHouse]:
    """The API of a hall in which one citizen was served."""
    hall = open_hall(tmp_path)
    hall.open(1)
    hall.take()
    hall.finish(hall.called())
    with report_house(hall, tmp_path) as house:
        yield house
    hall.store.close()


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/reports/satisfaction?format=csv", "text/csv; charset=utf-8", "satisfaction_2026-11-01_2026-11-30.csv"),
        ("/reports/service?format=pdf", "application/pdf", "service_2026-11-01_2026-11-30.pdf"),
        ("/visits?format=xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "visits_2026-11-01_2026-11-30.xlsx"),
    ],
)  # fmt: skip
def test_a_file_comes_with_its_kind_and_name_and_leaves_nothing_behind(
    house: ReportHouse,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    path: str,
    kind: str,
    name: str,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    answer = house.get(f"{path}&from=2026-11-01&to=2026-11-30&lang=en", house.session("manager"))

    assert answer.content_type == kind
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert len(answer.data) == answer.content_length
    assert list(temporary.iterdir()) == []


def test_a_report_that_fails_leaves_nothing_behind(
    house: ReportHouse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    house.running.house.reports = ReportWorkers(house.hall.store.path, most=1, longest_s=0.01)

    answer = house.get("/visits?from=2026-11-01&to=2026-11-30", house.session("manager"))

    assert (answer.status_code, answer.get_json()["code"]) == (500, "internal")
    assert list(temporary.iterdir()) == []
