"""Which entries of a dossier somebody reads.

Need to know is decided on an entry as a whole: who handles the dossier reads all of it, others what they wrote and
what their `Share` of this kind of dossier gives (AVG art. 5 lid 1 onder c: no more than is needed).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import ForeignKey

from vangnet.core.access.grounds import own_pupils
from vangnet.core.people.models import Person, Pupil
from vangnet.core.protocols import WITHDRAWN

from .grounds import Grounds
from .models import Entry, Fact
from .timeline import Timeline


def read_by(grounds: Grounds, timeline: Timeline) -> tuple[Entry, ...]:
    """The entries that this person reads: in whole or not at all."""
    share = _share_of(timeline, grounds)
    given = {entry.pk for entry in timeline.entries if share.gives(entry, grounds.person)}
    # Who read something also reads that it was withdrawn, and why.
    given |= {
        entry.pk for entry in timeline.entries if entry.step == WITHDRAWN and entry.corrects_id in given
    }
    return tuple(entry for entry in timeline.entries if entry.pk in given)


@dataclass(frozen=True)
class _Share:
    """The shares of one person in one dossier, put together."""

    all_of_it: bool
    steps: frozenset[str]
    own: frozenset[int]  # entries about a pupil of the person's own group

    def gives(self, entry: Entry, person: Person) -> bool:
        return (
            self.all_of_it or entry.author_id == person.pk or entry.step in self.steps or entry.pk in self.own
        )


def _share_of(timeline: Timeline, grounds: Grounds) -> _Share:
    steps: set[str] = set()
    of_own: set[str] = set()
    for share in timeline.dossier.declared.shares:
        if not grounds.allow(share.rule):
            continue
        if share.steps is None:
            return _Share(True, frozenset(), frozenset())
        steps |= share.steps
        of_own |= share.of_own_pupils
    return _Share(False, frozenset(steps), _about_own_pupils(timeline, of_own, grounds.person, grounds.on))


def _about_own_pupils(timeline: Timeline, steps: set[str], person: Person, on: date) -> frozenset[int]:
    if not steps:
        return frozenset()
    involved = [subject.pupil_id for subject in timeline.subjects() if subject.pupil_id]
    own = set(own_pupils(person, on).filter(pk__in=involved).values_list("pk", flat=True))
    return frozenset(
        entry.pk
        for entry in timeline.entries
        if entry.step in steps and _pupils_named(timeline.facts.get(entry.pk, ())) & own
    )


def _pupils_named(facts: Iterable[Fact]) -> set[int]:
    return {
        key
        for fact in facts
        for field in fact._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.related_model is Pupil
        and (key := getattr(fact, field.attname))
    }
