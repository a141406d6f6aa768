"""What the invented schools evaluated and discussed in two years, and what they did not."""

from datetime import date, datetime, time
from typing import Any

from vangnet.core.people.models import Person
from vangnet.improvement.duties import DUTY_ON
from vangnet.improvement.models import Evaluation

from .invented_board import HERE, read
from .registers import Registers

WORDS = ("attended", "seen", "changes")


def evaluate(registers: Registers, now: datetime) -> None:
    for told in read(HERE / "evaluations.toml")["evaluation"]:
        _record(told, registers, now)


def _record(told: dict[str, Any], registers: Registers, now: datetime) -> None:
    subject = Evaluation.Subject(told["subject"])
    who = _who(DUTY_ON[subject].role, told["school"], told["on"], registers)
    row = Evaluation.objects.create(
        school=registers.schools[told["school"]],
        subject=subject,
        held_on=registers.shift.day(told["on"]),
        recorded_by=who,
        recorded_at=registers.shift.moment(datetime.combine(told["on"], time(16, 30))),
        told_to=told.get("told_to", ""),
        **{name: told[name] for name in WORDS},
    )
    if why := told.get("taken_back"):
        row.take_back(by=who, at=now, taken_back_why=why)


def _who(role: str, school: str, on: date, registers: Registers) -> Person:
    """Who saw to it then; the cluster director is appointed at no school."""
    board = registers.board
    holders = board.holders(role, on, school=school) or board.holders(role, on)
    return registers.staff[holders[0].key]
