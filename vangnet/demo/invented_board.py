"""The invented board: its schools, places, calendar and staff, read from TOML into frozen values.

What follows an incident is counted in school days of its school: nobody phones a parent on Sunday.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass(frozen=True)
class Group:
    """A group of pupils; `size` tells how many of each year group it holds today."""

    key: str
    name: str
    size: Mapping[int, int]


@dataclass(frozen=True)
class Place:
    key: str
    name: str


@dataclass(frozen=True)
class Event:
    """Something in the history of a school."""

    on: date
    text: str


@dataclass(frozen=True)
class Holiday:
    name: str
    first: date
    last: date


@dataclass(frozen=True)
class School:
    key: str
    name: str
    brin: str
    cluster: str
    denomination: str
    concept: str
    town: str
    address: str
    postcode: str
    phone: str
    email: str
    website: str
    study_days: tuple[date, ...]
    hours: Mapping[str, tuple[str, str]]
    history: tuple[Event, ...]
    groups: tuple[Group, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Appointment:
    """A role held from one day until another; for a school, cluster or group, or else for the board."""

    role: str
    since: date
    until: date | None
    school: str | None
    cluster: str | None
    group: str | None
    days: tuple[str, ...]

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Member:
    """Somebody who works for the board, or sits in a participation council."""

    key: str
    first_name: str
    infix: str
    last_name: str
    function: str
    school: str | None
    email: str
    start: date
    last_day: date | None
    days: tuple[str, ...]
    appointments: tuple[Appointment, ...]

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)


@dataclass(frozen=True)
class Cluster:
    key: str
    name: str


@dataclass(frozen=True)
class Board:
    key: str
    name: str
    short_name: str
    number: str
    town: str
    address: str
    postcode: str
    phone: str
    email: str
    website: str
    holiday_region: str
    today: date
    holidays: tuple[Holiday, ...]
    clusters: tuple[Cluster, ...]
    schools: tuple[School, ...]
    staff: tuple[Member, ...]

    def school(self, key: str) -> School:
        return next(school for school in self.schools if school.key == key)

    def member(self, key: str) -> Member:
        return next(member for member in self.staff if member.key == key)

    def is_school_day(self, school: str, day: date) -> bool:
        if day.weekday() >= len(WEEKDAYS) or day in self.school(school).study_days:
            return False
        return not any(holiday.first <= day <= holiday.last for holiday in self.holidays)

    def school_day_after(self, school: str, day: date, count: int) -> date:
        """The day that lies `count` school days later; nought is the day itself."""
        while count:
            day += timedelta(days=1)
            count -= self.is_school_day(school, day)
        return day

    def holders(
        self, role: str, on: date, *, school: str | None = None, group: str | None = None
    ) -> list[Member]:
        """Who holds a role on a day; of part-timers first the one who works that weekday."""
        found = [
            (member, appointment)
            for member in self.staff
            for appointment in member.appointments
            if appointment.role == role
            and appointment.holds_on(on)
            and school in (None, appointment.school, self.school_of_group(appointment.group))
            and group in (None, appointment.group)
        ]
        works = WEEKDAYS[on.weekday()] if on.weekday() < len(WEEKDAYS) else "friday"
        return [member for member, _ in sorted(found, key=lambda pair: works not in pair[1].days)]

    def school_of_group(self, group: str | None) -> str | None:
        owners = (school.key for school in self.schools for each in school.groups if each.key == group)
        return next(owners, None)


@cache
def board() -> Board:
    raw = read(HERE / "board.toml")
    return Board(
        **raw["board"],
        holidays=tuple(Holiday(**each) for each in raw["holiday"]),
        clusters=tuple(Cluster(**each) for each in raw["cluster"]),
        schools=tuple(_school(each) for each in raw["school"]),
        staff=tuple(_member(each) for each in raw["staff"]),
    )


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _school(raw: dict[str, Any]) -> School:
    return School(
        **raw
        | {
            "study_days": tuple(raw["study_days"]),
            "hours": {day: (opens, closes) for day, (opens, closes) in raw["hours"].items()},
            "history": tuple(Event(**each) for each in raw["history"]),
            "groups": tuple(_group(each) for each in raw["groups"]),
            "places": tuple(Place(**each) for each in raw["places"]),
        }
    )


def _group(raw: dict[str, Any]) -> Group:
    return Group(raw["key"], raw["name"], {int(year): count for year, count in raw["size"].items()})


def _member(raw: dict[str, Any]) -> Member:
    appointments = tuple(_appointment(each, raw) for each in raw["appointments"])
    own = {"infix": raw.get("infix", ""), "school": raw.get("school"), "last_day": raw.get("last_day")}
    return Member(**raw | own | {"days": tuple(raw["days"]), "appointments": appointments})


def _appointment(raw: dict[str, Any], member: dict[str, Any]) -> Appointment:
    return Appointment(
        role=raw["role"],
        since=raw.get("from", member["start"]),
        until=raw.get("until", member.get("last_day")),
        school=raw.get("school"),
        cluster=raw.get("cluster"),
        group=raw.get("group"),
        days=tuple(raw.get("days", member["days"])),
    )
