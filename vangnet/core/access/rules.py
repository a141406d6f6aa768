"""A rule says which rows a person may know or act upon, as a condition on the rows themselves.

The list, the check of one object and the guard of a view all come from that one condition, so they cannot differ.
Conditions are written as `IN (subquery)`; a choice of rules becomes a UNION, so that each part uses its own index.
They name people by number (`person.pk`), never by object, so that a question can leave the number blank.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, Model, Q, QuerySet

from vangnet.core.people.models import Person
from vangnet.core.questions import Question

from .asking import Alike, Asking, Roles, somebody_of, stand_in, values_of

RowT = TypeVar("RowT", bound=Model)
# For a longer list of numbers SQLite, which has no statistics, walks all rows of a school instead.
AT_A_TIME = 16

Condition = Callable[[Person, date], Q]

# What a condition gives when the person holds no role that could open anything: no row, and no query.
NOTHING = Q(pk__in=())


@dataclass(frozen=True)
class Rule:
    """One ground on which rows may be known. `why` is the sentence that the person reads as the reason.

    `is_wide` says that it lets through all rows of a school, of which a list takes the first; the other grounds are
    personal and give few. A planner that must guess which is which guesses wrong.
    """

    name: str
    why: str
    condition: Condition
    is_wide: bool = False

    def grounds(self) -> "tuple[Rule | Both, ...]":
        return (self,)

    def of(self, rows: QuerySet[RowT], person: Person, on: date) -> QuerySet[RowT]:
        condition = self.condition(person, on)
        return rows.none() if condition is NOTHING else rows.filter(condition)

    def keys(self, model: type[RowT], person: Person, on: date) -> QuerySet[Any]:
        return self.of(model._default_manager.all(), person, on).order_by().values("pk")

    def among(self, model: type[Model], keys: Collection[int], person: Person, on: date) -> set[int]:
        """Of these rows, by number, those that the rule lets through."""
        asking, every = Asking.of(person, on), list(keys)
        return {
            key
            for start in range(0, len(every), AT_A_TIME)
            for (key,) in LET_THROUGH(
                self, model, asking.shape, keys=every[start : start + AT_A_TIME], **asking.values
            )
        }

    def allows(self, person: Person, row: Model, on: date) -> bool:
        return bool(self.among(type(row), [row.pk], person, on))

    def reasons(self, person: Person, row: Model, on: date) -> list[str]:
        return [self.why] if self.allows(person, row, on) else []

    def reasons_of(self, people: Collection[Person], row: Model, on: date) -> dict[int, list[str]]:
        """For whom of these people, by number, it lets the row through: one question, however many they are."""
        alike = Alike.among(people, on)
        shapes = tuple(group.shape for group in alike)
        found = LETS(self, type(row), shapes, row=row.pk, on=on, **values_of(alike)) if alike else []
        return {key: [self.why] for (key,) in found}

    def __and__(self, other: "AnyRule") -> "Both":
        return Both(self, other)


@dataclass(frozen=True)
class OneOf:
    """Rows that at least one of the rules lets through."""

    rules: tuple["AnyRule", ...]

    def grounds(self) -> "tuple[Rule | Both, ...]":
        """One by one, for a list that takes the first of each."""
        return tuple(ground for rule in self.rules for ground in rule.grounds())

    def of(self, rows: QuerySet[RowT], person: Person, on: date) -> QuerySet[RowT]:
        return rows.filter(pk__in=self.keys(rows.model, person, on))

    def keys(self, model: type[RowT], person: Person, on: date) -> QuerySet[Any]:
        """The keys alone, for `IN` in a query on other rows: one level of subqueries less than `of`.

        One flat UNION: SQLite would sort a nested one anew at each level.
        """
        parts = [rule.keys(model, person, on) for rule in self.rules]
        asked = [part for part in parts if not part.query.is_empty()]
        return asked[0].union(*asked[1:]) if asked else model._default_manager.none().values("pk")

    def among(self, model: type[Model], keys: Collection[int], person: Person, on: date) -> set[int]:
        """Ground by ground, which costs a quarter of the union; the first one often answers for all."""
        found: set[int] = set()
        for rule in self.rules:
            if left := set(keys) - found:
                found |= rule.among(model, left, person, on)
        return found

    def allows(self, person: Person, row: Model, on: date) -> bool:
        return any(rule.allows(person, row, on) for rule in self.rules)

    def reasons(self, person: Person, row: Model, on: date) -> list[str]:
        return [why for rule in self.rules for why in rule.reasons(person, row, on)]

    def reasons_of(self, people: Collection[Person], row: Model, on: date) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for rule in self.rules:
            for key, reasons in rule.reasons_of(people, row, on).items():
                found.setdefault(key, []).extend(reasons)
        return found

    def __and__(self, other: "AnyRule") -> "Both":
        return Both(self, other)


@dataclass(frozen=True)
class Both:
    """Rows that both rules let through; the reasons are those of the first."""

    first: "AnyRule"
    second: "AnyRule"
    is_wide = False

    def grounds(self) -> "tuple[Rule | Both, ...]":
        return (self,)

    def of(self, rows: QuerySet[RowT], person: Person, on: date) -> QuerySet[RowT]:
        return self.second.of(self.first.of(rows, person, on), person, on)

    def keys(self, model: type[RowT], person: Person, on: date) -> QuerySet[Any]:
        return self.of(model._default_manager.all(), person, on).order_by().values("pk")

    def among(self, model: type[Model], keys: Collection[int], person: Person, on: date) -> set[int]:
        return self.second.among(model, self.first.among(model, keys, person, on), person, on)

    def allows(self, person: Person, row: Model, on: date) -> bool:
        return self.first.allows(person, row, on) and self.second.allows(person, row, on)

    def reasons(self, person: Person, row: Model, on: date) -> list[str]:
        return self.first.reasons(person, row, on) if self.second.allows(person, row, on) else []

    def reasons_of(self, people: Collection[Person], row: Model, on: date) -> dict[int, list[str]]:
        second = self.second.reasons_of(people, row, on)
        return {
            key: reasons for key, reasons in self.first.reasons_of(people, row, on).items() if key in second
        }


AnyRule = Rule | OneOf | Both


def one_of(*rules: AnyRule) -> OneOf:
    return OneOf(rules)


def _let_through(
    rule: Rule, model: type[Model], shape: Roles, keys: Any, **blanks: Any
) -> QuerySet[Any, Any]:
    person, on = stand_in(shape, blanks)
    return rule.of(model._default_manager.filter(pk__in=keys), person, on).order_by().values_list("pk")


LET_THROUGH = Question(_let_through)


def _lets(
    rule: Rule, model: type[Model], shapes: tuple[Roles, ...], row: Any, **blanks: Any
) -> QuerySet[Any, Any]:
    """Of several groups of people, those whom the rule lets this row through."""
    let = NOTHING
    for number, shape in enumerate(shapes):
        person, on = somebody_of(number, shape, blanks)
        rows = rule.of(model._default_manager.filter(pk=row), person, on)
        if not rows.query.is_empty():
            let |= Q(Exists(rows), pk__in=blanks[f"people {number}"])
    return Person.objects.filter(let).order_by().values_list("pk")


LETS = Question(_lets)
