"""Suspected abuse, neglect or violence at home: the five steps of the meldcode, and two decisions (plan 3.1.5)."""
