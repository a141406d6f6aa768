"""A roster as values: the school, its groups, pupils and colleagues, each with the line on which it stands.

There is no place here for a citizen service number, education number, origin, weight or address: what the
school's safety does not need is never read (GDPR art. 5(1)(c), data minimisation).
"""

from dataclasses import dataclass
from datetime import date

from vangnet.core.calendars import SchoolYear


@dataclass(frozen=True, slots=True)
class Name:
    """What the file gives; any part may be missing."""

    call_name: str = ""
    first_names: str = ""
    infix: str = ""
    last_name: str = ""
    initials: str = ""

    @property
    def spoken(self) -> str:
        """The call name, or the nearest to it: "Noor Maria" is called Noor, and N.M. stays N.M."""
        return self.call_name or self.first_names.partition(" ")[0] or _dotted(self.initials)

    @property
    def whole(self) -> str:
        return " ".join(part for part in (self.spoken, self.infix, self.last_name) if part)


def _dotted(initials: str) -> str:
    return initials if "." in initials else "".join(f"{letter}." for letter in initials)


def lasting(key: str) -> str:
    """The key, unless it is a dummy: the supplier marks with # a key that may change or be used again."""
    return "" if key.startswith("#") else key


@dataclass(frozen=True, slots=True)
class RosterGroup:
    line: int
    key: str
    name: str
    year_group: str
    is_combined: bool


@dataclass(frozen=True, slots=True)
class RosterPupil:
    """`group` and `combined` are keys of groups in the same file."""

    line: int
    key: str
    eck_id: str
    name: Name
    born_on: date | None
    sex: str
    year_group: str
    group: str
    combined: tuple[str, ...]
    arrives_on: date | None
    leaves_on: date | None


@dataclass(frozen=True, slots=True)
class RosterColleague:
    """`roles` are pairs: the key of a group (none: the whole school) and the role that the file names."""

    line: int
    key: str
    name: Name
    email: str
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """The school as the file names it; `holds_on` is the day of which the file tells, when it says so."""

    line: int
    school_year: str
    brin: str
    location_code: str
    holds_on: date | None
    groups: tuple[RosterGroup, ...]
    pupils: tuple[RosterPupil, ...]
    colleagues: tuple[RosterColleague, ...]
    locations: int = 0

    @property
    def year_begins_on(self) -> date:
        return SchoolYear.named(self.school_year).first

    @property
    def year_ends_on(self) -> date:
        return end_of(self.school_year)


def end_of(school_year: str) -> date:
    return SchoolYear.named(school_year).last
