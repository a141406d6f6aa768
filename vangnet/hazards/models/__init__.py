"""The registers of risks; nothing about a single employee or pupil stands in them."""

from .assessments import ExpertReview, PlanEvaluation, RiskAssessment, RiskChange
from .imports import RiskFile
from .risks import MeasurePromise, Risk, RiskMeasure

__all__ = [
    "ExpertReview",
    "MeasurePromise",
    "PlanEvaluation",
    "Risk",
    "RiskAssessment",
    "RiskChange",
    "RiskFile",
    "RiskMeasure",
]
