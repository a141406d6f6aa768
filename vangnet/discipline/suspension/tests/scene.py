"""One suspension that was thought of: Hanna heads De Linde, and recorded what Aya of Mina's group did."""

from types import SimpleNamespace

from vangnet.config.tests.access import names
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import School
from vangnet.discipline.models import SuspensionGround
from vangnet.discipline.suspension.kind import SUSPENSION

OPENS = names("hanna iris noor carla bas")
KNOWS = names("mina iris hanna carla bas")
HANDLES = names("iris hanna carla bas")
FOUND_BY = "aya"


def opened(
    cast: SimpleNamespace, linde: School, pupils: SimpleNamespace, *, ground: str = "behaviour"
) -> Dossier:
    facts = [SuspensionGround(ground=ground), Subject(role="pupil", pupil=pupils.aya)]
    act = an_act("propose_suspension", cast.hanna, text="Aya sloeg drie kinderen.", facts=facts)
    return open_dossier(SUSPENSION, linde, act)
