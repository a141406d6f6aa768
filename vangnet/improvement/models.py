"""That something of the safety policy was looked back on or talked about: with whom, what was seen, what changes.

It is about the policy and never about a child: the form warns when the name of a pupil stands in it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import School
from vangnet.core.people.recorded import Recorded, TakenBackForAReason, taken_back_for_a_reason


class Evaluation(Recorded, TakenBackForAReason):
    """One meeting or evaluation on one day."""

    class Subject(models.TextChoices):
        INCIDENTS = "incidents", _("the incidents of the year, with the team")
        YEAR_PLAN = "year_plan", _("the goals for safety in the year plan")
        COUNCIL = "council", _("safety, in the participation council")
        DIRECTORS = "directors", _("safety, by cluster director and head")
        PARENTS = "parents", _("a parent evening about how we treat each other")
        ADVISER = "adviser", _("the yearly report of the confidential adviser")
        REPORTING_CODE = "reporting_code", _("the reporting code, with the staff")

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    subject = models.CharField(_("about"), max_length=20, choices=Subject)
    held_on = models.DateField(_("on"))
    attended = models.CharField(_("who were there"), max_length=200)
    seen = models.TextField(_("what we saw"), max_length=3000)
    changes = models.TextField(_("what changes"), max_length=3000)
    told_to = models.CharField(_("who was told"), max_length=200, blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["subject", "school", "held_on"], name="evaluations_on_a_subject")]
        constraints = [
            taken_back_for_a_reason("a_meeting_taken_back_for_a_reason"),
            models.CheckConstraint(
                name="an_evaluation_says_what_came_of_it",
                condition=~Q(attended="") & ~Q(seen="") & ~Q(changes=""),
                violation_error_message=_("Write down who were there, what you saw and what changes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.held_on}"
