"""Accidents and incidents: reported by any adult, handled with the parents, evaluated every year (plan 3.2)."""
