"""On which half-days of the week each emergency response officer is in the building."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import Recorded, TakenBack, taken_back_by_somebody


class Half(models.TextChoices):
    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")


class OfficerWeek(Recorded, TakenBack):
    """The week of one officer from a day on. A later one replaces it; of the same day the one recorded last holds."""

    school = models.ForeignKey(School, models.PROTECT, related_name="officer_weeks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateField(_("from"))

    class Meta:
        ordering = ["person", "since", "pk"]
        indexes = [models.Index(fields=["school", "since"], name="officer_weeks_of_a_school")]
        constraints = [taken_back_by_somebody("an_officer_week_is_taken_back_by_somebody")]

    def __str__(self) -> str:
        return f"{self.person}: {self.since}"


class OfficerHalfDay(models.Model):
    week = models.ForeignKey(OfficerWeek, models.CASCADE, related_name="half_days")
    weekday = models.PositiveSmallIntegerField(_("weekday"), help_text=_("1 is Monday, 7 is Sunday"))
    half = models.CharField(_("half of the day"), max_length=10, choices=Half)

    class Meta:
        ordering = ["weekday", "-half"]
        constraints = [
            models.UniqueConstraint(fields=["week", "weekday", "half"], name="an_officer_is_there_once"),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="officers_have_seven_weekdays"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.half}"
