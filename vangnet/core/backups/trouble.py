"""What can stand in the way of a copy, as a sentence that says what to do."""

from vangnet.core.first_start import Trouble


class BackupTrouble(Trouble):
    """A copy can't be made, can't be put back, or is not what it should be; nothing was changed."""
