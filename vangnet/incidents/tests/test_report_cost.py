"""What a report asks of the databases: few statements, and as many on a board with ten times as much."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.people.models import Enrolment, Placement, Pupil
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LONG_AGO = date(2020, 8, 1)
# Session, account, appointments, schools, categories, children, whether it was sent before, whether this person may;
# the ledger, dossier, entry, subjects, report, what the school agreed, where the dossier stands, what waits, and two
# rows for the lists. And the key.
STATEMENTS, OF_THE_KEY_STORE = 19, 1


@pytest.fixture
def cost() -> Callable[[Callable[[], object]], tuple[int, int]]:
    """How many statements something takes in the main database and in the key store, without those of a transaction."""

    def counted(ask: Callable[[], object]) -> tuple[int, int]:
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            ask()
        return len(_without_savepoints(main)), len(_without_savepoints(keys))

    return counted


def _without_savepoints(captured: CaptureQueriesContext) -> list[str]:
    return [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]


def told(*children: Pupil) -> dict[str, object]:
    now = timezone.localtime()
    parts = {f"people_part_pupil-{child.pk}": "victim" for child in children}
    return {
        "token": str(uuid4()),
        "category": "accident",
        "place": "playground",
        "happened_on": f"{now:%Y-%m-%d}",
        "happened_at": f"{now:%H:%M}",
        "text": "Gevallen bij de zandbak.",
        "people": [f"pupil-{child.pk}" for child in children],
        **parts,
    }


def ten_times_as_much(cast, linde, pupils) -> None:
    """Ten times the children in the group, and thirty incidents in which they had a part."""
    group = Placement.objects.get(enrolment__pupil=pupils.aya).group
    for number in range(30):
        child = Pupil.objects.create(call_name=f"Kind {number}", last_name="Bos", born_on=date(2016, 5, 1))
        enrolment = Enrolment.objects.create(pupil=child, school=linde, key=f"k-{number}", first_on=LONG_AGO)
        Placement.objects.create(enrolment=enrolment, group=group, year_group="6", first_on=LONG_AGO)
        facts = [
            Report(category_id="accident", place="playground"),
            Subject(role="victim", pupil_id=child.pk),
        ]
        open_dossier(INCIDENT, linde, an_act("report", cast.mina, facts=facts, text="Gevallen."))


def test_a_report_takes_few_statements_and_as_many_on_a_larger_board(cast, linde, pupils, as_, cost):
    browser, address = as_(cast.mina), reverse("incident-report")
    browser.post(address, told(pupils.aya, pupils.bram))

    assert cost(lambda: browser.post(address, told(pupils.aya, pupils.bram))) == (
        STATEMENTS,
        OF_THE_KEY_STORE,
    )
    ten_times_as_much(cast, linde, pupils)
    assert cost(lambda: browser.post(address, told(pupils.aya, pupils.bram))) == (
        STATEMENTS,
        OF_THE_KEY_STORE,
    )
    assert Dossier.objects.count() == 33


def test_a_report_about_more_children_takes_no_more_statements(cast, pupils, as_, cost):
    browser, address = as_(cast.mina), reverse("incident-report")
    everybody = [pupils.aya, pupils.bram, pupils.zoe, pupils.cas, pupils.dina]
    browser.post(address, told(pupils.aya))

    assert cost(lambda: browser.post(address, told(*everybody))) == (STATEMENTS, OF_THE_KEY_STORE)


def test_the_form_takes_six_statements_however_large_the_group(cast, linde, pupils, as_, cost):
    browser, address = as_(cast.mina), reverse("incident-report")
    browser.get(address)

    assert cost(lambda: browser.get(address)) == (6, 0)
    ten_times_as_much(cast, linde, pupils)
    assert cost(lambda: browser.get(address)) == (6, 0)


def test_a_page_that_asks_nothing_takes_three_statements(cast, linde, pupils, as_, cost):
    """The session, the account with its person, and the appointments of today."""
    browser, address = as_(cast.mina), reverse("account_change_password")
    browser.get(address)

    assert cost(lambda: browser.get(address)) == (3, 0)
    ten_times_as_much(cast, linde, pupils)
    assert cost(lambda: browser.get(address)) == (3, 0)
