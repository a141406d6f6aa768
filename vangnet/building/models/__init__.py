"""The registers of the building; nothing about children stands in them."""

from .defects import Defect, DefectStep
from .equipment import Equipment, Inspection, LogLine, Responsible
from .partners import Contract, Partner

__all__ = [
    "Contract",
    "Defect",
    "DefectStep",
    "Equipment",
    "Inspection",
    "LogLine",
    "Partner",
    "Responsible",
]
