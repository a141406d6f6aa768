"""The plan: its paragraphs in two layers, and every version of each."""

from .paragraphs import Paragraph, Version

__all__ = ["Paragraph", "Version"]
