"""The tasks of the invented schools: who has them, who stands in, what parents were told, and who was trained."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from vangnet.core.people.models import Appointment, Person, School
from vangnet.staffing.holding import tasks_held
from vangnet.staffing.models import (
    Certificate,
    Course,
    FunctionaryList,
    ListedFunctionary,
    Participant,
    Publication,
    Substitute,
    TrainingSession,
)
from vangnet.staffing.planning import adopt, plan_of
from vangnet.staffing.publishing import lines

from .invented_board import HERE, read
from .registers import Registers

AFTER_SCHOOL = time(15, 20)
WEEK = timedelta(days=7)
Raw = Mapping[str, Any]


def fill(registers: Registers) -> None:
    """What the file tells, by the hand of who was head on that day."""
    told = read(HERE / "staffing.toml")
    tellers: Mapping[str, Callable[[Registers, Raw], None]] = {
        "appointment": _appoint,
        "substitute": _stand_in,
        "list": _publish,
        "certificate": _train,
        "course": _offer,
        "session": _plan_session,
        "plan": _adopt,
    }
    for what, tell in tellers.items():
        for each in told[what]:
            tell(registers, each)


def _appoint(registers: Registers, raw: Raw) -> None:
    Appointment.objects.create(
        person=registers.staff[raw["who"]],
        role=raw["role"],
        school=registers.schools[raw["school"]],
        first_on=registers.shift.day(raw["from"]),
        last_on=registers.shift.maybe(raw.get("until")),
    )


def _stand_in(registers: Registers, raw: Raw) -> None:
    Substitute.objects.create(
        person=registers.staff[raw["who"]],
        task=raw["task"],
        school=registers.schools[raw["school"]],
        first_on=registers.shift.day(raw["from"]),
        last_on=registers.shift.maybe(raw.get("until")),
        **_recorded(registers, raw["school"], raw["from"]),
    )


def _publish(registers: Registers, raw: Raw) -> None:
    school, as_of = registers.schools[raw["school"]], registers.shift.day(raw["as_of"])
    recorded = _recorded(registers, raw["school"], raw["as_of"])
    listed = FunctionaryList.objects.create(
        school=school,
        as_of=as_of,
        contact_phone=school.phone,
        contact_email=raw["email"],
        token=uuid5(NAMESPACE_URL, f"{raw['school']}/{raw['as_of']}"),
        made_by=recorded["recorded_by"],
        made_at=recorded["recorded_at"],
    )
    ListedFunctionary.objects.bulk_create(_lines(listed, school, as_of, raw["named"]))
    for place, day in raw["published"].items():
        Publication.objects.create(
            list=listed,
            school=school,
            place=place,
            held_on=registers.shift.day(day),
            **_recorded(registers, raw["school"], day),
        )


def _lines(listed: FunctionaryList, school: School, on: date, tasks: list[str]) -> list[ListedFunctionary]:
    held = tasks_held(school, on)
    named = [
        (each.task.key, holder.person) for each in held for holder in each.holders if each.task.key in tasks
    ]
    found = lines(held, named)
    for line in found:
        line.list = listed
    return found


def _train(registers: Registers, raw: Raw) -> None:
    for who in raw["who"]:
        school = registers.board.member(who).school or raw["school"]
        for day in raw["days"]:
            Certificate.objects.create(
                school=registers.schools[school],
                person=registers.staff[who],
                subject=raw["subject"],
                title=raw["title"],
                provider=raw["provider"],
                issued_on=registers.shift.day(day),
                expires_on=registers.shift.maybe(raw.get("holds")),
                **_recorded(registers, school, day),
            )


def _offer(registers: Registers, raw: Raw) -> None:
    school = raw.get("school")
    Course.objects.create(
        school=registers.schools[school] if school else None,
        subject=raw["subject"],
        title=raw["title"],
        provider=raw["provider"],
        price=raw["price"],
        first_on=registers.shift.day(raw["from"]),
        **_recorded(registers, school or "vuurvlinder", raw["from"]),
    )


def _plan_session(registers: Registers, raw: Raw) -> None:
    planned = TrainingSession.objects.create(
        school=registers.schools[raw["school"]],
        course=Course.objects.get(title=raw["course"]),
        held_on=registers.shift.day(raw["on"]),
        place=raw["place"],
        **_recorded(registers, raw["school"], registers.board.today - WEEK),
    )
    for who in raw["who"]:
        Participant.objects.create(session=planned, person=registers.staff[who])


def _adopt(registers: Registers, raw: Raw) -> None:
    school, on = registers.schools[raw["school"]], registers.shift.day(raw["on"])
    recorded = _recorded(registers, raw["school"], raw["on"])
    year = registers.shift.school_year(raw["year"])
    planned = plan_of(school, year, on)
    adopt(school, year, planned, by=recorded["recorded_by"], on=on, now=recorded["recorded_at"])


def _recorded(registers: Registers, school: str, on: date) -> dict[str, Any]:
    return {"recorded_by": _head(registers, school, on), "recorded_at": _moment(registers, on)}


def _head(registers: Registers, school: str, on: date) -> Person:
    """Who is head on that day, or became it first."""
    heads = registers.board.holders("head", max(on, date(2025, 8, 1)), school=school)
    return registers.staff[heads[0].key]


def _moment(registers: Registers, on: date) -> datetime:
    return timezone.make_aware(datetime.combine(registers.shift.day(on), AFTER_SCHOOL))
