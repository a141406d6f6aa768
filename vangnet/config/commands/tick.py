"""Do what is due, once or for ever."""

import argparse
import logging
import time

from django.db import Error, close_old_connections
from django.utils import timezone

from vangnet.config.parent import end_with_parent
from vangnet.config.schedule import SCHEDULE
from vangnet.core.backups.models import Tick
from vangnet.core.one_at_a_time import alone

log = logging.getLogger("vangnet.tick")


def run(options: argparse.Namespace) -> int:
    if options.of_server:
        end_with_parent(options.of_server)
    failed = tick()
    while options.every:
        time.sleep(options.every)
        failed = tick()
    return 1 if failed else 0


def tick() -> int:
    """Run every job; one that fails holds up no other and is tried again at the next tick. Returns the failures.

    A job that another server is at is left to it.
    """
    failed = []
    for job in SCHEDULE:
        close_old_connections()
        try:
            with alone(f"job-{job.key}") as is_ours:
                if is_ours:
                    job.run(timezone.now())
        except (Error, OSError, RuntimeError):
            failed.append(job.key)
            log.exception("job %s failed and will be tried again", job.key)
    _note(failed)
    return len(failed)


def _note(failed: list[str]) -> None:
    """For the administrator's page: that the recurring work goes on, and what of it did not succeed."""
    try:
        Tick.note(timezone.now(), failed)
    except Error:
        log.warning("that the recurring work ran could not be noted")
