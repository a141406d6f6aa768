"""A drill of this autumn with a roll-call at one school, in which two children were missing for a while."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person, School, Teaching
from vangnet.core.people.roles import Role
from vangnet.rollcall.closing import close
from vangnet.rollcall.hearing import Told, hear
from vangnet.rollcall.merging import Said
from vangnet.rollcall.models import RollCall
from vangnet.rollcall.opening import Start, start
from vangnet.rollcall.roster import GroupOf, roster

from .registers import Registers
from .telling import token

SCHOOL, GROUP = "vuurvlinder", "vv-dassen"
ALARM = datetime(2026, 10, 13, 10, 5)
READY = timedelta(minutes=4)  # the roll-call was opened before the alarm
ILL = 0.04


def hold(registers: Registers, now: datetime) -> None:
    alarm = registers.shift.moment(ALARM)
    if alarm + timedelta(hours=1) <= now:
        Drill(registers, alarm).happen()


class Drill:
    def __init__(self, registers: Registers, alarm: datetime) -> None:
        self.school: School = registers.schools[SCHOOL]
        self.alarm, self.day = alarm, alarm.date()
        self.missing_in = registers.groups[(GROUP, ALARM.year)].pk
        self.leader = self._leader()
        self.chance = Random(SCHOOL)  # noqa: S311 - who is ill, not a secret

    def happen(self) -> None:
        asked = Start(self.school, self.leader, "drill", token(SCHOOL, "roll-call"), self.alarm - READY)
        roll_call = start(asked)
        for number, group in enumerate(roster(self.school, self.day)):
            self._call(roll_call, group, self.alarm + timedelta(seconds=140 + 12 * number))
        closed_at = self.alarm + timedelta(minutes=9)
        close(roll_call, by=self.leader, now=closed_at, began_at=self.alarm)

    def _call(self, roll_call: RollCall, group: GroupOf, at: datetime) -> None:
        by = self._teacher(group)
        told = list(self._told(group, at))
        hear(roll_call, by, told, at + timedelta(minutes=1))
        missing = [each for each in told if each.said == Said.MISSING]
        found_at = at + timedelta(minutes=3)
        found = [
            Told(token(SCHOOL, each.about, "found"), each.about, Said.PRESENT, found_at, each.token)
            for each in missing
        ]
        hear(roll_call, self.leader, found, found_at)

    def _told(self, group: GroupOf, at: datetime) -> Iterator[Told]:
        for place, about in enumerate(group.keys):
            said = Said.NOT_IN if self.chance.random() < ILL else Said.PRESENT
            if group.number == self.missing_in and place in {2, 7}:
                said = Said.MISSING
            yield Told(token(SCHOOL, about), about, said, at + timedelta(seconds=place))

    def _teacher(self, group: GroupOf) -> Person:
        teaching = Teaching.objects.filter(holds_on(self.day), group=group.number).select_related("person")
        found = teaching.order_by("pk").first()
        return found.person if found else self.leader

    def _leader(self) -> Person:
        leads = Appointment.objects.filter(
            holds_on(self.day), school=self.school, role=Role.HEAD_EMERGENCY_OFFICER
        )
        return Person.objects.get(pk__in=leads.values("person"))
