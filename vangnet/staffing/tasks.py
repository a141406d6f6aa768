"""The tasks that somebody at every school must have, each with its source and the appointments that give it.

The plan speaks of tasks, not of functions (par. 3.5): one colleague may have several. Who has one follows from a dated
appointment and from nothing else, so a task without an appointment is a promise that is broken from that day.
"""

from dataclasses import dataclass
from enum import Enum

from vangnet.core.law import ARBO, WPO, PlanParagraph, Practice, Source
from vangnet.core.people.roles import Role
from vangnet.core.words import _

BULLYING_TASKS = WPO.art("4c", "lid 1, onder c")
SCHOOL_TASKS = PlanParagraph("3.5")
BULLYING_POLICY = Practice(_("Sector habit: who coordinates the policy is also the contact point"))


class Part(Enum):
    """Where a task stands on the page."""

    LEADING = _("Leading")
    SOCIAL = _("Social safety")
    PHYSICAL = _("Physical safety")


@dataclass(frozen=True)
class Task:
    """`promise` is the task as the plan would say it; it is held by who is appointed in one of `roles`.

    `least` is the number of people that the sources ask for. `is_published`: parents read in the school guide and on
    the website who has it (safety plan 3.3.1, WPO art. 13).
    """

    key: str
    part: Part
    title: str
    does: str
    promise: str
    roles: tuple[Role, ...]
    source: Source
    also: tuple[Source, ...] = ()
    seen_to_by: Role = Role.HEAD
    is_published: bool = False
    most_asked: int = 0


TASKS = (
    Task(
        key="head",
        part=Part.LEADING,
        title=_("Leads the school"),
        does=_("Is responsible for safety at school in the end, and coordinates the safety policy."),
        promise=_("The school has a head who is responsible for safety"),
        roles=(Role.HEAD,),
        source=PlanParagraph("3.5.1"),
        seen_to_by=Role.CLUSTER_DIRECTOR,
    ),
    Task(
        key="internal_coach",
        part=Part.LEADING,
        title=_("Coordinates support"),
        does=_(
            "Leads the group discussions, picks up signals with the teacher, and sees that agreements are kept."
        ),
        promise=_("Somebody coordinates the support of pupils"),
        roles=(Role.INTERNAL_COACH,),
        source=PlanParagraph("3.5.1"),
    ),
    Task(
        key="safety_coordinator",
        part=Part.LEADING,
        title=_("Coordinates safety"),
        does=_("Keeps the safety plan alive: knows what is agreed, what is due and who does it."),
        promise=_("Somebody coordinates safety at the school"),
        roles=(Role.SAFETY_COORDINATOR,),
        source=SCHOOL_TASKS,
    ),
    Task(
        key="bullying_contact",
        part=Part.SOCIAL,
        title=_("Contact point for bullying"),
        does=_("Pupils and parents come here with bullying."),
        promise=_("Pupils and parents can go to somebody about bullying"),
        roles=(Role.BULLYING_CONTACT, Role.ANTI_BULLYING_COORDINATOR),
        source=BULLYING_TASKS,
        also=(SCHOOL_TASKS, BULLYING_POLICY),
        is_published=True,
    ),
    Task(
        key="bullying_policy",
        part=Part.SOCIAL,
        title=_("Coordinates the policy against bullying"),
        does=_("Sees that the agreements against bullying are known, followed and renewed."),
        promise=_("Somebody coordinates the policy against bullying"),
        roles=(Role.ANTI_BULLYING_COORDINATOR,),
        source=BULLYING_TASKS,
        also=(SCHOOL_TASKS,),
        is_published=True,
    ),
    Task(
        key="welfare",
        part=Part.SOCIAL,
        title=_("Follows the welfare of pupils"),
        does=_("Can always tell, from recent and representative figures, how the pupils are doing."),
        promise=_("Somebody follows the welfare of pupils"),
        roles=(Role.WELFARE_MONITOR,),
        source=SCHOOL_TASKS,
    ),
    Task(
        key="confidential_adviser",
        part=Part.SOCIAL,
        title=_("Confidential adviser"),
        does=_(
            "Listens to pupils, parents and colleagues about unwanted behaviour, and helps to find a way."
        ),
        promise=_("There is a confidential adviser"),
        roles=(Role.CONFIDENTIAL_ADVISER,),
        source=PlanParagraph("3.5.3"),
        also=(SCHOOL_TASKS,),
        is_published=True,
    ),
    Task(
        key="child_protection",
        part=Part.SOCIAL,
        title=_("Child protection officer"),
        does=_("Knows the reporting code for child abuse and thinks along from the first signal."),
        promise=_("Somebody is expert in the reporting code for child abuse"),
        roles=(Role.CHILD_PROTECTION_OFFICER,),
        source=PlanParagraph("3.3.1"),
        is_published=True,
    ),
    Task(
        key="prevention_officer",
        part=Part.PHYSICAL,
        title=_("Prevention officer"),
        does=_("Helps the board with safe and healthy work: the risk inventory and what follows from it."),
        promise=_("The school has a prevention officer"),
        roles=(Role.PREVENTION_OFFICER,),
        source=ARBO.art("13", "lid 1"),
        also=(SCHOOL_TASKS,),
    ),
    Task(
        key="emergency_officers",
        part=Part.PHYSICAL,
        title=_("Emergency response"),
        does=_("First aid, fighting a small fire, raising the alarm and getting everybody out."),
        promise=_("There are emergency response officers"),
        roles=(Role.EMERGENCY_OFFICER,),
        source=ARBO.art("15", "lid 1"),
        also=(PlanParagraph("3.5.2"),),
        is_published=True,
        most_asked=40,
    ),
    Task(
        key="head_of_emergency_response",
        part=Part.PHYSICAL,
        title=_("Leads the emergency response"),
        does=_("Coordinates while there is an emergency."),
        promise=_("Somebody leads the emergency response"),
        roles=(Role.HEAD_EMERGENCY_OFFICER,),
        source=PlanParagraph("3.5.2"),
    ),
)

TASK_OF_KEY = {task.key: task for task in TASKS}
ROLES_OF_TASKS = tuple(dict.fromkeys(role for task in TASKS for role in task.roles))
