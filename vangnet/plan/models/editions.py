"""An edition: the plan of a school as it was sent to the participation council, frozen with every fact in it.

What the council consents to, what the board adopts and what the public reads is that same text; its digest says so.
What happens to it is told in steps. Neither is ever changed: another text is another edition.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.canonical import digest
from vangnet.core.people.models import School
from vangnet.core.people.recorded import Recorded


class EditionQuerySet(QuerySet[Any]):
    def of_schools(self, schools: Any) -> Self:
        """With their steps, the newest first; without their text, which is large."""
        return self.filter(school__in=schools).prefetch_related("steps__recorded_by").defer("contents")


class Edition(Recorded):
    """`held_on` is the day on which it was sent, and of every fact in it."""

    school = models.ForeignKey(School, models.PROTECT, related_name="plan_editions")
    number = models.PositiveSmallIntegerField(_("edition"))
    held_on = models.DateField(_("sent on"))
    answer_before = models.DateField(_("answer asked before"), null=True, blank=True)
    remark = models.CharField(_("what is new in it"), max_length=300, blank=True)
    contents = models.JSONField()
    digest = models.CharField(max_length=64)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="one_edition_of_a_plan_at_a_time"),
            models.CheckConstraint(
                name="an_answer_is_asked_after_sending",
                condition=Q(answer_before=None) | Q(answer_before__gte=models.F("held_on")),
                violation_error_message=_("Ask for an answer on a day that still lies ahead."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.number}"

    @property
    def is_as_it_was(self) -> bool:
        return digest(self.contents) == self.digest


class EditionStep(Recorded):
    """What happened to an edition. `in_force_from` and `review_on` are of its adoption alone."""

    class Kind(models.TextChoices):
        CONSENTED = "consented", _("the participation council consents")
        WITHHELD = "withheld", _("the participation council withholds its consent")
        WITHDRAWN = "withdrawn", _("withdrawn")
        ADOPTED = "adopted", _("adopted by the board")
        PUBLISHED = "published", _("published")
        UNPUBLISHED = "unpublished", _("no longer published")
        REVIEWED = "reviewed", _("gone through, nothing to change")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="steps")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind)
    held_on = models.DateField(_("on"))
    remark = models.CharField(_("what was said about it"), max_length=1000, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    review_on = models.DateField(_("review before"), null=True, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["school", "kind", "held_on"], name="steps_of_a_plan")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_step_of_an_edition_at_a_time"),
            models.CheckConstraint(
                name="what_is_adopted_holds_from_a_day_until_its_review",
                condition=Q(
                    kind="adopted", in_force_from__isnull=False, review_on__gt=models.F("in_force_from")
                )
                | (~Q(kind="adopted") & Q(in_force_from=None, review_on=None)),
                violation_error_message=_(
                    "Say from which day it holds, and a later day before which it is reviewed."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.kind}"
