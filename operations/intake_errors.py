"""What the province refuses of an office's report, each with a stable code."""

from operations.errors import OperationError


class IntakeError(OperationError):
    """A report is refused; nothing of it is kept, and the office keeps it all."""

    code = "batch_broken"
    status = 400


class BrokenBatchError(IntakeError):
    """It is cut off, changed on its way, or no report at all. Facts: what."""


class TooLargeReportError(IntakeError):
    """It is longer than what is read here; it was not looked at."""

    code = "too_large"
    status = 413


class UnknownTokenError(IntakeError):
    """No office has this token."""

    code = "token_unknown"
    status = 401


class RevokedTokenError(IntakeError):
    """The office's token was taken back."""

    code = "token_revoked"
    status = 401


class NewerFormatError(IntakeError):
    """The office's program is newer than the province's. Facts: format, known."""

    code = "newer_format"
    status = 426


class ClockAheadError(IntakeError):
    """The office's clock is ahead. Facts: ahead_s."""

    code = "clock_ahead"
    status = 409


class ForeignRowsError(IntakeError):
    """Rows of another office. Facts: what."""

    code = "foreign_rows"
    status = 409


class OldEpochError(IntakeError):
    """Another machine has gone on from this one's backup; this one shall stop."""

    code = "epoch_old"
    status = 409


class VersionGapError(IntakeError):
    """Something between is missing. Facts: acked, up to which the province has everything."""

    code = "version_gap"
    status = 409


class ConflictingRowsError(IntakeError):
    """Rows that cannot stand beside those that are there, or name what is not there."""

    code = "batch_conflict"
    status = 409


class OfficeInUseError(OperationError):
    """The office has tickets of its own here: it cannot be fed by another machine. Facts: office."""

    code = "office_works_here"


class FedOfficeError(OperationError):
    """The office's own machine is the authority: it cannot be worked at here."""

    code = "office_fed"
