"""Finds for each story the children, guardians and colleagues who fit it; the same child where stories belong together."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from random import Random

from . import content, pupils


class Casting:
    def __init__(self, board: content.Board) -> None:
        self.board = board
        self.everybody = [*pupils.pupils(board), *pupils.former_pupils(board)]
        self.labelled: dict[str, pupils.Pupil] = {}
        self.used: Counter[str] = Counter()

    def children(self, story: content.Story) -> dict[str, pupils.Pupil]:
        """A child for each letter of the story that stands for one."""
        chosen: dict[str, pupils.Pupil] = {}
        for involved in story.people:
            if involved.kind == "pupil":
                chosen[involved.who] = self._child(story, involved, chosen)
        return chosen

    def _child(
        self, story: content.Story, involved: content.Involved, others: dict[str, pupils.Pupil]
    ) -> pupils.Pupil:
        day = story.at.date()
        if involved.cast and involved.cast in self.labelled:
            return self.labelled[involved.cast]
        fitting = [each for each in self.everybody if each.school == story.school and each.placement_on(day)]
        fitting = [each for each in fitting if each not in others.values() and self._fits(each, involved, others, day)]
        free = fitting if involved.cast is None else [each for each in fitting if each.left_on is None]
        child = self._least_used(free or fitting, story.key + involved.who)
        if involved.cast:
            self.labelled[involved.cast] = child
        self.used[child.key] += 1
        return child

    def _fits(
        self, child: pupils.Pupil, involved: content.Involved, others: dict[str, pupils.Pupil], day: date
    ) -> bool:
        place = child.placement_on(day)
        if place is None or child in self.labelled.values():
            return False
        return all(
            (
                involved.years is None or involved.years[0] <= place.year_group <= involved.years[1],
                involved.sex is None or child.sex == involved.sex,
                involved.pool is None or child.name_pool == involved.pool,
                involved.group is None or place.group == involved.group,
                not involved.group_of or self._same_group(place, others[involved.group_of], day),
                not involved.guardian_with_order or any(each.contact_order for each in child.guardians),
                not involved.relation or any(each.relation == involved.relation for each in child.guardians),
            )
        )

    def _same_group(self, place: pupils.Placement, other: pupils.Pupil, day: date) -> bool:
        others = other.placement_on(day)
        return others is not None and others.group == place.group

    def _least_used(self, fitting: list[pupils.Pupil], seed: str) -> pupils.Pupil:
        fewest = min(self.used[each.key] for each in fitting)
        return Random(seed).choice([each for each in fitting if self.used[each.key] == fewest])  # noqa: S311

    def guardian(self, child: pupils.Pupil, involved: content.Involved) -> pupils.Guardian:
        by_relation = [each for each in child.guardians if each.relation == involved.relation]
        with_order = [each for each in child.guardians if each.contact_order]
        return ((with_order if involved.guardian_with_order else by_relation) or list(child.guardians))[0]

    def colleague(self, story: content.Story, role: str, children: Iterable[pupils.Pupil]) -> content.Member:
        """Who reported or acted: a teacher of the first child's group, else whoever holds the role at the school."""
        day = story.at.date()
        if role == "coach":
            for child in children:
                place = child.placement_on(day)
                teachers = self.board.holders("coach", day, group=place.group) if place else []
                if teachers:
                    return teachers[0]
        return self.board.holders(role, day, school=story.school)[0]

    def member(self, key: str) -> content.Member:
        return next(each for each in self.board.staff if each.key == key)
