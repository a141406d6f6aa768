"""What must follow when a pupil or colleague died, or another event struck pupils hard.

No act rules it. The safety plan promises that a professional is asked, each time and together with the parents, which
steps would help here (par. 3.2.1); who hears it when, what is agreed for class and school, and when somebody looks
again are the school's own. What each source asks stands in `law.md`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from vangnet.core.agreements import Agreement, kept_for
from vangnet.core.law import VANGNET_PROPOSES, PlanParagraph
from vangnet.core.protocols import Clock, Condition, Protocol, Step, note, reopening
from vangnet.core.terms import days
from vangnet.core.words import _

PLAN = PlanParagraph("3.2.1")

# Whoever else hears it, these do: a team that learns it in the corridor can't be there for the pupils.
MUST_HEAR = frozenset({"team", "board"})


@dataclass(frozen=True)
class CrisisCase:
    """What is known, as far as the procedure asks for it. Pupils by their number; `told` in the words of the fact."""

    reported_at: datetime
    told: frozenset[str] = frozenset()
    children: frozenset[int] = frozenset()
    parents_spoken: frozenset[int] = frozenset()
    help_asked: bool = False
    agreed: bool = False
    aftercare: tuple[date, ...] = ()
    aftercare_given: bool = False
    evaluated: bool = False

    @property
    def untold(self) -> frozenset[str]:
        return MUST_HEAR - self.told

    @property
    def parents_left(self) -> frozenset[int]:
        return self.children - self.parents_spoken

    @property
    def lacks_aftercare(self) -> bool:
        return not self.aftercare and not self.aftercare_given


def _within(key: str, title: str, *, default: int, highest: int) -> Agreement:
    return Agreement(
        key=f"crisis.{key}",
        title=title,
        unit=_("days; 0 is the same day"),
        default=default,
        lowest=0,
        highest=highest,
        source=VANGNET_PROPOSES,
    )


TELL_WITHIN = _within(
    "tell_within_days", _("After a shocking event team and board hear of it within"), default=0, highest=3
)
PARENTS_WITHIN = _within(
    "parents_within_days",
    _("After a shocking event the parents of each pupil concerned are spoken with within"),
    default=0,
    highest=7,
)
HELP_WITHIN = _within(
    "help_within_days", _("After a shocking event professional help is asked within"), default=1, highest=7
)
AGREE_WITHIN = _within(
    "agree_within_days",
    _("After a shocking event it is agreed what class and school do within"),
    default=1,
    highest=7,
)
AFTERCARE_WITHIN = _within(
    "aftercare_within_days", _("After a shocking event aftercare is planned within"), default=7, highest=28
)
EVALUATE_WITHIN = _within(
    "evaluate_within_days", _("A shocking event is evaluated within"), default=56, highest=180
)
KEEP_YEARS = kept_for("crisis", _("A dossier on a shocking event is kept after it was closed for at most"))


all_told = Condition[CrisisCase](
    _("Team and board must have been told."), VANGNET_PROPOSES, holds=lambda case: not case.untold
)
parents_spoken = Condition[CrisisCase](
    _("The parents of each pupil concerned must have been spoken with, or a reason recorded why not."),
    PLAN,
    holds=lambda case: not case.parents_left,
)
help_asked = Condition[CrisisCase](
    _("No professional help was asked yet. The plan promises that each time."),
    PLAN,
    holds=lambda case: case.help_asked,
)
was_agreed = Condition[CrisisCase](
    _("It has not been agreed yet what class and school do."), PLAN, holds=lambda case: case.agreed
)
aftercare_is_open = Condition[CrisisCase](
    _("No aftercare has been planned. Plan it first."),
    VANGNET_PROPOSES,
    holds=lambda case: bool(case.aftercare),
)
aftercare_given = Condition[CrisisCase](
    _("Aftercare must have been given, and no planned date may still be open."),
    VANGNET_PROPOSES,
    holds=lambda case: case.aftercare_given and not case.aftercare,
)
was_evaluated = Condition[CrisisCase](
    _("It has not been evaluated yet."), VANGNET_PROPOSES, holds=lambda case: case.evaluated
)

STEPS: tuple[Step[CrisisCase], ...] = (
    Step(
        "record_crisis",
        _("Record what happened"),
        role="reporter",
        source=PLAN,
        hint=_("What is certain, and what is not known yet? Head, cluster director and board read it."),
        once=True,
    ),
    Step(
        "tell",
        _("Record who was told"),
        role="handler",
        source=VANGNET_PROPOSES,
        hint=_("Team and board first; then pupils and parents, and whoever else must know."),
    ),
    Step(
        "talk",
        _("Talk"),
        role="handler",
        source=PLAN,
        hint=_("With the parents of each pupil concerned first: what do they want others to know?"),
    ),
    Step(
        "ask_help",
        _("Ask professional help"),
        role="handler",
        source=PLAN,
        hint=_("The plan promises it each time, and together with the parents."),
    ),
    Step(
        "agree",
        _("Agree for class and school"),
        role="handler",
        source=PLAN,
        hint=_(
            "Who says what to which group, where can pupils go, who is there? The group teacher reads this."
        ),
    ),
    Step(
        "agree_aftercare",
        _("Plan aftercare"),
        role="handler",
        source=VANGNET_PROPOSES,
        hint=_("One day at a time: a talk, the funeral, a birthday, the day a year later."),
    ),
    Step(
        "aftercare",
        _("Aftercare given"),
        role="handler",
        source=VANGNET_PROPOSES,
        hint=_("How is it now, and with whom?"),
        needs=(aftercare_is_open,),
    ),
    note(PLAN),
    Step(
        "evaluate",
        _("Evaluate"),
        role="handler",
        source=VANGNET_PROPOSES,
        hint=_("What helped, what did not, and what will be ready the next time?"),
    ),
    Step(
        "close",
        _("Close"),
        role="handler",
        source=PLAN,
        hint=_("Nothing more has to be done for this."),
        needs=(all_told, parents_spoken, help_asked, was_agreed, aftercare_given, was_evaluated),
        closes=True,
    ),
    reopening(PLAN),
)

CLOCKS: tuple[Clock[CrisisCase], ...] = (
    Clock(
        "tell",
        _("Tell team and board"),
        VANGNET_PROPOSES,
        since=lambda case: case.reported_at if case.untold else None,
        agreement=TELL_WITHIN,
        unit=days,
    ),
    Clock(
        "talk",
        _("Talk with the parents of each pupil concerned"),
        PLAN,
        since=lambda case: case.reported_at if case.parents_left else None,
        agreement=PARENTS_WITHIN,
        unit=days,
    ),
    Clock(
        "ask_help",
        _("Ask professional help"),
        PLAN,
        since=lambda case: None if case.help_asked else case.reported_at,
        agreement=HELP_WITHIN,
        unit=days,
    ),
    Clock(
        "agree",
        _("Agree what class and school do"),
        PLAN,
        since=lambda case: None if case.agreed else case.reported_at,
        agreement=AGREE_WITHIN,
        unit=days,
    ),
    Clock(
        "agree_aftercare",
        _("Plan aftercare"),
        VANGNET_PROPOSES,
        since=lambda case: case.reported_at if case.lacks_aftercare else None,
        agreement=AFTERCARE_WITHIN,
        unit=days,
    ),
    Clock("aftercare", _("Give the planned aftercare"), VANGNET_PROPOSES, since=lambda case: case.aftercare),
    Clock(
        "evaluate",
        _("Evaluate the shocking event"),
        VANGNET_PROPOSES,
        since=lambda case: None if case.evaluated else case.reported_at,
        agreement=EVALUATE_WITHIN,
        unit=days,
    ),
)

CRISES = Protocol[CrisisCase](
    key="crisis",
    steps=STEPS,
    clocks=CLOCKS,
    agreements=(
        TELL_WITHIN,
        PARENTS_WITHIN,
        HELP_WITHIN,
        AGREE_WITHIN,
        AFTERCARE_WITHIN,
        EVALUATE_WITHIN,
        KEEP_YEARS,
    ),
)
