"""The plan: its paragraphs and annexes in two layers, and every version of each."""

from .annexes import Annex, AnnexVersion
from .paragraphs import Paragraph, Version

__all__ = ["Annex", "AnnexVersion", "Paragraph", "Version"]
