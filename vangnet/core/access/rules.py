"""A rule says which rows a person may know or act upon, as a condition on the rows themselves.

The list, the check of one object and the guard of a view all come from that one condition, so they cannot differ.
Conditions are written as `IN (subquery)`; a choice of rules becomes a UNION, so that each part uses its own index.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from vangnet.core.people.models import Person

RowT = TypeVar("RowT", bound=Model)
Condition = Callable[[Person, date], Q]


@dataclass(frozen=True)
class Rule:
    """One ground on which rows may be known. `why` is the sentence that the person reads as the reason."""

    name: str
    why: str
    condition: Condition

    def of(self, rows: QuerySet[RowT], person: Person, on: date) -> QuerySet[RowT]:
        return rows.filter(self.condition(person, on))

    def allows(self, person: Person, row: Model, on: date) -> bool:
        return self.of(type(row)._default_manager.filter(pk=row.pk), person, on).exists()

    def reasons(self, person: Person, row: Model, on: date) -> list[str]:
        return [self.why] if self.allows(person, row, on) else []

    def __and__(self, other: "AnyRule") -> "Both":
        return Both(self, other)


@dataclass(frozen=True)
class OneOf:
    """Rows that at least one of the rules lets through."""

    rules: tuple["AnyRule", ...]

    def of(self, rows: QuerySet[RowT], person: Person, on: date) -> QuerySet[RowT]:
        every = rows.model._default_manager.all()
        parts: list[QuerySet[Any]] = [rule.of(every, person, on).order_by().values("pk") for rule in self.rules]
        return rows.filter(pk__in=parts[0].union(*parts[1:]))

    def allows(self, person: Person, row: Model, on: date) -> bool:
        return any(rule.allows(person, row, on) for rule in self.rules)

    def reasons(self, person: Person, row: Model, on: date) -> list[str]:
        return [why for rule in self.rules for why in rule.reasons(person, row, on)]

    def __and__(self, other: "AnyRule") -> "Both":
        return Both(self, other)


@dataclass(frozen=True)
class Both:
    """Rows that both rules let through; the reasons are those of the first."""

    first: "AnyRule"
    second: "AnyRule"

    def of(self, rows: QuerySet[RowT], person: Person, on: date) -> QuerySet[RowT]:
        return self.second.of(self.first.of(rows, person, on), person, on)

    def allows(self, person: Person, row: Model, on: date) -> bool:
        return self.first.allows(person, row, on) and self.second.allows(person, row, on)

    def reasons(self, person: Person, row: Model, on: date) -> list[str]:
        return self.first.reasons(person, row, on) if self.second.allows(person, row, on) else []


AnyRule = Rule | OneOf | Both


def one_of(*rules: AnyRule) -> OneOf:
    return OneOf(rules)
