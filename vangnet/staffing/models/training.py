"""What can be followed and for how much, when somebody follows it, and what a school plans for a school year."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.dated import Dated, ends_after_it_begins
from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import STANDING, Recorded, TakenBack, taken_back_by_somebody

from ..subjects import TrainingSubject
from .certificates import Certificate


class Course(Dated, Recorded, TakenBack):
    """A training in the catalogue; without a school it is offered to every school of the board (safety plan 2.2.2)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="courses", null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=30, choices=TrainingSubject)
    title = models.CharField(_("name"), max_length=200)
    provider = models.CharField(_("given by"), max_length=200, blank=True)
    price = models.DecimalField(
        _("price for each person"),
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(0, _("A price is nought or more."))],
    )

    class Meta:
        ordering = ["subject", "title"]
        constraints = [
            ends_after_it_begins("a_course_ends_after_it_begins"),
            models.CheckConstraint(
                name="a_course_costs_nought_or_more",
                condition=Q(price__gte=0),
                violation_error_message=_("A price is nought or more."),
            ),
            # Two constraints, because SQLite holds one NULL for different from another.
            models.UniqueConstraint(
                name="a_course_stands_once_in_the_catalogue_of_a_school",
                fields=["school", "subject", "title", "first_on"],
                condition=STANDING,
                violation_error_message=_("This training stands in the catalogue already."),
            ),
            models.UniqueConstraint(
                name="a_course_stands_once_in_the_catalogue_of_the_board",
                fields=["subject", "title", "first_on"],
                condition=STANDING & Q(school=None),
                violation_error_message=_("This training stands in the catalogue already."),
            ),
            taken_back_by_somebody("a_course_is_taken_back_by_somebody"),
        ]

    def __str__(self) -> str:
        return self.title


class TrainingSession(Recorded, TakenBack):
    """A training that colleagues of a school follow on a day."""

    school = models.ForeignKey(School, models.PROTECT, related_name="training_sessions")
    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions")
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    people = models.ManyToManyField(Person, through="Participant", related_name="training_sessions")

    class Meta:
        ordering = ["held_on", "pk"]
        indexes = [models.Index(fields=["school", "held_on"], name="sessions_of_a_school")]
        constraints = [
            models.UniqueConstraint(
                name="a_training_is_followed_once_on_a_day",
                fields=["school", "course", "held_on"],
                condition=STANDING,
                violation_error_message=_("This training on that day is planned already."),
            ),
            taken_back_by_somebody("a_session_is_taken_back_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.held_on}"


class Participant(models.Model):
    """Who would follow it, and the certificate that came of it."""

    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="participant", null=True)

    class Meta:
        ordering = ["person__last_name", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_follows_a_session_once", fields=["session", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.session}"


class TrainingPlan(Recorded, TakenBack):
    """What a school plans to follow in a school year, with what it costs, as it was adopted.

    `counts_from` is the day from which the year has its plan: that of adopting, or the first of the year when the plan
    was adopted before.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="training_plans")
    school_year = models.CharField(_("school year"), max_length=9)
    adopted_on = models.DateField(_("adopted on"))
    counts_from = models.DateField()
    total = models.DecimalField(_("costs"), max_digits=9, decimal_places=2)

    class Meta:
        ordering = ["-counts_from", "-pk"]
        indexes = [models.Index(fields=["school", "counts_from"], name="training_plans_of_a_school")]
        constraints = [taken_back_by_somebody("a_training_plan_is_taken_back_by_somebody")]

    def __str__(self) -> str:
        return f"{self.school}: {self.school_year}"


class PlannedTraining(models.Model):
    """One line of a plan. Without a course nobody knows yet what it costs."""

    plan = models.ForeignKey(TrainingPlan, models.PROTECT, related_name="lines")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    subject = models.CharField(_("subject"), max_length=30, choices=TrainingSubject)
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", null=True)
    price = models.DecimalField(_("price"), max_digits=8, decimal_places=2, null=True)

    class Meta:
        ordering = ["subject", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.subject}"
