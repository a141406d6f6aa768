"""The pages about the people of one school, as tabs: only those that the reader may open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.core.access.rules import AnyRule
from vangnet.core.people.models import Person, School

from .access import READS


@dataclass(frozen=True)
class Section:
    label: str
    url: str
    is_current: bool = False
    count: int | None = None


def sections_of(school: School, person: Person, on: date, *, current: str) -> list[Section]:
    return [
        Section(label, reverse(name, args=[school.pk]), is_current=name == current)
        for name, label, rule in _pages()
        if rule.allows(person, school, on)
    ]


def _pages() -> Iterator[tuple[str, str, AnyRule]]:
    yield "who-does-what", _("Who does what"), READS
    yield "school-chart", _("Who is responsible"), READS
    yield "functionaries", _("For parents"), READS
    yield "training", _("Training"), READS
