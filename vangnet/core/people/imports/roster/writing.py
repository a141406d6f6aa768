"""All that agreeing writes: rows to add, rows to put in place of what they were, rows to drop."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from vangnet.core.people.models import Enrolment, Group, Person, Placement, Pupil, RosterLink


@dataclass
class Rows:
    """Rows of one kind. A row in `changed` carries every field, also those that stay as they were."""

    model: type[models.Model]
    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)

    def drop(self) -> None:
        if self.dropped:
            self.model._default_manager.filter(pk__in=self.dropped).delete()

    def change(self) -> None:
        """Insert or update: many times faster than `bulk_update`, and it works out the search keys."""
        if self.changed:
            fields = [one.name for one in self.model._meta.concrete_fields if not one.primary_key]
            self._rows().bulk_create(
                self.changed, update_conflicts=True, unique_fields=["id"], update_fields=fields
            )

    def add(self) -> None:
        if self.new:
            self._rows().bulk_create(self.new)

    def _rows(self) -> "models.QuerySet[Any]":
        return self.model._default_manager.all()


@dataclass
class Writes:
    groups: Rows = field(default_factory=lambda: Rows(Group))
    pupils: Rows = field(default_factory=lambda: Rows(Pupil))
    enrolments: Rows = field(default_factory=lambda: Rows(Enrolment))
    placements: Rows = field(default_factory=lambda: Rows(Placement))
    people: Rows = field(default_factory=lambda: Rows(Person))
    links: Rows = field(default_factory=lambda: Rows(RosterLink))

    def write(self) -> None:
        """All or nothing; what others refer to comes first, and what ends makes room for what begins."""
        with transaction.atomic():
            for rows in (self.placements, self.links):
                rows.drop()
            for rows in (self.groups, self.pupils, self.enrolments, self.placements, self.people, self.links):
                rows.change()
                rows.add()
