"""Invents the 600 pupils of the demonstration and their families, the same ones for the same seed.

Siblings share their guardians.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from .content import HERE, Board, Group, School
from .guardians import Guardian, GuardianInventor, split

THIS_YEAR, LAST_YEAR = 2026, 2025
SEED = 20261123
# Eight pupils of last year moved away during that year: school, year group then, last day.
MOVED = (
    ("vuurvlinder", 3, date(2025, 12, 19)),
    ("vuurvlinder", 6, date(2026, 2, 20)),
    ("regenwulp", 2, date(2025, 10, 17)),
    ("regenwulp", 4, date(2026, 3, 31)),
    ("regenwulp", 7, date(2026, 1, 16)),
    ("turfschuit", 1, date(2026, 4, 24)),
    ("turfschuit", 5, date(2026, 7, 3)),
    ("regenwulp", 5, date(2026, 10, 9)),
)
FINISHED = {"vuurvlinder": 22, "regenwulp": 34, "turfschuit": 17}


@dataclass(frozen=True)
class Placement:
    """The group and year group of a pupil in a school year (2026 = 2026-2027)."""

    school_year: int
    group: str
    year_group: int


@dataclass(frozen=True)
class Pupil:
    """A pupil. `name_pool` only serves the choice of a child for a story and is never loaded."""

    key: str
    call_name: str
    first_names: str
    infix: str
    last_name: str
    sex: str
    born_on: date
    school: str
    placements: tuple[Placement, ...]
    arrived_on: date
    left_on: date | None
    family: str
    guardians: tuple[Guardian, ...]
    name_pool: str

    @property
    def group(self) -> str:
        return self.placements[-1].group

    @property
    def year_group(self) -> int:
        return self.placements[-1].year_group

    def placement_on(self, day: date) -> Placement | None:
        """Where the pupil was on that day, or None when not enrolled."""
        year = day.year if day.month >= 8 else day.year - 1
        if day < self.arrived_on or (self.left_on and day > self.left_on):
            return None
        return next((each for each in self.placements if each.school_year == year), None)


def pupils(board: Board, seed: int = SEED) -> list[Pupil]:
    """Exactly the pupils who are enrolled today."""
    return [pupil for pupil in _everyone(board, seed) if pupil.left_on is None]


def former_pupils(board: Board, seed: int = SEED) -> list[Pupil]:
    """Who left since the summer of 2025: last year's group 8, and those who moved away."""
    return [pupil for pupil in _everyone(board, seed) if pupil.left_on is not None]


def _everyone(board: Board, seed: int) -> list[Pupil]:
    inventor = _Inventor(Random(seed))  # noqa: S311 - invention, not secrecy
    return [pupil for school in board.schools for pupil in inventor.school(school)]


@dataclass(frozen=True)
class _Seat:
    """A pupil still without a name."""

    school: School
    placements: tuple[Placement, ...]
    left_on: date | None = None

    @property
    def age_year(self) -> int:
        """The year group that the child would be in today; tells the year of birth, also of who left."""
        return self.placements[-1].year_group + (THIS_YEAR - self.placements[-1].school_year)


