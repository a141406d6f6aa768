"""Aggression by a parent: time-out, later talk, warning, access ban and its review (plan 3.1.3)."""
