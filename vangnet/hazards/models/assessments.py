"""A risk assessment in its versions, its review by an expert, what asks for a new one, and the yearly evaluation.

Arbowet art. 5 asks for it in writing, art. 14 for a review by a certified expert. Only an employer with at most 25
employees that uses a recognised instrument is exempt: the employer is the board, not the school.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.attachments.models import Attachment
from vangnet.core.people.models import School
from vangnet.core.people.recorded import Recorded, TakenBackForAReason, taken_back_for_a_reason

MOST_EMPLOYEES_EXEMPT = 25


class RiskAssessment(Recorded, TakenBackForAReason):
    """One version. `employees` is filled in only where the employer is exempt from the review."""

    class Method(models.TextChoices):
        ARBOMEESTER = "arbomeester", _("Arbomeester")
        RECOGNISED = "recognised", _("another recognised instrument")
        OWN = "own", _("another way")

    class Occasion(models.TextChoices):
        RETURNS = "returns", _("it was due again")
        CHANGE = "change", _("something changed")
        FIRST = "first", _("it is the first one")

    school = models.ForeignKey(School, models.PROTECT, related_name="risk_assessments")
    held_on = models.DateField(_("completed on"))
    number = models.CharField(_("version"), max_length=20)
    method = models.CharField(_("method"), max_length=20, choices=Method)
    occasion = models.CharField(_("why now"), max_length=20, choices=Occasion)
    by = models.CharField(_("by"), max_length=120)
    employees = models.PositiveSmallIntegerField(_("employees of the employer"), null=True, blank=True)
    paper = models.ForeignKey(Attachment, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["school", "held_on"], name="assessments_of_a_school")]
        constraints = [
            taken_back_for_a_reason("an_assessment_taken_back_for_a_reason"),
            models.CheckConstraint(
                name="only_a_small_employer_needs_no_review",
                condition=Q(employees=None)
                | (Q(employees__range=(1, MOST_EMPLOYEES_EXEMPT)) & ~Q(method="own")),
                violation_error_message=_(
                    "Only an employer with at most 25 employees that uses a recognised instrument needs no review."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def needs_review(self) -> bool:
        return self.employees is None


class ExpertReview(Recorded, TakenBackForAReason):
    """The advice of a certified expert on one version; a copy goes to the employees' side of the council."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(RiskAssessment, models.PROTECT, related_name="reviews")
    held_on = models.DateField(_("reviewed on"))
    by = models.CharField(_("by which expert"), max_length=120)
    copied_on = models.DateField(_("copy to the participation council on"), null=True, blank=True)
    paper = models.ForeignKey(Attachment, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["school", "held_on"], name="reviews_of_a_school")]
        constraints = [
            taken_back_for_a_reason("a_review_taken_back_for_a_reason"),
            models.CheckConstraint(
                name="a_copy_follows_the_review",
                condition=Q(copied_on=None) | Q(copied_on__gte=F("held_on")),
                violation_error_message=_("The copy cannot go before the review."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.held_on}"


class RiskChange(Recorded, TakenBackForAReason):
    """What makes a new assessment due before its time."""

    class Kind(models.TextChoices):
        MOVE = "move", _("a move to another building")
        REBUILDING = "rebuilding", _("a rebuilding or extension")
        MERGER = "merger", _("a merger")
        WORK = "work", _("another way of working")

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    held_on = models.DateField(_("on"))
    kind = models.CharField(_("what changed"), max_length=20, choices=Kind)
    text = models.CharField(_("in a few words"), max_length=300)

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["school", "held_on"], name="changes_of_a_school")]
        constraints = [taken_back_for_a_reason("a_change_taken_back_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.held_on}"


class PlanEvaluation(Recorded, TakenBackForAReason):
    """The plan of action looked at with the team, once a year."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    held_on = models.DateField(_("on"))
    attended = models.CharField(_("with whom"), max_length=200)
    outcome = models.TextField(_("what came of it"), max_length=3000)
    told_on = models.DateField(_("discussed with the participation council on"), null=True, blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["school", "held_on"], name="evaluations_of_a_school")]
        constraints = [taken_back_for_a_reason("an_evaluation_taken_back_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.school}: {self.held_on}"
