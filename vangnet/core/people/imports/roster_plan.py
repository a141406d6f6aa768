"""From a roster file to the plan that a person agrees to: read, find the school, compare."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext, ngettext

from vangnet.core.people.models import Board, School
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .edexml import read
from .roster.colleagues import ColleaguesSideBySide
from .roster.days import Days, days_of, told_on
from .roster.groups import compare_groups
from .roster.known import Known, known_at
from .roster.matching import match
from .roster.pupils import PupilsSideBySide
from .roster.values import Roster
from .roster.writing import Writes
from .shape import Change, Context, Plan, PlanOutdated, Sign

TITLE = _("Pupils and groups (EDEXML)")


def plan_roster(path: Path, context: Context) -> Plan:
    """All that this roster would change at its school. Nothing is written before `apply`."""
    reading = read(path, context.on)
    roster, problems = reading.roster, list(reading.problems)
    school = _school_of(roster, context, problems) if roster else None
    if roster is None or school is None or not roster.school_year:
        return Plan(TITLE, (), tuple(problems), _refuse)
    known = known_at(school, roster, told_on(roster, context.on))
    problems.extend(_older_than_known(roster, known))
    return _compared(roster, known, context, problems)


def _refuse() -> None:
    """With problems there is nothing to write."""
    raise PlanOutdated


def _compared(roster: Roster, known: Known, context: Context, problems: list[Problem]) -> Plan:
    is_first = all(group.school_year != roster.school_year for group in known.groups.values())
    days = days_of(roster, context.on, is_first_of_year=is_first)
    matches = match(roster.pupils, known)
    problems.extend(matches.problems)
    writes = Writes()
    groups = compare_groups(roster, known, days, writes)
    pupils = PupilsSideBySide(roster, known, days, groups.of_key, writes)
    colleagues = ColleaguesSideBySide(roster, known, groups.of_key, writes)
    if not problems:
        pupils.compare(matches)
        colleagues.compare()
    changes: tuple[Change, ...] = (*groups.changes, *pupils.changes, *colleagues.changes)
    return Plan(
        TITLE,
        changes if not problems else (),
        tuple(sorted(problems, key=lambda problem: problem.line or 0)),
        partial(_apply, roster, known, context, writes) if not problems else _refuse,
        remarks=(*_warnings(pupils), *_remarks(roster, known, days, pupils.gone)),
        school=known.school,
    )


@transaction.atomic
def _apply(roster: Roster, known: Known, context: Context, writes: Writes) -> None:
    """Writes all or nothing, and only when what is known is still what the roster was laid beside."""
    # The whole board waits: another school's roster may bring in the same pupil or the same address.
    Board.objects.select_for_update().get(pk=known.school.board_id)
    if known_at(known.school, roster, told_on(roster, context.on)).state() != known.state():
        raise PlanOutdated
    writes.write()


# --- which school

_NOT_OURS = _("No school of this board has this BRIN and location. Is this the right file?")
_WHICH = _(
    "The file does not name the school by its BRIN. Choose the school yourself and send the file again."
)
_ANOTHER = _(
    "This file is for %(other)s, but you chose %(chosen)s. Choose the right file or the right school."
)
_NOT_YOURS = _("This file is for %(other)s. You may bring in files for your own school.")


def _school_of(roster: Roster, context: Context, problems: list[Problem]) -> School | None:
    if not roster.brin:
        if context.school is None:
            problems.append(Problem(roster.line, "brincode", "", _WHICH))
        return context.school
    value = f"{roster.brin} {roster.location_code}".strip()
    school = _named(roster, list(School.objects.filter(brin=roster.brin)))
    if school is None:
        problems.append(Problem(roster.line, "brincode", value, _NOT_OURS))
    elif context.school and context.school != school:
        params = {"other": school.name, "chosen": context.school.name}
        problems.append(Problem(roster.line, "brincode", value, _ANOTHER, params))
    elif school.pk not in context.schools:
        problems.append(Problem(roster.line, "brincode", value, _NOT_YOURS, {"other": school.name}))
    else:
        return school
    return None


def _named(roster: Roster, locations: Sequence[School]) -> School | None:
    """Location 00 means the same as none; a school with one location needs no code."""
    code = roster.location_code or "00"
    exact = next((school for school in locations if school.location_code == code), None)
    return exact or (locations[0] if len(locations) == 1 and code == "00" else None)


def _older_than_known(roster: Roster, known: Known) -> list[Problem]:
    latest = max((group.school_year for group in known.groups.values()), default="")
    if latest <= roster.school_year:
        return []
    message = _("Groups of %(latest)s are here already. Export the roster of that school year.")
    return [Problem(roster.line, "schooljaar", roster.school_year, message, {"latest": latest})]


# --- what else is worth knowing

MANY = 4  # when more than one in four would leave, it may be the file of one group


def _warnings(pupils: PupilsSideBySide) -> Iterator[str]:
    left = sum(change.sign is Sign.LEFT for change in pupils.changes)
    if left * MANY > sum(change.sign is not Sign.NEW for change in pupils.changes):
        text = ngettext(
            "%(number)s pupil would leave. Is this the file of the whole school?",
            "%(number)s pupils would leave. Is this the file of the whole school?",
            left,
        )
        yield text % {"number": left}


def _remarks(roster: Roster, known: Known, days: Days, gone: int) -> list[str]:
    remarks = [
        gettext("%(school)s, school year %(year)s, as it was on %(day)s.")
        % {"school": known.school.name, "year": roster.school_year, "day": f"{days.told_on:%d-%m-%Y}"}
    ]
    if gone:
        text = ngettext(
            "%(number)s pupil had left before and was never known here; nothing of this pupil is taken over.",
            "%(number)s pupils had left before and were never known here; nothing of them is taken over.",
            gone,
        )
        remarks.append(text % {"number": gone})
    if roster.locations > 1:
        text = gettext("The file names %(number)s locations; all pupils come under %(school)s.")
        remarks.append(text % {"number": roster.locations, "school": known.school.name})
    if roster.colleagues:
        remarks.append(gettext("Roles in the file give nobody access; only an appointment does."))
    return remarks
