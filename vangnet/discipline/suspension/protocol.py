"""What the law and the plan ask when a pupil is suspended for one to five consecutive school days.

WPO art. 40c: with reasons, for a week at most, in writing to the parents, and to the inspectorate when it lasts longer
than a day. The plan (par. 3.2.2) asks to consult the board first. What each source asks stands in `../law.md`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from vangnet.core.agreements import PART_OF_THE_FILE, Agreement, kept_for
from vangnet.core.law import VANGNET_PROPOSES
from vangnet.core.protocols import Clock, Condition, Protocol, Step, note, reopening
from vangnet.core.terms import days, weeks
from vangnet.core.words import _

from ..protocol import (
    LAWFUL_ABSENCE,
    PARENTS_AS_GROUND,
    PLAN,
    PUBLIC_DECIDES_ON_SUSPENSION,
    PUBLIC_HEARS,
    PUBLIC_HEARS_AGAIN,
    PUBLIC_OBJECTION,
    SUSPENSION,
    SUSPENSION_REPORTED,
    SUSPENSION_TOLD,
)
from ..terms import may_object_until

TO_DECIDE_ON_OBJECTION = weeks(6, statutory=True)
# A week at school: the plan's five school days, and the law's week.
MOST_DAYS = 5


@dataclass(frozen=True)
class Days:
    """The school days of a suspension: the first, the last, how many, and the first day back where that is known."""

    first_on: date
    last_on: date
    number: int
    back_on: date | None = None


@dataclass(frozen=True)
class SuspensionCase:
    """What is known, as far as the procedure asks for it; `days` stand only once it was decided.

    `told_on`: the days on which the parents were told, the first before the others.
    """

    proposed_at: datetime
    is_public: bool = True
    over_parents: bool = False
    reviewed: bool = False
    consulted: bool = False
    parents_heard: bool = False
    decided_on: date | None = None
    days: Days | None = None
    letter_sent: bool = False
    reported: bool = False
    work_given: bool = False
    absence_entered: bool = False
    talked_on_return: bool = False
    told_on: tuple[date, ...] = ()
    objection_on: date | None = None
    heard_again: bool = False
    decided_again: bool = False

    @property
    def decision_since(self) -> date | None:
        """From when the board's weeks run on an objection: not from when it came, but after those of the parents."""
        if self.objection_on is None or self.decided_again or not self.told_on:
            return None
        return may_object_until(self.told_on[0])

    @property
    def is_reported(self) -> bool:
        """Whether the inspectorate must know of it."""
        return self.days is not None and self.days.number > 1

    @property
    def back_on(self) -> date | None:
        return (self.days.back_on or self.days.last_on) if self.days else None

    @property
    def waits_for_review(self) -> bool:
        return self.over_parents and not (self.reviewed or self.days)


RETURN_TALK_WITHIN = Agreement(
    key="suspension.return_talk_within_days",
    title=_("After a suspension you talk with pupil and parents within"),
    unit=_("days after the pupil is back; 0 is the same day"),
    default=0,
    lowest=0,
    highest=7,
    source=VANGNET_PROPOSES,
)
KEEP_YEARS = kept_for(
    "suspension", _("A suspension is kept after it was closed for at most"), unit=PART_OF_THE_FILE
)


