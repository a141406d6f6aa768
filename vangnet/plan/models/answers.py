"""What the school said of a proposal that was made from a plan it brought in, and what came of it.

It goes when what was read goes; what was made of it stays.
"""

from django.db import models
from django.db.models import Q, QuerySet

from vangnet.core.obligations.models import OwnDuty
from vangnet.core.people.recorded import Recorded

from .annexes import Annex
from .intakes import Intake
from .paragraphs import Paragraph


class ProposalAnswer(Recorded):
    """Taken over once. What was left out can still be taken over, and that says so then."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=40)
    is_taken = models.BooleanField()
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="+", null=True)
    annex = models.ForeignKey(Annex, models.PROTECT, related_name="+", null=True)
    duty = models.ForeignKey(OwnDuty, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "key", "is_taken"], name="one_answer_of_each_to_a_proposal"
            ),
            models.CheckConstraint(
                name="what_is_left_out_makes_nothing",
                condition=Q(is_taken=True) | Q(paragraph=None, annex=None, duty=None),
            ),
        ]

    def __str__(self) -> str:
        return self.key


def answers_of(intake: Intake) -> QuerySet[ProposalAnswer]:
    """Of the same file, however often it was brought to this school."""
    return ProposalAnswer.objects.filter(intake__school=intake.school_id, intake__digest=intake.digest)
