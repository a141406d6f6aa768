"""What a school keeps for emergencies, as tabs, and how its duties stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.core.law import Source
from vangnet.core.obligations.duties import Duty, Standing, State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import School

# The look of a state: the badges of `ui/components/badge.html`.
LOOKS = {
    State.NEVER: "overdue",
    State.OVERDUE: "overdue",
    State.DUE_SOON: "due_soon",
    State.KEPT: "closed",
    State.NOT_APPLICABLE: "minor",
}


@dataclass(frozen=True)
class Section:
    label: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class ShownDuty:
    """A duty as it stands at one school today."""

    title: str
    look: str
    state: str
    due_on: date | None
    hint: str
    sources: tuple[Source, ...]


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


def shown_duties(duties: Iterable[Duty], school: School, on: date) -> list[ShownDuty]:
    asked = list(duties)
    found = states(asked, [school.pk], on)
    return [_shown(duty, found[school.pk, duty.key]) for duty in asked]


def _shown(duty: Duty, stands: Standing) -> ShownDuty:
    return ShownDuty(
        title=_(duty.title),
        look=LOOKS[stands.state],
        state=_(stands.state.word),
        due_on=stands.due_on,
        hint=_(duty.hint) if duty.hint else "",
        sources=duty.sources,
    )
