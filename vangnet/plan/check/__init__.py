"""Reads any school's safety plan in Dutch and says where it is empty, contradicts itself, or asks less than the law.

Needs no database and sends nothing anywhere: a file comes in, a report comes out.
"""
