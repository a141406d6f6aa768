"""What stands in a school and is inspected, each inspection with its report, and the log of what happened to it.

What must be inspected, and how often, stands in `catalogue.py`; what an inspection finds becomes a defect.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.attachments.models import Attachment
from vangnet.core.people.dated import Dated, ends_after_it_begins
from vangnet.core.people.models import School
from vangnet.core.people.recorded import Recorded, TakenBackForAReason, Versioned, taken_back_for_a_reason

from ..catalogue import CHECK_OF, SORT_OF
from .partners import Contract, Partner


class Responsible(models.TextChoices):
    """Who answers for it, whoever does the work. Since 2015 a board answers for the inside and the outside."""

    BOARD = "board", _("the board")
    SCHOOL = "school", _("the school")
    MUNICIPALITY = "municipality", _("the municipality")
    OWNER = "owner", _("the owner of the building")


class Equipment(Dated, Recorded, Versioned):
    """In use from a day until it was removed. Several of one kind in a building may be one row."""

    school = models.ForeignKey(School, models.PROTECT, related_name="equipment")
    sort = models.CharField(_("sort"), max_length=30)
    name = models.CharField(_("name"), max_length=120)
    place = models.CharField(_("where"), max_length=120)
    number = models.CharField(_("number or mark on it"), max_length=60, blank=True)
    responsible = models.CharField(
        _("who answers for it"), max_length=20, choices=Responsible, default=Responsible.BOARD
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+", null=True, blank=True)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+", null=True, blank=True)
    paper = models.ForeignKey(Attachment, models.PROTECT, related_name="+", null=True)
    removed_why = models.CharField(_("why it was removed"), max_length=300, blank=True)

    class Meta:
        ordering = ["sort", "name", "pk"]
        indexes = [models.Index(fields=["school", "sort", "first_on"], name="equipment_of_a_school")]
        constraints = [
            ends_after_it_begins("equipment_ends_after_it_begins"),
            models.CheckConstraint(
                name="equipment_is_removed_for_a_reason",
                condition=Q(last_on=None, removed_why="") | (Q(last_on__isnull=False) & ~Q(removed_why="")),
                violation_error_message=_("Say why it is no longer in use."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sort_name(self) -> str:
        return SORT_OF[self.sort].name


class Inspection(Recorded, TakenBackForAReason):
    """One inspection of one piece of equipment, or of the building as a whole when none is named."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        REMARKS = "remarks", _("approved, with something to repair")
        REJECTED = "rejected", _("rejected")

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="inspections", null=True)
    what = models.CharField(_("inspection"), max_length=40)
    held_on = models.DateField(_("on"))
    by = models.CharField(_("by"), max_length=120)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    remarks = models.TextField(_("remarks"), max_length=2000, blank=True)
    report = models.ForeignKey(Attachment, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["what", "school", "equipment", "held_on"], name="inspections_of_a_school"),
            models.Index(fields=["equipment", "held_on"], name="inspections_of_equipment"),
        ]
        constraints = [taken_back_for_a_reason("an_inspection_taken_back_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.what}: {self.held_on}"

    @property
    def name(self) -> str:
        return CHECK_OF[self.what].name


class LogLine(Recorded, TakenBackForAReason):
    """What else happened to a piece of equipment; with its inspections and defects this is its log."""

    class Kind(models.TextChoices):
        MAINTENANCE = "maintenance", _("maintenance or repair")
        CHANGE = "change", _("change")
        ACCIDENT = "accident", _("accident with it")
        NOTE = "note", _("something else")

    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="log")
    held_on = models.DateField(_("on"))
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    by = models.CharField(_("by"), max_length=120, blank=True)
    text = models.TextField(_("what happened"), max_length=2000)

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["equipment", "held_on"], name="log_of_equipment")]
        constraints = [taken_back_for_a_reason("a_line_taken_back_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.equipment}: {self.held_on}"
