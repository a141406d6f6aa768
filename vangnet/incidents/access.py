"""Who may know an incident, and who may act in it.

Who reported follows it; the pupil's own teacher knows what happened to the child; head, internal support
coordinator and safety coordinator handle it, unless it is about themselves. When it is about the head, the
cluster director takes the head's place. A teacher who is said to have done it does not follow it as teacher.

Knowing an incident is not reading all of it. Who handles it reads everything. The reporter reads the report and what
he or she recorded; the child's own teacher reads how it was handled, and of the talks with parents those of own
pupils; talks with other parents, police, accidents of colleagues and working notes are for who handles it.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import holds
from vangnet.core.access.rules import NOTHING, AnyRule, Rule, one_of
from vangnet.core.dossiers.kinds import Share
from vangnet.core.dossiers.models import Subject
from vangnet.core.dossiers.rules import (
    BROUGHT_IN,
    OPENED_BY_YOU,
    OWN_PUPIL,
    all_of_kind,
    glass_of,
    handled_at_school,
    of_kind,
)
from vangnet.core.people.models import Person
from vangnet.core.people.roles import COLLEAGUES, Role
from vangnet.core.words import _

from .models.facts import Part

KIND = "incident"
HANDLERS = (Role.HEAD, Role.INTERNAL_COACH, Role.SAFETY_COORDINATOR)


HANDLE_HERE, HANDLE_FOR_HEAD = handled_at_school(KIND, _("You handle incidents at this school."), HANDLERS)
HANDLE = one_of(HANDLE_HERE, HANDLE_FOR_HEAD)


def _own_pupil_but_not_accused(person: Person, on: date) -> Q:
    accused = Subject.objects.standing().filter(person=person.pk, role__in=[Part.PERPETRATOR, Part.FOLLOWER])
    own = OWN_PUPIL.condition(person, on)
    if own is NOTHING:
        return NOTHING
    return own & ~Q(pk__in=accused.values("dossier"))


OWN = of_kind(KIND, Rule(OWN_PUPIL.name, OWN_PUPIL.why, _own_pupil_but_not_accused))
REPORTED, INVITED = all_of_kind(KIND, (OPENED_BY_YOU, BROUGHT_IN))
GLASS = glass_of(KIND)

GROUNDS = (HANDLE_HERE, HANDLE_FOR_HEAD, REPORTED, OWN, INVITED, GLASS)
KNOW = one_of(*GROUNDS)
TELL = one_of(HANDLE_HERE, HANDLE_FOR_HEAD, OWN)

# Who has a list of incidents at all; what stands in it is a matter of KNOW.
LISTS = tuple(sorted(COLLEAGUES))

ROLES: Mapping[str, AnyRule] = {"reporter": REPORTED, "handler": HANDLE, "teller": TELL}
WHO = {
    "reporter": _("who reported it"),
    "handler": _("head, internal support coordinator or safety coordinator"),
    "teller": _("the child's own teacher, or who handles the incident"),
}

SHARES = (
    Share(one_of(HANDLE_HERE, HANDLE_FOR_HEAD, INVITED, GLASS)),
    Share(
        OWN,
        steps=frozenset(
            {"report", "assess", "measure", "agree_follow_up", "follow_up", "evaluate", "close", "reopen"}
        ),
        of_own_pupils=frozenset({"tell_parents"}),
    ),
    Share(REPORTED, steps=frozenset({"report"})),
)


def category_rows(person: Person, on: date) -> Q:
    """Categories belong to the board; its administrator keeps them."""
    return Q() if holds(person, on, [Role.ADMINISTRATOR]) else Q(pk__in=[])
