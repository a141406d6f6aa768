"""One worry: Mina saw bruises on Aya, a pupil of her own group, and recorded them."""

from types import SimpleNamespace

from vangnet.config.tests.access import SCHOOL_STAFF, names
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import Person, School
from vangnet.meldcode.kind import MELDCODE
from vangnet.meldcode.models import Signals

OPENS = SCHOOL_STAFF
KNOWS = names("mina iris hanna")
HANDLES = names("iris hanna")
FOUND_BY = "aya"


def signals(**fields: object) -> Signals:
    told = {
        "source": "seen",
        "nature": "physical",
        "danger": "none_known",
        "against": "Ze viel gisteren van haar fiets.",
        "meaning": "Misschien wordt zij thuis geslagen.",
    }
    return Signals(**{**told, **fields})


def opened(
    cast: SimpleNamespace,
    linde: School,
    pupils: SimpleNamespace,
    *,
    by: Person | None = None,
    subjects: tuple[Subject, ...] = (),
    follows: Dossier | None = None,
    **fields: object,
) -> Dossier:
    facts = [signals(**fields), Subject(role="child", pupil=pupils.aya), *subjects]
    act = an_act("record_signals", by or cast.mina, text="Twee blauwe plekken op de arm.", facts=facts)
    return open_dossier(MELDCODE, linde, act, follows=follows)
