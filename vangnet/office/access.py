"""Who keeps the registers (the administrator of the board, a head of the own school), and who reads what in them.

Pupils are known to who needs them: the head and the internal support coordinator of the school, the teachers of the
pupil's own group, and the administrator who keeps the register (GDPR art. 5(1)(c), 25 and 32).
"""

from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import own_groups, own_pupils, pupils_of, schools_where
from vangnet.core.access.rules import Rule, one_of
from vangnet.core.people.models import Guardianship, Person
from vangnet.core.people.roles import OF_A_SCHOOL, STAFF_OF_A_SCHOOL, Role
from vangnet.core.words import _

KEEPERS = (Role.ADMINISTRATOR, Role.HEAD)
KNOW_ALL_PUPILS = (*KEEPERS, Role.INTERNAL_COACH)
READ_PUPILS = (*KNOW_ALL_PUPILS, Role.COACH)
READ_CALENDAR = (*sorted(STAFF_OF_A_SCHOOL), Role.ADMINISTRATOR)

# A head appoints at the own school, but for the head: that is the board's, through its administrator.
APPOINTED_BY_HEAD = frozenset(OF_A_SCHOOL) - {Role.HEAD}


def _of_kept_schools(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, KEEPERS))


def _ends(person: Person, on: date) -> Q:
    """Appointments that this person may end: never the own ones."""
    if Role.ADMINISTRATOR in person.roles(on):
        return ~Q(person=person.pk)
    schools = schools_where(person, on, [Role.HEAD])
    return Q(school__in=schools, role__in=sorted(APPOINTED_BY_HEAD)) & ~Q(person=person.pk)


KEEPS = Rule("office.keeps", _("You keep the registers of this school."), _of_kept_schools)
ENDS = Rule("office.ends", _("You appoint at this school."), _ends)


def roles_to_give(person: Person, on: date) -> frozenset[Role]:
    held = person.roles(on)
    if Role.ADMINISTRATOR in held:
        return frozenset(Role)
    return APPOINTED_BY_HEAD if Role.HEAD in held else frozenset()


def _reads_calendar(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, READ_CALENDAR))


def _of_kept_schools_rows(person: Person, on: date) -> Q:
    return Q(school__in=schools_where(person, on, KEEPERS))


READS_CALENDAR = Rule("office.reads-calendar", _("You work at this school."), _reads_calendar)
KEEPS_CALENDAR = Rule("office.keeps-calendar", KEEPS.why, _of_kept_schools_rows)


def _knows_whole_school(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, KNOW_ALL_PUPILS))


def _teaches_at(person: Person, on: date) -> Q:
    return Q(pk__in=own_groups(person, on).values("school"))


KNOWS_SCHOOL = Rule(
    "office.knows-school", _("You know all pupils of this school by your role."), _knows_whole_school
)
READS_GROUPS = one_of(
    KNOWS_SCHOOL, Rule("office.teaches-at", _("You teach a group of this school."), _teaches_at)
)


def _groups_of_known_schools(person: Person, on: date) -> Q:
    return Q(school__in=schools_where(person, on, KNOW_ALL_PUPILS))


def _own_groups(person: Person, on: date) -> Q:
    return Q(pk__in=own_groups(person, on))


OPENS_GROUP = one_of(
    Rule("office.groups-of-school", KNOWS_SCHOOL.why, _groups_of_known_schools),
    Rule("office.own-group", _("You teach this group."), _own_groups),
)


def _pupils_of_known_schools(person: Person, on: date) -> Q:
    return Q(pk__in=pupils_of(schools_where(person, on, KNOW_ALL_PUPILS), on).values("pk"))


def _own_pupils(person: Person, on: date) -> Q:
    return Q(pk__in=own_pupils(person, on).values("pk"))


def _kept_pupils(person: Person, on: date) -> Q:
    return Q(pk__in=pupils_of(schools_where(person, on, KEEPERS), on).values("pk"))


# Who knows the whole school also reads what has ended, and an address that is secret.
KNOWS_PUPIL = Rule("office.pupils-of-school", KNOWS_SCHOOL.why, _pupils_of_known_schools)
OPENS_PUPIL = one_of(KNOWS_PUPIL, Rule("office.own-pupil", _("You teach this pupil."), _own_pupils))
KEEPS_PUPIL = Rule("office.keeps-pupil", _("You keep the register of this pupil."), _kept_pupils)


def _about_kept_pupils(person: Person, on: date) -> Q:
    return Q(pupil__in=pupils_of(schools_where(person, on, KEEPERS), on).values("pk"))


def _guardians_of_kept_pupils(person: Person, on: date) -> Q:
    return Q(pk__in=Guardianship.objects.filter(_about_kept_pupils(person, on)).values("guardian"))


# Rows that name a pupil: guardianships and contact orders.
KEEPS_FAMILY = Rule("office.keeps-family", KEEPS_PUPIL.why, _about_kept_pupils)
KEEPS_GUARDIAN = Rule("office.keeps-guardian", KEEPS_PUPIL.why, _guardians_of_kept_pupils)
