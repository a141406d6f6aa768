"""The facts of an incident, and what its lists and figures need."""

from .category import Category
from .facts import (
    Assessment,
    EarlierIncident,
    FollowUpAgreed,
    FollowUpHeld,
    LabourReport,
    ParentsTold,
    PoliceContact,
    Report,
    StaffAccident,
)
from .incident import Incident, InvolvedPupil
from .total import Total

FACTS = (
    Assessment,
    EarlierIncident,
    FollowUpAgreed,
    FollowUpHeld,
    LabourReport,
    ParentsTold,
    PoliceContact,
    Report,
    StaffAccident,
)

# In which steps a fact can stand.
FACTS_OF = {
    Assessment: frozenset({"assess"}),
    EarlierIncident: frozenset({"link"}),
    FollowUpAgreed: frozenset({"agree_follow_up"}),
    FollowUpHeld: frozenset({"follow_up"}),
    LabourReport: frozenset({"labour_report"}),
    ParentsTold: frozenset({"tell_parents"}),
    PoliceContact: frozenset({"police"}),
    Report: frozenset({"report"}),
    StaffAccident: frozenset({"staff_accident"}),
}

__all__ = [
    "FACTS",
    "FACTS_OF",
    "Assessment",
    "Category",
    "EarlierIncident",
    "FollowUpAgreed",
    "FollowUpHeld",
    "Incident",
    "InvolvedPupil",
    "LabourReport",
    "ParentsTold",
    "PoliceContact",
    "Report",
    "StaffAccident",
    "Total",
]
