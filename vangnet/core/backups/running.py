"""Whether anything runs on this installation: whoever does holds a lock, and a restore wants it for itself alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from .trouble import BackupTrouble

FILE = "running.lock"


@contextmanager
def among_others(data: Path) -> Iterator[None]:
    """A command that may run beside others, and not beside a restore."""
    with _held(
        data, fcntl.LOCK_SH, _("This installation is being restored at this moment. Wait until it is done.")
    ):
        yield


@contextmanager
def alone(data: Path) -> Iterator[None]:
    with _held(
        data,
        fcntl.LOCK_EX,
        _(
            "A server or another command of Vangnet runs on this installation. Stop it first; nothing was changed."
        ),
    ):
        yield


@contextmanager
def _held(data: Path, how: int, otherwise: str) -> Iterator[None]:
    try:
        descriptor = os.open(data / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:  # a folder that can't be written can't be restored into either
        if how == fcntl.LOCK_EX:
            raise
        yield
        return
    try:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise BackupTrouble(otherwise) from busy
        yield
    finally:
        os.close(descriptor)
