"""The logbook of drills, a chapter of the evacuation plan (NEN 8112:2017, chapter 8; safety plan 3.1.7 and 3.5.2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import Recorded, TakenBack, taken_back_by_somebody

LONGEST = 2 * 60 * 60  # seconds; nobody empties a school for longer than two hours
NOTHING_SAID = Q(alarm_missed="")


class Drill(Recorded, TakenBack):
    """One drill as it went. A mistake in it is replaced by a new row, which names the old one."""

    class Kind(models.TextChoices):
        EVACUATION = "evacuation", _("Everybody out of the building")
        PART = "part", _("A part of the building, or one group")
        INSIDE = "inside", _("Everybody stays in, doors and windows closed")

    class Announced(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody knew")
        OFFICERS = "officers", _("Only the emergency response officers knew")
        NOBODY = "nobody", _("Nobody knew, but for who led it")

    class Alarm(models.TextChoices):
        EVERYWHERE = "everywhere", _("Yes, everywhere")
        NOT_EVERYWHERE = "not_everywhere", _("No, not everywhere")
        NOT_USED = "not_used", _("The alarm was not used")

    school = models.ForeignKey(School, models.PROTECT, related_name="drills")
    held_on = models.DateField(_("day"))
    began_at = models.TimeField(_("time of the alarm"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    scenario = models.CharField(_("scenario"), max_length=300)
    with_pupils = models.BooleanField(_("pupils took part"), default=True)
    announced = models.CharField(_("announced"), max_length=20, choices=Announced)
    emptied_after = models.PositiveIntegerField(_("seconds until empty"), null=True, blank=True)
    alarm = models.CharField(_("alarm heard"), max_length=20, choices=Alarm)
    alarm_missed = models.CharField(_("where it was not heard"), max_length=300, blank=True)
    routes_free = models.BooleanField(_("routes and doors free"))
    routes_blocked = models.CharField(_("what stood in the way"), max_length=300, blank=True)
    officers = models.ManyToManyField(Person, related_name="+", blank=True)
    went_well = models.TextField(_("what went well"), max_length=2000, blank=True)
    went_wrong = models.TextField(_("what went wrong"), max_length=2000, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True, editable=False
    )

    class Meta:
        ordering = ["-held_on", "-began_at", "-pk"]
        indexes = [models.Index(fields=["school", "held_on"], name="drills_of_a_school")]
        constraints = [
            taken_back_by_somebody("a_drill_is_taken_back_by_somebody"),
            models.CheckConstraint(
                name="a_drill_takes_a_moment",
                condition=Q(emptied_after=None) | Q(emptied_after__range=(1, LONGEST)),
                violation_error_message=_("From one second to two hours."),
            ),
            models.CheckConstraint(
                name="where_an_alarm_was_missed",
                condition=Q(alarm="not_everywhere") & ~NOTHING_SAID
                | ~Q(alarm="not_everywhere") & NOTHING_SAID,
                violation_error_message=_("Say where the alarm was not heard, and only then."),
            ),
            models.CheckConstraint(
                name="what_stood_in_the_way",
                condition=Q(routes_free=True, routes_blocked="")
                | Q(routes_free=False) & ~Q(routes_blocked=""),
                violation_error_message=_("Say what stood in the way, and only then."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.held_on} {self.scenario}"
