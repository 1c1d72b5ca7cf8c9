"""`server.py report` and `export` over any set of offices: the files, read back, on both engines."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from store.store import Store
from tests.site import SETTINGS, Site
from tests.stores import address_of, insert, rows
from tests.visits import Visit, add_visits, found_office

TREE = {
    "tinh-mau": (None, "Trung tâm tỉnh Mẫu"),
    "trung-tam-bac": ("tinh-mau", "Trung tâm Bắc Mẫu"),
    "trung-tam-nam": ("tinh-mau", "Trung tâm Nam Mẫu"),
    "diem-cho-moi": ("trung-tam-bac", "Điểm Chợ Mới"),
    "diem-ben-song": ("trung-tam-nam", "Điểm Bến Sông"),
    "xa-xa": ("trung-tam-nam", "Xã Xa Mẫu"),
}
SERVED = {"trung-tam-bac": 4, "trung-tam-nam": 3, "diem-cho-moi": 2, "diem-ben-song": 1}
SILENT = "xa-xa"
DAYS = ("--from", "2026-09-01", "--to", "2026-09-30")


@pytest.fixture
def province(store: Store, tmp_path: Path) -> Site:
    """A province with two centres, each with a point; one commune was never heard."""
    found_office(store)
    with store.maintain() as sql:
        [like] = rows(sql, "select * from office")
        [service] = rows(sql, "select * from service where code = 'A'")
        [counter] = rows(sql, "select * from counter where number = 1")
        for code, (above, name) in TREE.items():
            names = json.dumps({"vi": name})
            fed = int(code == SILENT)
            office = like | {"id": code, "code": code, "names": names, "parent": above, "fed": fed}
            insert(sql, "office", [office])
            insert(sql, "service", [service | {"office": code}])
            insert(sql, "counter", [counter | {"office": code}])
    for code, served in SERVED.items():
        visits = [Visit(staff=None, level=2, reasons=["long_wait"]) for _ in range(served)]
        add_visits(store, visits, office=code)
    site = Site(tmp_path)
    site.lay_down(SETTINGS.replace("sqlite:///{folder}/office.db", address_of(store)))
    return site


def written(site: Site, *words: str, name: str = "tep.json") -> Path:
    """The file that a command wrote."""
    file = site.folder / name
    command, *rest = words
    what = rest[:1] if command == "report" else []
    site.does(command, *what, str(file), *DAYS, *rest[len(what) :])
    return file


def told(site: Site, *words: str) -> dict[str, int]:
    """How many were served, by office."""
    report = json.loads(written(site, "report", "service", *words).read_text("utf-8"))
    return {row["key"]: row["served"] for row in report["rows"]}


def test_offices_are_named_one_by_one_or_with_all_below_them(province: Site) -> None:
    two = told(province, "--office", "diem-cho-moi", "--office", "trung-tam-nam")
    centre = told(province, "--office", "trung-tam-bac", "--below")
    both = told(province, "--office", "diem-ben-song", "--office", "trung-tam-bac", "--below")
    whole = told(province, "--office", "tinh-mau", "--below")
    one = told(province, "--office", "trung-tam-bac", "--by", "office")

    assert two == {"diem-cho-moi": 2, "trung-tam-nam": 3}
    assert centre == {"trung-tam-bac": 4, "diem-cho-moi": 2}
    assert both == {"trung-tam-bac": 4, "diem-cho-moi": 2, "diem-ben-song": 1}
    assert whole == SERVED
    assert one == {"trung-tam-bac": 4}


def test_an_office_that_is_named_twice_counts_once(province: Site) -> None:
    alone = told(province, "--office", "diem-cho-moi", "--office", "diem-cho-moi")
    words = ("--office", "diem-cho-moi", "--office", "trung-tam-bac", "--below")

    assert alone == {"1": 2}  # by its counters, as one office is
    assert told(province, *words) == {"trung-tam-bac": 4, "diem-cho-moi": 2}


def test_the_head_is_the_nearest_office_above_those_that_are_named(province: Site) -> None:
    def head(*codes: str) -> str:
        named = [word for code in codes for word in ("--office", code)]
        report = json.loads(written(province, "report", "service", *named).read_text("utf-8"))
        return str(report["names"]["vi"])

    assert head("diem-ben-song", SILENT) == head("trung-tam-nam")
    assert head("diem-ben-song", "trung-tam-nam") == head("trung-tam-nam")
    assert head("diem-ben-song", "diem-cho-moi") == head("tinh-mau")
    assert head(SILENT) == "Xã Xa Mẫu"


@pytest.mark.parametrize("what", ["satisfaction", "service", "reasons"])
def test_every_form_names_the_office_that_did_not_report_on_its_first_page(
    province: Site, what: str
) -> None:
    whole = ("report", what, "--office", "tinh-mau", "--below")

    paper = PdfReader(written(province, *whole, name="tinh.pdf")).pages[0].extract_text()
    sheet = load_workbook(written(province, *whole, name="tinh.xlsx"))["Báo cáo"]
    total = written(province, *whole, name="tinh.csv").read_text("utf-8-sig").splitlines()[-1]
    report = json.loads(written(province, *whole, name="tinh.json").read_text("utf-8"))

    assert "Xã Xa Mẫu (chưa gửi lần nào)" in " ".join(paper.split())
    assert "Xã Xa Mẫu (chưa gửi lần nào)" in sheet["A5"].value
    assert total.endswith(f";6;1;{' '.join(sorted(TREE))};{SILENT}")
    assert [office["code"] for office in report["silent"]] == [SILENT]


def test_visits_of_several_offices_begin_with_their_own(province: Site) -> None:
    south = ("export", "--office", "trung-tam-nam", "--below")

    text = written(province, *south, name="luot.csv").read_text("utf-8-sig")
    sheet = load_workbook(written(province, *south, name="luot.xlsx")).worksheets[0]

    head, *lines = csv.reader(io.StringIO(text), delimiter=";")
    in_book = [str(row[0].value) for row in sheet.iter_rows(min_row=5)]
    assert head[:3] == ["Đơn vị", "Ngày", "Số thứ tự"]
    assert sorted(line[0] for line in lines) == sorted(in_book)
    assert len(lines) == SERVED["trung-tam-nam"] + SERVED["diem-ben-song"]


def test_one_office_alone_is_told_by_its_counters(province: Site) -> None:
    report = json.loads(
        written(province, "report", "service", "--office", "diem-cho-moi").read_text("utf-8")
    )

    assert (report["by"], report["offices"]) == ("counter", 1)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "There are several offices: add --office (diem-ben-song, "),
        (("--below",), "There are several offices: add --office (diem-ben-song, "),
        (("--office", "tinh-mau", "--office", "a", "--office", "b"), "No office 'a', 'b' (diem-"),
        (("--office", "tinh-mau", "--below", "--by", "staff"), "counters and people belong to one"),
        (("--office", "tinh-mau", "--lang", "EN"), "choose one of vi, en"),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_sentence_and_no_file(
    province: Site, words: tuple[str, ...], complaint: str
) -> None:
    file = province.folder / "khong.pdf"

    result = province.says("report", "service", str(file), *DAYS, *words)

    assert result.exit_code in (1, 2)
    assert complaint in result.output
    assert not file.exists()