over_parents = Condition[SuspensionCase](
    _("Only when what parents did is the ground."), PARENTS_AS_GROUND, holds=lambda case: case.over_parents
)
board_consulted = Condition[SuspensionCase](
    _("Consult the board first, and record it."), PLAN, holds=lambda case: case.consulted
)
parents_heard = Condition[SuspensionCase](
    _("A public school hears the parents first, or records why that could not wait."),
    PUBLIC_HEARS,
    holds=lambda case: case.parents_heard or not case.is_public,
)
was_decided = Condition[SuspensionCase](
    _("It has not been decided yet."), SUSPENSION, holds=lambda case: case.days is not None
)
longer_than_a_day = Condition[SuspensionCase](
    _("Only a suspension of more than one day is reported to the inspectorate."),
    SUSPENSION_REPORTED,
    holds=lambda case: case.days is None or case.is_reported,
)
parents_told = Condition[SuspensionCase](
    _("The parents must have it in writing. Record the letter first."),
    SUSPENSION_TOLD,
    holds=lambda case: case.days is None or case.letter_sent,
)
inspectorate_told = Condition[SuspensionCase](
    _("A suspension of more than one day must be reported to the inspectorate first."),
    SUSPENSION_REPORTED,
    holds=lambda case: case.reported or not case.is_reported,
)
work_given = Condition[SuspensionCase](
    _("Record which work the pupil was given."),
    VANGNET_PROPOSES,
    holds=lambda case: case.days is None or case.work_given,
)
absence_entered = Condition[SuspensionCase](
    _("Enter these days as lawful absence first."),
    LAWFUL_ABSENCE,
    holds=lambda case: case.days is None or case.absence_entered,
)
talked_on_return = Condition[SuspensionCase](
    _("Talk with the pupil and the parents when the pupil is back, or record why not."),
    VANGNET_PROPOSES,
    holds=lambda case: case.days is None or case.talked_on_return,
)
at_a_public_school = Condition[SuspensionCase](
    _("At a private-law school parents cannot object to a suspension; they can complain about it."),
    PUBLIC_OBJECTION,
    holds=lambda case: case.is_public,
)
parents_know = Condition[SuspensionCase](
    _("The weeks to object begin when the parents have the decision. Record that it was sent first."),
    PUBLIC_OBJECTION,
    holds=lambda case: bool(case.told_on),
)
objection_came = Condition[SuspensionCase](
    _("No objection was recorded."), PUBLIC_OBJECTION, holds=lambda case: case.objection_on is not None
)
parents_heard_again = Condition[SuspensionCase](
    _("Hear the parents on their objection first, or record that they were invited and did not come."),
    PUBLIC_HEARS_AGAIN,
    holds=lambda case: case.heard_again,
)
objection_decided = Condition[SuspensionCase](
    _("The parents object. The board decides on that first."),
    PUBLIC_DECIDES_ON_SUSPENSION,
    holds=lambda case: case.objection_on is None or case.decided_again,
)

