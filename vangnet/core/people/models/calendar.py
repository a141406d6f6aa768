"""The school's own calendar: the normal week, and the days that differ from it.

Holidays differ per region and study days per school, so both are the school's data. The reading of it
(school days, teaching weeks, hours) is done by `vangnet.core.calendars`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import School


class NormalDay(models.Model):
    """The hours of one weekday from a date on; a later row for the same weekday replaces it."""

    school = models.ForeignKey(School, models.CASCADE, related_name="normal_days")
    since = models.DateField(_("since"))
    weekday = models.PositiveSmallIntegerField(_("weekday"), help_text=_("1 is Monday, 7 is Sunday"))
    starts_at = models.TimeField(_("begins"), null=True, blank=True)
    ends_at = models.TimeField(_("ends"), null=True, blank=True)
    break_minutes = models.PositiveSmallIntegerField(_("break in minutes"), default=0)

    class Meta:
        ordering = ["school", "since", "weekday"]
        constraints = [
            models.UniqueConstraint(fields=["school", "since", "weekday"], name="one_normal_day_per_weekday"),
            models.CheckConstraint(condition=models.Q(weekday__range=(1, 7)), name="a_weekday_is_1_to_7"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts_at}-{self.ends_at}"


class CalendarDay(models.Model):
    """A holiday, study day, closed day or half day: one day or a span of days."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Holiday")
        STUDY_DAY = "study_day", _("Study day")
        CLOSED = "closed", _("Closed")
        HALF_DAY = "half_day", _("Half day")

    school = models.ForeignKey(School, models.CASCADE, related_name="calendar_days")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    title = models.CharField(_("title"), max_length=200)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True, help_text=_("For a half day"))

    class Meta:
        ordering = ["school", "first_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="a_calendar_day_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.first_on})"
