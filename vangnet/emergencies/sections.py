"""What a school keeps for emergencies, as tabs."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.core.people.models import School


@dataclass(frozen=True)
class Section:
    label: str
    url: str
    is_current: bool = False
    count: int | None = None


def sections_of(school: School, *, current: str = "") -> list[Section]:
    doors = [
        ("emergencies-plan", _("Evacuation plan")),
        ("emergencies-drills", _("Drills")),
        ("emergencies-days", _("Who is there")),
        ("emergencies-card", _("When the alarm goes")),
    ]
    return [
        Section(label, reverse(name, args=[school.pk]), is_current=name == current) for name, label in doors
    ]
