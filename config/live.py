"""The settings of a site that several processes serve."""

from dataclasses import dataclass
from typing import Annotated

from config.typed import Key
from config.values import check_bus


@dataclass(frozen=True, slots=True)
class LiveSettings:
    """How several processes keep their screens alike."""

    bus: Annotated[
        str,
        Key(
            "The Redis through which several processes tell each other what changed, such as"
            " `redis://127.0.0.1:6379/0`; empty for a single process.",
            check=check_bus,
        ),
    ] = ""
