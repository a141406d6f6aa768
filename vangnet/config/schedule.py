"""All recurring work, in one list. Each job is idempotent and asks the database what is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from vangnet.core.access import forgetting, undelivered
from vangnet.core.attachments import storing
from vangnet.core.backups import proving
from vangnet.core.dossiers import clock, destroying, drafts, sealing, upkeep
from vangnet.core.mail import models as outbox
from vangnet.core.people.imports import pending
from vangnet.desk import promises, reminders
from vangnet.plan import forgetting as plans
from vangnet.rollcall import forgetting as roll_calls


@dataclass(frozen=True)
class Job:
    key: str
    says: str
    run: Callable[[datetime], object]


def _seal_the_day_and_tell(now: datetime) -> None:
    """One seal a day, over what was recorded until then; the data protection officer gets it by mail."""
    seal = sealing.seal_day(timezone.localdate(now), now)
    sealing.mail_seal(seal, now)


def _send_mail(now: datetime) -> None:
    """A mail server that is down fails the job, which is tried again at the next tick."""
    if settings.EMAIL_HOST:
        outbox.deliver(now)
        undelivered.tell(now)


def _say_that_something_waits(now: datetime) -> None:
    """Where there is no mail server yet, no heap of mornings waits for it."""
    if settings.EMAIL_HOST:
        reminders.remind(now)
        promises.tell(now, timezone.localdate(now))


SCHEDULE = (
    Job(
        "reminders",
        "say in the morning that something waits, and what was promised",
        _say_that_something_waits,
    ),
    Job("mail", "send the mail that waits, where there is a mail server", _send_mail),
    Job("seal", "bind all dossiers into the seal of the day", _seal_the_day_and_tell),
    Job("clock", "tell when the clock is behind what was recorded", clock.tell),
    Job("destructions", "finish a destruction that was cut off", lambda _now: destroying.finish()),
    Job("sessions", "forget sessions that have ended, of people who left too", forgetting.forget),
    Job("drafts", "forget drafts that nobody went on with for two weeks", drafts.forget),
    Job(
        "roll-calls",
        "close forgotten roll-calls, and forget who was missing after the term",
        roll_calls.forget,
    ),
    Job("plans", "delete plans that were brought in for the check, after the term", plans.forget),
    Job("uploads", "delete files that nobody took over within a day", pending.delete_expired),
    Job("attachments", "delete files that no register names a day after they came in", storing.clear),
    Job(
        "checkpoint",
        "fold SQLite's log into its file, under the write lock",
        lambda _now: upkeep.checkpoint_all(),
    ),
    # Last, for it takes longest.
    Job("proof", "make the nightly copy and prove that it can be put back", proving.prove_tonight),
)
