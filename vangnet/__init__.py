"""Vangnet: the safety of a Dutch primary school."""

__version__ = "0.1.0"
