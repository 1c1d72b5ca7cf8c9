"""What the rules of the queue refuse, each with a stable code."""


class QueueError(Exception):
    """A rule of the queue says no. `code` is stable; `facts` fill the sentence that people read."""

    code = "queue_error"

    def __init__(self, **facts: object) -> None:
        super().__init__(f"{self.code} {facts}" if facts else self.code)
        self.facts = facts


class WrongStateError(QueueError):
    """The ticket's state does not allow this act. Facts: label, state, act."""

    code = "wrong_state"


class ServiceClosedError(QueueError):
    """The service takes no tickets now. Facts: reason, service, opens_at (local text or None)."""

    code = "service_closed"


class ServiceFullError(QueueError):
    """The service gave out its daily cap, or all 999 numbers. Facts: service, cap."""

    code = "service_full"


class UndoTooLateError(QueueError):
    """Nothing to undo: no act of this counter within `undo_s`. Facts: seconds."""

    code = "undo_too_late"


class TooLateToBringBackError(QueueError):
    """A missed ticket came after its grace time. Facts: label, grace_min."""

    code = "bring_back_too_late"
