"""What a school keeps to be ready: each thing in a module of its own."""

from .actions import DrillAction
from .card import CardText
from .counts import HeadCount
from .drills import Drill
from .plans import Confirmation, NewSituation, PlanChapter, PlanFile, PlanVersion
from .presence import OfficerHalfDay, OfficerWeek

__all__ = [
    "CardText",
    "Confirmation",
    "Drill",
    "DrillAction",
    "HeadCount",
    "NewSituation",
    "OfficerHalfDay",
    "OfficerWeek",
    "PlanChapter",
    "PlanFile",
    "PlanVersion",
]
