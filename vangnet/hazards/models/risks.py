"""A risk that the assessment found, how heavy it weighs, and the measures: what, who, before when, at what cost.

Arbowet art. 5, lid 3: the plan of action with its terms is part of the assessment. A term that is moved keeps the one
before it, so that it can be told on any day what was late.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import School
from vangnet.core.people.recorded import Recorded, TakenBackForAReason, Versioned, taken_back_for_a_reason

from .assessments import RiskAssessment


class Risk(Recorded, TakenBackForAReason, Versioned):
    class Rating(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    school = models.ForeignKey(School, models.PROTECT, related_name="risks")
    assessment = models.ForeignKey(RiskAssessment, models.PROTECT, related_name="risks")
    what = models.CharField(_("risk"), max_length=300)
    place = models.CharField(_("where"), max_length=120, blank=True)
    rating = models.CharField(_("how heavy it weighs"), max_length=20, choices=Rating)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "assessment"], name="risks_of_an_assessment")]
        constraints = [taken_back_for_a_reason("a_risk_taken_back_for_a_reason")]

    def __str__(self) -> str:
        return self.what


class RiskMeasure(Recorded, Versioned):
    """Open until it is done, or until it is no longer needed."""

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        DROPPED = "dropped", _("no longer needed")

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="measures")
    what = models.CharField(_("measure"), max_length=300)
    who = models.CharField(_("who sees to it"), max_length=120)
    agreed_on = models.DateField(_("agreed on"))
    due_on = models.DateField(_("before"))
    cost = models.DecimalField(_("cost in euros"), max_digits=9, decimal_places=2, null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    ended_on = models.DateField(_("done on"), null=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["school", "ended_on", "due_on"], name="measures_of_a_school")]
        constraints = [
            models.CheckConstraint(
                name="a_measure_costs_something_or_nothing",
                condition=Q(cost=None) | Q(cost__gte=0),
                violation_error_message=_("Costs cannot be below zero."),
            ),
            models.CheckConstraint(
                name="a_measure_ends_with_an_outcome",
                condition=Q(ended_on=None, outcome="")
                | (Q(ended_on__isnull=False, ended_on__gte=F("agreed_on")) & ~Q(outcome="")),
                violation_error_message=_("Choose a day on or after the one on which it was agreed."),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class MeasurePromise(Recorded):
    """Before when a measure was promised, from the day on which that was agreed."""

    measure = models.ForeignKey(RiskMeasure, models.PROTECT, related_name="promises")
    held_on = models.DateField(_("agreed on"))
    until = models.DateField(_("before"))
    why = models.CharField(_("why another day"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["measure", "held_on"], name="promises_of_a_measure")]
        constraints = [
            models.CheckConstraint(
                name="what_is_promised_lies_ahead",
                condition=Q(until__gte=F("held_on")),
                violation_error_message=_("Choose a day that still lies ahead."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.until}"
