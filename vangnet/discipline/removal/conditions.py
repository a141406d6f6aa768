"""What must be true before a step of a removal, each with the article that asks for it."""

from dataclasses import dataclass
from datetime import date, datetime

from vangnet.core.agreements import PART_OF_THE_FILE, kept_for
from vangnet.core.protocols import Condition
from vangnet.core.words import _

from ..protocol import (
    ADMISSIBILITY,
    BOARD_DECIDES,
    COMMITTEE_JUDGES,
    COMMITTEE_STOPS_THE_CLOCK,
    HEARD_AND_PLACED,
    PARENTS_AS_GROUND,
    PRIVATE_HEARS_AND_TELLS,
    PRIVATE_OBJECTION,
    PUBLIC_HEARS,
    PUBLIC_HEARS_AGAIN,
    PUBLIC_OBJECTION,
    PUBLIC_TELLS,
    REMOVAL_REPORTED,
    by_governance,
)
from .terms import Dispute, event_of_decision


@dataclass(frozen=True)
class RemovalCase:
    """What is known, as far as the procedure asks for it.

    `told_on`: the days on which the decision was told with the right to object, the first before the others; for the
    board the clock runs from the first, for the parents from the last. `willing` and `willing_special`: a school is,
    of the regular and of the special ones.
    """

    intended_at: datetime
    is_public: bool = True
    over_parents: bool = False
    reviewed: bool = False
    teacher_heard: bool = False
    parents_heard: bool = False
    willing: bool = False
    willing_special: bool = False
    special_asked: bool = False
    admissible: bool = False
    decided_on: date | None = None
    officer_told: bool = False
    told_on: tuple[date, ...] = ()
    no_objection: bool = False
    objection_on: date | None = None
    heard_again: bool = False
    dispute: Dispute | None = None
    decided_again: bool = False

    @property
    def waits_for_review(self) -> bool:
        return self.over_parents and not (self.reviewed or self.decided_on)

    @property
    def objection_since(self) -> date | None:
        """From when the parents' weeks run, while it is open whether they object."""
        if not self.told_on or self.no_objection or self.objection_on:
            return None
        return self.told_on[-1]

    @property
    def decision_since(self) -> date | None:
        """From when the board's weeks run; nothing while there is no objection, or while they stand still."""
        if (
            not self.told_on
            or self.objection_on is None
            or self.decided_again
            or self.is_before_the_committee
        ):
            return None
        return event_of_decision(
            is_public=self.is_public,
            told_on=self.told_on[0],
            received_on=self.objection_on,
            dispute=self.dispute,
        )

    @property
    def is_before_the_committee(self) -> bool:
        return self.dispute is not None and self.dispute.is_pending


Conditions = tuple[Condition[RemovalCase], ...]

KEEP_YEARS = kept_for(
    "removal", _("A removal is kept after it was closed for at most"), unit=PART_OF_THE_FILE
)

over_parents = Condition[RemovalCase](
    _("Only when what parents did is the ground."), PARENTS_AS_GROUND, holds=lambda case: case.over_parents
)
teacher_heard = Condition[RemovalCase](
    _("Hear the group teacher first, and record it."), HEARD_AND_PLACED, holds=lambda case: case.teacher_heard
)
parents_heard: Conditions = by_governance(
    _("Hear the parents first, or record that they were invited and did not come."),
    public=PUBLIC_HEARS,
    private=PRIVATE_HEARS_AND_TELLS,
    holds=lambda case: case.parents_heard,
)
another_school_is_willing = Condition[RemovalCase](
    _("Another school must be willing to take the pupil. Record its answer first."),
    HEARD_AND_PLACED,
    holds=lambda case: case.willing or case.willing_special,
)
special_is_meant = Condition[RemovalCase](
    _("Only when a school for special education was asked."),
    ADMISSIBILITY,
    holds=lambda case: case.special_asked,
)
is_admissible = Condition[RemovalCase](
    _("The school that is willing gives special education. The admissibility statement must be there first."),
    ADMISSIBILITY,
    holds=lambda case: case.willing or not case.willing_special or case.admissible,
)
was_decided = Condition[RemovalCase](
    _("It has not been decided yet."), BOARD_DECIDES, holds=lambda case: case.decided_on is not None
)
attendance_officer_told = Condition[RemovalCase](
    _("The attendance officer must know of the decision. Record that first."),
    REMOVAL_REPORTED,
    holds=lambda case: case.decided_on is None or case.officer_told,
)
parents_told: Conditions = by_governance(
    _("The parents must have the decision in writing, with their right to object. Record that first."),
    public=PUBLIC_TELLS,
    private=PRIVATE_HEARS_AND_TELLS,
    holds=lambda case: case.decided_on is None or bool(case.told_on),
)
was_told: Conditions = by_governance(
    _("The weeks to object begin when the parents have the decision. Record that it was sent first."),
    public=PUBLIC_OBJECTION,
    private=PRIVATE_OBJECTION,
    holds=lambda case: case.decided_on is not None and bool(case.told_on),
)
objection_came = Condition[RemovalCase](
    _("No objection was recorded."), PRIVATE_OBJECTION, holds=lambda case: case.objection_on is not None
)
parents_heard_again: Conditions = by_governance(
    _("Hear the parents on their objection first, or record that they were invited and did not come."),
    public=PUBLIC_HEARS_AGAIN,
    private=PRIVATE_OBJECTION,
    holds=lambda case: case.heard_again,
)
dispute_is_pending = Condition[RemovalCase](
    _("Nothing lies before the disputes committee."),
    COMMITTEE_JUDGES,
    holds=lambda case: case.is_before_the_committee,
)
committee_has_judged = Condition[RemovalCase](
    _("It lies before the disputes committee. The board decides on the objection when that has judged."),
    COMMITTEE_STOPS_THE_CLOCK,
    holds=lambda case: not case.is_before_the_committee,
)
committee_is_done = Condition[RemovalCase](
    _("It still lies before the disputes committee."),
    COMMITTEE_JUDGES,
    holds=lambda case: not case.is_before_the_committee,
)
objection_is_settled: Conditions = by_governance(
    _("The parents can still object, or their objection was not decided on."),
    public=PUBLIC_OBJECTION,
    private=PRIVATE_OBJECTION,
    holds=lambda case: case.decided_on is None or case.no_objection or case.decided_again,
)
