"""What must follow, at once, when somebody who works for the school seems to have committed a sexual offence.

Whoever hears of it tells the board; the board consults the confidential inspector; when the suspicion is reasonable it
reports to the police, after the parents of the pupil and the accused were told, and tells the inspector (WPO art. 4a).
Nobody at school investigates first. Sexual intimidation does not fall under that article: the same way is open, and
what is asked then is practice. What each source asks stands in `law.md`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from vangnet.core.agreements import Agreement, kept_for
from vangnet.core.law import VANGNET_PROPOSES, WOT, WPO, Practice, Source
from vangnet.core.protocols import Clock, Condition, Protocol, Step
from vangnet.core.terms import AMSTERDAM, hours
from vangnet.core.words import _
from vangnet.core.working_days import DAY, is_working_day

BOARD_CONSULTS = WPO.art("4a", "lid 1")
POLICE_REPORT = WPO.art("4a", "lid 2")
STAFF_TELLS_BOARD = WPO.art("4a", "lid 3")
INSPECTORS = WOT.art("6")
INTIMIDATION = Practice(_("Practice; a bill before parliament (36777) would make it law"))

CONFIDENTIAL_INSPECTOR = "0900 111 3 111"
OPENS, SHUTS = time(8), time(17)


@dataclass(frozen=True)
class MisconductCase:
    """What is known, as far as the procedure asks for it. Pupils and accused by a key of their own."""

    known_at: datetime
    is_offence: bool = True  # or sexual intimidation
    board_told_at: datetime | None = None
    consulted_at: datetime | None = None
    decided_at: datetime | None = None
    is_suspected: bool = False
    pupils: frozenset[str] = frozenset()
    parents_told: frozenset[str] = frozenset()
    accused: frozenset[str] = frozenset()
    accused_told: frozenset[str] = frozenset()
    reported_at: datetime | None = None
    inspector_told: bool = False

    @property
    def is_under_the_act(self) -> bool:
        return self.is_offence or self.is_suspected

    @property
    def parents_left(self) -> frozenset[str]:
        return self.pupils - self.parents_told

    @property
    def accused_left(self) -> frozenset[str]:
        return self.accused - self.accused_told

    @property
    def waits_for_report(self) -> datetime | None:
        """Since when the police must hear of it, as long as they did not."""
        return self.decided_at if self.is_suspected and not self.reported_at else None


def reachable_from(moment: datetime) -> datetime:
    """The first moment, from this one on, at which the confidential inspectors answer the telephone."""
    local = moment.astimezone(AMSTERDAM)
    day = local.date()
    if is_working_day(day) and local.time() < SHUTS:
        return max(local, datetime.combine(day, OPENS, tzinfo=AMSTERDAM))
    day += DAY
    while not is_working_day(day):
        day += DAY
    return datetime.combine(day, OPENS, tzinfo=AMSTERDAM)


AT_ONCE = Agreement(
    key="misconduct.at_once_hours",
    title=_("What must be done at once after a sexual offence by staff shows as too late after"),
    unit=_("hours; the law says “at once” and gives no number, so this is no right to wait"),
    default=1,
    lowest=1,
    highest=4,
    source=VANGNET_PROPOSES,
)
KEEP_YEARS = kept_for(
    "misconduct",
    _("A sexual offence by staff is kept after it was closed for at most"),
    default=10,
    lowest=2,
    highest=30,
)

Holds = Callable[[MisconductCase], bool]


def _asked_by_the_act(says: str, source: Source, holds: Holds) -> Condition[MisconductCase]:
    """A condition of art. 4a, which intimidation does not fall under."""
    return Condition(says, source, holds=lambda case: holds(case) or not case.is_under_the_act)


board_told = _asked_by_the_act(
    _("First the board must be told."), STAFF_TELLS_BOARD, lambda case: case.board_told_at is not None
)
consulted = _asked_by_the_act(
    _("First the board consults the confidential inspector, 0900 111 3 111: also on whom to tell, and when."),
    BOARD_CONSULTS,
    lambda case: case.consulted_at is not None,
)
decided = _asked_by_the_act(
    _("The board must have decided, with reasons, whether there is a reasonable suspicion."),
    POLICE_REPORT,
    lambda case: case.decided_at is not None,
)
suspected = Condition[MisconductCase](
    _("This follows when the board has decided that there is a reasonable suspicion."),
    POLICE_REPORT,
    holds=lambda case: case.is_suspected,
)
not_reported = Condition[MisconductCase](
    _("The police report has been made. Correct the decision if it is not right."),
    POLICE_REPORT,
    holds=lambda case: case.reported_at is None,
)
parents_told = Condition[MisconductCase](
    _("Before the police report the parents of each pupil are told, or a reason recorded why not."),
    POLICE_REPORT,
    holds=lambda case: not case.parents_left,
)
accused_told = Condition[MisconductCase](
    _("Before the police report the accused is told, or a reason recorded why not."),
    POLICE_REPORT,
    holds=lambda case: not case.accused_left,
)
reported = Condition[MisconductCase](
    _("The suspicion is reasonable, so the police report must have been made."),
    POLICE_REPORT,
    holds=lambda case: case.reported_at is not None or not case.is_suspected,
)
police_know = Condition[MisconductCase](
    _("No police report has been made."), POLICE_REPORT, holds=lambda case: case.reported_at is not None
)
inspector_told = Condition[MisconductCase](
    _("The confidential inspector must have been told of the police report."),
    POLICE_REPORT,
    holds=lambda case: case.inspector_told or case.reported_at is None,
)

STEPS: tuple[Step[MisconductCase], ...] = (
    Step(
        "record_suspicion",
        _("Record what you know"),
        role="reporter",
        source=STAFF_TELLS_BOARD,
        hint=_(
            "Do not investigate and ask nobody further: that is for the police. Promise no secrecy. "
            "Danger now? Call 112 first."
        ),
        once=True,
    ),
    Step(
        "tell_board",
        _("Tell the board"),
        role="teller",
        source=STAFF_TELLS_BOARD,
        hint=_("At once, by telephone. Past the head when it is about the head."),
        once=True,
    ),
    Step(
        "measure",
        _("Measure"),
        role="guard",
        source=VANGNET_PROPOSES,
        hint=_("Such as no contact with pupils. It protects everybody and says nothing about guilt."),
        on_the_line=False,
    ),
    Step(
        "consult",
        _("Consult the confidential inspector"),
        role="board",
        source=BOARD_CONSULTS,
        hint=_("0900 111 3 111, on working days from 8.00 to 17.00. Before anything else is done or said."),
        needs=(board_told,),
    ),
    Step(
        "decide",
        _("Reasonable suspicion?"),
        role="board",
        source=POLICE_REPORT,
        hint=_("What the talk with the confidential inspector comes to: yes or no, with the reasons."),
        needs=(consulted, not_reported),
    ),
    Step(
        "tell_parents",
        _("Tell the parents"),
        role="board",
        source=POLICE_REPORT,
        hint=_(
            "Of each pupil, before the police report. Agree first with the confidential inspector what is told."
        ),
        needs=(consulted,),
    ),
    Step(
        "tell_accused",
        _("Tell the accused"),
        role="board",
        source=POLICE_REPORT,
        hint=_("Before the police report, and no more than that it will be made. Put no questions."),
        needs=(consulted,),
    ),
    Step(
        "report_police",
        _("Report to the police"),
        role="board",
        source=POLICE_REPORT,
        hint=_("At once when the suspicion is reasonable. From then on the police investigate."),
        needs=(suspected, parents_told, accused_told),
        once=True,
    ),
    Step(
        "tell_inspector",
        _("Tell the confidential inspector of the report"),
        role="board",
        source=POLICE_REPORT,
        hint=_("At once after the police report: 0900 111 3 111."),
        needs=(police_know,),
        once=True,
    ),
    Step(
        "note",
        _("Note"),
        role="guard",
        source=VANGNET_PROPOSES,
        hint=_("Anything else that must be known, such as help for the pupil and the parents."),
        on_the_line=False,
    ),
    Step(
        "close",
        _("Close"),
        role="board",
        source=VANGNET_PROPOSES,
        hint=_("Nothing more has to be done for this."),
        needs=(board_told, consulted, decided, reported, inspector_told),
        closes=True,
    ),
    Step(
        "reopen",
        _("Reopen"),
        role="board",
        source=VANGNET_PROPOSES,
        hint=_("Something came up that belongs to this."),
        reopens=True,
        on_the_line=False,
    ),
)

Since = Callable[[MisconductCase], datetime | None]


def _at_once(step: str, title: str, source: Source, since: Since) -> Clock[MisconductCase]:
    """“At once”, counted from minute to minute; how many hours later it shows as too late is a setting."""
    return Clock(step, title, source, since=since, agreement=AT_ONCE, unit=hours)


def _untold(case: MisconductCase) -> datetime | None:
    return None if case.board_told_at else case.known_at


def _unconsulted(case: MisconductCase) -> datetime | None:
    if case.board_told_at is None or case.consulted_at:
        return None
    return reachable_from(case.board_told_at)


def _by_law(since: Since) -> Since:
    return lambda case: since(case) if case.is_under_the_act else None


def _by_practice(since: Since) -> Since:
    return lambda case: None if case.is_under_the_act else since(case)


TELL_BOARD = _("Tell the board at once")
CONSULT = _("Consult the confidential inspector at once: 0900 111 3 111")
CLOCKS = (
    _at_once("tell_board", TELL_BOARD, STAFF_TELLS_BOARD, _by_law(_untold)),
    _at_once("tell_board", TELL_BOARD, INTIMIDATION, _by_practice(_untold)),
    _at_once("consult", CONSULT, BOARD_CONSULTS, _by_law(_unconsulted)),
    _at_once("consult", CONSULT, INSPECTORS, _by_practice(_unconsulted)),
    _at_once(
        "decide",
        _("Decide whether the suspicion is reasonable"),
        POLICE_REPORT,
        _by_law(lambda case: None if case.decided_at else case.consulted_at),
    ),
    _at_once(
        "tell_parents",
        _("Tell the parents, before the police report"),
        POLICE_REPORT,
        lambda case: case.waits_for_report if case.parents_left else None,
    ),
    _at_once(
        "tell_accused",
        _("Tell the accused, before the police report"),
        POLICE_REPORT,
        lambda case: case.waits_for_report if case.accused_left else None,
    ),
    _at_once(
        "report_police",
        _("Report to the police at once"),
        POLICE_REPORT,
        lambda case: case.waits_for_report,
    ),
    _at_once(
        "tell_inspector",
        _("Tell the confidential inspector at once of the police report: 0900 111 3 111"),
        POLICE_REPORT,
        lambda case: (
            reachable_from(case.reported_at) if case.reported_at and not case.inspector_told else None
        ),
    ),
)

MISCONDUCTS = Protocol[MisconductCase](
    key="misconduct", steps=STEPS, clocks=CLOCKS, agreements=(AT_ONCE, KEEP_YEARS)
)
