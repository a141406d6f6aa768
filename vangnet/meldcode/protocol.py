"""What a school does when it suspects that a child is abused or neglected at home, or lives with violence there.

The board adopts a code of steps and furthers its use (WPO art. 4b); what stands in it at least is told by the Besluit
verplichte meldcode (art. 2): signals, consultation, talk, weighing, decision, and in doubt always Veilig Thuis. How to
weigh is the Afwegingskader of the sector: five questions, and two decisions that can both be yes. Reporting is a right
(Wmo 2015 art. 5.2.6) and a norm of the profession. No act gives days: those here are proposals, counted in school days
over the school's own calendar. At acute danger the steps have no order and all end the same day.
What each source asks stands in `law.md`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from vangnet.core.agreements import Agreement, kept_for
from vangnet.core.law import VANGNET_PROPOSES, WPO, Act, PlanParagraph, Practice, Source
from vangnet.core.protocols import Clock, Condition, Protocol, Step, note
from vangnet.core.terms import days, school_days_as_known, working_days
from vangnet.core.words import _

DECREE = Act("Besluit verplichte meldcode", "BWBR0033723", date(2015, 1, 1))
WMO = Act("Wmo 2015", "BWBR0035362", date(2015, 1, 1))

PLAN = PlanParagraph("3.1.5")
FRAMEWORK = Practice("Afwegingskader meldcode Onderwijs en Leerplicht")


class Suspicion(Enum):
    """The first question of the framework. `strong` is what the plan has the cluster director informed of."""

    NO = "no"
    YES = "yes"
    STRONG = "strong"


class Way(Enum):
    """How a dossier can end."""

    SUSPICION_REMOVED = "suspicion_removed"
    HELP_WORKED = "help_worked"
    WITH_VEILIG_THUIS = "with_veilig_thuis"


@dataclass(frozen=True)
class MeldcodeCase:
    """What is known, as far as the procedure asks for it. Children by their number.

    `children_spoken` and `parents_spoken` count a reason why not as well. What ends in `since` is still to be done, and
    nothing once it was; `help_until` is the agreed end of help of which the effect was not looked at yet. `reported`:
    since help failed, if it did.
    """

    reported_at: datetime
    children: frozenset[int] = frozenset()
    consulted: bool = False
    children_spoken: frozenset[int] = frozenset()
    parents_spoken: frozenset[int] = frozenset()
    talk_held: bool = False
    acute_since: datetime | None = None
    suspicion: Suspicion | None = None
    unsafe_since: datetime | None = None
    doubt_since: datetime | None = None
    strong_since: datetime | None = None
    points_to_report: bool = False
    decided: bool = False
    undecided_since: datetime | None = None
    report_due_since: datetime | None = None
    failed_since: datetime | None = None
    ever_reported: bool = False
    reported: bool = False
    answer_awaited_since: datetime | None = None
    help_decided: bool = False
    help_due_since: datetime | None = None
    help_until: date | None = None
    effect: bool | None = None

    @property
    def unspoken(self) -> frozenset[int]:
        """Children with whom, or with whose parents, nobody spoke yet and no reason says why not."""
        return self.children - (self.children_spoken & self.parents_spoken)

    @property
    def is_acute(self) -> bool:
        return self.acute_since is not None

    @property
    def is_suspected(self) -> bool:
        return self.suspicion in (Suspicion.YES, Suspicion.STRONG)

    @property
    def ways_to_end(self) -> tuple[Way, ...]:
        """How it could end as it stands; nothing while a suspicion stands and neither report nor help answered it."""
        is_removed = self.suspicion is Suspicion.NO or (self.suspicion is None and self.talk_held)
        ways = {
            Way.SUSPICION_REMOVED: is_removed,
            Way.HELP_WORKED: self.decided and self.effect is True,
            Way.WITH_VEILIG_THUIS: self.decided and self.reported and self.effect is not True,
        }
        return tuple(way for way, is_open in ways.items() if is_open)


def _school_days_agreement(key: str, title: str, default: int, highest: int) -> Agreement:
    return Agreement(
        key=f"meldcode.{key}_within_school_days",
        title=title,
        unit=_("school days"),
        default=default,
        lowest=1,
        highest=highest,
        source=VANGNET_PROPOSES,
    )


CONSULT_WITHIN = _school_days_agreement(
    "consult", _("Meldcode: signals are discussed with a colleague within"), 5, 10
)
TALK_WITHIN = _school_days_agreement("talk", _("Meldcode: child and parents are spoken with within"), 10, 20)
DECIDE_WITHIN = _school_days_agreement("decide", _("Meldcode: it is weighed and decided within"), 20, 40)
DIRECTOR_WITHIN = _school_days_agreement(
    "director", _("Meldcode: the cluster director hears of a strong suspicion within"), 1, 5
)
HELP_WITHIN = _school_days_agreement("help", _("Meldcode: help that was decided on is agreed within"), 10, 20)
AT_ONCE = Agreement(
    key="meldcode.at_once_within_days",
    title=_("Meldcode: at acute danger, and where Veilig Thuis must be called, within"),
    unit=_("days; 0 is the same day"),
    default=0,
    lowest=0,
    highest=1,
    source=VANGNET_PROPOSES,
)
KEEP_YEARS = kept_for("meldcode", _("A meldcode dossier is kept after it was closed for at most"), highest=10)


# Before weighing, and before the end

colleague_consulted = Condition[MeldcodeCase](
    _("Discuss the signals with a colleague first."),
    DECREE.art("2"),
    holds=lambda case: case.consulted,
)
child_and_parents_spoken = Condition[MeldcodeCase](
    _("Each child and its parents must have been spoken with, or a reason recorded why not."),
    DECREE.art("2"),
    holds=lambda case: not case.unspoken,
)
veilig_thuis_contacted = Condition[MeldcodeCase](
    _("It was weighed as unsafe or in doubt: record a contact with Veilig Thuis on that day or later."),
    DECREE.art("2"),
    holds=lambda case: case.unsafe_since is None and case.doubt_since is None,
)
director_informed = Condition[MeldcodeCase](
    _("The suspicion is strong: the cluster director must have been informed."),
    PLAN,
    holds=lambda case: case.strong_since is None,
)
report_made = Condition[MeldcodeCase](
    _("Report to Veilig Thuis, as was decided or as the help that failed asks; or decide anew."),
    FRAMEWORK,
    holds=lambda case: case.report_due_since is None and case.failed_since is None,
)
report_answered = Condition[MeldcodeCase](
    _("Record what Veilig Thuis does with the report."),
    WMO.art("4.1.1", "lid 2, onder g"),
    holds=lambda case: case.answer_awaited_since is None,
)
help_settled = Condition[MeldcodeCase](
    _("The help must have been agreed, and its effect looked at."),
    FRAMEWORK,
    holds=lambda case: case.help_due_since is None and case.help_until is None,
)
an_end_is_reached = Condition[MeldcodeCase](
    _(
        "A talk or the weighing removed the suspicion, the help had its effect, or Veilig Thuis has it after both "
        "decisions: one of these must be so."
    ),
    FRAMEWORK,
    holds=lambda case: bool(case.ways_to_end),
)

# For single steps; at acute danger there is no order


def _at_any_time_when_acute(condition: Condition[MeldcodeCase]) -> Condition[MeldcodeCase]:
    return Condition(
        condition.says, condition.source, holds=lambda case: case.is_acute or condition.holds(case)
    )


weighed_as_suspicion = Condition[MeldcodeCase](
    _("Weigh it first: there is nothing to decide without a suspicion."),
    DECREE.art("2"),
    holds=lambda case: case.is_suspected,
)
help_decided_on = Condition[MeldcodeCase](
    _("Decide first that help is given or organised."),
    FRAMEWORK,
    holds=lambda case: case.help_decided,
)
help_runs = Condition[MeldcodeCase](
    _("No help has been agreed of which the effect is to be looked at."),
    FRAMEWORK,
    holds=lambda case: case.help_until is not None,
)
was_reported = Condition[MeldcodeCase](
    _("Nothing has been reported to Veilig Thuis."),
    WMO.art("4.1.1", "lid 2, onder g"),
    holds=lambda case: case.ever_reported,
)

Since = Callable[[MeldcodeCase], datetime | None]


def _clocks(
    step: str, title: str, source: Source, waits: Since, agreement: Agreement
) -> tuple[Clock[MeldcodeCase], ...]:
    """The same duty twice: in school days, and at acute danger at once."""

    def in_time(case: MeldcodeCase) -> datetime | None:
        return None if case.is_acute else waits(case)

    def at_once(case: MeldcodeCase) -> datetime | None:
        since = waits(case)
        return max(since, case.acute_since) if since and case.acute_since else None

    return (
        Clock(step, title, source, since=in_time, agreement=agreement, unit=school_days_as_known),
        Clock(step, title, source, since=at_once, agreement=AT_ONCE, unit=days),
    )


def _clock_at_once(step: str, title: str, source: Source, since: Since) -> Clock[MeldcodeCase]:
    return Clock(step, title, source, since=since, agreement=AT_ONCE, unit=days)


FIVE_STEPS = Protocol[MeldcodeCase](
    key="meldcode",
    counts_school_days=True,
    steps=(
        Step(
            "record_signals",
            _("Record signals"),
            role="reporter",
            source=DECREE.art("2"),
            hint=_(
                "A child in danger now? Call 112 first. Veilig Thuis: 0800-2000, day and night, free. "
                "Is somebody suspected who works at school? Then not here: tell your board at once."
            ),
            once=True,
        ),
        Step(
            "add_signals",
            _("Add signals"),
            role="observer",
            source=DECREE.art("2"),
            hint=_("What you saw or heard since, also what speaks against it; and who else it concerns."),
            on_the_line=False,
        ),
        Step(
            "consult",
            _("Discuss with a colleague"),
            role="observer",
            source=DECREE.art("2"),
            hint=_("With the internal support coordinator or the child protection officer, as a rule."),
        ),
        Step(
            "ask_veilig_thuis",
            _("Ask Veilig Thuis, anonymously"),
            role="observer",
            source=DECREE.art("2"),
            hint=_(
                "0800-2000, day and night. Name nobody, and write down here nothing that points to a child."
            ),
            on_the_line=False,
        ),
        Step(
            "talk",
            _("Talk with child and parents"),
            role="handler",
            source=DECREE.art("2"),
            hint=_(
                "At school or by phone. Nothing is ever mailed to parents from here. First ask Veilig Thuis at a "
                "fear of sexual abuse, honour violence or a forced marriage."
            ),
        ),
        Step(
            "no_talk",
            _("Not spoken with, for now"),
            role="handler",
            source=PLAN,
            hint=_("Parents not informed, or a child not spoken with: record the reason."),
            on_the_line=False,
        ),
        Step(
            "weigh",
            _("Weigh"),
            role="handler",
            source=FRAMEWORK,
            hint=_(
                "The questions of the framework, one by one. Unsafe, or in doubt? Veilig Thuis: 0800-2000. Acute "
                "danger now? Add signals that say so first: from then on no order holds."
            ),
            needs=tuple(map(_at_any_time_when_acute, (colleague_consulted, child_and_parents_spoken))),
        ),
        Step(
            "inform_director",
            _("Inform the cluster director"),
            role="handler",
            source=PLAN,
            hint=_("Who is informed reads this dossier from then on."),
            on_the_line=False,
        ),
        Step(
            "decide",
            _("Decide: report? help?"),
            role="handler",
            source=WPO.art("4b"),
            hint=_("Two decisions, with the board: is a report needed, and is help possible (as well)?"),
            needs=(_at_any_time_when_acute(weighed_as_suspicion),),
        ),
        Step(
            "report_to_veilig_thuis",
            _("Report to Veilig Thuis"),
            role="handler",
            source=WMO.art("5.2.6"),
            hint=_(
                "By phone: 0800-2000, day and night; at direct danger 112. You may report without consent, at any "
                "time. Record here that it was done."
            ),
            on_the_line=False,
        ),
        Step(
            "answer",
            _("Answer of Veilig Thuis"),
            role="handler",
            source=WMO.art("4.1.1", "lid 2, onder g"),
            hint=_("What does Veilig Thuis do with the report, and what does it ask of the school?"),
            needs=(was_reported,),
            on_the_line=False,
        ),
        Step(
            "arrange_help",
            _("Agree on help"),
            role="handler",
            source=PLAN,
            hint=_("Who does what, until when, who keeps an eye on it, and what must have changed by then?"),
            needs=(_at_any_time_when_acute(help_decided_on),),
            on_the_line=False,
        ),
        Step(
            "evaluate_help",
            _("Did the help work?"),
            role="handler",
            source=FRAMEWORK,
            hint=_("The fifth question of the framework, at the end of the agreed term."),
            needs=(help_runs,),
            on_the_line=False,
        ),
        Step(
            "reference_index",
            _("Verwijsindex"),
            role="handler",
            source=DECREE.art("2"),
            hint=_(
                "Only where your municipality works with it and your school is authorised. The index holds who gave "
                "a signal and when, and not why."
            ),
            on_the_line=False,
        ),
        note(PLAN),
        Step(
            "close",
            _("Close"),
            role="handler",
            source=PLAN,
            hint=_("What was decided, and who keeps an eye on it from now on?"),
            needs=(
                colleague_consulted,
                child_and_parents_spoken,
                veilig_thuis_contacted,
                director_informed,
                report_made,
                report_answered,
                help_settled,
                an_end_is_reached,
            ),
            closes=True,
        ),
        Step(
            "reopen",
            _("Reopen"),
            role="handler",
            source=PLAN,
            hint=_("There are new signals, or something came up that belongs to this."),
            reopens=True,
            on_the_line=False,
        ),
    ),
    clocks=(
        _clock_at_once(
            "report_to_veilig_thuis",
            _("Call Veilig Thuis: it was weighed as unsafe"),
            FRAMEWORK,
            since=lambda case: case.unsafe_since,
        ),
        _clock_at_once(
            "ask_veilig_thuis",
            _("Ask Veilig Thuis: it was weighed as in doubt"),
            DECREE.art("2"),
            since=lambda case: case.doubt_since,
        ),
        _clock_at_once(
            "report_to_veilig_thuis",
            _("Report to Veilig Thuis, as was decided"),
            FRAMEWORK,
            since=lambda case: case.report_due_since,
        ),
        _clock_at_once(
            "report_to_veilig_thuis",
            _("The help did not work: report to Veilig Thuis"),
            FRAMEWORK,
            since=lambda case: case.failed_since,
        ),
        *_clocks(
            "consult",
            _("Discuss the signals with a colleague"),
            DECREE.art("2"),
            lambda case: None if case.consulted else case.reported_at,
            CONSULT_WITHIN,
        ),
        *_clocks(
            "talk",
            _("Talk with each child and its parents, or record why not"),
            DECREE.art("2"),
            lambda case: case.reported_at if case.unspoken else None,
            TALK_WITHIN,
        ),
        *_clocks(
            "weigh",
            _("Weigh the risk"),
            DECREE.art("2"),
            lambda case: case.reported_at if case.suspicion is None else None,
            DECIDE_WITHIN,
        ),
        *_clocks(
            "decide",
            _("Decide on report and help"),
            DECREE.art("2"),
            lambda case: case.undecided_since,
            DECIDE_WITHIN,
        ),
        *_clocks(
            "inform_director",
            _("Inform the cluster director of the strong suspicion"),
            PLAN,
            lambda case: case.strong_since,
            DIRECTOR_WITHIN,
        ),
        *_clocks(
            "arrange_help",
            _("Agree on the help that was decided on"),
            PLAN,
            lambda case: case.help_due_since,
            HELP_WITHIN,
        ),
        Clock(
            "answer",
            _("Ask Veilig Thuis what it does with the report"),
            FRAMEWORK,
            since=lambda case: case.answer_awaited_since,
            term=working_days(5),
        ),
        Clock(
            "evaluate_help",
            _("Look whether the help worked"),
            FRAMEWORK,
            since=lambda case: case.help_until,
        ),
    ),
    agreements=(
        CONSULT_WITHIN,
        TALK_WITHIN,
        DECIDE_WITHIN,
        DIRECTOR_WITHIN,
        HELP_WITHIN,
        AT_ONCE,
        KEEP_YEARS,
    ),
)
