"""Where somebody is signed in, and until when: idle for half an hour, or ten hours in all, and it ends.

The sessions lie in a table of their own (`settings.SESSION_ENGINE` names this module), so that each has its person
and its device beside it, ends by one deletion, and is never written more than once a minute. The table holds a
digest of the cookie and not the cookie: who copies the table can't go in with it.
"""

from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment
from vangnet.core.questions import Question

from .session_limits import UNAGREED, SessionLimits, limits_of

SEEN_EVERY = timedelta(minutes=1)
# Who comes back the same day hears that the session ended, and finds what he or she was writing.
REMEMBERED_FOR = timedelta(hours=12)
ANONYMOUS_FOR = timedelta(hours=1)


class Session(AbstractBaseSession):
    """One browser in which somebody is signed in, or is about to."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sessions", null=True, editable=False
    )
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=80, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        return SessionStore


# Asked at every page.
RUNNING = Question(
    lambda key, now: Session.objects.filter(pk=key, expire_date__gt=now).values_list("session_data")
)


class SessionStore(DatabaseSessions):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        for (data,) in RUNNING(key=digest(self.session_key), now=timezone.now()):
            return self.decode(data)
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=digest(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        Session.objects.filter(pk=digest(session_key or self.session_key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Any way of signing in gets the limits, also one that did not ask for them."""
        now = timezone.now()
        if "_auth_user_id" in data and "began_at" not in data:
            begin_in(data, now, UNAGREED)
        return Session(
            session_key=digest(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=ends_at(data, now),
            account_id=data.get("_auth_user_id"),
            began_at=_moment(data.get("began_at")),
            seen_at=_moment(data.get("seen_at")),
            device=data.get("device", ""),
        )


def digest(session_key: str | None) -> str:
    return blake2b((session_key or "").encode(), digest_size=20).hexdigest()


def begin_in(data: Any, now: datetime, limits: SessionLimits, device: str = "") -> None:
    data["began_at"] = data["seen_at"] = now.timestamp()
    data["idle_minutes"], data["longest_hours"] = limits.idle_minutes, limits.longest_hours
    data["device"] = device


def begin(request: HttpRequest, account: Any, now: datetime, device: str) -> None:
    """Somebody has just signed in here; what the own schools agreed holds for the whole session."""
    begin_in(request.session, now, limits_of(account.person, timezone.localdate(now)), device)


def ends_at(data: dict[str, Any], now: datetime) -> datetime:
    """When this session ends if nothing more is asked of it."""
    began, seen = _moment(data.get("began_at")), _moment(data.get("seen_at"))
    if began is None or seen is None:
        return now + ANONYMOUS_FOR
    idle = seen + timedelta(minutes=data["idle_minutes"])
    return min(idle, began + timedelta(hours=data["longest_hours"]))


def touch(session: SessionBase, now: datetime) -> None:
    """Somebody is still there; said to the table at most once a minute."""
    seen = _moment(session.get("seen_at")) if session.accessed else None
    if seen and now - seen >= SEEN_EVERY:
        session["seen_at"] = now.timestamp()


def limits_in(session: SessionBase) -> SessionLimits:
    return SessionLimits(session["idle_minutes"], session["longest_hours"])


def seconds_left(session: SessionBase, now: datetime) -> tuple[int, int]:
    """For a device that must know without asking: after how long alone it ends, and how long it lasts at most."""
    limits = limits_in(session)
    return limits.idle_minutes * 60, int(session["began_at"] + limits.longest_hours * 3600 - now.timestamp())


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, timezone.get_default_timezone())


def ended_session(request: HttpRequest, now: datetime) -> Session | None:
    """The session that this browser had until it ended by itself; not one that somebody ended."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    ended = Session.objects.filter(pk=digest(key), expire_date__lte=now).exclude(account=None)
    return ended.first()


def standing(account: Any, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(account=account, expire_date__gt=now).order_by("-seen_at")


def end_all(account: Any, *, but: str | None = None) -> int:
    """Sign out everywhere, except in the session with this key."""
    rows = Session.objects.filter(account=account)
    return (rows.exclude(pk=digest(but)) if but else rows).delete()[0]


def forget_ended(now: datetime) -> None:
    """Rows of sessions that ended long enough ago, and of people whose last appointment has ended."""
    Session.objects.filter(expire_date__lt=now - REMEMBERED_FOR).delete()
    Session.objects.filter(account=None, expire_date__lt=now).delete()
    appointed = Appointment.objects.filter(holds_on(timezone.localdate(now)))
    Session.objects.exclude(account=None).exclude(account__person__in=appointed.values("person")).delete()
