"""Several people at the same instant, each with a connection of their own, in an installation that is theirs alone.

`python -m vangnet.rollcall.tests.at_once` in that installation's environment prints what came of it.
"""

import json
from threading import Barrier, Thread
from uuid import UUID, uuid4

PEOPLE = 6


def together(act) -> list:
    """What each of them got, or the failure."""
    barrier, got = Barrier(PEOPLE), []

    def one(place: int) -> None:
        from django.db import connections

        barrier.wait()
        try:
            got.append(act(place))
        except Exception as failure:
            got.append(repr(failure))
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=[place]) for place in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def main() -> dict:
    from django.utils import timezone

    from vangnet.core.keys.models import WrappedKey
    from vangnet.core.people.models import Person, Pupil, School
    from vangnet.rollcall.closing import close
    from vangnet.rollcall.hearing import Told, hear
    from vangnet.rollcall.merging import Said
    from vangnet.rollcall.models import Count, Missed, RollCall
    from vangnet.rollcall.opening import Start, start

    linde, by = School.objects.get(name="De Linde"), list(Person.objects.order_by("pk")[:PEOPLE])
    pupils = list(Pupil.objects.filter(enrolments__school=linde).values_list("pk", flat=True))
    shared = [UUID(int=number + 1) for number in range(len(pupils))]
    begun = together(lambda place: start(Start(linde, by[place], "drill", uuid4(), timezone.now())).pk)
    roll_call = RollCall.objects.get()
    keys = WrappedKey.objects.filter(pk__startswith="r").count()

    def speak(place: int) -> str:
        """The same words from everybody, as when answers got lost; and one of one's own for each pupil."""
        now = timezone.now()
        for token, pupil in zip(shared, pupils, strict=True):
            words = [Told(each, f"pupil-{pupil}", Said.PRESENT, now) for each in (token, uuid4())]
            hear(roll_call, by[place], words, now)
        return "said"

    said = together(speak)
    numbers = list(roll_call.words.values_list("number", flat=True))

    def speak_or_close(place: int) -> str:
        if place == 0:
            close(roll_call, by=by[0], now=timezone.now())
            return "closed"
        word = Told(uuid4(), f"pupil-{pupils[0]}", Said.MISSING, timezone.now())
        return "late" if hear(roll_call, by[place], [word], timezone.now()).was_closed else "heard"

    ended = together(speak_or_close)
    return {
        "begun": begun,
        "keys": keys,
        "said": said,
        "numbers": numbers,
        "pupils": len(pupils),
        "ended": ended,
        "words": roll_call.words.count(),
        "missed": Missed.objects.count(),
        "counted": sum(Count.objects.values_list("expected", flat=True)),
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(main()))
