"""The duties of one school on one page: how each stands, until when, who sees to it, and how it went."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vangnet.core.access.grounds import reaching
from vangnet.core.people.calendars import calendar_of
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, School
from vangnet.core.people.roles import Role

from .declared import all_duties
from .duties import Duty, Standing
from .history import History
from .rhythms import EveryTeachingWeek
from .states import agreed_by_school
from .strip import Strip, strip_of


@dataclass(frozen=True)
class DutyRow:
    duty: Duty
    stands: Standing
    strip: Strip
    people: tuple[str, ...]

    @property
    def sources(self) -> list[str]:
        return [_(source.cite()) for source in self.duty.sources]

    @property
    def rhythm(self) -> str:
        often = self.duty.rhythm.words()
        return ngettext(often.singular, often.plural, often.number) % {"number": often.number}

    @property
    def role(self) -> str:
        return str(self.duty.role.label)

    @property
    def told(self) -> str:
        """What the strip draws, in a sentence."""
        return _("Three school years of “%(what)s”: now %(state)s, done on %(number)s days.") % {
            "what": _(self.duty.title),
            "state": _(self.stands.state.word),
            "number": len(self.strip.facts),
        }


def duties_at(school: School, on: date) -> list[Duty]:
    """As the board or the school agreed on that day."""
    agreed = agreed_by_school([school.pk], on)[school.pk]
    return [duty.as_agreed(agreed) for duty in all_duties(on, school)]


def rows_of(school: School, on: date, today: date, roles: Collection[Role] = ()) -> list[DutyRow]:
    """The worst first; of these roles alone, if any are named."""
    duties = [duty for duty in duties_at(school, on) if not roles or duty.role in roles]
    people = holders_at(school, on)
    histories = _histories(duties, school)
    rows = [
        DutyRow(each.duty, each.standing(on), strip_of(each, today), tuple(people[each.duty.role]))
        for each in histories
    ]
    return sorted(rows, key=lambda row: row.stands)


def _histories(duties: Sequence[Duty], school: School) -> list[History]:
    weekly = any(isinstance(duty.rhythm, EveryTeachingWeek) for duty in duties)
    calendar = calendar_of(school) if weekly else None
    return [History.of(duty, school.pk, calendar) for duty in duties]


def holders_at(school: School, on: date) -> dict[Role, list[str]]:
    """Who holds each role for this school on a day: at the school, over its cluster, or on the board."""
    held: dict[Role, list[str]] = defaultdict(list)
    rows = Appointment.objects.filter(holds_on(on), reaching(school)).select_related("person")
    for each in rows.order_by("person"):
        held[Role(each.role)].append(each.person.full_name)
    return held
