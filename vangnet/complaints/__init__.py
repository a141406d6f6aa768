"""Complaints: with the person concerned, the head, the board and one committee, each with its readers (plan 3.2.3)."""
