"""What the house refuses outside the rules of the queue, each with a stable code."""

from typing import ClassVar


class OperationError(Exception):
    """A command cannot be done. `facts` fill the sentence that a person reads."""

    code: ClassVar[str] = "invalid"
    status: ClassVar[int] = 409

    def __init__(self, **facts: object) -> None:
        super().__init__(f"{self.code} {facts}" if facts else self.code)
        self.facts = facts


class InvalidError(OperationError):
    """Something in the request is not usable. Facts: fields, a map name -> sentence code."""

    code = "invalid"
    status = 422


class NotFoundError(OperationError):
    """Nothing stands at this address."""

    code = "not_found"
    status = 404


class OfficeTakenError(OperationError):
    """Another office has this code. Facts: taken."""

    code = "office_taken"


class UnknownServiceError(OperationError):
    """The office has no such service. Facts: service."""

    code = "unknown_service"
    status = 404


class UnknownCounterError(OperationError):
    """The office has no such counter. Facts: counter."""

    code = "unknown_counter"
    status = 404


class UnknownTicketError(OperationError):
    """No ticket has this id in this office."""

    code = "unknown_ticket"
    status = 404


class ServicePausedError(OperationError):
    """The manager paused the service. Facts: service."""

    code = "service_paused"


class CounterTakenError(OperationError):
    """Another clerk holds the counter. Facts: counter, full_name."""

    code = "counter_taken"


class ClerkHasCounterError(OperationError):
    """The clerk holds another counter already. Facts: counter."""

    code = "clerk_has_counter"


class CounterBusyError(OperationError):
    """The counter still has a ticket in hand. Facts: counter, label."""

    code = "counter_busy"


class CounterNotOpenError(OperationError):
    """Nobody has opened the counter. Facts: counter."""

    code = "counter_not_open"


class CounterPausedError(OperationError):
    """The counter pauses: it calls nobody. Facts: counter."""

    code = "counter_paused"


class NotThisCounterError(OperationError):
    """The ticket is in another counter's hands, or this counter does not serve it."""

    code = "not_this_counter"


class NothingToUndoError(OperationError):
    """The ticket has no act of this counter to take back."""

    code = "nothing_to_undo"


class ForbiddenError(OperationError):
    """The caller may not do this."""

    code = "forbidden"
    status = 403


class UnknownPrinterError(OperationError):
    """config.toml names no such printer. Facts: printer."""

    code = "printer_unknown"
    status = 422


class PaperlessError(OperationError):
    """The device gives numbers without paper; what it wants printed has to name a printer."""

    code = "paperless"


class DiskFloorError(OperationError):
    """So little disk is left that no new ticket is given out; the counters go on."""

    code = "disk_full"
    status = 507


class TooManyError(OperationError):
    """Too often in a short time. Facts: retry_after_s."""

    code = "too_many"
    status = 429
