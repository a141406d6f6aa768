"""What dossiers of one kind show together, answered by a dossier of another: proposed by itself, and never stored.

Who is told of a sign is said by the kind that gives it; where it leads follows from who may open what. The proposal
goes away when a dossier that answers it is open, or was opened since the last of what it rests on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vangnet.core.people.models import Person, School

from .following import Way, way_to
from .kinds import Kind, Sign, kinds
from .models import Subject
from .what_next import ShownSource, shown_source


@dataclass(frozen=True)
class Proposal:
    """Something to think of, in a few sentences, what says so, and where a dossier that answers it is opened."""

    says: tuple[str, ...]
    source: ShownSource
    ways: tuple[Way, ...] = ()


def proposals(person: Person, on: date) -> list[Proposal]:
    """For the desk: every sign that this person is told of and can still answer."""
    signs = [sign for kind in kinds().values() for sign in kind.signs(person, on)]
    return [proposal for proposal in proposed(signs, person, on) if proposal.ways]


def proposed(signs: Sequence[Sign], person: Person, on: date) -> list[Proposal]:
    """Each of these signs, with where this person can open a dossier for it as long as none answers it."""
    ways: dict[Sign, list[Way]] = {sign: [] for sign in signs}
    for kind in kinds().values():
        wanted = _unanswered([sign for sign in signs if sign.name in kind.answers], kind)
        schools = kind.opens.among(School, {sign.school for sign in wanted}, person, on) if wanted else set()
        for sign in wanted:
            if sign.school in schools:
                ways[sign].append(way_to(kind, sign.reference))
    return [Proposal(sign.says, shown_source(sign.source), tuple(found)) for sign, found in ways.items()]


def _unanswered(signs: Sequence[Sign], kind: Kind) -> list[Sign]:
    if not signs:
        return []
    pupils = {sign.pupil for sign in signs}
    rows = Subject.objects.standing().filter(pupil__in=pupils, dossier__kind=kind.key)
    answers = set(rows.values_list("pupil", "dossier__school", "dossier__opened_on", "dossier__closed_on"))
    return [sign for sign in signs if not any(_is_answer(answer, sign) for answer in answers)]


def _is_answer(answer: tuple[int, int, date, date | None], sign: Sign) -> bool:
    pupil, school, opened_on, closed_on = answer
    return (pupil, school) == (sign.pupil, sign.school) and (closed_on is None or opened_on >= sign.last_on)
