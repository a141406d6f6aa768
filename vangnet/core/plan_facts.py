"""A fact that the text of a safety plan can name: what it is at a school on a day, and where it was recorded.

A slice declares its facts in its `plan.py`, so that the plan says what the registers say. A fact without a value is a
gap: then the plan tells who should fill it, and where.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.urls import reverse

from vangnet.core.people.models import School
from vangnet.core.people.roles import Role

AskedT = TypeVar("AskedT")


@dataclass(frozen=True)
class Rows:
    """A value that is a table; without lines it is a gap.

    `depths` makes it a tree, such as an organisation chart: how far below the first line each line stands.
    """

    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    depths: tuple[int, ...] = ()


Value = str | int | date | Rows | None


@dataclass(frozen=True)
class Page:
    """Where a fact is recorded, and who can open that; `query` where the page is one for all schools."""

    name: str
    opened_by: Collection[Role]
    query: str = ""

    def address(self, school: School) -> str:
        if self.query:
            return f"{reverse(self.name)}?{self.query.format(school=school.pk)}"
        return reverse(self.name, args=[school.pk])


@dataclass(frozen=True)
class Fact(Generic[AskedT]):
    """One fact. `asks` asks the registers, once for all facts that ask the same; `tells` makes the value of it.

    A value is worded in the language of the plan, whatever its reader's is. `is_public`: it names nobody, or whom the
    school chose to publish, so it may stand in the public plan.
    """

    key: str
    title: str
    asks: Callable[[School, date], AskedT]
    tells: Callable[[AskedT], Value]
    page: Page
    filled_by: Role
    is_public: bool = False
