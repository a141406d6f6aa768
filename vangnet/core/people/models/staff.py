"""Adults who work for the board, and the dated appointments from which alone their roles come."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.questions import Question

from ..dated import Dated, ends_after_it_begins, holds_on
from ..names import Named, NamedQuerySet
from ..roles import OF_A_CLUSTER, OF_A_SCHOOL, OF_THE_BOARD, Role
from .groups import Group
from .organisation import Cluster, School


class Held(NamedTuple):
    """A role on a day, with the number of the school or cluster at which it is held; neither for the board."""

    role: Role
    school: int | None
    cluster: int | None


class Person(Named):
    email = models.EmailField(
        _("e-mail"), unique=True, null=True, blank=True
    )  # absent is not "": it must be unique
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "call_name"]

    def held(self, on: date) -> tuple[Held, ...]:
        """The roles held on a day, each with its place; asked once in the life of this object, which is a request."""
        known: dict[date, tuple[Held, ...]] = self.__dict__.setdefault("_held", {})
        if on not in known:
            rows = ROLES_HELD(person=self.pk, on=on)
            known[on] = tuple(Held(Role(role), school, cluster) for role, school, cluster in rows)
        return known[on]

    def roles(self, on: date) -> set[Role]:
        return {held.role for held in self.held(on)}


class Appointment(Dated):
    """A person in a role at a school, a cluster or the board, from a day up to and including another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    school = models.ForeignKey(School, models.PROTECT, related_name="appointments", null=True, blank=True)
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="appointments", null=True, blank=True)
    appointed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, editable=False)

    class Meta:
        ordering = ["person", "first_on"]
        constraints = [
            models.CheckConstraint(
                name="nobody_appoints_himself",
                condition=Q(appointed_by=None) | ~Q(appointed_by=F("person")),
                violation_error_message=_(
                    "Nobody appoints himself or herself. Ask a colleague who may appoint."
                ),
            ),
            ends_after_it_begins("an_appointment_ends_after_it_begins"),
            models.CheckConstraint(
                name="a_role_is_held_where_it_belongs",
                condition=Q(role__in=sorted(OF_A_SCHOOL), school__isnull=False, cluster__isnull=True)
                | Q(role__in=sorted(OF_A_CLUSTER), school__isnull=True, cluster__isnull=False)
                | Q(role__in=sorted(OF_THE_BOARD), school__isnull=True, cluster__isnull=True),
                violation_error_message=_(
                    "This role is held at another place: a school, a cluster or the board."
                ),
            ),
        ]
        indexes = [models.Index(fields=["person", "role", "last_on"], name="roles_of_a_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"

    def end(self, last_on: date) -> None:
        """End the appointment with a last day; with the last one of a person the account ends as well."""
        self.last_on = last_on
        self.save(update_fields=["last_on"])


# In a fixed order: who holds the same roles asks the same questions (`vangnet.core.access.asking`).
ROLES_HELD = Question(
    lambda person, on: (
        Appointment.objects.filter(holds_on(on), person=person)
        .order_by("role", "school", "cluster")
        .values_list("role", "school", "cluster")
    )
)


def know_roles(people: Collection[Person], on: date) -> None:
    """Ask once which roles each of these people holds on a day, so that none of them asks it alone."""
    unasked = [person for person in people if on not in person.__dict__.get("_held", {})]
    if not unasked:
        return
    found: dict[int, list[Held]] = {person.pk: [] for person in unasked}
    rows = Appointment.objects.filter(holds_on(on), person__in=found).order_by("role", "school", "cluster")
    for key, role, school, cluster in rows.values_list("person", "role", "school", "cluster"):
        found[key].append(Held(Role(role), school, cluster))
    for person in unasked:
        person.__dict__.setdefault("_held", {})[on] = tuple(found[person.pk])


class Teaching(Dated):
    """A group teacher's own group. It shows whose pupils are own pupils; the right still comes from the appointment."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="teaching")
    group = models.ForeignKey(Group, models.PROTECT, related_name="teaching")

    class Meta:
        constraints = [ends_after_it_begins("teaching_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.person}: {self.group}"


class RosterLink(models.Model):
    """What a roster file says about a person and a group. It grants nothing: it is a proposal for an appointment.

    The key is the one that this school's roster uses for the person; another school's roster has another.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="roster_links")
    school = models.ForeignKey(School, models.CASCADE, related_name="roster_links")
    group = models.ForeignKey(Group, models.CASCADE, related_name="roster_links", null=True, blank=True)
    code = models.CharField(_("role in the roster"), max_length=64, blank=True)
    key = models.CharField(_("key in the roster"), max_length=256, blank=True)

    class Meta:
        constraints = [
            # Two constraints, because SQLite holds one NULL for different from another.
            models.UniqueConstraint(
                fields=["person", "school", "group", "code"], name="one_roster_link_with_a_group"
            ),
            models.UniqueConstraint(
                fields=["person", "school", "code"],
                condition=Q(group=None),
                name="one_roster_link_with_a_school",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.code}"
