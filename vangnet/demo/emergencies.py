"""Two years of what the invented schools keep for emergencies: drills, plans, who is there when, and the card."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.utils import translation

from vangnet.core.attachments.examining import examine
from vangnet.core.attachments.kinds import PICTURES
from vangnet.core.attachments.storing import keep
from vangnet.core.calendars import school_year_of
from vangnet.core.people.models import Person, SchoolRule
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.emergencies.access import OFFICERS
from vangnet.emergencies.card_words import proposed
from vangnet.emergencies.coverage import FEWEST
from vangnet.emergencies.models import (
    CardText,
    Confirmation,
    Drill,
    DrillAction,
    HeadCount,
    NewSituation,
    OfficerHalfDay,
    OfficerWeek,
    PlanChapter,
    PlanFile,
    PlanVersion,
)

from .floor_plan import floor_plan
from .invented_board import HERE, WEEKDAYS, Member, read
from .registers import Registers
from .telling import token

AFTER_SCHOOL = time(15, 40)
WEDNESDAY = 3


def prepare(registers: Registers, now: datetime) -> None:
    """All of it up to `now`; the words on the card are Dutch, as the school writes them."""
    told = read(HERE / "emergencies.toml")
    with translation.override("nl"):
        Preparing(registers, now).all_of(told)


class Preparing:
    def __init__(self, registers: Registers, now: datetime) -> None:
        self.registers, self.now = registers, now

    def all_of(self, told: Mapping[str, Any]) -> None:
        for each in self._begun(told["drill"]):
            self._drill(each)
        for each in self._begun(told["plan"]):
            self._plan(each)
        for each in self._begun(told["situation"]):
            NewSituation.objects.create(
                **self._recorded(each, "situation"), since=self._day(each["on"]), what=each["what"]
            )
        for each in self._begun(told["card"]):
            given = {name: each[name] for name in ("assembly_place", "alarm")}
            CardText.objects.create(**self._recorded(each, "card"), number=1, **{**proposed(), **given})
        for each in self._begun(told["agreed"]):
            SchoolRule.objects.create(
                school=self.registers.schools[each["school"]],
                key=FEWEST.key,
                value=each["value"],
                since=self._day(each["on"]),
                source=each["source"],
                set_by=self._leader(each),
            )
        for school in self.registers.schools:
            self._weeks(school, told["unknown"].get(school, 0))

    def _begun(self, rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        """What had happened by the day on which the demonstration stands."""
        return (each for each in rows if self._at(each["on"]) <= self.now)

    def _day(self, written: date) -> date:
        return self.registers.shift.day(written)

    def _at(self, written: date) -> datetime:
        return self.registers.shift.moment(datetime.combine(written, AFTER_SCHOOL))

    def _leader(self, each: Mapping[str, Any]) -> Person:
        """Who headed emergency response on that day, else the head."""
        board, on = self.registers.board, each["on"]
        held = board.holders(Role.HEAD_EMERGENCY_OFFICER, on, school=each["school"])
        member = (held or board.holders(Role.HEAD, on, school=each["school"]))[0]
        return self.registers.staff[member.key]

    def _recorded(self, each: Mapping[str, Any], what: str) -> dict[str, Any]:
        return {
            "school": self.registers.schools[each["school"]],
            "token": token("emergencies", what, each["school"], str(each["on"])),
            "recorded_by": self._leader(each),
            "recorded_at": self._at(each["on"]),
        }

    # Drills

    def _drill(self, each: Mapping[str, Any]) -> None:
        drill = Drill.objects.create(
            **self._recorded(each, "drill"),
            held_on=self._day(each["on"]),
            began_at=time.fromisoformat(each["at"]),
            kind=Drill.Kind.EVACUATION,
            scenario=each["scenario"],
            announced=each["announced"],
            emptied_after=each["emptied_after"],
            alarm=Drill.Alarm.NOT_EVERYWHERE if "alarm_missed" in each else Drill.Alarm.EVERYWHERE,
            alarm_missed=each.get("alarm_missed", ""),
            routes_free="blocked" not in each,
            routes_blocked=each.get("blocked", ""),
            went_well=each.get("went_well", ""),
            went_wrong=each.get("went_wrong", ""),
        )
        drill.officers.set(self._people(self._officers(each["school"], each["on"])))
        HeadCount.objects.bulk_create(self._counts(drill, each))
        if "action" in each:
            self._action(drill, each, each["action"])

    def _counts(self, drill: Drill, each: Mapping[str, Any]) -> list[HeadCount]:
        """Of the groups that are known of that school year; one child in each was ill that day."""
        year, missing = school_year_of(each["on"]).starts, each.get("missing", {})
        counts = []
        for group in self.registers.board.school(each["school"]).groups:
            if row := self.registers.groups.get((group.key, year)):
                present = sum(group.size.values()) - 1
                counted = present - missing.get(group.key, 0)
                counts.append(
                    HeadCount(drill=drill, who="group", group=row, present=present, counted=counted)
                )
        return [*counts, HeadCount(drill=drill, who="staff", present=each["staff"], counted=each["staff"])]

    def _action(self, drill: Drill, each: Mapping[str, Any], said: Mapping[str, Any]) -> None:
        owner = self.registers.staff[said["owner"]] if "owner" in said else self._leader(each)
        is_done = "done" in said and self._at(said["done"]) <= self.now
        recorded = {name: value for name, value in self._recorded(each, "action").items() if name != "school"}
        DrillAction.objects.create(
            **recorded,
            drill=drill,
            what=said["what"],
            owner=owner,
            before=self._day(said["before"]),
            done_on=self._day(said["done"]) if is_done else None,
            outcome=said["outcome"] if is_done else "",
            done_by=owner if is_done else None,
            done_at=self._at(said["done"]) if is_done else None,
        )

    # The plan

    def _plan(self, each: Mapping[str, Any]) -> None:
        recorded, on = self._recorded(each, "plan"), self._day(each["on"])
        changed = each.get("changed", "")
        version = PlanVersion.objects.create(
            **recorded,
            number=PlanVersion.objects.filter(school=recorded["school"]).count() + 1,
            holds_from=on,
            why=each["why"],
            what_changed=changed,
            asked_on=on if changed else None,
        )
        PlanChapter.objects.bulk_create(PlanChapter(version=version, chapter=one) for one in each["chapters"])
        if changed:
            self._confirm(version, each)
        if "drawing" in each:
            self._draw(version, each["drawing"])

    def _confirm(self, version: PlanVersion, each: Mapping[str, Any]) -> None:
        """One after the other in the days that follow; a few have not yet."""
        staff = [self.registers.staff[member.key] for member in self._staff(each["school"], each["on"])]
        for place, person in enumerate(staff[: len(staff) - each["not_yet"]]):
            at = self._at(each["on"] + timedelta(days=1 + place % 5))
            if at <= self.now:
                Confirmation.objects.create(
                    version=version, person=person, confirmed_on=at.date(), confirmed_at=at
                )

    def _draw(self, version: PlanVersion, title: str) -> None:
        content = floor_plan()
        found = examine(BytesIO(content), "begane-grond.png", len(content), PICTURES)
        file = keep(found, by=version.recorded_by, at=version.recorded_at)
        PlanFile.objects.create(
            version=version,
            title=title,
            file=file,
            token=token("emergencies", "file", str(version.pk)),
            recorded_by=version.recorded_by,
            recorded_at=version.recorded_at,
        )

    # Who is there

    def _weeks(self, school: str, unknown: int) -> None:
        today = self.registers.board.today
        officers = self._officers(school, today)
        for member in officers[: len(officers) - unknown]:
            since = max(member.start, date(today.year - 1, 8, 1))
            row = {"school": school, "on": since}
            week = OfficerWeek.objects.create(
                **self._recorded(row, f"week of {member.key}"),
                person=self.registers.staff[member.key],
                since=self._day(since),
            )
            OfficerHalfDay.objects.bulk_create(
                OfficerHalfDay(week=week, weekday=weekday, half=half)
                for weekday, day in enumerate(WEEKDAYS, start=1)
                if day in member.days
                for half in (("morning",) if weekday == WEDNESDAY else ("morning", "afternoon"))
            )

    def _officers(self, school: str, on: date) -> list[Member]:
        board = self.registers.board
        return _once(member for role in OFFICERS for member in board.holders(role, on, school=school))

    def _staff(self, school: str, on: date) -> list[Member]:
        board = self.registers.board
        return _once(
            member for role in STAFF_OF_A_SCHOOL for member in board.holders(role, on, school=school)
        )

    def _people(self, members: Iterable[Member]) -> list[Person]:
        return [self.registers.staff[member.key] for member in members]


def _once(members: Iterable[Member]) -> list[Member]:
    """Who holds two roles is one person; always in the same order."""
    return [each for _key, each in sorted({member.key: member for member in members}.items())]
