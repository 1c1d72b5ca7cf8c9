"""What the store says when it cannot keep or find something."""


class StoreError(Exception):
    """The store cannot do it. `code` is stable; the message is a sentence for the log."""

    code = "store_error"


class BusyError(StoreError):
    """Another process held the write lock longer than the busy timeout."""

    code = "store_busy"


class UnreachableError(StoreError):
    """The database server does not answer; it is asked again with the next request."""

    code = "store_unreachable"


class ConstraintError(StoreError):
    """A row that would break the schema's own promise: a fault of the caller."""

    code = "store_constraint"


class DiskFullError(StoreError):
    """The disk is full or cannot be written; what was kept before still stands."""

    code = "disk_full"


class NewerSchemaError(StoreError):
    """The database was made by a newer version of the program."""

    code = "newer_schema"


class UnreadableStoreError(StoreError):
    """It is no database of this program, or its place cannot be written."""

    code = "store_unreadable"
