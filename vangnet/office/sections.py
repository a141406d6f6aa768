"""The sections of one school, as tabs: only those that the reader may open."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.core.access.rules import AnyRule
from vangnet.core.people.models import Person, School

from .access import KEEPS, READS_CALENDAR, READS_GROUPS


@dataclass(frozen=True)
class Section:
    label: str
    url: str
    is_current: bool = False
    count: int | None = None


def sections_of(school: School, person: Person, on: date, *, current: str) -> list[Section]:
    doors: list[tuple[str, str, AnyRule]] = [
        ("school", _("School"), KEEPS),
        ("calendar", _("Calendar"), READS_CALENDAR),
        ("school-groups", _("Groups"), READS_GROUPS),
    ]
    own = [
        Section(label, reverse(name, args=[school.pk]), is_current=name == current)
        for name, label, rule in doors
        if rule.allows(person, school, on)
    ]
    if not KEEPS.allows(person, school, on):
        return own
    people = Section(_("People"), f"{reverse('staff')}?school={school.pk}")
    agreements = Section(_("Agreements"), reverse("agreements"))
    return [*own, people, agreements, Section(_("Imports"), reverse("imports"))]
