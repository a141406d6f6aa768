"""Brings in a file from the command line: the same plan and the same agreement as on the page."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.prompt import Confirm
from rich.table import Table

from vangnet.core.calendars import school_year_of
from vangnet.core.people.models import ImportRun, School

from .contact_columns import guess_mapping, remembered_mapping
from .pending import sha256_of
from .preview import Preview
from .registry import KIND_OF_KEY, Asks, ImportKind
from .shape import Context, Plan, PlanOutdated
from .tables import read_table

DONE, REFUSED, HAS_PROBLEMS = 0, 1, 2


def run_import(
    kind: str,
    path: Path,
    *,
    school: School | None = None,
    mapping: Mapping[str, str] | None = None,
    school_year: str = "",
    is_complete: bool = False,
    agree: bool = False,
    on: date,
    out: Console,
) -> int:
    """0: written, or nothing to write; 1: not agreed to, or not possible; 2: the file has problems."""
    chosen = KIND_OF_KEY[kind]
    if obstacle := _obstacle(chosen, path, school):
        out.print(obstacle, markup=False)
        return REFUSED
    context = Context(
        on=on,
        schools=frozenset(School.objects.values_list("pk", flat=True)),
        school=school,
        mapping=_mapping(chosen, path, school) if mapping is None else mapping,
        is_complete=is_complete,
        school_year=school_year or school_year_of(on).name,
    )
    with out.status(_("Reading and comparing …")):
        plan = chosen.plan(path, context)
    _show(Preview(plan), out)
    if plan.problems:
        return HAS_PROBLEMS
    if not plan.is_ready:
        out.print(_("Everything in this file is known here already. There is nothing to take over."))
        return DONE
    if not agree and not Confirm.ask(_("Take over?"), console=out, default=False):
        return REFUSED
    return _write(plan, chosen, path, school, out)


def _obstacle(kind: ImportKind, path: Path, school: School | None) -> str:
    if not path.is_file():
        return _("There is no file %(path)s.") % {"path": path}
    if Asks.SCHOOL in kind.asks and school is None:
        return _("Say for which school this file is.")
    return ""


def _mapping(kind: ImportKind, path: Path, school: School | None) -> Mapping[str, str]:
    """What the school kept for such columns, or the best guess."""
    if Asks.COLUMNS not in kind.asks or school is None:
        return {}
    header = read_table(path).header
    return (remembered_mapping(school, header) or guess_mapping(header)).columns if header else {}


def _write(plan: Plan, kind: ImportKind, path: Path, school: School | None, out: Console) -> int:
    try:
        with out.status(_("Writing …")), transaction.atomic():
            plan.apply()
            ImportRun.objects.create(
                kind=kind.key,
                school=plan.school or school,
                file_name=path.name,
                sha256=sha256_of(path),
                counts={sign.value: number for sign, number in plan.counts.items()},
            )
    except PlanOutdated:
        out.print(_("Something has changed since the file was compared, so nothing was written. Try again."))
        return REFUSED
    out.print(_("Taken over."))
    return DONE


# --- showing


def _show(preview: Preview, out: Console) -> None:
    out.print(preview.title(), style="bold", markup=False)
    for remark in preview.plan.remarks:
        out.print(remark, markup=False)
    if preview.number_of_problems():
        _show_problems(preview, out)
        return
    out.print(", ".join(f"{word}: {number}" for word, number in preview.counts()), markup=False)
    if preview.plan.is_ready:
        _show_changes(preview, out)


def _show_problems(preview: Preview, out: Console) -> None:
    rows = [(str(one.line or ""), one.column, one.value, one.text) for one in preview.problems()]
    _table(out, (_("Line"), _("Column or element"), _("What stands there"), _("What to do")), rows)
    number = preview.number_of_problems()
    text = ngettext("%(number)s thing to put right first.", "%(number)s things to put right first.", number)
    out.print(text % {"number": number})


def _show_changes(preview: Preview, out: Console) -> None:
    rows = [(one.word, one.subject, one.name, "; ".join(one.details)) for one in preview.changes()]
    _table(out, (_("Change"), _("What"), _("Name"), _("Difference")), rows)
    if left_out := preview.changes_left_out():
        out.print(ngettext("And %(number)s more.", "And %(number)s more.", left_out) % {"number": left_out})


def _table(out: Console, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A drawn table for people; lines with tabs when the output goes to a file or another program."""
    if not out.is_terminal:
        for row in (header, *rows):
            out.file.write("\t".join(row) + "\n")
        return
    table = Table(*header)
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    out.print(table)


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
