"""The roles that an appointment can give, with the place where each is held and its Dutch name.

A role comes from a dated appointment and from nothing else (Normenkader IBP FO, ID.01; the EDEXML handbook
advises strongly against rights from role codes in a roster file).
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    COACH = "coach", _("Group teacher")
    SUPPORT_STAFF = "support_staff", _("Support staff")
    INTERNAL_COACH = "internal_coach", _("Internal support coordinator")
    HEAD = "head", _("Head teacher")
    CHILD_PROTECTION_OFFICER = "child_protection_officer", _("Child protection officer")
    CONFIDENTIAL_ADVISER = "confidential_adviser", _("Confidential adviser")
    ANTI_BULLYING_COORDINATOR = "anti_bullying_coordinator", _("Anti-bullying coordinator")
    PREVENTION_OFFICER = "prevention_officer", _("Prevention officer")
    EMERGENCY_OFFICER = "emergency_officer", _("Emergency response officer")
    HEAD_EMERGENCY_OFFICER = "head_emergency_officer", _("Head of emergency response")
    SAFETY_COORDINATOR = "safety_coordinator", _("Safety coordinator")
    CLUSTER_DIRECTOR = "cluster_director", _("Cluster director")
    EXECUTIVE_BOARD = "executive_board", _("Executive board")
    COMPLAINTS_COMMITTEE = "complaints_committee", _("Complaints committee")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    PARTICIPATION_COUNCIL = "participation_council", _("Participation council")
    ADMINISTRATOR = "administrator", _("System administrator")


OF_THE_BOARD = frozenset(
    {Role.EXECUTIVE_BOARD, Role.COMPLAINTS_COMMITTEE, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR}
)
OF_A_CLUSTER = frozenset({Role.CLUSTER_DIRECTOR})
OF_A_SCHOOL = frozenset(Role) - OF_THE_BOARD - OF_A_CLUSTER

# People who work in the school and may therefore record what happened there.
STAFF_OF_A_SCHOOL = OF_A_SCHOOL - {Role.PARTICIPATION_COUNCIL}
# Colleagues, who can be brought into a dossier of whatever kind, or have a list of incidents.
COLLEAGUES = STAFF_OF_A_SCHOOL | {Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD}
# Who can come to know a dossier at all; administrator, data protection officer and participation council read none.
COULD_KNOW_A_DOSSIER = COLLEAGUES | {Role.COMPLAINTS_COMMITTEE}
