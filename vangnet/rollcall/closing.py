"""A roll-call is closed: what stays is counted and named, all else is removed, and its key destroyed."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from vangnet.core.keys import store
from vangnet.core.keys.installation import KeyTrouble
from vangnet.core.people.models import Person

from .merging import Standing, Tally, tally
from .models import Caller, Count, Extra, Missed, RollCall, Word
from .roster import WITHOUT_GROUP, pupil_of
from .scene import Scene, scene_of


def close(
    roll_call: RollCall,
    *,
    by: Person | None,
    now: datetime,
    occasion: str = "",
    began_at: datetime | None = None,
) -> RollCall:
    """Closing what is closed changes nothing. Words that come at this moment are in it, or are late."""
    with transaction.atomic():
        held = RollCall.objects.select_for_update().get(pk=roll_call.pk)
        if held.is_running:
            scene = scene_of(held)
            _keep(scene)
            _close(held, scene, by, now, occasion, began_at)
            _remove(held)
    destroy_key(held.sealed_under)
    return held


def destroy_key(name: str) -> None:
    """A trace of it in a log that somebody is reading is erased by the recurring work."""
    with suppress(KeyTrouble):
        store.destroy(name)


def _close(
    held: RollCall, scene: Scene, by: Person | None, now: datetime, occasion: str, began_at: datetime | None
) -> None:
    moments = sorted(word.at for word in scene.words)
    held.closed_by, held.closed_at = by, now
    held.occasion = occasion or held.occasion
    held.settled_at = moments[-1] if moments else None
    held.began_at = (began_at or moments[0]) if moments else None
    held.save(update_fields=["closed_by", "closed_at", "occasion", "settled_at", "began_at"])


def _keep(scene: Scene) -> None:
    """Nothing of a roll-call in which nobody was called: somebody got ready, and it was not needed."""
    if not scene.words:
        return
    call, stand = scene.roll_call, scene.standing
    counts = [
        _count(call, Count.Kind.PUPILS, each.number or None, tally(each.keys, stand)) for each in scene.groups
    ]
    for kind in Extra.Kind:
        about = [each.about for each in scene.extras if each.kind == kind]
        if about:
            counts.append(_count(call, Count.Kind(kind), None, tally(about, stand)))
    Count.objects.bulk_create(counts)
    Missed.objects.bulk_create(_missed(call, stand.items()))
    said = Counter(word.by for word in scene.words)
    Caller.objects.bulk_create(
        Caller(roll_call=call, person_id=person, words=number) for person, number in said.items()
    )


def _count(roll_call: RollCall, kind: Count.Kind, group: int | None, of_them: Tally) -> Count:
    return Count(
        roll_call=roll_call,
        kind=kind,
        group_id=None if group == WITHOUT_GROUP else group,
        expected=of_them.expected,
        present=of_them.present,
        not_in=of_them.not_in,
        missing=of_them.missing,
        found=of_them.found,
    )


def _missed(roll_call: RollCall, stand: Iterable[tuple[str, Standing]]) -> Iterable[Missed]:
    for about, each in stand:
        pupil = pupil_of(about)
        if pupil is not None and each.first_missed:
            yield Missed(
                roll_call=roll_call,
                pupil_id=pupil,
                missed_at=each.first_missed.at,
                missed_by_id=each.first_missed.by,
                found_at=each.word.at if each.is_found else None,
                found_by_id=each.word.by if each.is_found else None,
            )


def _remove(held: RollCall) -> None:
    """The triggers let words go because the roll-call is closed now."""
    for model in (Word, Extra):
        rows = model.objects.filter(roll_call=held)
        rows._raw_delete(rows.db)
