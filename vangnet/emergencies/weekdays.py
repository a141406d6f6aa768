"""The weekdays by their number, 1 is Monday, and half-days in words."""

from collections.abc import Collection

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from .coverage import HalfDay
from .models.presence import Half

NAMES = {number + 1: name for number, name in WEEKDAYS.items()}
SHORT = {number + 1: name for number, name in WEEKDAYS_ABBR.items()}


def said_days(half_days: Collection[HalfDay] | None) -> str:
    """“Mon, Tue morning”: both halves of a day are the day. Nothing where nobody said on which days."""
    if half_days is None:
        return ""
    halves: dict[int, list[str]] = {}
    for weekday, half in sorted(half_days):
        halves.setdefault(weekday, []).append(half)
    said = [
        str(SHORT[weekday]) if len(each) == len(Half) else f"{SHORT[weekday]} {Half(each[0]).label}"
        for weekday, each in halves.items()
    ]
    return ", ".join(said) or _("not there on any day")
