"""The facts of an incident, and what its lists and figures need."""

from .category import Category
from .facts import (
    Assessment,
    Correction,
    EarlierIncident,
    FollowUpAgreed,
    FollowUpHeld,
    LabourReport,
    ParentsTold,
    PoliceContact,
    Report,
    StaffAccident,
)
from .incident import Incident

FACTS = (
    Assessment,
    Correction,
    EarlierIncident,
    FollowUpAgreed,
    FollowUpHeld,
    LabourReport,
    ParentsTold,
    PoliceContact,
    Report,
    StaffAccident,
)

__all__ = [
    "Assessment",
    "Category",
    "Correction",
    "EarlierIncident",
    "FACTS",
    "FollowUpAgreed",
    "FollowUpHeld",
    "Incident",
    "LabourReport",
    "ParentsTold",
    "PoliceContact",
    "Report",
    "StaffAccident",
]
