"""Where a pupil sits: one group with a year group, and any number of combined groups beside it.

A pupil who changes groups keeps the old place up to the day before, so that what happened last month is
found with the group of last month. A change on the very day on which the place began is a correction of
that place.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from vangnet.core.people.imports.shape import Difference
from vangnet.core.people.models import Enrolment, Group, Placement
from vangnet.core.words import _

from .days import ONE_DAY
from .known import KnownPlace
from .values import RosterPupil, end_of

if TYPE_CHECKING:
    from .pupils import PupilsSideBySide


@dataclass
class Places:
    side_by_side: "PupilsSideBySide"
    record: RosterPupil | None
    enrolment: Enrolment
    known: list[KnownPlace]

    def compare(self) -> Iterator[Difference]:
        if self.record is None:
            return
        self._drop_what_begins_after_leaving()
        yield from self._compare_group(self.record)
        yield from self._compare_combined(self.record)

    def _drop_what_begins_after_leaving(self) -> None:
        last_on = self.enrolment.last_on
        if last_on:
            late = [place for place in self.known if place.first_on > last_on]
            self.side_by_side.writes.placements.dropped.extend(place.pk for place in late)
            self.known = [place for place in self.known if place not in late]

    def close(self, last_on: date) -> None:
        """End every place by this day; a place that was still to begin never was."""
        for place in self.known:
            group = self._group_of(place)
            end = min(last_on, end_of(group.school_year)) if group else last_on
            self._end(place, max(end, place.first_on) if place.first_on <= last_on else end)

    # --- the own group

    def _compare_group(self, record: RosterPupil) -> Iterator[Difference]:
        group = self.side_by_side.groups.get(record.group)
        place = self._standing_place()
        if place is None:
            self._open(group, record.year_group)
            yield from self._moved("", group.name if group else "", "", record.year_group)
            return
        year_group = record.year_group or (place.year_group if self._is_in(place, group) else "")
        if self._is_in(place, group) and year_group == place.year_group:
            self._keep(place)
            return
        before = self.side_by_side.known.group_name(place.group)
        yield from self._moved(before, group.name if group else "", place.year_group, year_group)
        self._replace(place, group, year_group)

    def _standing_place(self) -> KnownPlace | None:
        """The last place outside combined groups, if it reaches up to the day of the file."""
        day = self.side_by_side.days.told_on - ONE_DAY
        own = [place for place in self.known if not self._is_combined(place)]
        last = max(own, key=lambda place: (place.first_on, place.pk), default=None)
        return last if last and last.lasts_until(day) else None

    def _replace(self, place: KnownPlace, group: Group | None, year_group: str) -> None:
        if place.first_on >= self.side_by_side.days.begins_on:
            self._change(place, group=group, year_group=year_group, last_on=self.enrolment.last_on)
            return
        self._end(place, self.side_by_side.days.before)
        self._open(group, year_group)

    @staticmethod
    def _moved(before: str, after: str, year_before: str, year_after: str) -> Iterator[Difference]:
        if before != after:
            yield Difference(_("group"), before, after)
        if year_before != year_after:
            yield Difference(_("year group"), year_before, year_after)

    # --- combined groups

    def _compare_combined(self, record: RosterPupil) -> Iterator[Difference]:
        wanted = [self.side_by_side.groups[key] for key in record.combined if key in self.side_by_side.groups]
        day = self.side_by_side.days.told_on - ONE_DAY
        standing: dict[int | None, list[KnownPlace]] = defaultdict(list)
        for place in self.known:
            if self._is_combined(place) and place.lasts_until(day):
                standing[place.group].append(place)
        for group in wanted:
            if places := standing.pop(group.pk, []) if group.pk else []:
                self._keep(places[-1])
            else:
                self._open(group, "")
                yield Difference(_("combined group"), "", group.name)
        for place in chain.from_iterable(standing.values()):
            if place.lasts_until(self.side_by_side.days.begins_on):
                self._end(place, self.side_by_side.days.before)
                yield Difference(_("combined group"), self.side_by_side.known.group_name(place.group), "")

    # --- rows

    def _open(self, group: Group | None, year_group: str) -> None:
        last_on = self.enrolment.last_on
        first_on = max(self.side_by_side.days.begins_on, self.enrolment.first_on)
        self.side_by_side.writes.placements.new.append(
            Placement(
                enrolment=self.enrolment,
                group=group,
                year_group=year_group,
                first_on=min(first_on, last_on or first_on),
                last_on=last_on,
            )
        )

    def _keep(self, place: KnownPlace) -> None:
        if place.last_on != self.enrolment.last_on:
            self._change(place, last_on=self.enrolment.last_on)

    def _end(self, place: KnownPlace, last_on: date) -> None:
        if place.first_on > last_on:
            self.side_by_side.writes.placements.dropped.append(place.pk)
        elif place.lasts_until(last_on + ONE_DAY):
            self._change(place, last_on=last_on)

    def _change(self, place: KnownPlace, **changed: object) -> None:
        row = {
            "enrolment": self.enrolment,
            "group": self._group_of(place),
            "year_group": place.year_group,
            "first_on": place.first_on,
            "last_on": place.last_on,
        }
        self.side_by_side.writes.placements.changed.append(Placement(pk=place.pk, **{**row, **changed}))

    def _group_of(self, place: KnownPlace) -> Group | None:
        return self.side_by_side.known.groups.get(place.group) if place.group else None

    def _is_combined(self, place: KnownPlace) -> bool:
        group = self._group_of(place)
        return group is not None and group.is_combined

    @staticmethod
    def _is_in(place: KnownPlace, group: Group | None) -> bool:
        """A group that this file makes has no number yet, so nobody sits in it."""
        return place.group == group.pk if group and group.pk else group is None and place.group is None
