"""What a copy of a dossier leaves out, from whom and why (AVG art. 5 lid 1 onder c: no more than is needed).

What somebody may not read is told by its number, and its step only where the step line shows it to this reader. The
grounds on which others read it are those on which somebody reads all of it, the same for every entry: a ground for one
step would tell which step it is. Who may not see how far it came is told no number either, for a number is a count.
From whom else something is withheld is told to who reads all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from vangnet.core.access.rules import AnyRule, Both, OneOf
from vangnet.core.law import NO_MORE_THAN_NEEDED

from ..circle import knowing
from ..grounds import Grounds
from ..models import Entry
from ..sharing import read_by
from ..timeline import Timeline
from ..what_next import ShownStep


@dataclass(frozen=True)
class WithheldEntry:
    """`step` is what the step line tells of it, empty where it tells nothing."""

    number: int
    step: str


@dataclass(frozen=True)
class FromSomebody:
    """Somebody else who knows the dossier today, on which grounds, and the entries that he or she does not read."""

    name: str
    why: tuple[str, ...]
    entries: tuple[int, ...]


@dataclass(frozen=True)
class Withheld:
    """`is_counted`: the reader sees how far it came, so that each entry is told that was left out."""

    is_counted: bool
    entries: tuple[WithheldEntry, ...]
    read_on: tuple[str, ...]
    source: str
    from_others: tuple[FromSomebody, ...]


def withheld_from(
    grounds: Grounds, timeline: Timeline, read: Sequence[Entry], steps: Sequence[ShownStep]
) -> Withheld:
    counted, left_out = grounds.sees_progress, [entry for entry in timeline.entries if entry not in read]
    shown = {step.entry: step.title for step in steps}
    return Withheld(
        is_counted=counted,
        entries=tuple(WithheldEntry(entry.number, shown.get(entry.number, "")) for entry in left_out)
        if counted
        else (),
        read_on=_read_on(timeline) if left_out or not counted else (),
        source=gettext(NO_MORE_THAN_NEEDED.cite()),
        from_others=() if left_out or not counted else tuple(_from_others(grounds, timeline)),
    )


def _read_on(timeline: Timeline) -> tuple[str, ...]:
    """The grounds on which somebody reads every entry of this kind, in the words that he or she reads."""
    whole = (share.rule for share in timeline.dossier.declared.shares if share.steps is None)
    return tuple(dict.fromkeys(gettext(why) for rule in whole for why in _whys(rule)))


def _whys(rule: AnyRule) -> Iterator[str]:
    if isinstance(rule, OneOf):
        for part in rule.rules:
            yield from _whys(part)
    elif isinstance(rule, Both):
        yield from _whys(rule.first)
    else:
        yield rule.why


def _from_others(grounds: Grounds, timeline: Timeline) -> Iterator[FromSomebody]:
    for person, why in knowing(timeline.dossier, grounds.on):
        reads = read_by(Grounds(timeline.dossier, person, grounds.on), timeline)
        left_out = tuple(entry.number for entry in timeline.entries if entry not in reads)
        if left_out:
            yield FromSomebody(person.full_name, why, left_out)
