"""What a school may agree about its plan: how long a plan that was brought in stays here."""

from vangnet.core.agreements import Agreed, Agreement
from vangnet.core.law import VANGNET_PROPOSES
from vangnet.core.words import _

KEEP_INTAKES_DAYS = Agreement(
    key="plan.keep_intakes_days",
    title=_("An existing plan that was brought in for the check is kept for"),
    unit=_("days"),
    default=60,
    lowest=1,
    highest=365,
    source=VANGNET_PROPOSES,
)
AGREED = Agreed(_("In the safety plan"), (KEEP_INTAKES_DAYS,))
