"""Who stands in for a task while its holder is away. It gives no right in the system and fills no vacancy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.dated import Dated, ends_after_it_begins
from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import STANDING, Recorded, TakenBack, taken_back_by_somebody


class Substitute(Dated, Recorded, TakenBack):
    """A colleague who stands in from a day; another last day is another row, in the place of this one."""

    school = models.ForeignKey(School, models.PROTECT, related_name="substitutes")
    task = models.CharField(_("task"), max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="substitutes")

    class Meta:
        ordering = ["task", "first_on"]
        indexes = [models.Index(fields=["school", "first_on"], name="substitutes_of_a_school")]
        constraints = [
            ends_after_it_begins("a_substitute_ends_after_beginning"),
            models.UniqueConstraint(
                name="one_stands_in_once_from_a_day",
                fields=["school", "task", "person", "first_on"],
                condition=STANDING,
                violation_error_message=_("This colleague stands in for this task from that day already."),
            ),
            taken_back_by_somebody("a_substitute_is_taken_back_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.task}"
