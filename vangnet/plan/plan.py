"""What the plan can say by itself: what the school promised and whether it is kept, and which annexes it has."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext

from vangnet.core.obligations.access import SEES
from vangnet.core.obligations.declared import all_duties
from vangnet.core.obligations.duties import Duty, State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role
from vangnet.core.plan_facts import Fact, Page, Rows, Value
from vangnet.core.words import _

from .access import READERS
from .annexes import annexes_of
from .models import AnnexVersion

PAGE = Page("duties", SEES, query="school={school}")

Stands = Mapping[Duty, State]


def promised(school: School, on: date) -> Stands:
    duties = all_duties(on, school)
    found = states(duties, [school.pk], on)
    return {duty: found[school.pk, duty.key].state for duty in duties}


def _kept(stands: Stands) -> Value:
    return sum(state in {State.KEPT, State.DUE_SOON} for state in stands.values())


def _broken(stands: Stands) -> Value:
    return sum(state.is_broken for state in stands.values())


def _which_are_broken(stands: Stands) -> Value:
    lines = tuple(
        (gettext(duty.title), str(duty.role.label), gettext(state.word))
        for duty, state in stands.items()
        if state.is_broken
    )
    return (
        Rows((gettext("What"), gettext("Who sees to it"), gettext("How it stands")), lines)
        if lines
        else gettext("none: every duty is kept")
    )


def annexes(school: School, _on: date) -> list[AnnexVersion]:
    return annexes_of(school)


def _listed(found: list[AnnexVersion]) -> Value:
    lines = tuple(
        (
            each.title,
            gettext("The board") if each.annex.is_of_the_board else gettext("The school"),
            str(each.get_status_display()),
            each.edition,
        )
        for each in found
    )
    return Rows((gettext("Annex"), gettext("Whose"), gettext("Status"), gettext("Version")), lines)


FACTS = (
    Fact(
        "plan.annexes",
        _("List of all annexes with how far each is"),
        asks=annexes,
        tells=_listed,
        page=Page("plan-annexes", READERS),
        filled_by=Role.SAFETY_COORDINATOR,
        is_public=True,
    ),
    Fact(
        "duties.kept",
        _("Number of duties that are kept"),
        asks=promised,
        tells=_kept,
        page=PAGE,
        filled_by=Role.SAFETY_COORDINATOR,
    ),
    Fact(
        "duties.broken",
        _("Number of duties that are too late or were never done"),
        asks=promised,
        tells=_broken,
        page=PAGE,
        filled_by=Role.SAFETY_COORDINATOR,
    ),
    Fact(
        "duties.which_are_broken",
        _("List of the duties that are too late or were never done"),
        asks=promised,
        tells=_which_are_broken,
        page=PAGE,
        filled_by=Role.SAFETY_COORDINATOR,
    ),
)
