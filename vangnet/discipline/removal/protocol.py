"""What the law asks before and after a pupil is removed from school.

WPO art. 40: the board decides, hears the group teacher, and removes nobody before another school is willing. Parents
are heard, get the decision in writing with its reasons and their right to object, and the attendance officer knows at
once. Then the objection, and the disputes committee that stops its clock. What each source asks stands in `../law.md`.
"""

from vangnet.core.law import VANGNET_PROPOSES
from vangnet.core.protocols import Clock, Protocol, Step
from vangnet.core.terms import same_day
from vangnet.core.words import _

from ..protocol import (
    ADMISSIBILITY,
    BOARD_DECIDES,
    COMMITTEE_JUDGES,
    COMMITTEE_STOPS_THE_CLOCK,
    HEARD_AND_PLACED,
    PARENTS_AS_GROUND,
    PLAN,
    PRIVATE_HEARS_AND_TELLS,
    PRIVATE_OBJECTION,
    PUBLIC_DECIDES_AGAIN,
    PUBLIC_OBJECTION,
    PUBLIC_TELLS,
    REMOVAL_REPORTED,
)
from ..terms import TO_OBJECT
from .conditions import (
    KEEP_YEARS,
    RemovalCase,
    another_school_is_willing,
    attendance_officer_told,
    committee_has_judged,
    committee_is_done,
    dispute_is_pending,
    is_admissible,
    objection_came,
    objection_is_settled,
    over_parents,
    parents_heard,
    parents_heard_again,
    parents_told,
    special_is_meant,
    teacher_heard,
    was_decided,
    was_told,
)
from .terms import TO_DECIDE_AGAIN, TO_JUDGE

BEFORE = (
    Step[RemovalCase](
        "intend_removal",
        _("Record the intention"),
        role="handler",
        source=PLAN,
        hint=_("Which pupil, on what ground, and what was tried? Nothing is decided yet."),
        once=True,
    ),
    Step[RemovalCase](
        "announce_intention",
        _("Announce the intention"),
        role="handler",
        source=VANGNET_PROPOSES,
        hint=_("In writing, with the reasons and an invitation to be heard."),
    ),
    Step[RemovalCase](
        "legal_review",
        _("Ask a lawyer"),
        role="handler",
        source=PARENTS_AS_GROUND,
        hint=_("What parents did is the ground; a pupil is seldom suspended or removed rightly for that."),
        needs=(over_parents,),
        on_the_line=False,
    ),
    Step[RemovalCase](
        "hear_teacher",
        _("Hear the group teacher"),
        role="handler",
        source=HEARD_AND_PLACED,
        hint=_("What does the pupil's own teacher think of it?"),
    ),
    Step[RemovalCase](
        "invite",
        _("Invite the parents to be heard"),
        role="handler",
        source=VANGNET_PROPOSES,
        hint=_("Before it is decided, or on their objection: when and where you want to hear them."),
        on_the_line=False,
    ),
    Step[RemovalCase](
        "hear_parents",
        _("Hear the parents"),
        role="handler",
        source=PRIVATE_HEARS_AND_TELLS,
        hint=_("Before it is decided. At a public school the Awb asks the same (art. 4:8)."),
    ),
    Step[RemovalCase](
        "search_school",
        _("Search for another school"),
        role="handler",
        source=HEARD_AND_PLACED,
        hint=_("Each school that you asked, and its answer. One must be willing before it is decided."),
    ),
    Step[RemovalCase](
        "admissibility",
        _("Admissibility statement"),
        role="handler",
        source=ADMISSIBILITY,
        hint=_("For special education: what did the partnership (samenwerkingsverband) say?"),
        needs=(special_is_meant,),
        on_the_line=False,
    ),
    Step[RemovalCase](
        "decide_removal",
        _("Decide"),
        role="decider",
        source=BOARD_DECIDES,
        hint=_("The board decides, with reasons. Everything before it must stand recorded."),
        after=("intend_removal",),
        needs=(teacher_heard, *parents_heard, another_school_is_willing, is_admissible),
        once=True,
    ),
)

