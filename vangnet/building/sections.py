"""The parts of the building of one school, as tabs."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.core.people.models import School

from .models import Defect


@dataclass(frozen=True)
class Section:
    label: str
    url: str
    is_current: bool = False
    count: int | None = None


def sections_of(school: School, *, current: str) -> list[Section]:
    open_defects = Defect.objects.filter(school=school, settled_on=None).count()
    doors = [
        ("building-school", _("Equipment and inspections"), None),
        ("building-defects", _("Defects"), open_defects),
        ("building-playground", _("Playground log"), None),
        ("building-agreed", _("Firms and contracts"), None),
        ("building-intervals", _("How often"), None),
    ]
    return [
        Section(label, reverse(name, args=[school.pk]), name == current, count)
        for name, label, count in doors
    ]
