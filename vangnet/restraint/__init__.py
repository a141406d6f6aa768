"""Physical intervention by staff: what was tried, what was done, and an evaluation that is always due (plan 3.1.2)."""
