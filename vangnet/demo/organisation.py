"""Puts the invented board, its clusters and its schools with their calendars and groups into the registers."""

from datetime import date, time, timedelta

from vangnet.core.people import models

from . import content
from .pupils import LAST_YEAR, THIS_YEAR
from .registers import Registers

WEEKDAYS = {name: number for number, name in enumerate(content.WEEKDAYS, start=1)}
MOVED_HOLIDAY = "Vakantie"
LUNCH_ON_A_FULL_DAY = 30


def found(registers: Registers) -> None:
    board = registers.board
    owner = models.Board.objects.create(name=board.name, number=board.number)
    for cluster in board.clusters:
        registers.clusters[cluster.key] = models.Cluster.objects.create(board=owner, name=cluster.name)
    for school in board.schools:
        registers.schools[school.key] = _school(school, owner, registers.clusters[school.cluster])
        _hours(registers, school)
        _days_off(registers, school)
        _groups(registers, school)


def _school(school: content.School, board: models.Board, cluster: models.Cluster) -> models.School:
    street, _, number = school.address.rpartition(" ")
    governance = models.School.Governance
    return models.School.objects.create(
        board=board,
        cluster=cluster,
        name=school.name,
        brin=school.brin,
        governance=governance.PUBLIC if school.denomination == "openbaar" else governance.PRIVATE,
        denomination=school.denomination,
        street=street,
        house_number=number,
        postal_code=school.postcode,
        town=school.town,
        phone=school.phone,
        website=school.website,
    )


def _hours(registers: Registers, school: content.School) -> None:
    owner, since = registers.schools[school.key], registers.shift.day(date(LAST_YEAR, 8, 1))
    models.NormalDay.objects.bulk_create(
        _normal_day(owner, since, WEEKDAYS[day], time.fromisoformat(opens), time.fromisoformat(closes))
        for day, (opens, closes) in school.hours.items()
    )


def _normal_day(
    school: models.School, since: date, weekday: int, opens: time, closes: time
) -> models.NormalDay:
    lunch = LUNCH_ON_A_FULL_DAY if closes > time(13) else 0
    return models.NormalDay(
        school=school, since=since, weekday=weekday, starts_at=opens, ends_at=closes, break_minutes=lunch
    )


def _days_off(registers: Registers, school: content.School) -> None:
    """A holiday that moved along with the demonstration has no name of its own: Christmas stays in December."""
    shift, kinds = registers.shift, models.CalendarDay.Kind
    holidays = [(each.first, each.last, kinds.HOLIDAY, each.name) for each in registers.board.holidays]
    if shift.by != timedelta():
        holidays = [(first, last, kind, MOVED_HOLIDAY) for first, last, kind, _ in holidays]
    study_days = [(day, day, kinds.STUDY_DAY, "Studiedag") for day in school.study_days]
    models.CalendarDay.objects.bulk_create(
        models.CalendarDay(
            school=registers.schools[school.key],
            kind=kind,
            title=title,
            first_on=shift.day(first),
            last_on=shift.day(last),
        )
        for first, last, kind, title in [*holidays, *study_days]
    )


def _groups(registers: Registers, school: content.School) -> None:
    for year in (LAST_YEAR, THIS_YEAR):
        for group in school.groups:
            registers.groups[group.key, year] = models.Group.objects.create(
                school=registers.schools[school.key],
                school_year=registers.shift.school_year(year).name,
                name=group.name,
                key=group.key,
            )
