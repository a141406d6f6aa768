"""What must follow when a parent threatens or attacks somebody at school, up to denying access.

No education act rules it. The safety plan has a ladder: stop the talk, talk later, deny access, police (par. 3.1.3).
Committees that judge complaints ask for a warning first, reasons, and an end (practice). Only who comes all the same
meets the law: Sr art. 138 in the building, art. 461 on other ground. What each source asks stands in `law.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from vangnet.core.agreements import Agreement, kept_for
from vangnet.core.law import VANGNET_PROPOSES, Act, PlanParagraph, Practice
from vangnet.core.protocols import Clock, Condition, Protocol, Step, note, reopening
from vangnet.core.terms import days, months
from vangnet.core.words import _

SR = Act("Sr", "BWBR0001854", date(2015, 1, 1))
PLAN = PlanParagraph("3.1.3")
PLAN_YARD = PlanParagraph("3.1.7")
COMMITTEES = Practice("Landelijke Klachtencommissie Onderwijs, toegangsontzegging")
COME_IN_ALL_THE_SAME = SR.art("138", "lid 1")
FORBIDDEN_GROUND = SR.art("461")


class Nature(Enum):
    """What this parent did. After violence or a threat of it access can be denied without a warning first."""

    VERBAL = "verbal"
    HARASSING = "harassing"
    THREAT = "threat"
    PHYSICAL = "physical"
    DAMAGE = "damage"


VIOLENT = frozenset({Nature.THREAT, Nature.PHYSICAL})


class Outcome(Enum):
    """What a review says of the access ban that runs."""

    LIFTED = "lifted"
    ENDS = "ends"
    GOES_ON = "goes_on"


@dataclass(frozen=True)
class RunningBan:
    """The latest access ban: from when, until when, and what was done with it since."""

    sent_on: date
    review_on: date
    last_on: date
    is_copied: bool = False
    outcome: Outcome | None = None


@dataclass(frozen=True)
class PremisesCase:
    """What is known, as far as the procedure asks for it."""

    reported_at: datetime
    nature: Nature
    has_child: bool = False
    talk_on: date | None = None
    talked: bool = False
    warned: bool = False
    cannot_wait: bool = False
    handed_over: bool = False
    ban: RunningBan | None = None

    @property
    def waits_for_a_talk(self) -> bool:
        return not self.talked and self.ban is None


LONGEST_BAN = Agreement(
    key="premises.longest_ban_months",
    title=_("An access ban lasts at most"),
    unit=_("months; no law, boards that wrote a rule often chose six"),
    default=6,
    lowest=1,
    highest=12,
    source=VANGNET_PROPOSES,
)
REVIEW_BEFORE = Agreement(
    key="premises.review_days_before",
    title=_("An access ban is looked at again before its last day"),
    unit=_("days before"),
    default=14,
    lowest=1,
    highest=60,
    source=VANGNET_PROPOSES,
)
TALK_WITHIN = Agreement(
    key="premises.talk_within_days",
    title=_("After aggression there is a talk again within"),
    unit=_("days; the plan says later, and not when"),
    default=14,
    lowest=1,
    highest=60,
    source=VANGNET_PROPOSES,
)
COPY_WITHIN = Agreement(
    key="premises.copy_within_days",
    title=_("The board has a copy of an access ban within"),
    unit=_("days; 0 is the same day"),
    default=1,
    lowest=0,
    highest=14,
    source=VANGNET_PROPOSES,
)
KEEP_YEARS = kept_for("premises", _("Aggression by a parent is kept after it was closed for at most"))


def longest_until(first_on: date, agreed: Mapping[str, int]) -> date:
    """The last day that an access ban from this day can have: the day itself counts, so it ends the day before."""
    return months(LONGEST_BAN.value(agreed)).ends(first_on) - timedelta(days=1)


def review_proposed(first_on: date, last_on: date, agreed: Mapping[str, int]) -> date:
    """Some days before the end; for a short access ban on its first day."""
    return max(first_on, last_on - timedelta(days=REVIEW_BEFORE.value(agreed)))


warned_before = Condition[PremisesCase](
    _("Warn this parent first, and record it; or record why a warning could not be waited for."),
    COMMITTEES,
    holds=lambda case: case.warned or case.cannot_wait,
)
child_handed_over = Condition[PremisesCase](
    _("Agree first how the child comes to school and goes home. What it means for the child weighs."),
    COMMITTEES,
    holds=lambda case: case.handed_over or not case.has_child,
)
no_other_ban = Condition[PremisesCase](
    _("Access is denied already. Look at that again first; a new access ban needs its own reasons."),
    COMMITTEES,
    holds=lambda case: case.ban is None or case.ban.outcome is not None,
)
was_violent = Condition[PremisesCase](
    _("Only violence, or a threat of it, can do without a warning. Warn first, or correct what happened."),
    COMMITTEES,
    holds=lambda case: case.nature in VIOLENT,
)
access_denied = Condition[PremisesCase](
    _("Access has not been denied."), COMMITTEES, holds=lambda case: case.ban is not None
)
not_reviewed = Condition[PremisesCase](
    _("This access ban has been looked at. Correct that entry if it is not right."),
    COMMITTEES,
    holds=lambda case: case.ban is None or case.ban.outcome is None,
)
child_there = Condition[PremisesCase](
    _("No child is named here. Correct the first entry if there is one."),
    COMMITTEES,
    holds=lambda case: case.has_child,
)
talked_or_denied = Condition[PremisesCase](
    _("There must have been a talk, or a reason recorded why not, or access must have been denied."),
    PLAN,
    holds=lambda case: not case.waits_for_a_talk,
)
copy_sent = Condition[PremisesCase](
    _("Send the board a copy of the access ban first."),
    VANGNET_PROPOSES,
    holds=lambda case: case.ban is None or case.ban.is_copied,
)
ban_reviewed = Condition[PremisesCase](
    _("The access ban must be looked at again first."),
    COMMITTEES,
    holds=lambda case: case.ban is None or case.ban.outcome is not None,
)
no_ban_to_follow = Condition[PremisesCase](
    _("The review says that a new access ban follows. Record it, or correct the review."),
    COMMITTEES,
    holds=lambda case: case.ban is None or case.ban.outcome is not Outcome.GOES_ON,
)

PREMISES = Protocol[PremisesCase](
    key="premises",
    steps=(
        Step(
            "record_aggression",
            _("Record what happened"),
            role="reporter",
            source=PLAN,
            hint=_("Who did what, at whom, and where? In acute danger call 112 first."),
            once=True,
        ),
        Step(
            "time_out",
            _("Time-out"),
            role="helper",
            source=PLAN,
            hint=_("The talk is stopped, and everybody cools down. When do you talk again?"),
        ),
        Step(
            "talk",
            _("Talk again"),
            role="handler",
            source=PLAN,
            hint=_("Later and calmly: what was the matter, and how do we go on?"),
        ),
        Step(
            "warn",
            _("Warn"),
            role="decider",
            source=COMMITTEES,
            hint=_("What must not happen again, and what follows if it does. In writing."),
        ),
        Step(
            "cannot_wait",
            _("A warning can't be waited for"),
            role="decider",
            source=COMMITTEES,
            hint=_("Only after violence or a threat of it. Write why."),
            needs=(was_violent,),
            on_the_line=False,
        ),
        Step(
            "hand_over",
            _("Agree how the child comes and goes"),
            role="handler",
            source=COMMITTEES,
            hint=_("Read by the child's own teacher as well."),
            needs=(child_there,),
            on_the_line=False,
        ),
        Step(
            "ban",
            _("Deny access"),
            role="decider",
            source=COMMITTEES,
            hint=_("Where, from when until when, why, and whom this parent can turn to meanwhile."),
            needs=(warned_before, child_handed_over, no_other_ban),
        ),
        Step(
            "copy_to_board",
            _("Copy to the board"),
            role="handler",
            source=VANGNET_PROPOSES,
            hint=_("Objections come in there."),
            needs=(access_denied,),
            on_the_line=False,
        ),
        Step(
            "review",
            _("Look at the access ban again"),
            role="decider",
            source=COMMITTEES,
            hint=_("Is it still needed? Before its last day, with this parent where that can be done."),
            needs=(access_denied, not_reviewed),
        ),
        Step(
            "police",
            _("Police"),
            role="helper",
            source=PLAN,
            hint=_(
                "112 in acute danger, else 0900 8844. When the threat is great the plan calls the police."
            ),
            on_the_line=False,
        ),
        Step(
            "breach",
            _("Came all the same"),
            role="helper",
            source=COME_IN_ALL_THE_SAME,
            hint=_("Tell this person, for the school, to leave at once. Who stays commits an offence."),
            needs=(access_denied,),
            on_the_line=False,
        ),
        note(PLAN),
        Step(
            "close",
            _("Close"),
            role="handler",
            source=PLAN,
            hint=_("Nothing more has to be done for this."),
            needs=(talked_or_denied, copy_sent, ban_reviewed, no_ban_to_follow),
            closes=True,
        ),
        reopening(PLAN),
    ),
    clocks=(
        Clock(
            "talk",
            _("Talk again on the agreed day"),
            PLAN,
            since=lambda case: case.talk_on if case.waits_for_a_talk else None,
        ),
        Clock(
            "talk",
            _("Talk again with this parent"),
            PLAN,
            since=lambda case: case.reported_at if case.waits_for_a_talk and not case.talk_on else None,
            agreement=TALK_WITHIN,
            unit=days,
        ),
        Clock(
            "copy_to_board",
            _("Send the board a copy of the access ban"),
            VANGNET_PROPOSES,
            since=lambda case: case.ban.sent_on if case.ban and not case.ban.is_copied else None,
            agreement=COPY_WITHIN,
            unit=days,
        ),
        Clock(
            "review",
            _("Look at the access ban again, before it ends"),
            COMMITTEES,
            since=lambda case: case.ban.review_on if case.ban and case.ban.outcome is None else None,
        ),
        Clock(
            "ban",
            _("Record the access ban that goes on"),
            COMMITTEES,
            since=lambda case: case.ban.last_on if case.ban and case.ban.outcome is Outcome.GOES_ON else None,
        ),
    ),
    agreements=(LONGEST_BAN, REVIEW_BEFORE, TALK_WITHIN, COPY_WITHIN, KEEP_YEARS),
)
