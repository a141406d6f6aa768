"""What follows on a complaint: talks at school first, then the board, then one committee, and the board's answer.

The plan has the talks (par. 3.2.3); WPO art. 14 gives the committee, the board's answer within four weeks and the
place where the papers may lie. When a complaint says that somebody who works for the school committed a sexual offence
against a pupil, it goes another way at once (WPO art. 4a). What each source asks stands in `law.md`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from vangnet.core.agreements import Agreement, kept_for
from vangnet.core.law import VANGNET_PROPOSES, WPO, PlanParagraph, Practice
from vangnet.core.protocols import Clock, Condition, Protocol, Step, note, reopening
from vangnet.core.terms import calendar_days, hours, weeks, years
from vangnet.core.words import _

PLAN = PlanParagraph("3.2.3")
NATIONAL_COMMITTEE = Practice("Landelijke Klachtencommissie Onderwijs, reglement")
COMPLAINT_AT_COMMITTEE = WPO.art("14", "lid 1")
BOARDS_ANSWER = WPO.art("14", "lid 7")
STAFF_TELLS_BOARD = WPO.art("4a", "lid 3")
BOARD_CONSULTS = WPO.art("4a", "lid 1")

CONFIDENTIAL_INSPECTOR = "0900 111 3 111"
# "At once" is no number. One hour is when it shows that nobody did it yet; waiting that long is not a right.
AT_ONCE = hours(1)


class Talked(Enum):
    """How far a talk at school came."""

    SOLVED = "solved"
    NOT_SOLVED = "not_solved"
    NOT_HELD = "not_held"


@dataclass(frozen=True)
class ComplaintCase:
    """What is known, as far as the procedure asks for it. Of what was repeated the latest."""

    received_at: datetime
    has_person_concerned: bool = False
    with_concerned: Talked | None = None
    talked_at: datetime | None = None
    with_head: Talked | None = None
    lodged_on: date | None = None
    acknowledged: bool = False
    board_answered: bool = False
    committee: str = ""
    opinion_on: date | None = None
    postponed_until: date | None = None
    opinion_answered: bool = False
    offence_since: datetime | None = None
    board_told_at: datetime | None = None
    inspector_consulted: bool = False
    dropped: bool = False

    @property
    def is_at_school(self) -> bool:
        return self.lodged_on is None and self.offence_since is None

    @property
    def is_solved(self) -> bool:
        return Talked.SOLVED in (self.with_concerned, self.with_head)

    @property
    def waits_for_first_talk(self) -> bool:
        return self.is_at_school and not (self.dropped or self.with_concerned or self.with_head)

    @property
    def waits_for_head(self) -> bool:
        talked_in_vain = self.with_concerned is not None and not self.is_solved
        return self.is_at_school and not self.dropped and talked_in_vain and self.with_head is None

    @property
    def waits_for_board(self) -> bool:
        ended = self.dropped or self.board_answered or self.committee
        return self.lodged_on is not None and not ended

    @property
    def opinion_waits(self) -> bool:
        return self.opinion_on is not None and not self.opinion_answered

    @property
    def is_finished(self) -> bool:
        """Whether the way that the complaint went came to its end."""
        if self.dropped or self.opinion_answered:
            return True
        if self.lodged_on is None:
            return self.is_solved or self.offence_since is not None
        return self.board_answered and not self.committee


TALK_WITHIN = Agreement(
    key="complaints.talk_within_days",
    title=_("A complaint is talked about at school within"),
    unit=_("days for each talk; the plan gives no term"),
    default=14,
    lowest=1,
    highest=42,
    source=VANGNET_PROPOSES,
)
ACKNOWLEDGE_WITHIN = Agreement(
    key="complaints.acknowledge_within_days",
    title=_("The complainant hears that a formal complaint came in within"),
    unit=_("days"),
    default=7,
    lowest=1,
    highest=28,
    source=VANGNET_PROPOSES,
)
BOARD_WITHIN = Agreement(
    key="complaints.board_within_weeks",
    title=_("The board itself answers a formal complaint within"),
    unit=_("weeks; take it from your complaints procedure"),
    default=6,
    lowest=1,
    highest=14,
    source=VANGNET_PROPOSES,
)
KEEP_YEARS = kept_for("complaints", _("A complaint is kept after it was closed for at most"))


def last_day_for_national_committee(ended_on: date) -> date:
    """The national committee takes a complaint within a year after what it is about."""
    return years(1).ends(ended_on)


at_school = Condition[ComplaintCase](
    _("This is with the board now; talks at school are no longer held in it."),
    PLAN,
    holds=lambda case: case.lodged_on is None,
)
no_offence = Condition[ComplaintCase](
    _(
        "This is about a sexual offence. Nobody at school investigates it or talks with the person concerned first: "
        "tell the board at once. The board consults the confidential inspector, 0900 111 3 111."
    ),
    STAFF_TELLS_BOARD,
    holds=lambda case: case.offence_since is None,
)
concerned_first = Condition[ComplaintCase](
    _("First the talk with the person concerned, or the reason why there was none."),
    PLAN,
    holds=lambda case: case.with_concerned is not None or not case.has_person_concerned,
)
somebody_concerned = Condition[ComplaintCase](
    _("No person stands here whom it is about. Go on with the head, or correct the first entry."),
    PLAN,
    holds=lambda case: case.has_person_concerned,
)
not_lodged = Condition[ComplaintCase](
    _("This is a formal complaint already."),
    COMPLAINT_AT_COMMITTEE,
    holds=lambda case: case.lodged_on is None,
)
lodged = Condition[ComplaintCase](
    _("This is no formal complaint yet."),
    COMPLAINT_AT_COMMITTEE,
    holds=lambda case: case.lodged_on is not None,
)
one_committee = Condition[ComplaintCase](
    _("A committee judges this already. Own or national, never both: the one is no appeal from the other."),
    NATIONAL_COMMITTEE,
    holds=lambda case: not case.committee,
)
board_itself = Condition[ComplaintCase](
    _("A committee judges this. The board answers after its opinion."),
    COMPLAINT_AT_COMMITTEE,
    holds=lambda case: not case.committee,
)
not_answered_yet = Condition[ComplaintCase](
    _("The board has answered. Correct that entry if it is not right."),
    VANGNET_PROPOSES,
    holds=lambda case: not case.board_answered,
)
committee_chosen = Condition[ComplaintCase](
    _("No committee has been chosen."), COMPLAINT_AT_COMMITTEE, holds=lambda case: bool(case.committee)
)
no_opinion_yet = Condition[ComplaintCase](
    _("The opinion has been recorded. Correct that entry if it is not right."),
    BOARDS_ANSWER,
    holds=lambda case: case.opinion_on is None,
)
opinion_waits = Condition[ComplaintCase](
    _("No opinion of a committee waits for an answer."), BOARDS_ANSWER, holds=lambda case: case.opinion_waits
)
offence_known = Condition[ComplaintCase](
    _("Nothing here says that it is about a sexual offence."),
    BOARD_CONSULTS,
    holds=lambda case: case.offence_since is not None,
)
board_told = Condition[ComplaintCase](
    _("The board must have been told of the sexual offence first."),
    STAFF_TELLS_BOARD,
    holds=lambda case: case.offence_since is None or case.board_told_at is not None,
)
inspector_consulted = Condition[ComplaintCase](
    _(
        "The board must have consulted the confidential inspector first, also when the complaint is taken back."
    ),
    BOARD_CONSULTS,
    holds=lambda case: case.offence_since is None or case.inspector_consulted,
)
opinion_answered = Condition[ComplaintCase](
    _("The board must answer the opinion of the committee first."),
    BOARDS_ANSWER,
    holds=lambda case: not case.opinion_waits,
)
way_ended = Condition[ComplaintCase](
    _("It must be solved, answered by the board, or taken back by who complained."),
    PLAN,
    holds=lambda case: case.is_finished,
)

COMPLAINTS = Protocol[ComplaintCase](
    key="complaint",
    steps=(
        Step(
            "record_complaint",
            _("Record the complaint"),
            role="reporter",
            source=PLAN,
            hint=_("Who complains, about whom, and what happened? Who it is about does not record it."),
            once=True,
        ),
        Step(
            "talk_concerned",
            _("Talk with the person concerned"),
            role="talker",
            source=PLAN,
            hint=_("First with whom it is about: often that is enough."),
            needs=(at_school, no_offence, somebody_concerned),
        ),
        Step(
            "talk_head",
            _("Talk with the head"),
            role="talker",
            source=PLAN,
            hint=_(
                "The employee is normally there. Is it about the head? Then the cluster director holds it."
            ),
            needs=(at_school, no_offence, concerned_first),
        ),
        Step(
            "lodge",
            _("Formal complaint to the board"),
            role="receiver",
            source=COMPLAINT_AT_COMMITTEE,
            hint=_("From here on only the board and the committee read this; the school no longer does."),
            needs=(not_lodged,),
        ),
        Step(
            "acknowledge",
            _("Confirm that it came in"),
            role="board",
            source=VANGNET_PROPOSES,
            hint=_("What follows, when, and who can help the complainant."),
            needs=(lodged,),
            on_the_line=False,
        ),
        Step(
            "board_answer",
            _("The board answers"),
            role="board",
            source=PLAN,
            hint=_("When no committee judges it. Say which committee the complainant can still turn to."),
            needs=(lodged, board_itself, not_answered_yet),
        ),
        Step(
            "committee",
            _("To a committee"),
            role="board",
            source=COMPLAINT_AT_COMMITTEE,
            hint=_(
                "The board's own or the national one, never both. Your own committee reads it from then on, and what "
                "goes to the national one it never reads."
            ),
            needs=(lodged, one_committee),
        ),
        Step(
            "opinion",
            _("Opinion received"),
            role="committee",
            source=WPO.art("14", "lid 6"),
            hint=_("From this day the board has four weeks."),
            needs=(committee_chosen, no_opinion_yet),
        ),
        Step(
            "postpone",
            _("Answer later"),
            role="board",
            source=BOARDS_ANSWER,
            hint=_("Only with reasons and a new day, to the complainant and to the committee."),
            needs=(opinion_waits,),
            on_the_line=False,
        ),
        Step(
            "answer_opinion",
            _("The board answers the opinion"),
            role="board",
            source=BOARDS_ANSWER,
            hint=_(
                "Does the board agree, do measures follow, and which? To the complainant and to the committee."
            ),
            needs=(opinion_waits,),
        ),
        Step(
            "tell_board",
            _("A sexual offence: tell the board"),
            role="witness",
            source=STAFF_TELLS_BOARD,
            hint=_(
                "At once, by telephone, whoever it is about. Don't investigate. Confidential inspector: 0900 111 3 111."
            ),
            on_the_line=False,
        ),
        Step(
            "inspector",
            _("Consult the confidential inspector"),
            role="board",
            source=BOARD_CONSULTS,
            hint=_(
                "0900 111 3 111, on working days from 8.00 to 17.00. Then go on in a dossier for this alone."
            ),
            needs=(offence_known, board_told),
            on_the_line=False,
        ),
        Step(
            "drop",
            _("The complaint is taken back"),
            role="handler",
            source=PLAN,
            hint=_("By who complained, or nothing more was heard. What the law asks of the board goes on."),
            on_the_line=False,
        ),
        note(PLAN),
        Step(
            "close",
            _("Close"),
            role="handler",
            source=PLAN,
            hint=_("Nothing more has to be done for this."),
            needs=(board_told, inspector_consulted, opinion_answered, way_ended),
            closes=True,
        ),
        reopening(PLAN),
    ),
    clocks=(
        Clock(
            "tell_board",
            _("Sexual offence: tell the board at once"),
            STAFF_TELLS_BOARD,
            since=lambda case: None if case.board_told_at else case.offence_since,
            term=AT_ONCE,
        ),
        Clock(
            "inspector",
            _("Consult the confidential inspector at once: 0900 111 3 111"),
            BOARD_CONSULTS,
            since=lambda case: None if case.inspector_consulted else case.board_told_at,
            term=AT_ONCE,
        ),
        Clock(
            "talk_concerned",
            _("Talk about the complaint with the person concerned"),
            PLAN,
            since=lambda case: (
                case.received_at if case.waits_for_first_talk and case.has_person_concerned else None
            ),
            agreement=TALK_WITHIN,
            unit=calendar_days,
        ),
        Clock(
            "talk_head",
            _("Talk about the complaint with the head"),
            PLAN,
            since=lambda case: _since_for_head(case),
            agreement=TALK_WITHIN,
            unit=calendar_days,
        ),
        Clock(
            "acknowledge",
            _("Confirm to the complainant that the complaint came in"),
            VANGNET_PROPOSES,
            since=lambda case: case.lodged_on if not (case.acknowledged or case.dropped) else None,
            agreement=ACKNOWLEDGE_WITHIN,
            unit=calendar_days,
        ),
        Clock(
            "board_answer",
            _("Answer the complaint, or lay it before a committee"),
            PLAN,
            since=lambda case: case.lodged_on if case.waits_for_board else None,
            agreement=BOARD_WITHIN,
            unit=weeks,
        ),
        Clock(
            "answer_opinion",
            _("Answer the opinion of the committee"),
            BOARDS_ANSWER,
            since=lambda case: case.opinion_on if case.opinion_waits and not case.postponed_until else None,
            term=weeks(4, statutory=True),
        ),
        Clock(
            "answer_opinion",
            _("Answer the opinion on the day that was promised"),
            BOARDS_ANSWER,
            since=lambda case: case.postponed_until if case.opinion_waits else None,
        ),
    ),
    agreements=(TALK_WITHIN, ACKNOWLEDGE_WITHIN, BOARD_WITHIN, KEEP_YEARS),
)


def _since_for_head(case: ComplaintCase) -> datetime | None:
    """After the talk with the person concerned; from the complaint itself where there is nobody to talk with first."""
    if case.waits_for_head:
        return case.talked_at
    return case.received_at if case.waits_for_first_talk and not case.has_person_concerned else None
