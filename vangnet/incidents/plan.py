"""What the register of incidents says in the safety plan: a number of last school year, never one below five.

It is left out in the same way as on the page of the figures, so that no two places together tell more than either.
"""

from datetime import date

from django.utils.translation import gettext

from vangnet.core.calendars import SchoolYear, school_year_of
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role
from vangnet.core.plan_facts import Fact, Page
from vangnet.core.words import _

from .figures import Told, counted, of_school, schools_in, tree_of
from .year_page import READERS


def last_year(_school: School, on: date) -> SchoolYear:
    return school_year_of(on).previous()


def number_of_last_year(school: School, on: date) -> int | None:
    """None: it is not told."""
    year = school_year_of(on).previous()
    tree = tree_of(schools_in(year.previous()))
    unit = of_school(school.pk)
    return Told(counted(year), tree, hides=True, values={}).total(unit) if unit in tree.above else None


def _said(number: int | None) -> str | int:
    return gettext("fewer than five, or not told to protect another school") if number is None else number


PAGE = Page("incidents-year", READERS, query="of=school-{school}")

FACTS = (
    Fact(
        "incidents.last_year",
        _("Number of incidents reported last school year; a small number is not told"),
        asks=number_of_last_year,
        tells=_said,
        page=PAGE,
        filled_by=Role.SAFETY_COORDINATOR,
    ),
    Fact(
        "incidents.last_year_name",
        _("Which school year the last one was"),
        asks=last_year,
        tells=lambda year: year.name,
        page=PAGE,
        filled_by=Role.SAFETY_COORDINATOR,
        is_public=True,
    ),
)
