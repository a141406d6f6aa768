"""How many were in the building and how many were counted at the assembly place: numbers, nobody is named."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Group

from .drills import Drill

MOST = 2000


class HeadCount(models.Model):
    """Of one group, of the staff or of visitors. More counted than present tells that the list was wrong."""

    class Who(models.TextChoices):
        GROUP = "group", _("Group")
        STAFF = "staff", _("Staff")
        VISITORS = "visitors", _("Visitors, parents and helpers")

    drill = models.ForeignKey(Drill, models.CASCADE, related_name="counts")
    who = models.CharField(_("who"), max_length=10, choices=Who)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("in the building"))
    counted = models.PositiveSmallIntegerField(_("counted outside"))

    class Meta:
        ordering = ["drill", "group__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["drill", "group"], name="a_group_is_counted_once"),
            models.UniqueConstraint(
                fields=["drill", "who"], condition=Q(group=None), name="staff_and_visitors_are_counted_once"
            ),
            models.CheckConstraint(
                name="a_count_is_of_a_group_or_of_adults",
                condition=Q(who="group", group__isnull=False) | ~Q(who="group") & Q(group=None),
            ),
            models.CheckConstraint(
                name="a_count_can_be_meant",
                condition=Q(present__lte=MOST, counted__lte=MOST),
                violation_error_message=_("Nobody has that many people in one building."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group or self.get_who_display()}: {self.counted}/{self.present}"

    @property
    def missing(self) -> int:
        """At the first count; who was found later was missing all the same."""
        return max(self.present - self.counted, 0)
