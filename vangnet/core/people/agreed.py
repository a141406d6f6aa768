"""The values that hold at a school on a day: its own, else the board's; what neither set keeps its default."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from .models import School, SchoolRule


def agreed(school: School | None, on: date) -> Mapping[str, int]:
    """Values by key, of each owner the latest, and the school's before the board's; without a school the board's."""
    rows = SchoolRule.objects.filter(Q(school=school) | Q(school=None), since__lte=on)
    ordered = rows.order_by("since", "pk").values_list("key", "value", "school")
    boards = {key: value for key, value, owner in ordered if owner is None}
    own = {key: value for key, value, owner in ordered if owner is not None}
    return boards | own
