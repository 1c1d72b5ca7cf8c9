"""The life of a ticket: which act leads from which state to which, and nothing else."""

from enum import StrEnum

from queueing.errors import WrongStateError
from queueing.tickets import State


class Act(StrEnum):
    """What can be done to a ticket. `take` makes it, `rate` and `undo` stand outside the table."""

    TAKE = "take"
    CALL = "call"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"
    BRING_BACK = "bring_back"
    PARK = "park"
    RESUME = "resume"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    EXPIRE = "expire"
    RATE = "rate"
    UNDO = "undo"


LIFE: dict[Act, tuple[frozenset[State], State]] = {
    Act.CALL: (frozenset({State.WAITING}), State.CALLED),
    Act.RECALL: (frozenset({State.CALLED}), State.CALLED),
    Act.START: (frozenset({State.CALLED}), State.SERVING),
    Act.FINISH: (frozenset({State.CALLED, State.SERVING}), State.SERVED),
    Act.NO_SHOW: (frozenset({State.CALLED}), State.MISSED),
    Act.BRING_BACK: (frozenset({State.MISSED}), State.WAITING),
    Act.PARK: (frozenset({State.CALLED, State.SERVING}), State.PARKED),
    Act.RESUME: (frozenset({State.PARKED}), State.CALLED),
    Act.TRANSFER: (frozenset({State.CALLED, State.SERVING}), State.WAITING),
    Act.CANCEL: (frozenset({State.WAITING, State.PARKED, State.MISSED}), State.CANCELLED),
    Act.EXPIRE: (
        frozenset({State.WAITING, State.CALLED, State.SERVING, State.PARKED, State.MISSED}),
        State.EXPIRED,
    ),
}
"""Each act with the states it may start from and the state it leads to."""

UNDOABLE = frozenset(
    {
        Act.CALL,
        Act.START,
        Act.FINISH,
        Act.NO_SHOW,
        Act.PARK,
        Act.RESUME,
        Act.TRANSFER,
        Act.BRING_BACK,
    }
)
"""Acts of a clerk that `undo` takes back within its time."""


def after(state: State, act: Act, *, label: str = "") -> State:
    """The state that `act` leads to from `state`.

    Raises WrongStateError where the table has no such step; `label` only fills its sentence.
    """
    allowed, target = LIFE[act]
    if state not in allowed:
        raise WrongStateError(label=label, state=state, act=act)
    return target


def may(state: State, act: Act) -> bool:
    """Whether the table allows `act` in `state`."""
    return state in LIFE[act][0]
