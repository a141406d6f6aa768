"""Until when parents can object to a removal, and when the board must have decided on it.

The parents have six weeks from the day after the decision was told (Awb art. 6:7 and 6:8; WPO art. 63 lid 3). A
private-law school then decides within four weeks after it received the objection (WPO art. 63 lid 3), a public school
within four weeks counted from the day after those six weeks are over (WPO art. 40 lid 12). From the day on which the
disputes committee was asked until the day on which it judged, that term stands still (WPO art. 43 lid 4).
"""

from dataclasses import dataclass
from datetime import date

from vangnet.core.terms import weeks
from vangnet.core.working_days import DAY

from ..terms import may_object_until

TO_DECIDE_AGAIN = weeks(4, statutory=True)
TO_JUDGE = weeks(10, statutory=True)


@dataclass(frozen=True)
class Dispute:
    """Brought before the disputes committee on a day, until it judged or the parents took it back."""

    asked_on: date
    ended_on: date | None = None

    @property
    def is_pending(self) -> bool:
        return self.ended_on is None


def event_of_decision(*, is_public: bool, told_on: date, received_on: date, dispute: Dispute | None) -> date:
    """The day whose morrow is the first of the four weeks, moved on by the days on which they stood still."""
    event = may_object_until(told_on) if is_public else received_on
    return event + DAY * _days_stopped(event, dispute)


def _days_stopped(event: date, dispute: Dispute | None) -> int:
    """The days of the term from the one on which the committee was asked up to the one on which it judged."""
    if dispute is None or dispute.ended_on is None or dispute.asked_on > TO_DECIDE_AGAIN.ends(event):
        return 0
    return max(0, (dispute.ended_on - max(dispute.asked_on, event + DAY)).days)
