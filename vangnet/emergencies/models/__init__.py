"""What a school keeps to be ready: each thing in a module of its own."""

from .actions import DrillAction
from .counts import HeadCount
from .drills import Drill

__all__ = ["Drill", "DrillAction", "HeadCount"]
