"""What a closed roll-call tells: how long it took, how many were counted, who called, and who was missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count as HowMany
from django.db.models import Q, QuerySet

from .models import Caller, Count, Missed, RollCall


@dataclass(frozen=True)
class Record:
    roll_call: RollCall
    counts: Sequence[Count]
    callers: Sequence[Caller]
    missed: Sequence[Missed]
    number_missed: int
    reads_names: bool

    @property
    def expected(self) -> int:
        return sum(each.expected for each in self.counts)

    @property
    def unaccounted(self) -> int:
        return sum(each.missing + each.uncalled for each in self.counts)

    @property
    def found(self) -> int:
        return sum(each.found for each in self.counts)


def record_of(roll_call: RollCall, *, with_names: bool) -> Record:
    counts = list(roll_call.counts.select_related("group"))
    rows = roll_call.missed.all()
    missed = list(rows.select_related("pupil", "missed_by", "found_by")) if with_names else []
    callers = list(roll_call.callers.select_related("person"))
    number = len(missed) if with_names else rows.count()
    return Record(roll_call, counts, callers, missed, number, with_names)


def past(rows: QuerySet[RollCall]) -> QuerySet[RollCall]:
    """Closed ones in which names were called, with how many were missing for a while."""
    needed = rows.filter(Q(began_at__isnull=False) | Q(missed__isnull=False)).distinct()
    return needed.select_related("school").annotate(
        number_missed=HowMany("missed", distinct=True),
    )
