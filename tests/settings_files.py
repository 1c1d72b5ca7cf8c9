"""Settings files for tests: written, and read with all their problems."""

from pathlib import Path

import pytest

from config import ConfigError, load_config


def written(folder: Path, text: str) -> Path:
    """A config.toml with this text."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str, **environ: str) -> list[str]:
    """What is told of a file that cannot be used."""
    with pytest.raises(ConfigError) as told:
        load_config(written(folder, text), environ)
    return told.value.problems
