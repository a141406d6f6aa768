"""What a calendar file says about days off, weighed as a whole: it is taken over entirely, or not at all."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from vangnet.core.calendars import Exceptional, Kind, SchoolYear
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

LONGEST = timedelta(weeks=10)  # a summer holiday is six weeks; a wrong year is fifty-two
LONGEST_TITLE = 200
FREE = {Kind.HOLIDAY, Kind.CLOSED}


@dataclass(frozen=True)
class CalendarReading:
    """Either days or problems; `passed_over` lists what was not taken for a day off, for people to see."""

    exceptions: tuple[Exceptional, ...] = ()
    problems: tuple[Problem, ...] = ()
    passed_over: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Found:
    line: int
    exception: Exceptional


@dataclass
class Findings:
    """Everything that a reader meets in one file."""

    found: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    passed_over: list[Problem] = field(default_factory=list)

    def weighed(self, school_year: SchoolYear | None) -> CalendarReading:
        """Add what is only seen in the whole, and give the days when nothing is wrong."""
        for one in self.found:
            self._weigh(one, school_year)
        kept = self._without_overlap()
        if not (kept or self.problems):
            self.problems.append(Problem(None, None, "", _NOTHING_FOUND))
        self.problems.sort(key=lambda problem: problem.line or 0)
        self.passed_over.sort(key=lambda problem: problem.line or 0)
        days = () if self.problems else tuple(one.exception for one in kept)
        return CalendarReading(days, tuple(self.problems), tuple(self.passed_over))

    def _weigh(self, one: Found, school_year: SchoolYear | None) -> None:
        day = one.exception
        if day.last - day.first > LONGEST:
            self.problems.append(Problem(one.line, None, in_words(day), _TOO_LONG))
        elif school_year and (day.last < school_year.first or day.first > school_year.last):
            self.problems.append(
                Problem(one.line, None, in_words(day), _ANOTHER_YEAR, {"school_year": school_year.name})
            )
        if len(day.title) > LONGEST_TITLE:
            self.problems.append(Problem(one.line, None, day.title, _LONG_TITLE, {"longest": LONGEST_TITLE}))

    def _without_overlap(self) -> list[Found]:
        """A free day within a longer holiday says nothing new; people solve every other overlap."""
        kept: list[Found] = []
        for one in sorted(self.found, key=lambda one: (one.exception.first, -one.exception.last.toordinal())):
            # Sorted by first day, and the last kept reaches furthest: only that one can overlap.
            if not kept or kept[-1].exception.last < one.exception.first:
                kept.append(one)
                continue
            covering = kept[-1].exception
            params = {"other": in_words(covering), "other_line": kept[-1].line}
            if _says_nothing_new(one.exception, covering):
                self.passed_over.append(Problem(one.line, None, in_words(one.exception), _WITHIN, params))
                continue
            self.problems.append(Problem(one.line, None, in_words(one.exception), _OVERLAP, params))
            if one.exception.last > covering.last:
                kept.append(one)
        return kept


def _says_nothing_new(day: Exceptional, covering: Exceptional) -> bool:
    return day.kind in FREE and covering.kind in FREE and day.last <= covering.last


def in_words(day: Exceptional) -> str:
    """As "Herfstvakantie (17-10-2026 - 25-10-2026)": the days as schools write them."""
    until = f" - {written(day.last)}" if day.last > day.first else ""
    return f"{day.title} ({written(day.first)}{until})".strip()


def written(day: date) -> str:
    return f"{day:%d-%m-%Y}"


_NOTHING_FOUND = _("No holidays, study days or half days were found in this file. Choose another file.")
_TOO_LONG = _("“%(value)s” lasts longer than ten weeks. Check the year of both days.")
_ANOTHER_YEAR = _("“%(value)s” lies outside school year %(school_year)s. Correct the days, or leave it out.")
_LONG_TITLE = _("This description is longer than %(longest)s characters. Shorten it.")
_OVERLAP = _("“%(value)s” overlaps “%(other)s” on line %(other_line)s. Keep one of them for each day.")
_WITHIN = _("“%(value)s” falls within “%(other)s”, so it needs no line of its own.")
