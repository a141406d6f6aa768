"""Bullying: a report, talks with all who have a part in it, an approach, and looking until it stays away (plan 3.1)."""
