"""Reads the stories of the demonstration from TOML into frozen values; says which story is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from .invented_board import HERE, WEEKDAYS, Board, Group, Member, School, board, read

__all__ = ["HERE", "WEEKDAYS", "Board", "Group", "Member", "School", "Story", "board", "involved", "stories"]


@dataclass(frozen=True)
class Involved:
    """Somebody in a story, by the letter that the texts use.

    `cast` marks the same child in several stories; `group_of` asks for a child of that other one's group;
    `of` and `relation` tell whose guardian it is. `staff` is the key of a colleague, or "reporter". Without a `role`
    somebody has no part in it and is only spoken with.
    """

    who: str
    role: str = ""
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
class Evaluation:
    day: int
    text: str


@dataclass(frozen=True)
class WrongText:
    """What a first entry said that the parents of one child were told."""

    who: str
    text: str


@dataclass(frozen=True)
class Correction:
    """What was set right, and what stood there first: another moment, another child, or another text."""

    day: int
    text: str
    was_at: datetime | None = None
    was_another: str | None = None
    was_told: WrongText | None = None


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
    evaluation: Evaluation | None
    correction: Correction | None
    closed: int | None
    outside_school_time: bool
    reported: datetime | None

    @property
    def pupils(self) -> list[Involved]:
        return [each for each in self.people if each.kind == "pupil"]

    def texts(self) -> list[str]:
        """Everything written in it, for checks."""
        follow_up = [self.follow_up.text] if self.follow_up else []
        police = [self.police.text] if self.police else []
        dated = [part.text for part in (self.evaluation, self.correction) if part]
        reason = [self.severity.why] if self.severity else []
        measures = [measure.text for measure in self.measures]
        told = [told.text for told in self.told]
        if self.correction and self.correction.was_told:
            told.append(self.correction.was_told.text)
        return [self.story, *reason, *measures, *told, *follow_up, *police, *dated]


@cache
def stories() -> tuple[Story, ...]:
    """All stories, in order of time."""
    raw = [each for path in sorted((HERE / "stories").glob("*.toml")) for each in read(path)["incident"]]
    return tuple(sorted((_story(each) for each in raw), key=lambda story: (story.at, story.key)))


def _story(raw: dict[str, Any]) -> Story:
    """A story of the file; an unknown field stops here with the story's key."""
    defaults = {
        "reporter_named": None,
        "reported": None,
        "injury": "none",
        "closed": None,
        "outside_school_time": False,
    }
    try:
        return Story(
            **defaults
            | raw
            | {
                "story": " ".join(raw["story"].split()),
                "people": tuple(involved(each) for each in raw["people"]),
                "measures": _each(Measure, raw.get("measures", ())),
                "told": _each(Told, raw.get("told", ())),
                "severity": _one(Severity, raw.get("severity")),
                "follow_up": _one(FollowUp, raw.get("follow_up")),
                "police": _one(Police, raw.get("police")),
                "staff_accident": _one(StaffAccident, raw.get("staff_accident")),
                "evaluation": _one(Evaluation, raw.get("evaluation")),
                "correction": _correction(raw.get("correction")),
            }
        )
    except (KeyError, TypeError) as wrong:
        raise ValueError(f"story {raw.get('key')}: {wrong}") from wrong


def involved(raw: dict[str, Any]) -> Involved:
    years = raw.get("years")
    return Involved(**raw | {"years": (years[0], years[1]) if years else None})


def _correction(raw: dict[str, Any] | None) -> Correction | None:
    return Correction(**raw | {"was_told": _one(WrongText, raw.get("was_told"))}) if raw else None


def _each(shape: type, raw: Sequence[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(shape(**each) for each in raw)


def _one(shape: type, raw: dict[str, Any] | None) -> Any:
    return shape(**raw) if raw else None
