"""What a CSV file tells of the offices and days that it covers: in its rows, and in a list beside it."""

import csv
import io
import json
from dataclasses import replace
from zipfile import ZipFile

import pytest

from operations.report_jobs import Job, whose_file
from tests.exports import REASONS, SATISFACTION, SERVICE, VISITS, Exports
from tests.stores import insert, rows, run
from tests.visits import OFFICE, Visit, add_visits

pytestmark = pytest.mark.any_engine

DAYS = ["2026-07-01", "2026-09-30"]
COVERS = ["Ngày đầu kỳ", "Ngày cuối kỳ", "Số đơn vị", "Số đơn vị chưa gửi đủ", "Mã đơn vị", "Mã đơn vị chưa gửi đủ"]  # fmt: skip


@pytest.fixture
def three(exports: Exports) -> tuple[str, ...]:
    """Besides the office with visits one that was heard in August, with a visit, and a silent one."""
    with exports.store.maintain() as sql:
        [office] = rows(sql, "select * from office")
        for code, name in (("xa-cham", "Xã Chậm"), ("xa-im", "=Xã Im")):
            names = json.dumps({"vi": name})
            insert(sql, "office", [{**office, "id": code, "code": code, "fed": 1, "names": names}])
        sql.add_intake(office="xa-cham")
        run(sql, "update intake set heard_at = '2026-08-31T18:00:00.000Z' where office = 'xa-cham'")
        [service] = rows(sql, "select * from service where code = 'A'")
        [counter] = rows(sql, "select * from counter where number = 1")
        insert(sql, "service", [{**service, "office": "xa-cham"}])
        insert(sql, "counter", [{**counter, "office": "xa-cham"}])
    add_visits(exports.store, [Visit(staff=None, level=2, reasons=["impolite"])], office="xa-cham")
    return (OFFICE, "xa-cham", "xa-im")


def covered(exports: Exports, job: Job) -> list[list[str]]:
    """The cells of each row that say what it covers, below those of the titles."""
    return [line[-len(COVERS) :] for line in exports.lines(job)]


def test_each_row_of_an_office_says_whose_it_is_and_from_when_to_when(exports: Exports) -> None:
    assert covered(exports, SATISFACTION) == [COVERS, *[[*DAYS, "1", "0", "mau", ""]] * 3]


def test_by_office_each_row_names_its_own_and_the_total_all(
    exports: Exports, three: tuple[str, ...]
) -> None:
    several = replace(SERVICE, by="office", offices=three)
    total = [*DAYS, "3", "2", "mau xa-cham xa-im", "xa-cham xa-im"]

    assert covered(exports, several) == [
        COVERS,
        [*DAYS, "1", "0", "mau", ""],
        [*DAYS, "1", "1", "xa-cham", "xa-cham"],
        total,
    ]
    assert covered(exports, replace(several, what="reasons"))[-4:] == [
        [*DAYS, "1", "1", "xa-cham", "xa-cham"],
        [*DAYS, "3", "2", "", ""],
        [*DAYS, "3", "2", "", ""],
        total,
    ]


def test_a_row_over_several_offices_counts_them_and_the_total_names_them(
    exports: Exports, three: tuple[str, ...]
) -> None:
    _, *services, total = covered(exports, replace(SERVICE, by="service", offices=three))

    assert {tuple(cells) for cells in services} == {(*DAYS, "3", "2", "", "")}
    assert total[-2:] == ["mau xa-cham xa-im", "xa-cham xa-im"]


def test_the_first_line_is_the_titles_whoever_is_missing(
    exports: Exports, three: tuple[str, ...]
) -> None:
    for job in (SATISFACTION, SERVICE, REASONS, VISITS):
        head, *lines = exports.lines(replace(job, by="office", offices=three))
        assert len(set(head)) == len(head)
        assert {len(line) for line in lines} == {len(head)}


@pytest.mark.parametrize("what", ["reasons", "visits"])
def test_an_archive_has_the_same_file_and_a_list_of_all_offices(
    exports: Exports, three: tuple[str, ...], what: str
) -> None:
    job = replace(SERVICE, what=what, by="office", offices=three, whose="mau+2")
    plain = exports.file(job).read_bytes()

    with ZipFile(exports.file(replace(job, format="zip"))) as files:
        figures, scope = files.namelist()
        assert files.read(figures) == plain
        text = files.read(scope).decode("utf-8-sig")

    assert figures == f"{what}_mau+2_2026-07-01_2026-09-30.csv"
    assert scope == f"pham-vi_{figures}"
    made = "2026-10-01 08:30:00"
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        [
            "Mã đơn vị",
            "Đơn vị",
            "Ngày đầu kỳ",
            "Ngày cuối kỳ",
            "Báo cáo của kỳ",
            "Nhận đến lúc",
            "Lập lúc",
        ],
        ["mau", "Trung tâm Mẫu", *DAYS, "Đủ", "", made],
        ["xa-cham", "Xã Chậm", *DAYS, "Chưa đủ", "2026-09-01 01:00:00", made],
        ["xa-im", "'=Xã Im", *DAYS, "Chưa đủ", "", made],
    ]


def test_an_english_archive_is_english_in_names_and_cells(exports: Exports) -> None:
    with ZipFile(exports.file(replace(VISITS, format="zip", language="en"))) as files:
        text = files.read("scope_visits_2026-07-01_2026-09-30.csv").decode("utf-8-sig")

    head, line = csv.reader(io.StringIO(text))
    assert head[4] == "Reports of the period"
    assert line == ["mau", "Sample Centre", *DAYS, "Complete", "", "2026-10-01 08:30:00"]


def test_an_archive_is_of_the_time_at_which_it_was_made(exports: Exports) -> None:
    archive = exports.file(replace(REASONS, format="zip"))

    with ZipFile(archive) as files:
        assert {entry.date_time for entry in files.infolist()} == {(2026, 10, 1, 8, 30, 0)}


def test_a_files_name_has_the_office_that_asks_or_the_first_of_others(
    exports: Exports, three: tuple[str, ...]
) -> None:
    def called(*offices: str) -> str:
        with exports.store.reading() as reading:
            return whose_file(reading.sql, OFFICE, offices)

    assert called() == called(OFFICE) == "mau"
    assert called(*three) == "mau+2"
    assert called("xa-im", "xa-cham") == "xa-cham+1"
