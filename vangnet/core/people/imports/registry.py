"""The kinds of files that can be brought in, read from top to bottom. A new kind is one entry in `KINDS`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from vangnet.core.calendars import SchoolYear
from vangnet.core.people.models import Board, School
from vangnet.core.words import _

from . import cells, xml_files
from .contact_columns import Mapping
from .contacts import plan_contacts
from .duo import plan_schools
from .roster_plan import plan_roster
from .school_calendar import plan_calendar
from .shape import Context, Plan


class Asks(Enum):
    """What a person chooses beside the file."""

    SCHOOL = "school"
    SCHOOL_IF_UNSAID = "the school, if the file does not name it"
    COLUMNS = "what each column means"
    COMPLETENESS = "whether the file holds everybody"
    SCHOOL_YEAR = "school year"


@dataclass(frozen=True)
class ImportKind:
    """`hint` tells which file to ask for; `accepts` are the endings that a file dialogue shows."""

    key: str
    title: str
    hint: str
    accepts: str
    plan: Callable[[Path, Context], Plan]
    asks: frozenset[Asks] = frozenset()
    most_bytes: int = cells.MOST_BYTES
    for_board: bool = False


def _contacts(path: Path, context: Context) -> Plan:
    return plan_contacts(
        path,
        school=_chosen(context),
        mapping=Mapping(dict(context.mapping)),
        is_complete=context.is_complete,
        on=context.on,
    )


def _schools(path: Path, context: Context) -> Plan:
    return plan_schools(path, board=Board.objects.get(), on=context.on)


def _calendar(path: Path, context: Context) -> Plan:
    school_year = SchoolYear.named(context.school_year)
    return plan_calendar(path, school=_chosen(context), school_year=school_year, on=context.on)


def _chosen(context: Context) -> School:
    if context.school is None or context.school.pk not in context.schools:
        raise School.DoesNotExist
    return context.school


KINDS = (
    ImportKind(
        key="edexml",
        title=_("Pupils, groups and teachers"),
        hint=_(
            "An export in EDEXML from the pupil administration, one school and one school year at a time."
        ),
        accepts=".xml,.edexml",
        plan=plan_roster,
        asks=frozenset({Asks.SCHOOL_IF_UNSAID}),
        most_bytes=xml_files.MOST_BYTES,
    ),
    ImportKind(
        key="contacts",
        title=_("Guardians and contacts"),
        hint=_("A list with pupils and their guardians, as a spreadsheet (xlsx, ods) or as CSV."),
        accepts=".xlsx,.xls,.ods,.csv,.txt",
        plan=_contacts,
        asks=frozenset({Asks.SCHOOL, Asks.COLUMNS, Asks.COMPLETENESS}),
    ),
    ImportKind(
        key="calendar",
        title=_("Holidays and study days"),
        hint=_("The school's calendar of one school year, as iCalendar (ics) or as CSV."),
        accepts=".ics,.csv",
        plan=_calendar,
        asks=frozenset({Asks.SCHOOL, Asks.SCHOOL_YEAR}),
    ),
    ImportKind(
        key="schools",
        title=_("Schools of the board"),
        hint=_("The open list of school addresses that DUO publishes, as CSV."),
        accepts=".csv",
        plan=_schools,
        for_board=True,
    ),
)

KIND_OF_KEY = {kind.key: kind for kind in KINDS}
