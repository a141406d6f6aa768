"""One dossier that follows from another: what is carried over, and who is shown that they belong together.

Nobody comes to know a dossier by it: what follows is shown to who may know both, and is not there for anybody else.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from vangnet.core.people.models import Person
from vangnet.core.questions import Question

from .grounds import Grounds
from .kinds import Kind, kinds
from .models import Dossier, Subject
from .rules import KNOW
from .sharing import read_by
from .timeline import Timeline


@dataclass(frozen=True)
class Way:
    """From this dossier to another: one that follows from it or it follows from, or a new one."""

    title: str
    url: str


def carried(timeline: Timeline, grounds: Grounds, kind: Kind) -> list[Subject]:
    """Who had a part in the dossier that a new one follows from, as its reader knows them, in their new parts."""
    roles = kind.follows_from[timeline.dossier.kind]
    read = set(read_by(grounds, timeline))
    return [
        Subject(
            role=roles[row.role],
            pupil=row.pupil,
            person=row.person,
            guardian=row.guardian,
            name="" if row.pupil or row.person or row.guardian else row.name,
        )
        for row in timeline.subjects()
        if row.entry in read and row.role in roles
    ]


def ways_on(dossier: Dossier, person: Person, on: date) -> tuple[Way, ...]:
    """The kinds of dossier that can follow from this one, and that this person may open at its school."""
    following = [kind for kind in kinds().values() if dossier.kind in kind.follows_from]
    opens = {rule: rule.allows(person, dossier.school, on) for rule in {kind.opens for kind in following}}
    return tuple(way_to(kind, dossier.reference) for kind in following if opens[kind.opens])


def way_to(kind: Kind, reference: str = "") -> Way:
    """To opening a dossier of this kind, following from one that its reader may know."""
    address = reverse("dossier-open", args=[kind.key])
    return Way(gettext(kind.title), f"{address}?from={reference}" if reference else address)


def connected(dossier: Dossier, person: Person, on: date) -> tuple[Way, ...]:
    """The dossiers before and after this one that this person may know."""
    return tuple(
        Way(f"{gettext(each.declared.title)} {each.reference}", each.page_url)
        for each in BESIDE(dossier=dossier.pk, before=dossier.follows_id)
        if KNOW.allows(person, each, on)
    )


BESIDE = Question(
    lambda dossier, before: Dossier.objects.filter(Q(follows=dossier) | Q(pk=before)).order_by("serial")
)
