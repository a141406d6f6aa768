"""What goes by itself: forgotten roll-calls are closed, keys destroyed, and names kept no longer than agreed."""

from datetime import datetime

from django.utils import timezone

from vangnet.core import terms
from vangnet.core.keys import store
from vangnet.core.people.agreed import agreed

from .closing import destroy_key
from .models import Missed, RollCall
from .opening import close_forgotten
from .terms import KEEP_NAMES_MONTHS


def forget(now: datetime) -> None:
    close_forgotten(now)
    finish(now)
    forget_names(now)


def finish(now: datetime) -> None:
    """Keys of closed roll-calls that are still there: the server was cut off meanwhile, or the store was restored."""
    closed = RollCall.objects.filter(closed_at__lte=now)
    for name in store.existing(closed.values_list("sealed_under", flat=True)):
        destroy_key(name)


def forget_names(now: datetime) -> int:
    """The figures stay: they name nobody."""
    forgotten = 0
    named = (
        RollCall.objects.filter(missed__isnull=False, closed_at__lte=now).select_related("school").distinct()
    )
    for roll_call in named:
        day = timezone.localdate(roll_call.opened_at)
        months = KEEP_NAMES_MONTHS.value(agreed(roll_call.school, day))
        if terms.months(months).deadline(day) <= now:
            forgotten += Missed.objects.filter(roll_call=roll_call).delete()[0]
    return forgotten
