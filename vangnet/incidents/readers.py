"""Who will read an incident: told to whoever reported it, so that nobody has to guess whom to tell.

Says in names what `access.py` says in rules; a test holds the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Placement, Teaching
from vangnet.core.people.roles import Role

from .access import HANDLERS
from .models.facts import Part

# Who is said to have done it does not follow the incident as the child's teacher.
ACCUSED = (Part.PERPETRATOR, Part.FOLLOWER)


@dataclass(frozen=True)
class Reader:
    person: int
    name: str
    why: str


def readers_of(dossier: Dossier, on: date) -> list[Reader]:
    """Who handles it, and the group teachers of the pupils involved; each once."""
    subjects = Subject.objects.standing().filter(dossier=dossier).values_list("person", "pupil", "role")
    about = {person for person, _pupil, _role in subjects if person}
    accused = {person for person, _pupil, role in subjects if person and role in ACCUSED}
    pupils = {pupil for _person, pupil, _role in subjects if pupil}
    teachers = [reader for reader in _teachers(pupils, on) if reader.person not in accused] if pupils else []
    found = [*_handlers(dossier, on, about), *teachers]
    return list({reader.person: reader for reader in reversed(found)}.values())[::-1]


def _handlers(dossier: Dossier, on: date, about: set[int]) -> list[Reader]:
    held = Appointment.objects.filter(holds_on(on), school=dossier.school_id, role__in=HANDLERS)
    rows = sorted(held.select_related("person"), key=lambda row: HANDLERS.index(Role(row.role)))
    stand_in: Iterable[Appointment] = ()
    if any(row.role == Role.HEAD and row.person_id in about for row in rows):
        directs = Appointment.objects.filter(holds_on(on), role=Role.CLUSTER_DIRECTOR)
        stand_in = directs.filter(cluster__schools=dossier.school_id).select_related("person")
    handling = [*stand_in, *(row for row in rows if row.person_id not in about)]
    return [Reader(row.person_id, row.person.full_name, row.get_role_display()) for row in handling]


def _teachers(pupils: set[int], on: date) -> list[Reader]:
    """A place in the roster counts only beside an appointment as group teacher at that school."""
    groups = Placement.objects.filter(holds_on(on), enrolment__pupil__in=pupils).values("group")
    coaches = Appointment.objects.filter(holds_on(on), role=Role.COACH)
    teaching = Teaching.objects.filter(holds_on(on), group__in=groups).select_related("person", "group")
    here = set(coaches.filter(school__groups__in=groups).values_list("person", "school"))
    return [
        Reader(
            row.person_id, row.person.full_name, _("group teacher of %(group)s") % {"group": row.group.name}
        )
        for row in teaching
        if (row.person_id, row.group.school_id) in here
    ]
