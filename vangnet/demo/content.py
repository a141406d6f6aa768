"""Reads the demonstration's board and stories from TOML into frozen values; says which entry is wrong.

What follows an incident is counted in school days of its school: nobody phones a parent on Sunday.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
            and school in (None, appointment.school, self._school_of_group(appointment.group))
            and group in (None, appointment.group)
        ]
        works = WEEKDAYS[on.weekday()] if on.weekday() < len(WEEKDAYS) else "friday"
        return [member for member, _ in sorted(found, key=lambda pair: works not in pair[1].days)]

    def _school_of_group(self, group: str | None) -> str | None:
        owners = (school.key for school in self.schools for each in school.groups if each.key == group)
        return next(owners, None)


@dataclass(frozen=True)
class Involved:
    """Somebody in a story, by the letter that the texts use.

    `cast` marks the same child in several stories; `group_of` asks for a child of that other one's group;
    `of` and `relation` tell whose guardian it is. `staff` is the key of a colleague, or "reporter".
    """

    who: str
    role: str
    kind: str = "pupil"
    years: tuple[int, int] | None = None
    sex: str | None = None
    cast: str | None = None
    group_of: str | None = None
    pool: str | None = None
    of: str | None = None
    relation: str | None = None
    guardian_with_order: bool = False
    group: str | None = None
    staff: str | None = None
    staff_role: str | None = None
    described: str = ""


@dataclass(frozen=True)
class Severity:
    level: str
    why: str


@dataclass(frozen=True)
class Measure:
    day: int
    text: str


@dataclass(frozen=True)
class Told:
    """What the parents of one child were told; another child is never named in it."""

    who: str
    day: int
    by: str
    how: str
    text: str


@dataclass(frozen=True)
class FollowUp:
    planned: int
    done: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Police:
    day: int
    state: str
    text: str


@dataclass(frozen=True)
class StaffAccident:
    """Work accident (Arbowet art. 9): admission is reported at once, over three days' absence is listed."""

    admitted: bool
    absent_days: int
    inspectorate_day: int | None = None


@dataclass(frozen=True)
class Dated:
    """An evaluation or a correction."""

    day: int
    text: str


@dataclass(frozen=True)
class Story:
    key: str
    school: str
    at: datetime
    place: str
    category: str
    reporter: str
    reporter_named: str | None
    people: tuple[Involved, ...]
    story: str
    severity: Severity | None
    injury: str
    measures: tuple[Measure, ...]
    told: tuple[Told, ...]
    follow_up: FollowUp | None
    police: Police | None
    staff_accident: StaffAccident | None
    evaluation: Dated | None
    correction: Dated | None
    closed: int | None
    outside_school_time: bool

    def texts(self) -> list[str]:
        """Everything written in it, for checks."""
        follow_up = [self.follow_up.text] if self.follow_up else []
        police = [self.police.text] if self.police else []
        dated = [part.text for part in (self.evaluation, self.correction) if part]
        reason = [self.severity.why] if self.severity else []
        measures = [measure.text for measure in self.measures]
        told = [told.text for told in self.told]
        return [self.story, *reason, *measures, *told, *follow_up, *police, *dated]


@cache
def board() -> Board:
    raw = _read(HERE / "board.toml")
    return Board(
        **raw["board"],
        holidays=tuple(Holiday(**each) for each in raw["holiday"]),
        clusters=tuple(Cluster(**each) for each in raw["cluster"]),
        schools=tuple(_school(each) for each in raw["school"]),
        staff=tuple(_member(each) for each in raw["staff"]),
    )


@cache
def stories() -> tuple[Story, ...]:
    """All stories, in order of time."""
    raw = [each for path in sorted((HERE / "stories").glob("*.toml")) for each in _read(path)["incident"]]
    return tuple(sorted((_story(each) for each in raw), key=lambda story: (story.at, story.key)))


def _read(path: Path) -> dict[str, Any]:
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


def _story(raw: dict[str, Any]) -> Story:
    """A story of the file; an unknown field stops here with the story's key."""
    defaults = {"reporter_named": None, "injury": "none", "closed": None, "outside_school_time": False}
    try:
        return Story(
            **defaults
            | raw
            | {
                "story": " ".join(raw["story"].split()),
                "people": tuple(_involved(each) for each in raw["people"]),
                "measures": _each(Measure, raw.get("measures", ())),
                "told": _each(Told, raw.get("told", ())),
                "severity": _one(Severity, raw.get("severity")),
                "follow_up": _one(FollowUp, raw.get("follow_up")),
                "police": _one(Police, raw.get("police")),
                "staff_accident": _one(StaffAccident, raw.get("staff_accident")),
                "evaluation": _one(Dated, raw.get("evaluation")),
                "correction": _one(Dated, raw.get("correction")),
            }
        )
    except (KeyError, TypeError) as wrong:
        raise ValueError(f"story {raw.get('key')}: {wrong}") from wrong


def _involved(raw: dict[str, Any]) -> Involved:
    years = raw.get("years")
    return Involved(**raw | {"years": (years[0], years[1]) if years else None})


def _each(shape: type, raw: Sequence[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(shape(**each) for each in raw)


def _one(shape: type, raw: dict[str, Any] | None) -> Any:
    return shape(**raw) if raw else None
