"""Promises that a board or a school made for itself, and when they were carried out.

The law's and the plan's duties are declared in the slices, whose registers fulfil them. A duty of one's own has no
register, so it brings a small one: on which day it was done, by whom, and what came of it.
"""

from collections.abc import Callable, Mapping

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.dated import Dated, ends_after_it_begins
from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import Recorded, TakenBack, taken_back_by_somebody
from vangnet.core.people.roles import Role

from .rhythms import EveryMonths, EveryTeachingWeek, EveryYears, Rhythm, TimesAYear


class OwnDuty(Dated):
    """Asked of one school, or of every school of the board, from a day on."""

    class Often(models.TextChoices):
        YEARS = "years", _("every so many years")
        MONTHS = "months", _("every so many months")
        TIMES_A_YEAR = "times_a_year", _("so many times in each school year")
        WEEK = "week", _("in every week of school")

    school = models.ForeignKey(School, models.PROTECT, related_name="own_duties", null=True, blank=True)
    title = models.CharField(_("what"), max_length=120)
    agreed_in = models.CharField(_("agreed in"), max_length=200)
    often = models.CharField(_("how often"), max_length=20, choices=Often)
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    role = models.CharField(_("who sees to it"), max_length=30, choices=Role)
    reported_to = models.CharField(_("reported to"), max_length=200, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            ends_after_it_begins("an_own_duty_ends_after_it_begins"),
            models.CheckConstraint(
                name="an_own_duty_returns",
                condition=Q(number__range=(1, 60)),
                violation_error_message=_("Fill in a number from 1 to 60."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rhythm(self) -> Rhythm:
        return RHYTHMS[self.often](self.number)


RHYTHMS: Mapping[str, Callable[[int], Rhythm]] = {
    OwnDuty.Often.YEARS: EveryYears,
    OwnDuty.Often.MONTHS: EveryMonths,
    OwnDuty.Often.TIMES_A_YEAR: TimesAYear,
    OwnDuty.Often.WEEK: EveryTeachingWeek,
}


class CarriedOut(Recorded, TakenBack):
    """That an own duty was done at a school. A mistake is taken back, with who did so; nothing is erased."""

    duty = models.ForeignKey(OwnDuty, models.PROTECT, related_name="carried_out")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    held_on = models.DateField(_("on"))
    by = models.CharField(_("by"), max_length=200)
    outcome = models.TextField(_("what came of it"), max_length=2000)

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [  # with all that is asked of a row, so that the board's page need not read the rows themselves
            models.Index(fields=["duty", "school", "held_on", "taken_back_at"], name="own_duty_carried_out")
        ]
        constraints = [taken_back_by_somebody("carried_out_is_taken_back_by_somebody")]

    def __str__(self) -> str:
        return f"{self.duty}: {self.held_on}"


class Feed(models.Model):
    """An address at which somebody's own calendar program finds what must be done when.

    The address is a secret that is shown once and kept as a digest; revoking it makes it nobody's. What it gives is
    what the person may see on the day of asking.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="duty_feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    asked_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at=None), name="one_calendar_address_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.made_at:%Y-%m-%d}"
