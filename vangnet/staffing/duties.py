"""What the plan and the law promise about the people of a school, and the rows that fulfil each promise."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vangnet.core.law import VANGNET_PROPOSES, WPO, PlanParagraph, Practice
from vangnet.core.obligations.duties import Asked, Duty, Evidence
from vangnet.core.obligations.rhythms import Always, EveryYears, TimesAYear
from vangnet.core.people.models import Appointment
from vangnet.core.people.recorded import STANDING
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import Certificate, Publication, TrainingPlan
from .subjects import TrainingSubject
from .tasks import TASKS, Task


@dataclass(frozen=True)
class AppointedIn:
    """The appointments that give a task."""

    roles: tuple[Role, ...]

    def __call__(self) -> QuerySet[Any, Any]:
        return Appointment.objects.filter(role__in=self.roles)


def held(task: Task) -> Duty:
    """At every moment somebody has the task: without a successor it is broken on the day after the last."""
    return Duty(
        key=f"staffing.{task.key}",
        title=task.promise,
        source=task.source,
        also=task.also,
        rhythm=Always(1),
        role=task.seen_to_by,
        evidence=Evidence(AppointedIn(task.roles), day="first_on", until="last_on"),
        hint=_("Who is appointed has the task. Without an appointment it is vacant from the first day."),
        recorded_at="staffing",
        highest=task.most_asked,
    )


HELD = {task.key: held(task) for task in TASKS}


def in_school_guides() -> QuerySet[Any, Any]:
    return Publication.objects.filter(STANDING, place=Publication.Place.GUIDE)


def on_websites() -> QuerySet[Any, Any]:
    return Publication.objects.filter(STANDING, place=Publication.Place.WEBSITE)


IN_SCHOOL_GUIDE = Duty(
    key="staffing.functionaries_in_guide",
    title=_("The school guide names to whom pupils and parents can go"),
    source=PlanParagraph("3.3.1"),
    also=(WPO.art("13", "lid 1, onder n"),),
    rhythm=TimesAYear(1),
    role=Role.HEAD,
    evidence=Evidence(in_school_guides),
    reported_to=(_("parents"),),
    hint=_("Draw up the list under “For parents”, and record on which day the guide with it came out."),
    recorded_at="functionaries-schools",
)
ON_WEBSITE = Duty(
    key="staffing.functionaries_on_website",
    title=_("The website names to whom pupils and parents can go"),
    source=PlanParagraph("3.3.1"),
    rhythm=TimesAYear(1),
    role=Role.HEAD,
    evidence=Evidence(on_websites),
    reported_to=(_("parents"),),
    hint=_(
        "Draw up the list under “For parents”, paste it into the website, and record on which day you did."
    ),
    recorded_at="functionaries-schools",
)


def emergency_certificates() -> QuerySet[Any, Any]:
    return Certificate.objects.filter(STANDING, subject=TrainingSubject.EMERGENCY_RESPONSE)


def emergency_officers() -> QuerySet[Any, Any]:
    return Appointment.objects.filter(role=Role.EMERGENCY_OFFICER)


# A certificate goes along with the person to every school at which he or she is appointed.
REFRESHER = Duty(
    key="staffing.emergency_refresher",
    title=_("Each emergency response officer follows a refresher every year"),
    source=PlanParagraph("3.1.7"),
    also=(
        Practice(_("Market habit: certificates of emergency officers hold for a year; no act asks for it")),
    ),
    rhythm=EveryYears(1),
    role=Role.EMERGENCY_OFFICER,
    evidence=Evidence(
        emergency_certificates,
        school="person__appointments__school",
        subject="person",
        day="issued_on",
        subjects=Asked(emergency_officers, key="person"),
    ),
    reported_to=(_("head teacher"),),
    no_subject=_("Nobody is appointed as emergency response officer; that is a broken promise of its own."),
    hint=_("The certificate of each officer is recorded under “Training”."),
    recorded_at="training-schools",
)


def training_plans() -> QuerySet[Any, Any]:
    return TrainingPlan.objects.filter(STANDING)


PLANNED = Duty(
    key="staffing.training_plan",
    title=_("The school has a training plan for the year"),
    source=PlanParagraph("3.4"),
    also=(VANGNET_PROPOSES,),
    rhythm=TimesAYear(1),
    role=Role.HEAD,
    evidence=Evidence(training_plans, day="counts_from"),
    hint=_("The safety plan promises training and names no rhythm; once a school year is a proposal."),
    recorded_at="training-schools",
)

DUTIES: tuple[Duty, ...] = (*HELD.values(), IN_SCHOOL_GUIDE, ON_WEBSITE, REFRESHER, PLANNED)
