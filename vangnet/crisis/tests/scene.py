"""One dossier on a shocking event: the father of Aya died; Kees heard it at the gate and recorded it."""

from types import SimpleNamespace

from vangnet.config.tests.access import SCHOOL_STAFF, names
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import School
from vangnet.crisis.kind import CRISIS
from vangnet.crisis.models import ShockingEvent

OPENS = SCHOOL_STAFF | names("carla bas")
KNOWS = names("kees mina hanna carla bas")
HANDLES = names("hanna carla bas")
FOUND_BY = "aya"


def opened(cast: SimpleNamespace, linde: School, pupils: SimpleNamespace) -> Dossier:
    facts = [ShockingEvent(what="relative_died"), Subject(role="concerned", pupil=pupils.aya)]
    act = an_act("record_crisis", cast.kees, text="De vader van Aya is overleden.", facts=facts)
    return open_dossier(CRISIS, linde, act)
