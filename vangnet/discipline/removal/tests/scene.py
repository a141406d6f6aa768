"""One removal that was thought of: Hanna heads De Linde, and recorded why Aya of Mina's group can't stay."""

from types import SimpleNamespace

from vangnet.config.tests.access import names
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import School
from vangnet.discipline.models import RemovalGround
from vangnet.discipline.removal.kind import REMOVAL

OPENS = names("hanna iris noor carla bas")
KNOWS = names("mina iris hanna carla bas")
HANDLES = names("iris hanna carla bas")
FOUND_BY = "aya"


def opened(
    cast: SimpleNamespace, linde: School, pupils: SimpleNamespace, *, ground: str = "order"
) -> Dossier:
    facts = [RemovalGround(ground=ground), Subject(role="pupil", pupil=pupils.aya)]
    act = an_act("intend_removal", cast.hanna, text="Al twee keer geschorst.", facts=facts)
    return open_dossier(REMOVAL, linde, act)
