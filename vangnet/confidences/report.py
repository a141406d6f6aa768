"""The yearly report of the confidential adviser, in figures alone: by month, kind of person, theme and kind of help.

Told of one school and of the school year that ended last: figures that grow from day to day would tell when somebody
came. Numbers below five are left out, with as many beside them as hide them (`vangnet.core.figures`), the same for
every reader, the adviser too: he or she must not read in them how many came to another adviser. Every talk counts once
in each table; its help is the furthest that was given.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vangnet.core.calendars import SchoolYear, school_year_of
from vangnet.core.dossiers.models import Dossier, Entry
from vangnet.core.figures import Tree, blank, left_out
from vangnet.core.people.models import School

from .access import KIND
from .models import Contact
from .protocol import CONFIDENCES

MONTH, WHO, THEME, HELP = "month", "who", "theme", "help"
FURTHEST = ("mediate", "refer", "advise", "first_talk")  # the first talk itself is support
HERE, ALL = "school", "all"
TREE = Tree(
    {HERE: ALL}
)  # one school adds up to itself: nothing is told beside it that it could be subtracted from

Numbers = Mapping[str, Mapping[Hashable, int]]


def last_ended(on: date) -> SchoolYear:
    return school_year_of(on).previous()


def counted(school: School, year: SchoolYear) -> Numbers:
    """What was told for the first time in that year and was not destroyed since."""
    opened = Dossier.objects.filter(kind=KIND, school=school, opened_on__range=(year.first, year.last))
    months = dict(opened.values_list("pk", "opened_on"))
    steps: dict[int, set[str]] = defaultdict(set)
    for dossier, step in Entry.objects.standing().filter(dossier__in=opened).values_list("dossier", "step"):
        steps[dossier].add(step)
    found: dict[str, Counter[Hashable]] = {table: Counter() for table in (MONTH, WHO, THEME, HELP)}
    contacts = Contact.objects.standing().filter(entry__dossier__in=opened)
    for dossier, who, theme in contacts.values_list("entry__dossier", "who", "theme"):
        found[MONTH][months[dossier].month] += 1
        found[WHO][who] += 1
        found[THEME][theme] += 1
        found[HELP][next(step for step in FURTHEST if step in steps[dossier])] += 1
    return found


def values() -> dict[str, list[tuple[Hashable, str]]]:
    """Of each table all values, whatever was counted."""
    support = {"first_talk": _("Support: a talk, or more")}
    return {
        MONTH: [(month, date_format(date(2026, month, 1), "M")) for month in (*range(8, 13), *range(1, 8))],
        WHO: [(choice.value, str(choice.label)) for choice in Contact.Who],
        THEME: [(choice.value, str(choice.label)) for choice in Contact.Theme],
        HELP: [(step, support.get(step) or _(CONFIDENCES.step(step).title)) for step in FURTHEST],
    }


def titles() -> dict[str, str]:
    return {
        MONTH: pgettext("above a table of months", "When"),
        WHO: _("Who came"),
        THEME: _("What it was about"),
        HELP: _("What was done"),
    }


@dataclass(frozen=True)
class Table:
    key: str
    title: str
    rows: Sequence[tuple[str, int | None]]  # None for what is left out


@dataclass(frozen=True)
class Report:
    school: School
    year: SchoolYear
    numbers: Numbers

    @property
    def is_blank(self) -> bool:
        return HERE in self._blanks

    @cached_property
    def total(self) -> int | None:
        return None if self.is_blank else self._sum

    @cached_property
    def tables(self) -> list[Table]:
        """None at all when so few came that not even their number is told."""
        if self.is_blank:
            return []
        named = titles()
        return [Table(key, named[key], self._rows(key, every)) for key, every in values().items()]

    @property
    def _sum(self) -> int:
        return sum(self.numbers[WHO].values())

    @cached_property
    def _blanks(self) -> frozenset[Hashable]:
        return blank(TREE, {HERE: self._sum, ALL: self._sum})

    def _rows(self, key: str, every: Sequence[tuple[Hashable, str]]) -> list[tuple[str, int | None]]:
        hidden = left_out(TREE, {HERE: self.numbers[key]}, [value for value, _label in every], self._blanks)
        return [
            (label, None if (HERE, value) in hidden else self.numbers[key].get(value, 0))
            for value, label in every
        ]


def report(school: School, on: date) -> Report:
    year = last_ended(on)
    return Report(school, year, counted(school, year))
