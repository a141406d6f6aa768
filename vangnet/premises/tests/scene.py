"""Aggression by a parent: the parent of Bram shouted at Mina and pushed her; Kees saw it and recorded it."""

from datetime import date, timedelta
from types import SimpleNamespace

from vangnet.config.tests.access import SCHOOL_STAFF, names
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import Guardian, Person, School
from vangnet.premises.kind import AGGRESSION
from vangnet.premises.models import AccessBan, Aggression

OPENS = SCHOOL_STAFF
KNOWS = names("kees mina hanna sam")
HANDLES = names("hanna sam")
FOUND_BY = "bram"


def parent_of(pupil) -> Guardian:
    return Guardian.objects.get(guardianships__pupil=pupil)


def opened(
    cast: SimpleNamespace, linde: School, pupils: SimpleNamespace, *, nature: str = "verbal", **who: Person
) -> Dossier:
    facts = [
        Aggression(nature=nature),
        Subject(role="parent", guardian=parent_of(pupils.bram)),
        Subject(role="pupil", pupil=pupils.bram),
        Subject(role="target", person=who.get("target", cast.mina)),
    ]
    act = an_act("record_aggression", cast.kees, text="Hij schreeuwde en kwam dichtbij.", facts=facts)
    return open_dossier(AGGRESSION, linde, act)


def a_ban(contact: Person, first_on: date, **fields: object) -> AccessBan:
    told = {
        "building": True,
        "yard": False,
        "activities": False,
        "first_on": first_on,
        "last_on": first_on + timedelta(days=60),
        "review_on": first_on + timedelta(days=46),
        "contact": contact,
        "how": "registered",
        "sent_on": first_on,
    }
    return AccessBan(**{**told, **fields})
