"""A phone comes back after the roll-call was closed: what it says of who was missing still counts.

The taps of others are destroyed by then, so nothing is counted anew. A pupil of whom it said "missing" is added to
who was missing, marked as late, for the head to look into; who was missing and was seen by it counts as found.
"""

from collections.abc import Sequence

from .merging import Word, standing
from .models import Missed, RollCall
from .roster import pupil_of


def take_in_late(roll_call: RollCall, words: Sequence[Word]) -> None:
    """The same words once more change nothing."""
    for about, stand in standing(words).items():
        pupil, word = pupil_of(about), stand.word
        if pupil is None:  # names that were typed are removed by now
            continue
        row = Missed.objects.filter(roll_call=roll_call, pupil=pupil).first()
        if row is None and stand.is_missing:
            Missed.objects.create(
                roll_call=roll_call, pupil_id=pupil, missed_at=word.at, missed_by_id=word.by, came_late=True
            )
        elif row and row.found_at is None and not stand.is_missing and word.at > row.missed_at:
            row.found_at, row.found_by_id = word.at, word.by
            row.save(update_fields=["found_at", "found_by"])
