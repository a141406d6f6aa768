"""Turns the safety plan that a school has into proposals: paragraphs, duties, annexes, firms and tasks.

Asks no database and makes nothing: what comes of a proposal is for the head to say, one by one.
"""
