"""Makes the demonstration: an invented board with three schools, and a year of dossiers told as they happened."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from vangnet.core.dossiers.models import Dossier

from . import (
    buildings,
    chronicles,
    content,
    emergencies,
    evaluations,
    families,
    organisation,
    plan,
    promises,
    roll_calls,
    staff,
    staffing_people,
)
from .afterwards import Afterwards
from .casting import Cast, casts
from .chronicling import Chronicler
from .pupils import former_pupils, pupils
from .registers import Registers
from .shift import Shift
from .telling import Teller


def load(console: Console, now: datetime | None = None, *, checked: bool = False) -> None:
    """All of it or nothing, in both databases; as it stands at `now`, and nothing later than that."""
    now = now or timezone.now()
    board = content.board()
    registers = Registers(board, Shift.to(timezone.localdate(now), written_for=board.today))
    with transaction.atomic(), transaction.atomic(using="keys"):
        _fill(registers, console)
        promises.promise(registers, now)
        evaluations.evaluate(registers, now)
        emergencies.prepare(registers, now)
        _tell(registers, console, now, checked=checked)
        buildings.furnish(registers, now)
        plan.write(registers, now)


def _fill(registers: Registers, console: Console) -> None:
    everybody = [*pupils(registers.board), *former_pupils(registers.board)]
    with console.status("Appointing staff and enrolling pupils"):
        organisation.found(registers)
        staff.appoint(registers)
        families.enrol(registers, everybody)
        staffing_people.fill(registers)


def _tell(registers: Registers, console: Console, now: datetime, *, checked: bool) -> None:
    stories = content.stories()
    everybody = [*pupils(registers.board), *former_pupils(registers.board)]
    cast = casts(registers.board, stories, everybody, chronicles.chronicles())
    dossiers: dict[str, Dossier] = {}
    for story in track(stories, "Recording a year of incidents", console=console, transient=True):
        dossier = Teller(story, cast[story.key], registers, now, checked=checked).tell()
        if dossier is not None:
            dossiers[story.key] = dossier
    _chronicle(registers, console, now, cast, dossiers)
    Afterwards(registers, stories, dossiers, now).happen()
    roll_calls.hold(registers, now)


def _chronicle(
    registers: Registers, console: Console, now: datetime, cast: dict[str, Cast], dossiers: dict[str, Dossier]
) -> None:
    """What is no incident, in the order in which it was opened: one may follow from another."""
    told = chronicles.chronicles()
    for each in track(told, "Recording the other dossiers", console=console, transient=True):
        dossier = Chronicler(each, cast[each.key], registers, now).tell(dossiers.get(each.follows))
        if dossier is not None:
            dossiers[each.key] = dossier
