"""The plan: its paragraphs and annexes in two layers with every version, and the editions that were frozen of it."""

from .annexes import Annex, AnnexVersion
from .editions import Edition, EditionStep
from .paragraphs import Paragraph, Version

__all__ = ["Annex", "AnnexVersion", "Edition", "EditionStep", "Paragraph", "Version"]
