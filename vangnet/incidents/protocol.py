"""What must follow when something happened at school.

No act lays down a register of incidents for primary schools; the inspectorate does expect that incidents are
registered and evaluated (Onderzoekskader 2021, VS1), and the safety plan promises it (par. 3.2). The one hard
statutory term is the employer's: a serious accident of a member of staff is reported to the Labour Inspectorate
(Arbowet, art. 9); what pupils suffer is registered here and reported to nobody.
What each source asks stands in `law.md`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from vangnet.core.agreements import Agreement, kept_for
from vangnet.core.law import ARBO, VANGNET_PROPOSES, PlanParagraph, Practice
from vangnet.core.protocols import Clock, Condition, Protocol, Step
from vangnet.core.terms import days, hours, working_days
from vangnet.core.words import _

PLAN_INCIDENTS = PlanParagraph("3.2")
PLAN_SERIOUS = PlanParagraph("3.2.2")
INSPECTORATE = Practice("Onderzoekskader 2021 Inspectie van het Onderwijs, VS1")
ARBO_SECTOR = Practice("Arbocatalogus PO, melden en registreren van ongevallen")


class Severity(Enum):
    """How grave it was. `serious` is what the safety plan calls a serious incident."""

    MINOR = "minor"
    SERIOUS = "serious"
    VERY_SERIOUS = "very_serious"


@dataclass(frozen=True)
class IncidentCase:
    """What is known of an incident, as far as the procedure asks for it. Children and staff by their number."""

    reported_at: datetime
    severity: Severity | None = None
    children: frozenset[int] = frozenset()
    children_told: frozenset[int] = frozenset()
    follow_ups: tuple[date, ...] = ()
    staff_hurt: frozenset[int] = frozenset()
    staff_outcomes: frozenset[int] = frozenset()
    labour_report_since: datetime | None = None
    evaluated: bool = False

    @property
    def untold(self) -> frozenset[int]:
        return self.children - self.children_told

    @property
    def unknown_outcomes(self) -> frozenset[int]:
        return self.staff_hurt - self.staff_outcomes

    @property
    def is_serious(self) -> bool:
        return self.severity in (Severity.SERIOUS, Severity.VERY_SERIOUS)


PARENTS_WITHIN = Agreement(
    key="incidents.parents_within_days",
    title=_("Parents hear of an incident within"),
    unit=_("days; 0 is the same day"),
    default=0,
    lowest=0,
    highest=7,
    source=VANGNET_PROPOSES,
)
REVIEW_WITHIN = Agreement(
    key="incidents.review_within_days",
    title=_("An incident is reviewed within"),
    unit=_("days"),
    default=7,
    lowest=1,
    highest=28,
    source=VANGNET_PROPOSES,
)
EVALUATE_WITHIN = Agreement(
    key="incidents.evaluate_within_days",
    title=_("A serious incident is evaluated within"),
    unit=_("days"),
    default=28,
    lowest=1,
    highest=120,
    source=VANGNET_PROPOSES,
)
PATTERN_COUNT = Agreement(
    key="incidents.pattern_count",
    title=_("The same child is a victim this often: look for a pattern"),
    unit=_("incidents in six weeks"),
    default=3,
    lowest=2,
    highest=10,
    source=VANGNET_PROPOSES,
)
KEEP_YEARS = kept_for("incidents", _("An incident is kept after it was closed for at most"))


severity_known = Condition[IncidentCase](
    _("Say first how serious it was."), PLAN_SERIOUS, holds=lambda case: case.severity is not None
)
parents_told = Condition[IncidentCase](
    _("The parents of each child involved must have been told, or a reason recorded why not."),
    PLAN_INCIDENTS,
    holds=lambda case: not case.untold,
)
follow_ups_done = Condition[IncidentCase](
    _("An agreed follow-up has not been held yet."), PLAN_INCIDENTS, holds=lambda case: not case.follow_ups
)
outcome_known = Condition[IncidentCase](
    _("Record how the accident ended for each member of staff who was hurt."),
    ARBO.art("9", "lid 2"),
    holds=lambda case: not case.unknown_outcomes,
)
labour_inspectorate_told = Condition[IncidentCase](
    _("This accident must be reported to the Labour Inspectorate first."),
    ARBO.art("9", "lid 1"),
    holds=lambda case: case.labour_report_since is None,
)
evaluated_when_serious = Condition[IncidentCase](
    _("A serious incident is evaluated before it is closed."),
    INSPECTORATE,
    holds=lambda case: case.evaluated or not case.is_serious,
)
labour_report_is_due = Condition[IncidentCase](
    _(
        "Only a staff accident with death, permanent injury or admission to hospital goes to the Labour Inspectorate."
    ),
    ARBO.art("9", "lid 1"),
    holds=lambda case: case.labour_report_since is not None,
)
somebody_of_staff_hurt = Condition[IncidentCase](
    _("No member of staff was hurt. Accidents of pupils are registered here and reported to nobody."),
    ARBO_SECTOR,
    holds=lambda case: bool(case.staff_hurt),
)
a_follow_up_is_open = Condition[IncidentCase](
    _("No follow-up has been agreed. Agree one first."),
    PLAN_INCIDENTS,
    holds=lambda case: bool(case.follow_ups),
)

INCIDENTS = Protocol[IncidentCase](
    key="incident",
    steps=(
        Step("report", _("Report"), role="reporter", source=PLAN_INCIDENTS, once=True),
        Step(
            "assess",
            _("Assess"),
            role="handler",
            source=PLAN_SERIOUS,
            hint=_("How serious was it, and was anybody hurt?"),
        ),
        Step(
            "measure",
            _("Take measures"),
            role="handler",
            source=PLAN_INCIDENTS,
            hint=_("What did the school do, for whom, and what was agreed?"),
        ),
        Step(
            "tell_parents",
            _("Tell the parents"),
            role="teller",
            source=PLAN_INCIDENTS,
            hint=_("For each child: who was told, how and when. Never name the other child."),
        ),
        Step(
            "agree_follow_up",
            _("Agree a follow-up"),
            role="handler",
            source=PLAN_INCIDENTS,
            hint=_("On which day will you look whether it is over?"),
            on_the_line=False,
        ),
        Step(
            "follow_up",
            _("Follow-up"),
            role="handler",
            source=PLAN_INCIDENTS,
            hint=_("How is it now with each child?"),
            needs=(a_follow_up_is_open,),
            on_the_line=False,
        ),
        Step(
            "police",
            _("Police"),
            role="handler",
            source=PLAN_SERIOUS,
            hint=_("Was the police notified, or a criminal report filed?"),
            on_the_line=False,
        ),
        Step(
            "staff_accident",
            _("Accident of a colleague"),
            role="handler",
            source=ARBO.art("9", "lid 2"),
            hint=_(
                "How did it end for your colleague? This decides whether the Labour Inspectorate must be told."
            ),
            needs=(somebody_of_staff_hurt,),
            on_the_line=False,
        ),
        Step(
            "labour_report",
            _("Report to the Labour Inspectorate"),
            role="handler",
            source=ARBO.art("9", "lid 1"),
            hint=_(
                "Record here that you reported the accident. Reporting itself is done on the Inspectorate's site."
            ),
            needs=(labour_report_is_due,),
            on_the_line=False,
        ),
        Step(
            "link",
            _("Link an earlier incident"),
            role="handler",
            source=PLAN_INCIDENTS,
            hint=_("Does this follow from something that happened before?"),
            on_the_line=False,
        ),
        Step(
            "note",
            _("Note"),
            role="handler",
            source=PLAN_INCIDENTS,
            hint=_("Anything else that must be known; read by those who handle the incident."),
            on_the_line=False,
        ),
        Step(
            "evaluate",
            _("Evaluate"),
            role="handler",
            source=INSPECTORATE,
            hint=_("What went well, what did not, and what will the school do differently?"),
            needs=(severity_known,),
        ),
        Step(
            "close",
            _("Close"),
            role="handler",
            source=PLAN_INCIDENTS,
            hint=_("Nothing more has to be done for this incident."),
            needs=(
                severity_known,
                parents_told,
                follow_ups_done,
                outcome_known,
                labour_inspectorate_told,
                evaluated_when_serious,
            ),
            closes=True,
        ),
        Step(
            "reopen",
            _("Reopen"),
            role="handler",
            source=PLAN_INCIDENTS,
            hint=_("Something came up that belongs to this incident."),
            reopens=True,
            on_the_line=False,
        ),
    ),
    clocks=(
        Clock(
            "labour_report",
            _("Report the accident to the Labour Inspectorate"),
            ARBO.art("9", "lid 1"),
            since=lambda case: case.labour_report_since,
            term=hours(24),
        ),
        Clock(
            "tell_parents",
            _("Tell the parents of each child"),
            PLAN_INCIDENTS,
            since=lambda case: case.reported_at if case.untold else None,
            agreement=PARENTS_WITHIN,
            unit=days,
        ),
        Clock(
            "assess",
            _("Assess how serious it was"),
            PLAN_INCIDENTS,
            since=lambda case: case.reported_at if case.severity is None else None,
            agreement=REVIEW_WITHIN,
            unit=days,
        ),
        Clock(
            "staff_accident",
            _("Record how the accident ended for your colleague"),
            ARBO.art("9", "lid 2"),
            since=lambda case: case.reported_at if case.unknown_outcomes else None,
            term=working_days(4),
        ),
        Clock(
            "follow_up",
            _("Hold the agreed follow-up"),
            PLAN_INCIDENTS,
            since=lambda case: min(case.follow_ups) if case.follow_ups else None,
        ),
        Clock(
            "evaluate",
            _("Evaluate this serious incident"),
            INSPECTORATE,
            since=lambda case: case.reported_at if case.is_serious and not case.evaluated else None,
            agreement=EVALUATE_WITHIN,
            unit=days,
        ),
    ),
    agreements=(PARENTS_WITHIN, REVIEW_WITHIN, EVALUATE_WITHIN, PATTERN_COUNT, KEEP_YEARS),
)
