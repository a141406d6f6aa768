"""What stands beside an incident for who handles it: earlier incidents of the same children, and what they may mean."""

from typing import Any

from vangnet.core.dossiers.grounds import Grounds
from vangnet.core.dossiers.timeline import Timeline

from .earlier import Before, hints
from .heading import incident_of


def beside(timeline: Timeline, grounds: Grounds) -> dict[str, Any]:
    subjects = timeline.subjects()
    before = Before.of(incident_of(timeline.dossier), subjects, grounds.person, grounds.on)
    return {"earlier": before.shown(), "of_each": before.of_each(), "hints": hints(before, subjects, grounds)}
