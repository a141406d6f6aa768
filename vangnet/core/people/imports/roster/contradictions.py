"""Where a roster contradicts itself: two things under one key, and mentions of groups that are not there."""

from collections.abc import Iterable, Iterator

from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .fields import LONGEST_SHOWN
from .values import Roster, RosterGroup, lasting

_NO_GROUP = _("There is no group with this key in the file. Export it again with all groups.")
_NO_COMBINED_GROUP = _(
    "There is no combined group with this key in the file. Export it again with all groups."
)


def contradictions(roster: Roster) -> Iterator[Problem]:
    """Two things under one key, and mentions of groups that are not there."""
    yield from _doubles(((group.line, group.key) for group in roster.groups), "groep @key")
    yield from _doubles(((group.line, _only_name(group)) for group in roster.groups), "naam")
    yield from _doubles(((pupil.line, lasting(pupil.key)) for pupil in roster.pupils), "leerling @key")
    yield from _doubles(((pupil.line, pupil.eck_id) for pupil in roster.pupils), "leerling @eckid")
    yield from _doubles(((one.line, lasting(one.key)) for one in roster.colleagues), "leerkracht @key")
    yield from _unknown_groups(roster)


def _unknown_groups(roster: Roster) -> Iterator[Problem]:
    """A pupil sits in one group and in any number of combined groups; the two are not mixed up."""
    combined = {group.key for group in roster.groups if group.is_combined}
    own = {group.key for group in roster.groups if not group.is_combined}
    for pupil in roster.pupils:
        if pupil.group and pupil.group not in own:
            yield Problem(pupil.line, "groep", pupil.group[:LONGEST_SHOWN], _NO_GROUP)
        for key in pupil.combined:
            if key not in combined:
                yield Problem(pupil.line, "samengestelde_groep", key[:LONGEST_SHOWN], _NO_COMBINED_GROUP)
    for one in roster.colleagues:
        for key in {key for key, _code in one.roles} - own - combined - {""}:
            yield Problem(one.line, "groepen", key[:LONGEST_SHOWN], _NO_GROUP)


def _only_name(group: RosterGroup) -> str:
    """The name, where nothing else tells groups apart; a combined group may share it with an own group."""
    return "" if lasting(group.key) else f"{group.name} (samengesteld)" if group.is_combined else group.name


def _doubles(values: Iterable[tuple[int, str]], column: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    message = _("This stands on line %(first)s as well. Each may stand in the file once.")
    for line, value in values:
        if value and seen.setdefault(value, line) != line:
            yield Problem(line, column, value[:LONGEST_SHOWN], message, {"first": seen[value]})
