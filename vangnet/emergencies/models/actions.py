"""What a drill taught: an action with an owner and a term, open until somebody records that it is done."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person
from vangnet.core.people.recorded import Recorded, TakenBack, taken_back_by_somebody

from .drills import Drill


class DrillAction(Recorded, TakenBack):
    drill = models.ForeignKey(Drill, models.PROTECT, related_name="actions")
    what = models.CharField(_("what"), max_length=300)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    before = models.DateField(_("before or on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=300, blank=True)
    done_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    done_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["before", "pk"]
        constraints = [
            taken_back_by_somebody("a_drill_action_is_taken_back_by_somebody"),
            models.CheckConstraint(
                name="an_action_is_done_by_somebody",
                condition=Q(done_on=None, done_by=None, done_at=None)
                | Q(done_on__isnull=False, done_by__isnull=False, done_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.stands

    def is_late(self, on: date) -> bool:
        return self.is_open and on > self.before

    def finish(self, *, done_on: date, outcome: str, by: Person, now: datetime) -> bool:
        """Whether this did it: what a colleague recorded a moment ago is not written over."""
        rows = DrillAction.objects.standing().filter(pk=self.pk, done_on=None)
        return bool(rows.update(done_on=done_on, outcome=outcome, done_by=by, done_at=now))
