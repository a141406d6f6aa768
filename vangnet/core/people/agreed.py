"""The values that hold at a school on a day: its own, else the board's; what neither set keeps its default."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from vangnet.core.questions import Question

from .models import School, SchoolRule

AGREED = Question(
    lambda school, on: (
        SchoolRule.objects.filter(Q(school=school) | Q(school=None), since__lte=on)
        .order_by("since", "pk")
        .values_list("key", "value", "school")
    )
)


def agreed(school: School | None, on: date) -> Mapping[str, int]:
    """Values by key, of each owner the latest, and the school's before the board's; without a school the board's."""
    ordered = AGREED(school=school.pk if school else 0, on=on)
    boards = {key: value for key, value, owner in ordered if owner is None}
    own = {key: value for key, value, owner in ordered if owner is not None}
    return boards | own
