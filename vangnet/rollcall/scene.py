"""Where a running roll-call stands: who is expected, what was said, and what holds of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from vangnet.core.people.models import Person

from .merging import Standing, Tally, Word, standing, tally
from .models import RollCall
from .roster import GroupOf, about_extra, roster
from .sealing import Sealed


@dataclass(frozen=True)
class ExtraShown:
    about: str
    name: str
    kind: str


@dataclass(frozen=True)
class Scene:
    roll_call: RollCall
    groups: tuple[GroupOf, ...]
    extras: tuple[ExtraShown, ...]
    words: Sequence[Word]

    @cached_property
    def standing(self) -> Mapping[str, Standing]:
        return standing(self.words)

    @cached_property
    def callers(self) -> Mapping[int, str]:
        """Whose words they are."""
        return names_of({word.by for word in self.words})

    @property
    def everybody(self) -> list[str]:
        return [key for group in self.groups for key in group.keys] + [each.about for each in self.extras]

    @cached_property
    def tally(self) -> Tally:
        return tally(self.everybody, self.standing)

    def unaccounted(self) -> list[str]:
        """Who is missing, or was not called."""
        stand = self.standing
        return [each for each in self.everybody if each not in stand or stand[each].is_missing]


def scene_of(roll_call: RollCall) -> Scene:
    sealed = Sealed(roll_call)
    return Scene(
        roll_call,
        roster(roll_call.school, timezone.localdate(roll_call.opened_at)),
        extras_of(sealed),
        sealed.words(roll_call.words.all()),
    )


def extras_of(sealed: Sealed) -> tuple[ExtraShown, ...]:
    rows = sealed.roll_call.extras.all()
    return tuple(ExtraShown(about_extra(each.key), sealed.name_of(each), each.kind) for each in rows)


def names_of(people: set[int]) -> dict[int, str]:
    return {number: person.full_name for number, person in Person.objects.in_bulk(people).items()}
