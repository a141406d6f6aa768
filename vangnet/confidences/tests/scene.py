"""One talk: Aya came to Vera, the confidential adviser, about being bullied."""

from types import SimpleNamespace

from vangnet.confidences.kind import CONFIDENCE
from vangnet.confidences.models import Contact
from vangnet.config.tests.access import names
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import School

OPENS = names("vera")
KNOWS = names("vera")
HANDLES = names("vera")
FOUND_BY = "aya"


def opened(
    cast: SimpleNamespace,
    linde: School,
    pupils: SimpleNamespace,
    *,
    who: str = "pupil",
    theme: str = "bullying",
    **act: object,
) -> Dossier:
    facts = [Contact(who=who, theme=theme), Subject(role="came", pupil=pupils.aya)]
    first = an_act("first_talk", cast.vera, text="Aya durft niet meer buiten te spelen.", facts=facts, **act)
    return open_dossier(CONFIDENCE, linde, first)
