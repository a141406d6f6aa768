"""Lays the pupils of a roster beside those known here: who is new, whose data changed, who moved, who left.

Nobody is ever deleted by a roster: a pupil who is missing has left on the day of the file, and a pupil who
returns gets a new enrolment. What the file does not say stays as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from vangnet.core.people.imports.shape import Change, Difference, Sign
from vangnet.core.people.models import Enrolment, Group, Pupil
from vangnet.core.words import _

from .days import ONE_DAY, Days
from .known import Known, KnownPupil, KnownStay
from .matching import Matches
from .places import Places
from .values import Roster, RosterPupil, lasting
from .writing import Writes

PUPIL = _("pupil")

_WORDS = {
    "call_name": _("call name"),
    "first_names": _("first names"),
    "infix": _("infix"),
    "last_name": _("last name"),
    "eck_id": _("ECK iD"),
    "born_on": _("date of birth"),
    "sex": _("sex"),
}


@dataclass
class PupilsSideBySide:
    """`gone`: pupils who left before anything was known about them here; they are not taken over."""

    roster: Roster
    known: Known
    days: Days
    groups: Mapping[str, Group]
    writes: Writes
    changes: list[Change] = field(default_factory=list)
    gone: int = 0

    def compare(self, matches: Matches) -> None:
        for index, record in enumerate(self.roster.pupils):
            self._compare(record, matches.found.get(index))
        for pk, stay in self.known.stays.items():
            if pk not in matches.claimed:
                self._missing(self.known.pupils[pk], stay)

    def _compare(self, record: RosterPupil, pupil: KnownPupil | None) -> None:
        stay = self.known.stays.get(pupil.pk) if pupil else None
        if record.leaves_on and record.leaves_on < self.days.told_on:
            if pupil and stay:
                self._leave(pupil, stay, max(record.leaves_on, stay.first_on))
            else:
                self.gone += 1
        elif pupil is None:
            self._arrive(record, self._new_pupil(record), None)
        elif stay is None or not stay.lasts_until(self.days.told_on - ONE_DAY):
            self._arrive(record, self._changed(pupil, record), pupil)
        else:
            self._remain(record, pupil, stay)

    # --- arriving and returning

    def _arrive(self, record: RosterPupil, pupil: Pupil, known: KnownPupil | None) -> None:
        first_on = self._first_on(record, self.known.stays.get(known.pk) if known else None)
        enrolment = Enrolment(
            pupil=pupil,
            school=self.known.school,
            key=lasting(record.key),
            first_on=first_on,
            last_on=record.leaves_on,
        )
        self.writes.enrolments.new.append(enrolment)
        differences = [*self._origin(known), *Places(self, record, enrolment, []).compare()]
        self.changes.append(Change(Sign.NEW, PUPIL, record.name.whole, tuple(differences)))

    def _first_on(self, record: RosterPupil, earlier: KnownStay | None) -> date:
        """The day of arrival in the file, unless that is the arrival of an earlier stay."""
        ended_on = earlier.last_on if earlier else None
        if record.arrives_on and (ended_on is None or record.arrives_on > ended_on):
            return record.arrives_on
        first_on = max(self.days.begins_on, ended_on + ONE_DAY) if ended_on else self.days.begins_on
        return min(first_on, record.leaves_on or first_on)

    def _origin(self, known: KnownPupil | None) -> Iterator[Difference]:
        if known and (elsewhere := self.known.elsewhere.get(known.pk)):
            yield Difference(_("school"), elsewhere, self.known.school.name)
        elif known and (earlier := self.known.stays.get(known.pk)):
            yield Difference(_("left on"), _shown(earlier.last_on), "")

    def _new_pupil(self, record: RosterPupil) -> Pupil:
        pupil = Pupil(
            call_name=record.name.spoken,
            first_names=record.name.first_names,
            infix=record.name.infix,
            last_name=record.name.last_name,
            eck_id=record.eck_id or None,
            born_on=record.born_on,
            sex=record.sex or Pupil.Sex.UNKNOWN,
        )
        self.writes.pupils.new.append(pupil)
        return pupil

    # --- staying

    def _remain(self, record: RosterPupil, pupil: KnownPupil, stay: KnownStay) -> None:
        self._changed(pupil, record)
        key = lasting(record.key) or stay.key
        last_on = max(record.leaves_on, stay.first_on) if record.leaves_on else None
        enrolment = self._stay(stay, last_on, key)
        if (key, last_on) != (stay.key, stay.last_on):
            self.writes.enrolments.changed.append(enrolment)
        differences = (
            *_differences(pupil, record),
            *_one("key in the roster", stay.key, key),
            *_one("last day", stay.last_on, last_on),
            *Places(self, record, enrolment, self.known.places[stay.pk]).compare(),
        )
        sign = Sign.CHANGED if differences else Sign.SAME
        self.changes.append(Change(sign, PUPIL, record.name.whole, differences))

    def _changed(self, pupil: KnownPupil, record: RosterPupil) -> Pupil:
        """The pupil as the file has it; written only when it differs."""
        wanted = Pupil(pk=pupil.pk, **_wanted(pupil, record))
        if any(_differences(pupil, record)):
            self.writes.pupils.changed.append(wanted)
        return wanted

    # --- leaving

    def _missing(self, pupil: KnownPupil, stay: KnownStay) -> None:
        """Who was to arrive after the day of the file cannot be missing in it."""
        has_left = stay.last_on is not None and stay.last_on <= self.days.left_on
        if not has_left and stay.first_on <= self.days.told_on:
            self._leave(pupil, stay, max(self.days.left_on, stay.first_on))

    def _leave(self, pupil: KnownPupil, stay: KnownStay, last_on: date) -> None:
        if stay.last_on == last_on:
            self.changes.append(Change(Sign.SAME, PUPIL, pupil.whole_name))
            return
        enrolment = self._stay(stay, last_on, stay.key)
        self.writes.enrolments.changed.append(enrolment)
        Places(self, None, enrolment, self.known.places[stay.pk]).close(last_on)
        sign = Sign.LEFT if stay.lasts_until(self.days.told_on) else Sign.CHANGED
        difference = Difference(_("last day"), _shown(stay.last_on), _shown(last_on))
        self.changes.append(Change(sign, PUPIL, pupil.whole_name, (difference,)))

    def _stay(self, stay: KnownStay, last_on: date | None, key: str) -> Enrolment:
        return Enrolment(
            pk=stay.pk,
            pupil_id=stay.pupil,
            school=self.known.school,
            key=key,
            first_on=stay.first_on,
            last_on=last_on,
        )


def _wanted(pupil: KnownPupil, record: RosterPupil) -> dict[str, object]:
    """A file without last names is no reason to forget them."""
    name = record.name
    return {
        "call_name": name.call_name or pupil.call_name or name.spoken,
        "first_names": name.first_names or pupil.first_names,
        "infix": name.infix if name.last_name else pupil.infix,
        "last_name": name.last_name or pupil.last_name,
        "eck_id": record.eck_id or pupil.eck_id,
        "born_on": record.born_on or pupil.born_on,
        "sex": record.sex or pupil.sex,
    }


def _differences(pupil: KnownPupil, record: RosterPupil) -> Iterator[Difference]:
    for name, value in _wanted(pupil, record).items():
        before = getattr(pupil, name)
        if before != value:
            yield Difference(_WORDS[name], _shown(before), _shown(value))


def _one(word: str, before: object, after: object) -> Iterator[Difference]:
    if before != after:
        yield Difference(word, _shown(before), _shown(after))


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return str(Pupil.Sex(value).label) if value in Pupil.Sex.values else str(value or "")
