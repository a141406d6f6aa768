"""The registers of risks; nothing about a single employee or pupil stands in them."""

from .assessments import Assessment, Change, Evaluation, Review
from .imports import RiskFile
from .risks import Measure, Promise, Risk

__all__ = ["Assessment", "Change", "Evaluation", "Measure", "Promise", "Review", "Risk", "RiskFile"]
