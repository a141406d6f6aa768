"""The registers of people and places. Everything in them carries dates; nothing is renumbered."""

from .calendar import CalendarDay, NormalDay
from .groups import Enrolment, Group, Placement, Pupil
from .guardians import ContactOrder, Guardian, Guardianship
from .imports import ImportRun, PendingImport
from .mappings import ColumnMapping, ImportedGuardianship
from .organisation import Board, Cluster, School
from .settings import SchoolRule
from .staff import Appointment, Person, RosterLink, Teaching

__all__ = [
    "Appointment",
    "Board",
    "CalendarDay",
    "Cluster",
    "ColumnMapping",
    "ContactOrder",
    "Enrolment",
    "Group",
    "Guardian",
    "Guardianship",
    "ImportRun",
    "ImportedGuardianship",
    "NormalDay",
    "PendingImport",
    "Person",
    "Placement",
    "Pupil",
    "RosterLink",
    "School",
    "SchoolRule",
    "Teaching",
]
