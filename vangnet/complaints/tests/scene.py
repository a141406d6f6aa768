"""A complaint: the parent of Cas complains about Otto, his teacher. Kees took it down; it is talked about at school."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.utils import timezone

from vangnet.complaints.kind import COMPLAINT
from vangnet.complaints.models import Complaint, HandedToBoard
from vangnet.config.tests.access import SCHOOL_STAFF, names
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import Guardian, Person, School

OPENS = SCHOOL_STAFF | names("carla bas")
KNOWS = names("kees hanna")
HANDLES = names("hanna")
FOUND_BY = "jansen"


def today() -> date:
    return timezone.localdate()


def opened(
    cast: SimpleNamespace,
    linde: School,
    pupils: SimpleNamespace,
    *,
    about: Person | None = None,
    why: tuple[str, ...] = (),
    ended_on: date | None = None,
    **act: object,
) -> Dossier:
    """`why`: for what reason it is the board's from the start."""
    facts = [
        Complaint(topic="conduct", ended_on=ended_on or today() - timedelta(days=10)),
        Subject(role="complainant", guardian=Guardian.objects.get(guardianships__pupil=pupils.cas)),
        Subject(role="pupil", pupil=pupils.cas),
        Subject(role="concerned", person=about or cast.otto),
        *(HandedToBoard(why=each, received_on=today()) for each in why),
    ]
    first = an_act("record_complaint", cast.kees, text="Otto riep tegen Cas.", facts=facts, **act)
    return open_dossier(COMPLAINT, linde, first)
