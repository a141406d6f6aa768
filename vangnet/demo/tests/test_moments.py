"""The demonstration made at another moment: it moves along, and holds nothing that still has to happen."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from rich.console import Console

from vangnet.core.calendars import school_year_of
from vangnet.core.dossiers.models import Entry
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import CalendarDay, Placement, School, Teaching
from vangnet.demo.chronicles import chronicles
from vangnet.demo.content import board, stories
from vangnet.demo.loader import load
from vangnet.demo.shift import Shift
from vangnet.demo.telling import token

pytestmark = pytest.mark.django_db(databases="__all__")

MOMENTS = [
    datetime(2026, 11, 23, 21),
    datetime(2027, 3, 10, 11),
    datetime(2027, 8, 12, 9),
    datetime(2026, 2, 3, 9),
]
FEW = {
    "briefje-in-het-postvak", "chloorlucht-schoonmaak", "eerste-dag-meester-uitgetest", "jas-als-handdoek",
    "kai-geduwd-op-de-trap", "kleuterstoel-omgekiept", "lampion-weg", "maandagochtend-hoofd-tegen-hoofd",
    "stepladder-sinterklaas", "vader-aan-het-hek-dreigt", "vader-spreekt-kind-aan", "waterballon",
}  # fmt: skip
# Of what is no incident: two that follow from one of those stories, and one that counts school days.
FEW_MORE = {"ontzegging-vader-aan-het-hek", "pesten-op-weg-naar-huis", "schorsing-mes-in-de-tas"}


@pytest.fixture
def made(monkeypatch):
    """A few stories of every sort, told with every check of rights and procedure."""
    chosen = tuple(story for story in stories() if story.key in FEW)
    monkeypatch.setattr("vangnet.demo.content.stories", lambda: chosen)
    more = tuple(each for each in chronicles() if each.key in FEW_MORE)
    monkeypatch.setattr("vangnet.demo.chronicles.chronicles", lambda: more)
    School.objects.update(location_code="09")  # the schools of the other tests have the same codes

    def make(moment: datetime) -> datetime:
        now = timezone.make_aware(moment)
        load(Console(quiet=True), now, checked=True)
        return now

    return make


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_whenever_it_is_made_groups_are_of_this_school_year_and_it_ends_this_week(made, moment):
    """WPO art. 1: the school year runs from 1 August. Nothing lies ahead."""
    now = made(moment)

    day, year = now.date(), school_year_of(now.date()).name
    placed = Placement.objects.filter(
        holds_on(day), group__school_year=year, group__school__location_code="00"
    )
    teaching = Teaching.objects.filter(holds_on(day), group__school__location_code="00")
    assert placed.filter(holds_on(day, "enrolment__")).count() == 600
    assert {row.group.school_year for row in teaching} == {year}
    latest = Entry.objects.filter(dossier__school__location_code="00").latest("recorded_at").recorded_at
    assert now - timedelta(weeks=1) <= latest <= now


def test_what_lies_ahead_of_the_moment_is_not_recorded_yet(made):
    made(datetime(2026, 11, 23, 10, 0))

    assert Entry.objects.filter(token=token("briefje-in-het-postvak", "report")).exists()
    assert not Entry.objects.filter(token=token("maandagochtend-hoofd-tegen-hoofd", "report")).exists()


def test_a_holiday_that_moved_along_is_not_called_christmas(made):
    made(datetime(2027, 3, 10, 11))

    assert not CalendarDay.objects.filter(title="Kerstvakantie").exists()


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_weekdays_stay_weekdays(moment):
    shift = Shift.to(moment.date(), written_for=board().today)

    assert shift.by.days % 7 == 0
    assert 0 <= (moment.date() - shift.day(board().today)).days < 7
