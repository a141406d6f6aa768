"""What somebody is trained for, which tasks ask for it, and for how long a certificate holds when it says nothing.

No act asks for a certificate or a yearly refresher of emergency officers; the plan does (3.1.7), and it promises
training for the confidential adviser (3.4). What else a task asks for is a proposal, and a board may leave it.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from vangnet.core.law import VANGNET_PROPOSES, PlanParagraph, Source
from vangnet.core.people.roles import Role


class TrainingSubject(TextChoices):
    EMERGENCY_RESPONSE = "emergency_response", _("Emergency response (BHV)")
    EMERGENCY_LEADERSHIP = "emergency_leadership", _("Leading the emergency response")
    FIRST_AID = "first_aid", _("First aid for children")
    CONFIDENTIAL_ADVISER = "confidential_adviser", _("Confidential adviser")
    CHILD_PROTECTION = "child_protection", _("Reporting code for child abuse")
    BULLYING = "bullying", _("Bullying and a safe climate")
    PREVENTION = "prevention", _("Prevention and safe work")
    OTHER = "other", _("Something else")


@dataclass(frozen=True)
class Need:
    """A role that asks for training in a subject. `months`: how long a certificate holds at most; 0: for good."""

    role: Role
    subject: TrainingSubject
    source: Source
    months: int = 0


NEEDS = (
    Need(Role.EMERGENCY_OFFICER, TrainingSubject.EMERGENCY_RESPONSE, PlanParagraph("3.1.7"), months=12),
    Need(Role.HEAD_EMERGENCY_OFFICER, TrainingSubject.EMERGENCY_LEADERSHIP, VANGNET_PROPOSES),
    Need(Role.CONFIDENTIAL_ADVISER, TrainingSubject.CONFIDENTIAL_ADVISER, PlanParagraph("3.4")),
    Need(Role.CHILD_PROTECTION_OFFICER, TrainingSubject.CHILD_PROTECTION, VANGNET_PROPOSES),
    Need(Role.ANTI_BULLYING_COORDINATOR, TrainingSubject.BULLYING, VANGNET_PROPOSES),
    Need(Role.PREVENTION_OFFICER, TrainingSubject.PREVENTION, VANGNET_PROPOSES),
)
