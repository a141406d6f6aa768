"""What everybody does when the alarm goes, in the school's own words, for one card."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import School
from vangnet.core.people.recorded import Recorded, TakenBack, taken_back_by_somebody


class CardText(Recorded, TakenBack):
    """The texts of the card as somebody wrote them; the last one holds. A line is a step."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(editable=False)
    alarm = models.CharField(_("how the alarm sounds"), max_length=200)
    assembly_place = models.CharField(_("assembly place"), max_length=200)
    everybody = models.TextField(_("everybody"), max_length=1000)
    teachers = models.TextField(_("who has a group"), max_length=1000)
    officers = models.TextField(_("emergency response officer"), max_length=1000)
    head_officer = models.TextField(_("head of emergency response"), max_length=1000)
    reporting_point = models.TextField(_("the office"), max_length=1000)
    inside = models.TextField(_("when everybody stays in"), max_length=1000)

    class Meta:
        ordering = ["-number"]
        constraints = [
            taken_back_by_somebody("a_card_text_is_taken_back_by_somebody"),
            # Of two colleagues who change the same text at once the database lets one through.
            models.UniqueConstraint(fields=["school", "number"], name="one_card_text_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.number}"
