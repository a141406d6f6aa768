"""Lays the groups of a roster beside the groups of the same school year here."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext

from vangnet.core.people.imports.shape import Change, Difference, Sign
from vangnet.core.people.models import Group
from vangnet.core.words import _

from .days import Days
from .known import Known
from .values import Roster, RosterGroup, lasting
from .writing import Writes

GROUP = _("group")


@dataclass
class GroupsSideBySide:
    """The groups by their key in the file, whether they exist here already or are made by this file."""

    of_key: dict[str, Group] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


def compare_groups(roster: Roster, known: Known, days: Days, writes: Writes) -> GroupsSideBySide:
    side_by_side = GroupsSideBySide()
    of_this_year = [group for group in known.groups.values() if group.school_year == roster.school_year]
    found = _match(roster, of_this_year)
    for record in roster.groups:
        group = found.get(record.key)
        side_by_side.of_key[record.key] = _compare(record, group, roster, known, side_by_side, writes)
    kept = {group.pk for group in side_by_side.of_key.values()}
    side_by_side.changes.extend(_left(of_this_year, kept, known, days))
    return side_by_side


def _match(roster: Roster, of_this_year: list[Group]) -> dict[str, Group]:
    """By key; then by name among the groups of which the file does not name the key."""
    in_file = {lasting(record.key) for record in roster.groups} - {""}
    by_key = {group.key: group for group in of_this_year if group.key in in_file}
    rest = [group for group in of_this_year if group.key not in in_file]
    found: dict[str, Group] = {}
    for record in roster.groups:
        group = by_key.get(lasting(record.key)) or next(
            (one for one in rest if _is_called(one, record)), None
        )
        if group:
            found[record.key] = group
            rest = [one for one in rest if one.pk != group.pk]
    return found


def _is_called(group: Group, record: RosterGroup) -> bool:
    return (group.name, group.is_combined) == (record.name, record.is_combined)


def _compare(
    record: RosterGroup,
    group: Group | None,
    roster: Roster,
    known: Known,
    side_by_side: GroupsSideBySide,
    writes: Writes,
) -> Group:
    wanted = Group(
        pk=group.pk if group else None,
        school=known.school,
        school_year=roster.school_year,
        key=lasting(record.key) or (group.key if group else ""),
        name=record.name,
        is_combined=record.is_combined,
    )
    if group is None:
        writes.groups.new.append(wanted)
        side_by_side.changes.append(Change(Sign.NEW, GROUP, record.name))
        return wanted
    differences = tuple(_differences(group, wanted))
    if differences:
        writes.groups.changed.append(wanted)
    side_by_side.changes.append(
        Change(Sign.CHANGED if differences else Sign.SAME, GROUP, record.name, differences)
    )
    return wanted


def _differences(group: Group, wanted: Group) -> Iterator[Difference]:
    if group.name != wanted.name:
        yield Difference(_("name"), group.name, wanted.name)
    if group.key != wanted.key:
        yield Difference(_("key in the roster"), group.key, wanted.key)
    if group.is_combined != wanted.is_combined:
        yield Difference(
            _("combined group"),
            *(gettext("yes") if one.is_combined else gettext("no") for one in (group, wanted)),
        )


def _left(groups: list[Group], kept: set[int], known: Known, days: Days) -> Iterator[Change]:
    """A group that is no longer in the file stays for its history; it is told as long as pupils sit in it."""
    places = (place for of_one in known.places.values() for place in of_one)
    filled = {place.group for place in places if place.last_on is None and place.first_on <= days.told_on}
    for group in groups:
        if group.pk not in kept and group.pk in filled:
            yield Change(Sign.LEFT, GROUP, group.name)
