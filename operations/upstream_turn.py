"""Whose turn it is to report to the province: one process of a house, and another when it falls.

Two that report at once do no harm, since rows that are there change nothing; so the turn is a sign
in the store that rises with every beat, and not a lock that could outlive who holds it.
"""

from dataclasses import dataclass

from store.store import Row, Store

BEAT_S = 1.0
"""How often the one whose turn it is says that it lives, and the others look."""

SILENT_S = 4.0
"""After so long without a beat the turn is anybody's."""


@dataclass(slots=True)
class Turn:
    """One process's eyes on the turn. `name` is its own and nobody else's; an operator reads it."""

    store: Store
    office: str
    name: str
    is_mine: bool = False
    _seen: int = -1
    _since_s: float = 0.0

    def look(self, *, at_s: float) -> None:
        """Keep the turn, or take it where nobody has it or its beat stood still for `SILENT_S`.

        `at_s` is this process's own clock, in seconds, which never goes back: two machines' are
        never compared. Raises StoreError; then it is not this process's turn.
        """
        is_mine = False
        try:
            row = self.store.ask(lambda sql: sql.get_turn(office=self.office))
            is_mine = row is not None and (self._keep(row) or self._take(row, at_s))
        finally:
            self.is_mine = is_mine

    def give_back(self) -> None:
        """Let another one report at once: this process ends. Raises StoreError."""
        self.is_mine = False
        with self.store.maintain() as sql:
            sql.give_turn_back(office=self.office, sender=self.name)

    def _keep(self, row: Row) -> bool:
        if row["sender"] != self.name:
            return False
        with self.store.maintain() as sql:
            return bool(sql.keep_turn(office=self.office, sender=self.name))

    def _take(self, row: Row, at_s: float) -> bool:
        if row["beat"] != self._seen:
            self._seen, self._since_s = row["beat"], at_s
        if row["sender"] is not None and at_s - self._since_s < SILENT_S:
            return False
        with self.store.maintain() as sql:
            return bool(sql.take_turn(office=self.office, sender=self.name, seen=row["beat"]))
