"""Where a roster contradicts itself: two things under one key, and mentions of groups that are not there."""

from collections.abc import Iterable, Iterator

from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .fields import LONGEST_SHOWN
from .values import Roster, RosterGroup, lasting


def contradictions(roster: Roster) -> Iterator[Problem]:
    """Two things under one key, and mentions of groups that are not there."""
    yield from _doubles(((group.line, group.key) for group in roster.groups), "groep @key")
    yield from _doubles(((group.line, _title(group)) for group in roster.groups), "naam")
    yield from _doubles(((pupil.line, lasting(pupil.key)) for pupil in roster.pupils), "leerling @key")
    yield from _doubles(((pupil.line, pupil.eck_id) for pupil in roster.pupils), "leerling @eckid")
    yield from _doubles(((one.line, lasting(one.key)) for one in roster.colleagues), "leerkracht @key")
    known = roster.group_keys()
    message = _("There is no group with this key in the file. Export it again with all groups.")
    for line, column, key in roster.references():
        if key not in known:
            yield Problem(line, column, key[:LONGEST_SHOWN], message)


def _title(group: RosterGroup) -> str:
    """A combined group may be called as the group from which it draws."""
    return f"{group.name} (samengesteld)" if group.is_combined and group.name else group.name


def _doubles(values: Iterable[tuple[int, str]], column: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    message = _("This stands on line %(first)s as well. Each may stand in the file once.")
    for line, value in values:
        if value and seen.setdefault(value, line) != line:
            yield Problem(line, column, value[:LONGEST_SHOWN], message, {"first": seen[value]})