SUSPENSIONS = Protocol[SuspensionCase](
    key="suspension",
    steps=(
        Step(
            "propose_suspension",
            _("Record why"),
            role="handler",
            source=SUSPENSION,
            hint=_("Which pupil, on what ground, and what happened? Nothing is decided yet."),
            once=True,
        ),
        Step(
            "consult_board",
            _("Consult the board"),
            role="handler",
            source=PLAN,
            hint=_("With whom, and what did the board think? By phone is good enough."),
        ),
        Step(
            "legal_review",
            _("Ask a lawyer"),
            role="handler",
            source=PARENTS_AS_GROUND,
            hint=_(
                "What parents did is the ground; a pupil is seldom suspended or removed rightly for that."
            ),
            needs=(over_parents,),
            on_the_line=False,
        ),
        Step(
            "invite",
            _("Invite the parents to be heard"),
            role="handler",
            source=VANGNET_PROPOSES,
            hint=_("When and where you want to hear what they think of it."),
            on_the_line=False,
        ),
        Step(
            "hear_parents",
            _("Hear the parents"),
            role="handler",
            source=PUBLIC_HEARS,
            hint=_(
                "What do they think of it, before it is decided? A public school must ask; every school can."
            ),
        ),
        Step(
            "decide_suspension",
            _("Decide"),
            role="decider",
            source=SUSPENSION,
            hint=_("From which day, for how many school days, and why? Five school days at most."),
            after=("propose_suspension",),
            needs=(board_consulted, parents_heard),
            once=True,
        ),
        Step(
            "send_letter",
            _("Send the letter to the parents"),
            role="handler",
            source=SUSPENSION_TOLD,
            hint=_("With the reasons, the days, the work, and the day on which the pupil is back."),
            needs=(was_decided,),
        ),
        Step(
            "report_inspectorate",
            _("Report to the inspectorate"),
            role="handler",
            source=SUSPENSION_REPORTED,
            hint=_("In writing and with the reasons, through the Internet Schooldossier (ISD)."),
            needs=(was_decided, longer_than_a_day),
            on_the_line=False,
        ),
        Step(
            "give_work",
            _("Give work"),
            role="teacher",
            source=VANGNET_PROPOSES,
            hint=_("What does the pupil do at home, and who looks at it?"),
            needs=(was_decided,),
        ),
        Step(
            "enter_absence",
            _("Enter the absence"),
            role="school",
            source=LAWFUL_ABSENCE,
            hint=_("These days are lawful absence: nobody reports them to DUO or the attendance officer."),
            needs=(was_decided,),
        ),
        Step(
            "return_talk",
            _("Talk on return"),
            role="school",
            source=VANGNET_PROPOSES,
            hint=_("How does everybody begin anew, and what was agreed?"),
            needs=(was_decided,),
        ),
        Step(
            "objection",
            _("Objection of the parents"),
            role="handler",
            source=PUBLIC_OBJECTION,
            hint=_(
                "At a public school parents can object within six weeks. The suspension goes on meanwhile."
            ),
            needs=(at_a_public_school, parents_know),
            on_the_line=False,
        ),
        Step(
            "hear_objection",
            _("Hear the parents on their objection"),
            role="handler",
            source=PUBLIC_HEARS_AGAIN,
            hint=_("Before it is decided on."),
            needs=(objection_came,),
            on_the_line=False,
        ),
        Step(
            "decide_objection",
            _("Decide on the objection"),
            role="decider",
            source=PUBLIC_DECIDES_ON_SUSPENSION,
            hint=_("Was the suspension right? With reasons; also when its days are long over."),
            needs=(objection_came, parents_heard_again),
            once=True,
            on_the_line=False,
        ),
        note(PLAN),
        Step(
            "close",
            _("Close"),
            role="handler",
            source=PLAN,
            hint=_("Nothing more has to be done for this. Also when it was decided not to suspend."),
            needs=(
                parents_told,
                inspectorate_told,
                work_given,
                absence_entered,
                talked_on_return,
                objection_decided,
            ),
            closes=True,
        ),
        reopening(PLAN),
    ),
    clocks=(
        Clock(
            "legal_review",
            _("What parents did is the ground: ask a lawyer before you decide"),
            PARENTS_AS_GROUND,
            since=lambda case: case.proposed_at if case.waits_for_review else None,
        ),
        Clock(
            "send_letter",
            _("Send the parents the suspension in writing"),
            SUSPENSION_TOLD,
            since=lambda case: case.decided_on if case.days and not case.letter_sent else None,
        ),
        Clock(
            "report_inspectorate",
            _("Report the suspension to the inspectorate"),
            SUSPENSION_REPORTED,
            since=lambda case: case.decided_on if case.is_reported and not case.reported else None,
        ),
        Clock(
            "give_work",
            _("Give the pupil work for the days at home"),
            VANGNET_PROPOSES,
            since=lambda case: case.days.first_on if case.days and not case.work_given else None,
        ),
        Clock(
            "enter_absence",
            _("Enter the days as lawful absence"),
            LAWFUL_ABSENCE,
            since=lambda case: case.days.first_on if case.days and not case.absence_entered else None,
        ),
        Clock(
            "return_talk",
            _("Talk with pupil and parents now that the pupil is back"),
            VANGNET_PROPOSES,
            since=lambda case: None if case.talked_on_return else case.back_on,
            agreement=RETURN_TALK_WITHIN,
            unit=days,
        ),
        Clock(
            "decide_objection",
            _("Decide on the objection of the parents"),
            PUBLIC_DECIDES_ON_SUSPENSION,
            since=lambda case: case.decision_since,
            term=TO_DECIDE_ON_OBJECTION,
        ),
    ),
    agreements=(RETURN_TALK_WITHIN, KEEP_YEARS),
)
