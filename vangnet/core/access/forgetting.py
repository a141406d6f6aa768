"""What signing in leaves behind, and how long it is kept."""

from datetime import datetime

from . import devices, kept, limits, sessions


def forget(now: datetime) -> None:
    sessions.forget_ended(now)
    limits.forget(now)
    kept.forget(now)
    devices.forget_unused(now)
