"""Accidents and incidents: reported by any adult in the school, handled with the parents, evaluated every year (plan 3.2)."""
