"""Makes the demonstration: an invented board with three schools, and a year of incidents told as they happened."""

from django.db import transaction
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from . import content
from .casting import Casting
from .people import Registers
from .shift import Shift
from .telling import Teller


def load(console: Console) -> None:
    """All of it or nothing, in both databases."""
    board, now = content.board(), timezone.now()
    shift = Shift.to(timezone.localdate(now), written_for=board.today)
    with transaction.atomic(), transaction.atomic(using="keys"):
        registers = Registers(board, shift)
        with console.status("Appointing staff and enrolling pupils"):
            registers.fill()
        casting = Casting(board)
        for story in track(content.stories(), "Recording a year of incidents", console=console, transient=True):
            Teller(story, registers, casting, now).tell()
