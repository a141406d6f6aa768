"""Tells the dossiers of every kind but incidents, each step by who takes it and with every check of the protocol."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, ForeignKey

from vangnet.core.dossiers.models import Correction, Dossier, Entry, Fact, Party
from vangnet.core.dossiers.recording import Act, open_dossier, record
from vangnet.core.people.models import Guardian, Person, Pupil
from vangnet.core.people.roles import Role

from . import facts
from .casting import Cast
from .chronicles import Chronicle, Step
from .content import Member
from .registers import Registers
from .telling import token


class Chronicler:
    """One dossier, from its opening to where it stands at `now`."""

    def __init__(self, chronicle: Chronicle, cast: Cast, registers: Registers, now: datetime) -> None:
        self.chronicle, self.cast, self.registers, self.now = chronicle, cast, registers, now
        models: list[type[Fact]] = [*chronicle.declared.facts(), Party]
        self.models = {model.__name__: model for model in models}
        self.entries: dict[str, Entry] = {}

    def tell(self, follows: Dossier | None = None) -> Dossier | None:
        """The dossier, unless its opening lies ahead; what lies ahead in it is not recorded either."""
        past = [step for step in self.chronicle.steps if self.registers.shift.moment(step.when) <= self.now]
        if not past:
            return None
        opening, *later = past
        school = self.registers.schools[self.chronicle.school]
        dossier = open_dossier(self.chronicle.declared, school, self._act(opening), follows=follows)
        self.entries[opening.known_as] = dossier.entries.get(number=1)
        for step in later:
            self.entries[step.known_as] = record(dossier, self._act(step))
        dossier.refresh_from_db()
        return dossier

    def _act(self, step: Step) -> Act:
        shift, on = self.registers.shift, step.when.date()
        return Act(
            step=step.step,
            by=self._colleague(step.by, on),
            happened_at=shift.moment(step.happened_at),
            now=shift.moment(step.when),
            token=token(self.chronicle.key, step.known_as),
            text=self._fill(step.text, on),
            facts=self._facts(step),
            corrects=self.entries[step.corrects] if step.corrects else None,
        )

    def _facts(self, step: Step) -> list[Fact]:
        found: list[Fact] = [self._fact(raw, step.when.date()) for raw in step.facts]
        if step.step == self.chronicle.declared.first:
            have_part = [each for each in self.chronicle.people if each.role]
            found += [facts.subject(each, self.cast, self.registers, {}) for each in have_part]
        if step.corrects:
            found.append(Correction(reason=self._fill(step.because, step.when.date())))
        return found

    def _fact(self, raw: Mapping[str, Any], on: date) -> Fact:
        model = self.models[raw["fact"]]
        fields = {name: model._meta.get_field(name) for name in raw if name != "fact"}
        return model(**{name: self._value(field, raw[name], on) for name, field in fields.items()})

    def _value(self, field: Any, value: Any, on: date) -> Any:
        """What a field of a fact holds: a row for a letter or a name, a day that moved along, a filled-in text."""
        if isinstance(field, ForeignKey):
            return self._row(field.related_model, value, on)
        if isinstance(field, DateField):
            return self.registers.shift.day(value)
        return self._fill(value, on) if isinstance(value, str) else value

    def _row(self, model: Any, name: str, on: date) -> Pupil | Guardian | Person | Entry:
        if model is Pupil:
            return self.registers.pupils[self.cast.pupils[name].key]
        if model is Guardian:
            return self.registers.guardians[self.cast.guardians[name].key]
        if model is Person:
            return self._colleague(name, on)
        return self.entries[name]

    def _colleague(self, name: str, on: date) -> Person:
        return self.registers.staff[self._member(name, on).key]

    def _member(self, name: str, on: date) -> Member:
        """By a letter of the texts, by a role at the school on that day, or by the key of the colleague."""
        if name in self.cast.staff:
            return self.cast.staff[name]
        if name == Role.COACH:
            return self._coach(on)
        if name in Role.values:
            return self.registers.board.holders(name, on, school=self.chronicle.school)[0]
        return self.registers.board.member(name)

    def _coach(self, on: date) -> Member:
        """Who taught the first child at the opening, as long as that lasts; after that, who does so on the day."""
        child = next(iter(self.cast.pupils.values()), None)
        place = child.placement_on(on) if child else None
        teachers = self.registers.board.holders(Role.COACH, on, group=place.group) if place else []
        first = self.cast.coach or self.cast.reporter
        return first if first in teachers or not teachers else teachers[0]

    def _fill(self, text: str, on: date) -> str:
        return self.cast.fill(text, leerkracht=self._coach(on).first_name)
