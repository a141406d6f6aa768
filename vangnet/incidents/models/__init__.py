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
from .incident import Incident

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

__all__ = ["FACTS", "Category", "Incident", *(model.__name__ for model in FACTS)]
