"""A server that was killed takes its workers and its recurring work with it.

Left behind they would hold the port, and go on with the code and the files of before an upgrade or a restore.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int) -> None:
    """Ask Linux to end this process when the one that started it ends, in whatever way; it may have ended already.

    At once and without a last word: a request to end may be heard too early to be acted upon, while the process
    still starts. A kill loses nothing that was acknowledged (docs/faults.md).
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)
