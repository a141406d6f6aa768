"""What must follow when somebody reports that a pupil is bullied.

The law wants somebody at school to be the contact point and to coordinate what is done against bullying (WPO art. 4c
lid 1 onder c), and leaves the way to the school. The safety plan takes it as a matter of all who have a part in it:
pupils, teachers and parents (par. 3.1). It is over when a follow-up talk finds that it stayed away for the time that
the school agreed. What each source asks stands in `law.md`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from vangnet.core.agreements import Agreement, kept_for
from vangnet.core.law import VANGNET_PROPOSES, WPO, PlanParagraph
from vangnet.core.protocols import Clock, Condition, Protocol, Step, note
from vangnet.core.terms import calendar_days, days
from vangnet.core.words import _

PLAN = PlanParagraph("3.1")
CONTACT_POINT = WPO.art("4c", "lid 1, onder c")


class Verdict(Enum):
    """What it turned out to be, once those who have a part in it were heard."""

    BULLYING = "bullying"
    SOMETHING_ELSE = "something_else"


def _within(key: str, title: str, *, default: int, highest: int) -> Agreement:
    return Agreement(
        key=f"bullying.{key}",
        title=title,
        unit=_("days; 0 is the same day"),
        default=default,
        lowest=0,
        highest=highest,
        source=VANGNET_PROPOSES,
    )


TALK_WITHIN = _within(
    "talk_within_days",
    _("After a report of bullying the bullied pupil is spoken with within"),
    default=2,
    highest=14,
)
PARENTS_WITHIN = _within(
    "parents_within_days",
    _("After a report of bullying the parents are spoken with within"),
    default=7,
    highest=28,
)
JUDGE_WITHIN = _within(
    "judge_within_days",
    _("After a report of bullying it is judged whether it is bullying within"),
    default=7,
    highest=28,
)
AGREE_WITHIN = _within(
    "agree_within_days", _("After a report of bullying the approach is agreed within"), default=14, highest=56
)
QUIET_WEEKS = Agreement(
    key="bullying.quiet_weeks",
    title=_("Bullying is over when it stayed away for"),
    unit=_("weeks; a holiday counts as well, so look after it once more"),
    default=6,
    lowest=1,
    highest=26,
    source=VANGNET_PROPOSES,
)
KEEP_YEARS = kept_for("bullying", _("A dossier on bullying is kept after it was closed for at most"))


@dataclass(frozen=True)
class BullyingCase:
    """What is known, as far as the procedure asks for it. Pupils by their number.

    `last_time`: the last day on which it is known to have happened; `stayed_away_on`: the last on which somebody who
    looked found that it had stayed away. `followed_on`: when the approach or a follow-up talk was last.
    """

    reported_at: datetime
    last_time: date
    verdict: Verdict | None = None
    bullied: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()  # who bully or follow
    spoken: frozenset[int] = frozenset()
    parents_wanted: frozenset[int] = frozenset()  # of which pupils
    parents_spoken: frozenset[int] = frozenset()
    approach_agreed: bool = False
    follow_ups: tuple[date, ...] = ()
    followed_on: date | None = None
    stayed_away_on: date | None = None
    quiet_weeks: int = QUIET_WEEKS.default

    @property
    def is_bullying(self) -> bool:
        return self.verdict is Verdict.BULLYING

    @property
    def is_something_else(self) -> bool:
        return self.verdict is Verdict.SOMETHING_ELSE

    @property
    def unheard(self) -> frozenset[int]:
        return self.bullied - self.spoken

    @property
    def untalked(self) -> frozenset[int]:
        return (self.bullied | self.others) - self.spoken

    @property
    def parents_left(self) -> frozenset[int]:
        return self.parents_wanted - self.parents_spoken

    @property
    def quiet_until(self) -> date:
        """The first day on which it can be said that it stayed away long enough."""
        return self.last_time + timedelta(weeks=self.quiet_weeks)

    @property
    def stayed_away(self) -> bool:
        return self.stayed_away_on is not None and self.stayed_away_on >= self.quiet_until

    @property
    def lacks_follow_up(self) -> bool:
        """Nobody will look again, though it has not stayed away long enough."""
        return self.is_bullying and self.approach_agreed and not self.follow_ups and not self.stayed_away


bullied_heard = Condition[BullyingCase](
    _("Talk with the bullied pupil first, or record why not."), PLAN, holds=lambda case: not case.unheard
)
verdict_known = Condition[BullyingCase](
    _("Say first whether it is bullying."), PLAN, holds=lambda case: case.verdict is not None
)
is_bullying = Condition[BullyingCase](
    _("It has not been judged to be bullying."), PLAN, holds=lambda case: case.is_bullying
)
all_spoken = Condition[BullyingCase](
    _("Somebody who bullied or followed has not been spoken with. Do so, or record why not."),
    PLAN,
    holds=lambda case: not case.untalked or not case.is_bullying,
)
parents_spoken = Condition[BullyingCase](
    _(
        "The parents of each bullied or bullying pupil must have been spoken with, or a reason recorded why not."
    ),
    PLAN,
    holds=lambda case: not case.parents_left or not case.is_bullying,
)
bullied_known = Condition[BullyingCase](
    _("Name the bullied pupil first."), PLAN, holds=lambda case: bool(case.bullied)
)
approach_agreed = Condition[BullyingCase](
    _("No approach has been agreed yet."),
    PLAN,
    holds=lambda case: case.approach_agreed or not case.is_bullying,
)
was_agreed = Condition[BullyingCase](
    _("No approach has been agreed yet."), PLAN, holds=lambda case: case.approach_agreed
)
follow_ups_held = Condition[BullyingCase](
    _("An agreed follow-up talk has not been held yet."), PLAN, holds=lambda case: not case.follow_ups
)
has_stayed_away = Condition[BullyingCase](
    _("No follow-up talk has found yet that it stayed away for the time that the school agreed."),
    VANGNET_PROPOSES,
    holds=lambda case: case.stayed_away or not case.is_bullying,
)
a_follow_up_is_open = Condition[BullyingCase](
    _("No follow-up talk has been agreed. Agree one first."), PLAN, holds=lambda case: bool(case.follow_ups)
)

STEPS: tuple[Step[BullyingCase], ...] = (
    Step(
        "report",
        _("Report"),
        role="reporter",
        source=CONTACT_POINT,
        hint=_("Who reports it may be a pupil, a parent or a colleague. The coordinator reads it."),
        once=True,
    ),
    Step(
        "involve",
        _("Name who has a part in it"),
        role="handler",
        source=PLAN,
        hint=_("Also who follows, and who stands by in silence."),
        on_the_line=False,
    ),
    Step(
        "invite",
        _("Invite parents to a talk"),
        role="handler",
        source=VANGNET_PROPOSES,
        hint=_("The parents of one child at a time. Never name another child."),
        on_the_line=False,
    ),
    Step(
        "talk",
        _("Talk"),
        role="handler",
        source=PLAN,
        hint=_(
            "With each apart: the pupils, their parents, the teacher. Never name another child to a parent."
        ),
    ),
    Step(
        "talk_group",
        _("Talk with the group"),
        role="handler",
        source=PLAN,
        hint=_("With those who follow, the silent middle group, or the whole group."),
        on_the_line=False,
    ),
    Step(
        "judge",
        _("Judge whether it is bullying"),
        role="handler",
        source=PLAN,
        hint=_("Does it happen again and again, and has one less power than the other?"),
        needs=(bullied_heard,),
    ),
    Step(
        "agree",
        _("Agree on the approach"),
        role="handler",
        source=PLAN,
        hint=_("Who does what, for whom, and when do you look again? The own teacher reads this."),
        needs=(is_bullying, bullied_known),
    ),
    Step(
        "send_agreements",
        _("Send the agreements to parents"),
        role="handler",
        source=VANGNET_PROPOSES,
        hint=_("To the parents of one child at a time. Never name another child."),
        needs=(was_agreed,),
        on_the_line=False,
    ),
    Step(
        "agree_follow_up",
        _("Agree on a follow-up talk"),
        role="handler",
        source=PLAN,
        hint=_("On which day will you look whether it stays away?"),
        on_the_line=False,
    ),
    Step(
        "follow_up",
        _("Follow-up talk"),
        role="handler",
        source=PLAN,
        hint=_("Ask the bullied pupil first. Has it stayed away?"),
        needs=(a_follow_up_is_open,),
    ),
    Step(
        "again",
        _("It happened again"),
        role="watcher",
        source=PLAN,
        hint=_("The time that it must stay away begins anew on that day."),
        on_the_line=False,
    ),
    note(PLAN),
    Step(
        "close",
        _("Close"),
        role="handler",
        source=PLAN,
        hint=_("It stayed away, or it was something else."),
        needs=(
            verdict_known,
            all_spoken,
            parents_spoken,
            approach_agreed,
            follow_ups_held,
            has_stayed_away,
        ),
        closes=True,
    ),
    Step(
        "reopen",
        _("Reopen"),
        role="handler",
        source=PLAN,
        hint=_("It came back, or something came up that belongs to this."),
        reopens=True,
        on_the_line=False,
    ),
)

CLOCKS: tuple[Clock[BullyingCase], ...] = (
    Clock(
        "talk",
        _("Talk with the bullied pupil"),
        PLAN,
        since=lambda case: case.reported_at if case.unheard else None,
        agreement=TALK_WITHIN,
        unit=days,
    ),
    Clock(
        "talk",
        _("Talk with the parents of each bullied or bullying pupil"),
        PLAN,
        since=lambda case: case.reported_at if case.parents_left and not case.is_something_else else None,
        agreement=PARENTS_WITHIN,
        unit=days,
    ),
    Clock(
        "judge",
        _("Judge whether it is bullying"),
        PLAN,
        since=lambda case: case.reported_at if case.verdict is None else None,
        agreement=JUDGE_WITHIN,
        unit=days,
    ),
    Clock(
        "agree",
        _("Agree on the approach"),
        PLAN,
        since=lambda case: case.reported_at if case.is_bullying and not case.approach_agreed else None,
        agreement=AGREE_WITHIN,
        unit=days,
    ),
    Clock(
        "agree_follow_up",
        _("Agree on the next follow-up talk"),
        VANGNET_PROPOSES,
        since=lambda case: case.followed_on if case.lacks_follow_up else None,
        term=calendar_days(7),
    ),
    Clock("follow_up", _("Hold the agreed follow-up talk"), PLAN, since=lambda case: case.follow_ups),
)


BULLYING = Protocol[BullyingCase](
    key="bullying",
    steps=STEPS,
    clocks=CLOCKS,
    agreements=(TALK_WITHIN, PARENTS_WITHIN, JUDGE_WITHIN, AGREE_WITHIN, QUIET_WEEKS, KEEP_YEARS),
)
