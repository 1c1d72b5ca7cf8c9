"""`server.py office`: a province is opened at the terminal, and other commands say which office."""

from pathlib import Path

import pytest

from tests.site import Site, begun_site

SAMPLES = Path(__file__).parent.parent / "catalogue/tinh-mau"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with its office and first manager."""
    return begun_site(tmp_path)


def test_a_province_is_opened_at_the_terminal(site: Site) -> None:
    for code, under in (
        ("tinh-mau", None),
        ("trung-tam-bac", "tinh-mau"),
        ("trung-tam-nam", "tinh-mau"),
        ("diem-cho-moi", "trung-tam-bac"),
        ("diem-ben-song", "trung-tam-nam"),
    ):
        place = [] if under is None else ["--under", under]
        told = site.does("office", "add", "--from", str(SAMPLES / f"{code}.toml"), *place)
        assert f"quanly@{code}" in told
    site.does("office", "copy", "diem-cho-moi", "--as", "diem-ba", "--name", "Điểm Ba")
    site.does("office", "move", "diem-ba", "--under", "trung-tam-nam")
    site.does("office", "expect", "xa-xa", "--name", "Xã Xa", "--under", "trung-tam-nam")

    listed = site.does("office", "list")

    of_the_province = listed[listed.index("tinh-mau") :].splitlines()[:7]
    assert [line.split()[0] for line in of_the_province] == [
        "tinh-mau",
        "trung-tam-bac",
        "diem-cho-moi",
        "trung-tam-nam",
        "diem-ba",
        "diem-ben-song",
        "xa-xa",
    ]
    assert "    diem-ba  " in listed
    assert "Điểm Ba\n" in listed


def test_with_several_offices_a_command_says_which_one(site: Site) -> None:
    site.does("office", "add", "--from", str(SAMPLES / "tinh-mau.toml"))

    unclear = site.says("staff", "list")
    unknown = site.says("staff", "list", "--office", "khac")

    assert (unclear.exit_code, unknown.exit_code) == (1, 1)
    assert "--office" in unclear.output
    assert "tinh-mau" in unclear.output
    assert "'khac'" in unknown.output
    assert "quanly" in site.does("staff", "list", "--office", "tinh-mau")
    assert 'code = "tinh-mau"' in site.does("catalogue", "export", "--office", "tinh-mau")
