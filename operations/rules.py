"""The site's policies, as the verbs take them; server.py makes them from config.toml."""

from dataclasses import dataclass, field
from datetime import timedelta

from queueing.order import OrderRules


@dataclass(frozen=True, slots=True)
class QueueRules:
    """`calls_allowed` is the first call and its repetitions; the next repetition is a no-show."""

    order: OrderRules = field(default_factory=OrderRules)
    calls_allowed: int = 3
    grace: timedelta = timedelta(minutes=30)
    undo: timedelta = timedelta(seconds=60)
    tickets_per_minute: int = 30
    priority_age: int = 75
