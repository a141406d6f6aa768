"""What phones and forms say is taken once each, in the order in which it comes, as long as the roll-call runs.

A moment is the phone's own, mended by what it measured against ours. It never lies after the moment at which it
reached us, nor before the roll-call began.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Enrolment, Person
from vangnet.core.people.names import plainly

from .late import take_in_late
from .merging import Said, Word
from .models import Extra, RollCall
from .moments import in_milliseconds
from .roster import about_extra, extra_of, pupil_of
from .sealing import Sealed

NAME_LENGTH = 80


@dataclass(frozen=True)
class Told:
    """One word as it was said, before it is known whether it can be taken; `name` and `kind` of somebody new."""

    token: UUID
    about: str
    said: Said
    at: datetime
    answers: UUID | None = None
    name: str = ""
    kind: str = ""

    def word(self, by: Person) -> Word:
        return Word(self.token, self.about, self.said, by.pk, self.at, self.answers)


@dataclass(frozen=True)
class Heard:
    """Of what was told: of whom we know nothing, and whether it came after the roll-call was closed."""

    unknown: frozenset[UUID]
    was_closed: bool


def hear(roll_call: RollCall, by: Person, told: Sequence[Told], now: datetime) -> Heard:
    """Who speaks at the same moment, and who closes it, waits here for the other."""
    with transaction.atomic():
        held = RollCall.objects.select_for_update().get(pk=roll_call.pk)
        mended = [_mended(each, held, now) for each in told]
        if not held.is_running:
            pupils = _pupils(held, told)
            take_in_late(held, [each.word(by) for each in mended if pupil_of(each.about) in pupils])
            return Heard(frozenset(), was_closed=True)
        return Heard(_take(held, by, mended), was_closed=False)


def _take(held: RollCall, by: Person, told: Sequence[Told]) -> frozenset[UUID]:
    sealed = Sealed(held)
    pupils, extras = _pupils(held, told), _extras(sealed, told)
    taken = set(held.words.filter(token__in=[each.token for each in told]).values_list("token", flat=True))
    known = [each for each in told if pupil_of(each.about) in pupils or each.about in extras]
    number = held.words.count()
    for each in known:
        if each.token not in taken:
            taken.add(each.token)
            number += 1
            sealed.word(each.word(by), number).save(force_insert=True)
    return frozenset(each.token for each in told) - frozenset(each.token for each in known)


def _mended(told: Told, held: RollCall, now: datetime) -> Told:
    latest = min(now, held.closed_at or now)
    return replace(told, at=in_milliseconds(max(min(told.at, latest), held.opened_at)))


def _pupils(held: RollCall, told: Iterable[Told]) -> Collection[int]:
    """Of the pupils that were named, those who are enrolled at the school that day."""
    named = {number for each in told if (number := pupil_of(each.about)) is not None}
    day = timezone.localdate(held.opened_at)
    enrolled = Enrolment.objects.filter(holds_on(day), school=held.school_id, pupil__in=named)
    return set(enrolled.values_list("pupil", flat=True))


def _extras(sealed: Sealed, told: Iterable[Told]) -> set[str]:
    """Who stands in no group and is known by now; who is new is added by the first word that names him or her."""
    held = sealed.roll_call
    known = {about_extra(key) for key in held.extras.values_list("key", flat=True)}
    for each in told:
        key, name = extra_of(each.about), plainly(each.name).strip()[:NAME_LENGTH]
        if key is None or each.about in known or not name or each.kind not in Extra.Kind.values:
            continue
        sealed.named(key, each.kind, name).save(force_insert=True)
        known.add(each.about)
    return known
