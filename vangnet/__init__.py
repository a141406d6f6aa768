"""Vangnet: the safety of a Dutch primary school."""

__version__ = "0.2.0"
