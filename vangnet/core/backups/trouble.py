"""What can stand in the way of a copy, as a sentence that says what to do."""


class BackupTrouble(RuntimeError):  # noqa: N818 - a sentence for the administrator
    """A copy can't be made, can't be put back, or is not what it should be; nothing was changed."""
