"""The registers of staffing."""

from .substitutes import Substitute

__all__ = ["Substitute"]
