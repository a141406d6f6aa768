"""One dossier on bullying: Kees heard it from Aya's mother; Cas of group 7 is said to bully her."""

from types import SimpleNamespace

from vangnet.bullying.kind import BULLYING
from vangnet.bullying.models import BullyingReport
from vangnet.config.tests.access import SCHOOL_STAFF, names
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import School

OPENS = SCHOOL_STAFF
KNOWS = names("kees mina otto iris hanna toon")
HANDLES = names("iris hanna toon")
FOUND_BY = "aya"


def opened(cast: SimpleNamespace, linde: School, pupils: SimpleNamespace, **when: object) -> Dossier:
    facts = [
        BullyingReport(source="parent", reporter="Moeder van Aya"),
        Subject(role="bullied", pupil=pupils.aya),
        Subject(role="bully", pupil=pupils.cas),
    ]
    act = an_act("report", cast.kees, text="Elke pauze wordt zij uitgelachen.", facts=facts, **when)
    return open_dossier(BULLYING, linde, act)
