"""A moment before which something must be done: in the words that people use, and how near it is."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = timedelta(days=1)


def due_words(ends_at: datetime, now: datetime) -> str:
    """ "Today", "tomorrow", "Thursday 26 November", or how late it is. A term ends with its last day, not after it."""
    last = timezone.localdate(ends_at - timedelta(microseconds=1))
    days = (last - timezone.localdate(now)).days
    if ends_at <= now:
        late = max(-days, 1)
        return ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late}
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return date_format(last, "l j F")


def nearness(ends_at: datetime, now: datetime) -> str:
    """ "overdue", "soon" (it ends today, or within a day) or "later": each is marked in its own way."""
    if ends_at <= now:
        return "overdue"
    return "soon" if ends_at - now <= SOON else "later"
