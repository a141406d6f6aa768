"""Brings in guardians and emergency contacts of a school's pupils from a file of the pupil administration."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from vangnet.core.people.models import Guardian, Guardianship, ImportedGuardianship, School
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .contact_columns import Mapping
from .contact_lines import Contact, LineReader
from .contact_matching import Matching
from .contact_outcome import LinkRow, Outcome
from .contact_pupils import PupilSearch
from .contact_standing import GUARDIAN_COLUMNS, LINK_COLUMNS, read_standing
from .shape import Plan, PlanOutdated, Sign
from .tables import Table, read_table

TITLE = _("Guardians and contacts")


def plan_contacts(path: Path, *, school: School, mapping: Mapping, is_complete: bool, on: date) -> Plan:
    """What the file would change. Only in a complete file does absence mean a guardian no longer."""
    table = read_table(path)
    problems = list(table.problems or mapping.problems(table.header))
    if problems:
        return _nothing_to_apply(problems)
    contacts, problems = _read(table, mapping)
    standing = read_standing(school, on)
    matching = Matching(standing, on)
    problems += _match(contacts, matching)
    if problems:
        return _nothing_to_apply(problems, table.header)
    outcome = Outcome(matching, on)
    outcome.work_out(is_complete=is_complete)

    @transaction.atomic
    def apply() -> None:
        School.objects.select_for_update().get(pk=school.pk)
        if read_standing(school, on) != standing:
            raise PlanOutdated
        _write(outcome, school)

    return Plan(TITLE, tuple(outcome.changes), (), apply, tuple(outcome.remarks), school)


def _nothing_to_apply(problems: list[Problem], header: tuple[str, ...] = ()) -> Plan:
    """The problems from the first line to the last, and on a line from left to right."""

    def refuse() -> None:
        raise PlanOutdated

    places = {column: place for place, column in enumerate(header)}
    ordered = sorted(problems, key=lambda problem: (problem.line or 0, places.get(problem.column or "", 0)))
    return Plan(TITLE, (), tuple(ordered), refuse)


def _read(table: Table, mapping: Mapping) -> tuple[list[Contact], list[Problem]]:
    problems: list[Problem] = []
    contacts = [
        contact
        for row in table.rows
        for contact in LineReader(table.header, mapping, row, problems).contacts()
    ]
    return contacts, list(dict.fromkeys(problems))


def _match(contacts: Iterable[Contact], matching: Matching) -> list[Problem]:
    search = PupilSearch(matching.standing.pupils)
    problems: list[Problem] = []
    for contact in contacts:
        pupil = search.find(contact)
        if isinstance(pupil, Problem):
            problems.append(pupil)
        elif contact.last_name:
            problems += matching.take(contact, pupil.pk)
    return list(dict.fromkeys(problems))


# --- writing


def _write(outcome: Outcome, school: School) -> None:
    guardians = _write_guardians(outcome)
    new = [_guardianship(row, guardians) for row in outcome.links if row.sign is Sign.NEW]
    changed = [
        _guardianship(row, guardians, pk=row.link.known.pk)
        for row in outcome.links
        if row.sign is Sign.CHANGED and row.link.known
    ]
    Guardianship.objects.bulk_create(new)
    Guardianship.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=LINK_COLUMNS
    )
    ImportedGuardianship.objects.bulk_create(
        ImportedGuardianship(guardianship=link, school=school, imported_on=outcome.on) for link in new
    )
    Guardianship.objects.filter(pk__in=[link.pk for link in outcome.left]).update(last_on=outcome.on)


def _write_guardians(outcome: Outcome) -> dict[int, int]:
    """The key of each guardian in the database, by its draft."""
    new = {id(row.draft): Guardian(**row.values) for row in outcome.guardians if row.sign is Sign.NEW}
    Guardian.objects.bulk_create(new.values())
    # Written as "insert or update", for then the search key is worked out anew.
    Guardian.objects.bulk_create(
        (
            Guardian(pk=row.draft.known.pk, **row.values)
            for row in outcome.guardians
            if row.sign is Sign.CHANGED and row.draft.known
        ),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*GUARDIAN_COLUMNS, "search_key"],
    )
    known = {id(row.draft): row.draft.known.pk for row in outcome.guardians if row.draft.known}
    return known | {draft: guardian.pk for draft, guardian in new.items()}


def _guardianship(row: LinkRow, guardians: dict[int, int], **key: Any) -> Guardianship:
    guardian = guardians[id(row.link.guardian)]
    return Guardianship(pupil_id=row.link.pupil, guardian_id=guardian, **row.values, **key)
