"""`server.py doctor`: one look that names every part which is away."""

import re
from pathlib import Path

import pytest

from tests.site import SETTINGS, Site, begun_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with its office and first manager."""
    return begun_site(tmp_path)


def test_the_doctor_tells_what_is_not_well(site: Site) -> None:
    told = site.does("doctor")
    assert re.search(r"^database +ok$", told, re.MULTILINE)
    assert re.search(r"^printer kiosk-1 +ok$", told, re.MULTILINE)
    site.lay_down(SETTINGS.replace("languages = []", 'languages = ["vi"]'))

    result = site.says("doctor")

    assert result.exit_code == 1
    assert "no clips for vi: run `server.py voice`" in result.output


def test_the_doctor_names_the_part_that_is_away(site: Site, free_port: int) -> None:
    nowhere = f"127.0.0.1:{free_port}"
    site.lay_down(
        SETTINGS + f'office = "khong-co"\n[live]\nbus = "redis://{nowhere}/0"\n'
        f'[oidc]\nissuer = "http://{nowhere}"\nclient_id = "moi-so"\n'
        '[oidc.roles]\n"mot-cua" = "clerk"\n[oidc.offices]\n"H58" = "cung-khong"\n'
    )

    told = site.says("doctor")

    assert told.exit_code == 1
    assert re.search(r"^bus +Error 111 connecting to 127\.0\.0\.1", told.output, re.MULTILINE)
    assert re.search(r"^identity provider +.*Connection refused", told.output, re.MULTILINE)
    assert "printers.kiosk-1.office no office 'khong-co' here" in told.output
    assert "oidc.offices.\"H58\"   no office 'cung-khong' here" in told.output
    assert re.search(r"^database +ok$", told.output, re.MULTILINE)


def test_the_doctor_goes_on_when_the_database_is_away(site: Site, free_port: int) -> None:
    url = f"postgresql://moiso@127.0.0.1:{free_port}/moiso"
    site.lay_down(SETTINGS.replace("sqlite:///{folder}/office.db", url))

    told = site.says("doctor")

    assert told.exit_code == 1
    assert re.search(
        r"^database +PostgreSQL moiso at .*onnection refused", told.output, re.MULTILINE
    )
    assert re.search(r"^printer kiosk-1 +ok$", told.output, re.MULTILINE)
