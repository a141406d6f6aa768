"""What a page costs does not depend on how much was recorded.

Three things are known from other programs, and impossible here: a list that sorts the whole register, a page that
asks a question for each row, and a year report that counts only the first thousand.
"""

import random
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.data import _story
from bench.writing import Writing
from vangnet.core.calendars import school_year_of
from vangnet.core.dossiers.models import Dossier, Reading
from vangnet.core.dossiers.verifying.batches import batches
from vangnet.incidents.differences import differences
from vangnet.incidents.figures import of_school
from vangnet.incidents.tests.test_figures import counted_by_hand, page_for
from vangnet.incidents.totals import MONTH, recount, wrong_totals

pytestmark = pytest.mark.django_db(databases="__all__")

LIST, YEAR = reverse("incidents"), reverse("incidents-year")
GROWS = (
    "dossiers_dossier",
    "dossiers_entry",
    "dossiers_subject",
    "dossiers_reading",
    "dossiers_waiting",
    "incidents_incident",
    "incidents_involvedpupil",
    "incidents_parentstold",
    "incidents_report",
    "incidents_assessment",
)


class Register:
    """Incidents at two schools, as recording them would have left them."""

    def __init__(self, cast, linde, iep, pupils):
        self._writing, self._chance, self._serial = Writing(), random.Random(7), 0
        self._places = [
            (linde, (pupils.aya.pk, pupils.cas.pk), cast.mina.pk, cast.hanna.pk),
            (iep, (pupils.emil.pk, pupils.dina.pk), cast.nadia.pk, cast.noor.pk),
        ]

    def grow_to(self, number):
        now = timezone.now()
        while self._serial < number:
            self._serial += 1
            school, children, teacher, head = self._places[self._serial % 3 == 0]
            at = now - timedelta(days=1 + self._serial % 700, minutes=self._serial)
            is_closed = self._serial % 10 > 1
            said = list(_story(self._chance, at, children, teacher, head, is_closed=is_closed))
            self._writing.add(self._serial, school, [told for told in said if told.at < now])
        self._writing.flush()
        recount()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")


@pytest.fixture
def register(cast, linde, iep, pupils):
    return Register(cast, linde, iep, pupils)


def pages(as_, cast, pupils):
    """Every page that shows something of the register, by a name."""
    reference = Dossier.objects.get(serial=2).reference
    return {
        "list": lambda: as_(cast.hanna).get(LIST),
        "list of a teacher": lambda: as_(cast.mina).get(LIST),
        "list, filtered": lambda: as_(cast.hanna).get(LIST, {"state": "closed", "severity": "serious"}),
        "list of a pupil": lambda: as_(cast.hanna).get(LIST, {"pupil": pupils.aya.pk}),
        "search by pupil": lambda: as_(cast.hanna).post(LIST, {"words": "a", "in": "pupils"}),
        "pupils found": lambda: as_(cast.hanna).post(LIST, {"words": "jansen", "in": "pupils"}),
        "open": lambda: as_(cast.hanna).get(reverse("dossier", args=[reference])),
        "open by a teacher": lambda: as_(cast.mina).get(reverse("dossier", args=[reference])),
        "desk": lambda: as_(cast.hanna).get("/"),
        "year of a school": lambda: as_(cast.hanna).get(YEAR),
        "year of the board": lambda: as_(cast.bas).get(YEAR),
    }


def asked_by(page):
    page()
    with CaptureQueriesContext(connection) as asked:
        assert page().status_code in (200, 302)
    return [query["sql"] for query in asked]


def test_a_page_asks_as_many_questions_of_ten_times_as_much(as_, cast, pupils, register):
    """Known from elsewhere: 138 questions for one page."""
    register.grow_to(80)
    few = {name: len(asked_by(page)) for name, page in pages(as_, cast, pupils).items()}
    register.grow_to(800)
    many = {name: len(asked_by(page)) for name, page in pages(as_, cast, pupils).items()}

    assert many == few
    assert max(many.values()) <= 40


def plan_of(sql):
    """What the database does for a query, told not to read a whole table or to sort where an index would do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            cursor.execute(f"EXPLAIN {sql}")
            return [line for (line,) in cursor.fetchall()]
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [line for *_numbers, line in cursor.fetchall()]


def reads_whole(plan):
    """The tables that grow and that this plan reads from beginning to end."""
    found = re.findall(r"(?:SCAN|Seq Scan on) (\w+)", "\n".join(plan))
    return [table for table in found if table in GROWS]


def test_no_page_reads_a_table_that_grows_as_a_whole(as_, cast, pupils, register):
    register.grow_to(600)

    for name, page in pages(as_, cast, pupils).items():
        for sql in asked_by(page):
            if sql.startswith("SELECT"):
                assert not reads_whole(plan_of(sql)), f"{name}: {sql}"


def test_verify_reads_for_a_batch_of_dossiers_no_more_than_that_batch(register):
    """With a whole table for each batch, ten times as many dossiers would take a hundred times as long."""
    register.grow_to(600)
    walk = batches(100)
    next(walk)
    with CaptureQueriesContext(connection) as asked:
        batch = next(walk)
        assert list(differences(*batch.serials)) == []

    of_the_batch = [query["sql"] for query in asked if not query["sql"].endswith("LIMIT 1")]
    assert len(of_the_batch) > 10
    for sql in of_the_batch:
        assert not reads_whole(plan_of(sql)), sql


@pytest.mark.parametrize("chosen", [{}, {"state": "closed"}, {"category": "threat", "place": "corridor"}])
def test_the_list_of_a_school_walks_its_index_and_sorts_nothing(as_, cast, register, chosen):
    """Known from elsewhere: the whole table sorted for each page of a list."""
    register.grow_to(600)
    asked = asked_by(lambda: as_(cast.hanna).get(LIST, chosen))
    walks = [sql for sql in asked if "LIMIT 51" in sql and '"school_id" = ' in sql]

    assert len(walks) == 1
    plan = "\n".join(plan_of(walks[0]))
    assert "incidents_of_a_school" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_what_waits_at_a_school_is_walked_soonest_first(as_, cast, register):
    register.grow_to(600)
    walks = [sql for sql in asked_by(lambda: as_(cast.hanna).get("/")) if "LIMIT 101" in sql]

    assert walks
    for sql in walks:
        plan = "\n".join(plan_of(sql))
        assert "what_waits_for_a_role" in plan
        assert "TEMP B-TREE" not in plan


def test_opening_ten_times_writes_ten_readings_however_it_is_asked(as_, cast, pupils, register):
    register.grow_to(20)
    page = pages(as_, cast, pupils)["open"]
    for _ in range(10):
        assert page().status_code == 200

    assert Reading.objects.filter(person=cast.hanna).count() == 10


def test_a_year_of_more_than_a_thousand_incidents_is_counted_whole(cast, linde, iep, register):
    """Known from elsewhere: a year report that counts the first thousand."""
    register.grow_to(2600)
    this_year = school_year_of(timezone.localdate())

    for year in (this_year, this_year.previous()):
        by_hand = counted_by_hand(year)
        for head, school in ((cast.hanna, linde), (cast.noor, iep)):
            unit = of_school(school.pk)
            counted = sum(n for (table, u, _value), n in by_hand.items() if (table, u) == (MONTH, unit))
            assert page_for(head, unit, year).total == counted
        everything = sum(n for (table, _unit, _value), n in by_hand.items() if table == MONTH)
        assert page_for(cast.bas, "board", year).total == everything
    assert everything > 1000
    assert not list(wrong_totals())
