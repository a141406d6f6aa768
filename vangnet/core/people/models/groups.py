"""Pupils, the schools that enrolled them, and the groups in which they sit.

A Montessori group holds several year groups, so the year group belongs to the pupil's place and not to the group.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..dated import Dated, ends_after_it_begins, holds_on
from ..names import Named, NamedQuerySet
from .organisation import School


class Group(models.Model):
    """A class for one school year; a combined group (samengestelde groep) draws pupils from other groups."""

    school = models.ForeignKey(School, models.PROTECT, related_name="groups")
    school_year = models.CharField(_("school year"), max_length=9, help_text="2026-2027")
    key = models.CharField(_("key in the roster"), max_length=256, blank=True)
    name = models.CharField(_("name"), max_length=100)
    is_combined = models.BooleanField(_("combined group"), default=False)

    class Meta:
        ordering = ["school", "school_year", "name"]
        constraints = [
            # The roster's key tells groups apart, for two locations may both have a "Groep 3"; else the name.
            models.UniqueConstraint(
                fields=["school", "school_year", "key"],
                condition=~Q(key=""),
                name="one_group_of_a_key_in_a_year",
            ),
            models.UniqueConstraint(
                fields=["school", "school_year", "name", "is_combined"],
                condition=Q(key=""),
                name="one_group_of_a_name_in_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PupilQuerySet(NamedQuerySet):
    def at(self, school: School, day: date) -> Self:
        enrolled = Enrolment.objects.filter(holds_on(day), school=school)
        return self.filter(pk__in=enrolled.values("pupil"))


class Pupil(Named):
    class Sex(models.TextChoices):
        UNKNOWN = "unknown", _("Unknown")
        BOY = "boy", _("Boy")
        GIRL = "girl", _("Girl")
        NOT_SPECIFIED = "not_specified", _("Not specified")

    # Absent is not "": it must be unique.
    eck_id = models.CharField(_("ECK iD"), max_length=256, unique=True, null=True, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=15, choices=Sex, default=Sex.UNKNOWN)

    objects = PupilQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "call_name"]


class Enrolment(Dated):
    """A pupil at a school from the day of arrival up to the day of leaving, under that school's own key."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="enrolments")
    school = models.ForeignKey(School, models.PROTECT, related_name="enrolments")
    key = models.CharField(_("key in the roster"), max_length=256, blank=True)

    class Meta:
        constraints = [
            # A key is never used for another pupil (EDEXML handbook); who returns to the school returns with it.
            models.UniqueConstraint(
                fields=["school", "key"],
                condition=~Q(key="") & Q(last_on=None),
                name="a_roster_key_is_one_open_enrolment",
            ),
            ends_after_it_begins("an_enrolment_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["school", "last_on"], name="pupils_of_a_school_today")]

    def __str__(self) -> str:
        return f"{self.pupil} - {self.school}"


class Placement(Dated):
    """Where a pupil sits: the year group, and the group when there is one."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="placements")
    group = models.ForeignKey(Group, models.PROTECT, related_name="placements", null=True, blank=True)
    year_group = models.CharField(_("year group"), max_length=2, blank=True)

    class Meta:
        constraints = [ends_after_it_begins("a_placement_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.enrolment.pupil} - {self.group or self.year_group}"