class _Inventor:
    def __init__(self, chance: Random) -> None:
        raw = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
        self.chance = chance
        self.pools: list[dict[str, Any]] = raw["pool"]
        self.girls = {name for pool in self.pools for name in pool["girls"]}
        self.guardians = GuardianInventor(chance, raw)
        self.used: Counter[str] = Counter()
        self.taken: set[str] = set()
        self.taken_in_group: set[tuple[str, str]] = set()
        self.families = self.children = 0

    def school(self, school: School) -> list[Pupil]:
        seats = [*_seats(school), *_left(school)]
        self.chance.shuffle(seats)
        return [pupil for family in self._families(seats) for pupil in self._family(family)]

    def _families(self, seats: list[_Seat]) -> Iterator[list[_Seat]]:
        """Most children alone; about a third beside a brother or sister some years older or younger."""
        while seats:
            family = [seats.pop()]
            wanted = self.chance.choices((1, 2, 3), weights=(79, 18, 3))[0]
            for seat in seats[:60]:
                if len(family) < wanted and all(_may_be_siblings(seat, other) for other in family):
                    family.append(seat)
            for seat in family[1:]:
                seats.remove(seat)
            yield family

    def _family(self, seats: list[_Seat]) -> list[Pupil]:
        self.families += 1
        pool = self.chance.choices(self.pools, weights=[each["weight"] for each in self.pools])[0]
        infix, last = split(self._last_name(pool))
        guardians = self.guardians.of_family(pool, seats[0].school.town, infix, last)
        if not seats[0].left_on:
            guardians = self.guardians.with_order(seats[0].school.key, guardians)
        given = pool if self.chance.random() < 0.88 else self.pools[0]
        return [self._pupil(seat, pool["key"], given, infix, last, guardians) for seat in seats]

    def _last_name(self, pool: dict[str, Any]) -> str:
        """The name that the fewest families have so far, so that no name crowds a school."""
        last: str = min(self.chance.sample(pool["last"], len(pool["last"])), key=lambda each: self.used[each])
        self.used[last] += 1
        return last

    def _pupil(
        self,
        seat: _Seat,
        pool: str,
        given: dict[str, Any],
        infix: str,
        last: str,
        guardians: tuple[Guardian, ...],
    ) -> Pupil:
        self.children += 1
        sex = self.chance.choice(("girl", "boy"))
        call_name = self._call_name(given["girls" if sex == "girl" else "boys"], seat, infix, last)
        born = self._born(seat)
        second = self.chance.choice(given["mothers" if sex == "girl" else "fathers"])
        return Pupil(
            key=f"p{self.children:04d}",
            call_name=call_name,
            first_names=call_name if self.chance.random() < 0.6 else f"{call_name} {second}",
            infix=infix,
            last_name=last,
            sex=sex,
            born_on=born,
            school=seat.school.key,
            placements=seat.placements,
            arrived_on=self._arrived(seat, born),
            left_on=seat.left_on,
            family=f"f{self.families:04d}",
            guardians=guardians,
            name_pool=pool,
        )

    def _call_name(self, names: list[str], seat: _Seat, infix: str, last: str) -> str:
        """A name that nobody in the group has, as far as names go round; never the same full name twice."""
        groups = {place.group for place in seat.placements}
        shuffled = self.chance.sample(names, len(names))
        shuffled += self.pools[0]["girls" if names[0] in self.girls else "boys"]
        free = [name for name in shuffled if f"{name} {infix} {last}" not in self.taken]
        fresh = [name for name in free if not any((group, name) in self.taken_in_group for group in groups)]
        name = (fresh or free)[0]
        self.taken.add(f"{name} {infix} {last}")
        self.taken_in_group.update((group, name) for group in groups)
        return name

    def _born(self, seat: _Seat) -> date:
        """Born in the twelve months from 1 October that belong to the year group; all are four today."""
        first = date(THIS_YEAR - 4 - seat.age_year, 10, 1)
        return first + timedelta(days=self.chance.randrange(365))

    def _arrived(self, seat: _Seat, born: date) -> date:
        """Just after the fourth birthday, or later for who came from another school."""
        four = born + timedelta(days=4 * 365 + 2)
        first_year = seat.placements[0].school_year
        opened = date(first_year, 8, 25 if first_year == LAST_YEAR else 17)
        if len(seat.placements) == 1 and first_year == THIS_YEAR and seat.age_year > 1:
            return self.chance.choice((opened, date(2026, 9, 14), date(2026, 10, 19), date(2026, 11, 2)))
        return max(four, opened) if first_year == THIS_YEAR else four


def _seats(school: School) -> Iterator[_Seat]:
    """Everyone of today, with last year's group for who was already at school then."""
    for group in school.groups:
        for year, count in group.size.items():
            for number in range(count):
                this = Placement(THIS_YEAR, group.key, year)
                # One in forty came new to the school after the summer.
                is_new = year == 1 or (number == 0 and (year + len(group.name)) % 4 == 0)
                yield _Seat(school, (this,) if is_new else (_before(school, group, year, number), this))


def _before(school: School, group: Group, year: int, number: int) -> Placement:
    """Last year's group: the same one when it holds that year group, else one of those that do, in turn."""
    holding = [each for each in school.groups if year - 1 in each.size]
    was = group if group in holding else holding[number % len(holding)]
    return Placement(LAST_YEAR, was.key, year - 1)


def _left(school: School) -> Iterator[_Seat]:
    last_day = date(2026, 7, 3)
    top = [group for group in school.groups if 8 in group.size]
    for number in range(FINISHED[school.key]):
        yield _Seat(school, (Placement(LAST_YEAR, top[number % len(top)].key, 8),), last_day)
    for key, year, left_on in MOVED:
        if key == school.key:
            group = next(each for each in school.groups if year in each.size)
            both = (Placement(LAST_YEAR, group.key, year),)
            yield (
                _Seat(school, both, left_on)
                if left_on <= last_day
                else _moved_this_year(school, year, left_on)
            )


def _moved_this_year(school: School, year: int, left_on: date) -> _Seat:
    group = next(each for each in school.groups if year in each.size)
    return _Seat(school, (_before(school, group, year, 0), Placement(THIS_YEAR, group.key, year)), left_on)


def _may_be_siblings(one: _Seat, other: _Seat) -> bool:
    """Two year groups apart leaves a year between any two birthdays."""
    return abs(one.age_year - other.age_year) >= 2
