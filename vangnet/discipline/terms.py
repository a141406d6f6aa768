"""How long parents can object to what was decided about their child (Awb art. 6:7 and 6:8; WPO art. 63 lid 3)."""

from datetime import date

from vangnet.core.terms import weeks

TO_OBJECT = weeks(6, statutory=True)


def may_object_until(told_on: date) -> date:
    """The last of the six weeks that begin on the day after the decision was told."""
    return TO_OBJECT.ends(told_on)
