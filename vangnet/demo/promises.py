"""The promises that the invented board and schools made for themselves, and when they were carried out."""

from datetime import date, datetime, time
from typing import Any

from vangnet.core.obligations.models import CarriedOut, OwnDuty
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role

from .invented_board import HERE, read
from .registers import Registers


def promise(registers: Registers, now: datetime) -> None:
    for told in read(HERE / "promises.toml")["promise"]:
        _make(told, registers, now)


def _make(told: dict[str, Any], registers: Registers, now: datetime) -> None:
    first_on = registers.shift.day(told["first_on"])
    who = _who(told["made_by"], registers, now)
    duty = OwnDuty.objects.create(
        school=registers.schools.get(told.get("school", "")),
        made_by=who,
        made_at=_noon(told["first_on"], registers),
        first_on=first_on,
        **{name: told[name] for name in ("title", "agreed_in", "often", "number", "role")},
        reported_to=told.get("reported_to", ""),
    )
    for done in told["done"]:
        CarriedOut.objects.create(
            duty=duty,
            school=registers.schools[done["school"]],
            held_on=registers.shift.day(done["on"]),
            by=done["by"],
            outcome=done["outcome"],
            recorded_by=_who(done["school"], registers, now),
            recorded_at=_noon(done["on"], registers),
        )


def _who(key: str, registers: Registers, now: datetime) -> Person:
    """The board's member, or the head of a school today."""
    place = (
        {"role": Role.EXECUTIVE_BOARD}
        if key == "board"
        else {"role": Role.HEAD, "school": registers.schools[key]}
    )
    held: Appointment = Appointment.objects.filter(**place, first_on__lte=now.date()).latest("first_on")
    return held.person


def _noon(day: date, registers: Registers) -> datetime:
    return registers.shift.moment(datetime.combine(day, time(12)))
