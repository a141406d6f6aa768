"""What returns each school year to keep the safety policy alive, and before whom account is given.

Neither law nor plan says how often there is a parent evening, when the report of the confidential adviser is discussed
or when the reporting code is brought up again: those rhythms are proposals, and say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vangnet.core.law import VANGNET_PROPOSES, WPO, PlanParagraph
from vangnet.core.obligations.duties import Duty, Evidence
from vangnet.core.obligations.rhythms import EveryYears, TimesAYear
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import Evaluation

Subject = Evaluation.Subject
BOARD, COUNCIL = _("the board"), _("the participation council")
CLUSTER, HEAD, PARENTS = _("the cluster director"), _("head teacher"), _("parents")


@dataclass(frozen=True)
class EvaluationsOn:
    """What was recorded about one subject."""

    subject: Evaluation.Subject

    def __call__(self) -> QuerySet[Any, Any]:
        return Evaluation.objects.standing().filter(subject=self.subject)


def _key(subject: Evaluation.Subject) -> str:
    return f"improvement.{subject}"


def about(subject: Evaluation.Subject, **told: Any) -> Duty:
    return Duty(
        key=_key(subject),
        evidence=Evidence(EvaluationsOn(subject)),
        recorded_at="improvement",
        **{"rhythm": TimesAYear(1), "lowest": 1, "highest": 4, **told},
    )


DUTIES: tuple[Duty, ...] = (
    about(
        Subject.INCIDENTS,
        title=_("The team evaluates the incidents of the year"),
        source=PlanParagraph("3.2"),
        also=(PlanParagraph("3.3"), PlanParagraph("3.3.5")),
        role=Role.HEAD,
        reported_to=(COUNCIL, CLUSTER),
        hint=_("What stands out in the figures of the year, and what does it ask of the policy?"),
    ),
    about(
        Subject.YEAR_PLAN,
        title=_("The year plan has goals for safety, and their effect is followed"),
        source=PlanParagraph("3.3.5"),
        role=Role.HEAD,
        reported_to=(COUNCIL, BOARD),
        hint=_("Which goals and measures stand in it, were they carried out, and did they help?"),
    ),
    about(
        Subject.COUNCIL,
        title=_("Social safety stands on the agenda of the participation council"),
        source=PlanParagraph("3.3.4"),
        role=Role.HEAD,
        reported_to=(COUNCIL,),
        hint=_("How safe pupils feel, and with that the safety policy. Consent to a change is asked apart."),
    ),
    about(
        Subject.DIRECTORS,
        title=_("Cluster director and head talk about social safety and the monitor"),
        source=PlanParagraph("2.2.4"),
        role=Role.CLUSTER_DIRECTOR,
        reported_to=(BOARD,),
        hint=_("What was said is read by the two of them and the board."),
    ),
    about(
        Subject.PARENTS,
        title=_("Parents are invited for an evening about how we treat each other"),
        source=PlanParagraph("3.1"),
        also=(VANGNET_PROPOSES,),
        rhythm=EveryYears(2),
        role=Role.HEAD,
        reported_to=(PARENTS,),
        hint=_("The plan promises these evenings and names no rhythm; that it is two years is a proposal."),
    ),
    about(
        Subject.ADVISER,
        title=_("The yearly report of the confidential adviser is discussed with head and board"),
        source=VANGNET_PROPOSES,
        also=(PlanParagraph("3.5.3"),),
        role=Role.CONFIDENTIAL_ADVISER,
        reported_to=(HEAD, BOARD),
        hint=_("The plan lets the adviser advise on the policy. Figures alone; nothing of what was told."),
    ),
    about(
        Subject.REPORTING_CODE,
        title=_("The reporting code and its use are brought to the attention of the staff"),
        source=WPO.art("4b", "lid 4"),
        also=(VANGNET_PROPOSES,),
        role=Role.CHILD_PROTECTION_OFFICER,
        reported_to=(HEAD,),
        hint=_("The law gives no number; once each school year is a proposal. New colleagues too."),
    ),
)
_BY_KEY = {duty.key: duty for duty in DUTIES}
DUTY_ON: Mapping[Evaluation.Subject, Duty] = {subject: _BY_KEY[_key(subject)] for subject in Subject}
