"""The list of printers is there at every start, whatever another start left behind."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from escpos import capabilities

from tests.served import ROOT

TELL = "import devices, json, escpos.capabilities as c; print(json.dumps(c.CAPABILITIES))"


def told(folder: Path, *program: str) -> str:
    """What a Python process says whose temporary files, and python-escpos's, are in the folder."""
    place = {"TMPDIR": str(folder), "ESCPOS_CAPABILITIES_PICKLE_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, *program],
        cwd=ROOT,
        env=os.environ | place,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_half_a_file_of_a_power_cut_keeps_nobody_from_starting(tmp_path: Path) -> None:
    half = tmp_path / f"{platform.python_version()}.capabilities.pickle"
    half.touch()

    assert "run" in told(tmp_path, "server.py", "--help")
    assert list(tmp_path.iterdir()) == [half]


def test_the_list_is_the_library_s_own(tmp_path: Path) -> None:
    own = capabilities.yaml.safe_load(Path(capabilities.capabilities_path).read_text("utf-8"))

    assert json.loads(told(tmp_path, "-c", TELL)) == own
    assert not list(tmp_path.iterdir())
