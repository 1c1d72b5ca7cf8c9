"""What the rules of rating refuse, each with a stable code."""


class SatisfactionError(Exception):
    """A rule of rating says no. `code` is stable; `facts` fill the sentence that people read."""

    code = "satisfaction_error"

    def __init__(self, **facts: object) -> None:
        super().__init__(f"{self.code} {facts}" if facts else self.code)
        self.facts = facts


class NotServedError(SatisfactionError):
    """Only a finished transaction can be rated."""

    code = "not_served"


class AlreadyRatedError(SatisfactionError):
    """One rating per ticket: this one has its rating."""

    code = "already_rated"


class TooLateError(SatisfactionError):
    """The time for rating is over. Facts: days."""

    code = "too_late"
