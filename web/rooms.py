"""What a socket can watch: a kind of state, of one office, and of what in it."""

from typing import NamedTuple


class Room(NamedTuple):
    """A room of Socket.IO. `of` is the zone of a board, the number of a counter, or an id."""

    kind: str
    office: str
    of: str = ""

    @property
    def name(self) -> str:
        """The room's name on the wire."""
        return f"{self.kind}:{self.office}:{self.of}"
