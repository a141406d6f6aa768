"""The plan: its paragraphs and annexes in two layers, the editions that were frozen of it, and plans brought in."""

from .annexes import Annex, AnnexVersion
from .answers import ProposalAnswer
from .editions import Edition, EditionStep
from .intakes import Intake
from .paragraphs import Paragraph, Version

__all__ = [
    "Annex",
    "AnnexVersion",
    "Edition",
    "EditionStep",
    "Intake",
    "Paragraph",
    "ProposalAnswer",
    "Version",
]
