"""A file that gives room back: on a full disk it is let go, so that the counters can go on."""

from pathlib import Path

SIZE_BYTES = 8 * 1024 * 1024
"""A day of calls of a busy office writes less than this into the log."""

BLOCK = bytes(1024 * 1024)


class Ballast:
    """Space beside the database's file that nothing else can take; a database server, which has no
    file here, gets none.
    """

    def __init__(self, database: Path | None) -> None:
        self._file = database and database.with_name(f"{database.name}.reserve")

    @property
    def is_aboard(self) -> bool:
        """Whether the whole space is reserved."""
        file = self._file
        return file is not None and file.exists() and file.stat().st_size == SIZE_BYTES

    def take_aboard(self) -> None:
        """Reserve the space if it is not reserved; what a full disk left of it is let go."""
        if self._file is None or self.is_aboard:
            return
        try:
            with self._file.open("wb") as file:
                for _ in range(SIZE_BYTES // len(BLOCK)):
                    file.write(BLOCK)
        except OSError:
            self.let_go()

    def let_go(self) -> None:
        """Give the space back. Twice is once."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)
