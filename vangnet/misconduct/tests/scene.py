"""One suspicion: Mina saw something of Otto, who teaches Cas, and recorded it. Nobody was told yet."""

from types import SimpleNamespace

from vangnet.config.tests.access import SCHOOL_STAFF, names
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import Person, School
from vangnet.misconduct.kind import MISCONDUCT
from vangnet.misconduct.models import Suspicion

OPENS = SCHOOL_STAFF | names("carla bas")
KNOWS = names("mina hanna bas")
HANDLES = names("bas")
FOUND_BY = "cas"


def opened(
    cast: SimpleNamespace,
    linde: School,
    pupils: SimpleNamespace,
    *,
    by: Person | None = None,
    accused: Subject | None = None,
    nature: str = "offence",
    **act: object,
) -> Dossier:
    facts = [
        Suspicion(nature=nature, works_as="employed"),
        Subject(role="pupil", pupil=pupils.cas),
        accused or Subject(role="accused", person=cast.otto),
    ]
    first = an_act(
        "record_suspicion", by or cast.mina, text="Cas vertelde over de berging.", facts=facts, **act
    )
    return open_dossier(MISCONDUCT, linde, first)
