"""What a school may agree about roll-calls, and how long one that was forgotten stays open."""

from datetime import timedelta

from vangnet.core.agreements import Agreed, Agreement
from vangnet.core.law import VANGNET_PROPOSES
from vangnet.core.words import _

KEEP_NAMES_MONTHS = Agreement(
    key="rollcall.keep_names_months",
    title=_("The names of who was missing in a roll-call are kept for"),
    unit=_("months"),
    default=12,
    lowest=1,
    highest=24,
    source=VANGNET_PROPOSES,
)
AGREED = Agreed(_("In an evacuation"), (KEEP_NAMES_MONTHS,))

# Longer than any session, so nobody is still calling names in it.
FORGOTTEN_AFTER = timedelta(hours=12)