AFTER = (
    Step[RemovalCase](
        "tell_attendance_officer",
        _("Tell the attendance officer"),
        role="handler",
        source=REMOVAL_REPORTED,
        hint=_("The municipality hears of the decision at once."),
        needs=(was_decided,),
    ),
    Step[RemovalCase](
        "send_decision",
        _("Send the decision to the parents"),
        role="handler",
        source=PRIVATE_HEARS_AND_TELLS,
        hint=_(
            "In writing, with the reasons and the right to object within six weeks. At a public school the Awb asks "
            "the same (art. 3:41 and 3:45)."
        ),
        needs=(was_decided,),
    ),
    Step[RemovalCase](
        "objection",
        _("Objection of the parents"),
        role="handler",
        source=PRIVATE_OBJECTION,
        hint=_("Record it when it comes; or, when the six weeks are over, that none came."),
        needs=was_told,
    ),
    Step[RemovalCase](
        "dispute",
        _("Disputes committee asked"),
        role="handler",
        source=COMMITTEE_STOPS_THE_CLOCK,
        hint=_("The parents brought it before the disputes committee (GPO). The objection waits for it."),
        needs=(was_decided,),
        once=True,
        on_the_line=False,
    ),
    Step[RemovalCase](
        "dispute_ended",
        _("Disputes committee has judged"),
        role="handler",
        source=COMMITTEE_JUDGES,
        hint=_("What did it say, and when? Also when the parents took it back."),
        needs=(dispute_is_pending,),
        on_the_line=False,
    ),
    Step[RemovalCase](
        "hear_objection",
        _("Hear the parents on their objection"),
        role="handler",
        source=PRIVATE_OBJECTION,
        hint=_("Before it is decided on. At a public school the Awb asks the same (art. 7:2)."),
        needs=(objection_came,),
        on_the_line=False,
    ),
    Step[RemovalCase](
        "decide_objection",
        _("Decide on the objection"),
        role="decider",
        source=PRIVATE_OBJECTION,
        hint=_("Does the removal stand? With reasons, also where you do not follow the committee."),
        needs=(objection_came, *parents_heard_again, committee_has_judged),
        once=True,
        on_the_line=False,
    ),
    Step[RemovalCase](
        "note",
        _("Note"),
        role="handler",
        source=PLAN,
        hint=_("Anything else that must be known; read by those who handle this."),
        on_the_line=False,
    ),
    Step[RemovalCase](
        "close",
        _("Close"),
        role="handler",
        source=PLAN,
        hint=_("Nothing more has to be done for this. Also when it was decided not to remove."),
        needs=(attendance_officer_told, *parents_told, *objection_is_settled, committee_is_done),
        closes=True,
    ),
    Step[RemovalCase](
        "reopen",
        _("Reopen"),
        role="handler",
        source=PLAN,
        hint=_("Something came up that belongs to this."),
        reopens=True,
        on_the_line=False,
    ),
)

REMOVALS = Protocol[RemovalCase](
    key="removal",
    steps=(*BEFORE, *AFTER),
    clocks=(
        Clock(
            "legal_review",
            _("What parents did is the ground: ask a lawyer before you decide"),
            PARENTS_AS_GROUND,
            since=lambda case: case.intended_at if case.waits_for_review else None,
        ),
        Clock(
            "tell_attendance_officer",
            _("Tell the attendance officer of the removal, at once"),
            REMOVAL_REPORTED,
            since=lambda case: None if case.officer_told else case.decided_on,
            term=same_day(),
        ),
        Clock(
            "send_decision",
            _("Send the parents the decision, with their right to object"),
            PRIVATE_HEARS_AND_TELLS,
            since=lambda case: None if case.told_on or case.is_public else case.decided_on,
            term=same_day(),
        ),
        Clock(
            "send_decision",
            _("Send the parents the decision, with their right to object"),
            PUBLIC_TELLS,
            since=lambda case: None if case.told_on or not case.is_public else case.decided_on,
            term=same_day(),
        ),
        Clock(
            "objection",
            _("The parents can object until then"),
            PUBLIC_OBJECTION,
            since=lambda case: case.objection_since if case.is_public else None,
            term=TO_OBJECT,
        ),
        Clock(
            "objection",
            _("The parents can object until then"),
            PRIVATE_OBJECTION,
            since=lambda case: None if case.is_public else case.objection_since,
            term=TO_OBJECT,
        ),
        Clock(
            "dispute_ended",
            _("The disputes committee judges before then"),
            COMMITTEE_JUDGES,
            since=lambda case: case.dispute.asked_on if case.dispute and case.dispute.is_pending else None,
            term=TO_JUDGE,
        ),
        Clock(
            "decide_objection",
            _("Decide on the objection of the parents"),
            PUBLIC_DECIDES_AGAIN,
            since=lambda case: case.decision_since if case.is_public else None,
            term=TO_DECIDE_AGAIN,
        ),
        Clock(
            "decide_objection",
            _("Decide on the objection of the parents"),
            PRIVATE_OBJECTION,
            since=lambda case: None if case.is_public else case.decision_since,
            term=TO_DECIDE_AGAIN,
        ),
    ),
    agreements=(KEEP_YEARS,),
)
