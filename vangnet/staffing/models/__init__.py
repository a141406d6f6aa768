"""The registers of staffing."""

from .certificates import Certificate
from .publications import FunctionaryList, ListedFunctionary, Publication
from .substitutes import Substitute
from .training import Course, Participant, PlannedTraining, TrainingPlan, TrainingSession

__all__ = [
    "Certificate",
    "Course",
    "FunctionaryList",
    "ListedFunctionary",
    "Participant",
    "PlannedTraining",
    "Publication",
    "Substitute",
    "TrainingPlan",
    "TrainingSession",
]
