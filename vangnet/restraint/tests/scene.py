"""One physical intervention: Mina held Aya of her own group, and recorded it herself."""

from types import SimpleNamespace

from vangnet.config.tests.access import SCHOOL_STAFF, names
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import School
from vangnet.restraint.kind import RESTRAINT
from vangnet.restraint.models import Restraint

OPENS = SCHOOL_STAFF
KNOWS = names("mina iris hanna sam")
HANDLES = names("iris hanna sam")
FOUND_BY = "aya"


def a_restraint(**fields: object) -> Restraint:
    told = {"ground": "danger", "hold": "held", "minutes": 3, "injury": "none", "tried": "Eerst gepraat."}
    return Restraint(**{**told, **fields})


def opened(cast: SimpleNamespace, linde: School, pupils: SimpleNamespace) -> Dossier:
    facts = [
        a_restraint(),
        Subject(role="pupil", pupil=pupils.aya),
        Subject(role="intervened", person=cast.mina),
    ]
    act = an_act("record_restraint", cast.mina, text="Aya wilde de straat op rennen.", facts=facts)
    return open_dossier(RESTRAINT, linde, act)
