"""What must follow when somebody of the staff held, moved or stopped a pupil by force.

No act and no national guideline with the force of law rules it. The safety plan allows it by exception and promises
an evaluation each time (par. 3.1.2); complaints committees ask whether there was serious danger, whether anything
milder was left, and whether it was in proportion. What each source asks stands in `law.md`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from vangnet.core.agreements import Agreement, kept_for
from vangnet.core.law import VANGNET_PROPOSES, PlanParagraph, Practice
from vangnet.core.protocols import Clock, Condition, Protocol, Step, note, reopening
from vangnet.core.terms import days
from vangnet.core.words import _

PLAN = PlanParagraph("3.1.2")
COMMITTEES = Practice("Landelijke Klachtencommissie Onderwijs, fysiek ingrijpen")


class Ground(Enum):
    """Why somebody intervened. Punishment is none: the plan does not accept it and no form offers it."""

    DANGER = "danger"
    ORDER = "order"


# Committees accept serious danger; that a pupil kept disturbing the order is wider than they do.
DOUBTED = frozenset({Ground.ORDER})


@dataclass(frozen=True)
class RestraintCase:
    """What is known, as far as the procedure asks for it. Children by their number."""

    reported_at: datetime
    children: frozenset[int] = frozenset()
    children_told: frozenset[int] = frozenset()
    evaluated: bool = False

    @property
    def untold(self) -> frozenset[int]:
        return self.children - self.children_told


PARENTS_WITHIN = Agreement(
    key="restraint.parents_within_days",
    title=_("Parents hear of a physical intervention within"),
    unit=_("days; 0 is the same day"),
    default=0,
    lowest=0,
    highest=3,
    source=VANGNET_PROPOSES,
)
EVALUATE_WITHIN = Agreement(
    key="restraint.evaluate_within_days",
    title=_("A physical intervention is evaluated within"),
    unit=_("days"),
    default=7,
    lowest=1,
    highest=28,
    source=VANGNET_PROPOSES,
)
KEEP_YEARS = kept_for("restraint", _("A physical intervention is kept after it was closed for at most"))


parents_told = Condition[RestraintCase](
    _("The parents of the pupil must have been told, or a reason recorded why not."),
    VANGNET_PROPOSES,
    holds=lambda case: not case.untold,
)
was_evaluated = Condition[RestraintCase](
    _("It has not been evaluated yet. The plan promises that each time."),
    PLAN,
    holds=lambda case: case.evaluated,
)

RESTRAINTS = Protocol[RestraintCase](
    key="restraint",
    steps=(
        Step(
            "record_restraint",
            _("Record what happened"),
            role="reporter",
            source=PLAN,
            hint=_("What came before, what was tried, and what was done? Record it the same day."),
            once=True,
        ),
        Step(
            "tell_parents",
            _("Tell the parents"),
            role="teller",
            source=VANGNET_PROPOSES,
            hint=_("The parents hear it from the school, the same day."),
        ),
        Step(
            "agree",
            _("Agree how to prevent it"),
            role="handler",
            source=PLAN,
            hint=_("What helps this pupil before it comes to this, and where does that stand?"),
        ),
        note(PLAN),
        Step(
            "evaluate",
            _("Evaluate"),
            role="handler",
            source=PLAN,
            hint=_("Did we act well? With the colleague, and where it can be done with the pupil."),
        ),
        Step(
            "close",
            _("Close"),
            role="handler",
            source=PLAN,
            hint=_("Nothing more has to be done for this."),
            needs=(parents_told, was_evaluated),
            closes=True,
        ),
        reopening(PLAN),
    ),
    clocks=(
        Clock(
            "tell_parents",
            _("Tell the parents of the pupil"),
            VANGNET_PROPOSES,
            since=lambda case: case.reported_at if case.untold else None,
            agreement=PARENTS_WITHIN,
            unit=days,
        ),
        Clock(
            "evaluate",
            _("Evaluate the physical intervention"),
            PLAN,
            since=lambda case: None if case.evaluated else case.reported_at,
            agreement=EVALUATE_WITHIN,
            unit=days,
        ),
    ),
    agreements=(PARENTS_WITHIN, EVALUATE_WITHIN, KEEP_YEARS),
)
