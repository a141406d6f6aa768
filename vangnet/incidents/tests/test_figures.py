"""Figures: equal to the register, hidden where small, the same on every page, at a constant price."""

import csv
import random
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.calendars import SchoolYear, school_year_of
from vangnet.core.dossiers.models import Subject
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.dossiers.verify import verify
from vangnet.incidents.figures import TABLES, of_school, values_of
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Assessment, Category, Incident, Report, Total
from vangnet.incidents.models.facts import Place
from vangnet.incidents.totals import CATEGORY, INJURY, MONTH, PLACE, SEVERITY, recount, wrong_totals
from vangnet.incidents.year_page import asked_for, scopes_of, year_page

pytestmark = pytest.mark.django_db(databases="__all__")
YEAR = reverse("incidents-year")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

# Counted anew over the facts that stand, without the table that lists and figures use.
STANDS = "NOT EXISTS (SELECT 1 FROM dossiers_entry c WHERE c.corrects_id = e.id)"
REPORTS = f"""
    SELECT d.id, d.school_id, r.category_id, r.place, e.happened_at FROM incidents_report r
    JOIN dossiers_entry e ON e.id = r.entry_id JOIN dossiers_dossier d ON d.id = e.dossier_id WHERE {STANDS}
"""
ASSESSMENTS = f"""
    SELECT e.dossier_id, a.severity, a.injury FROM incidents_assessment a
    JOIN dossiers_entry e ON e.id = a.entry_id WHERE {STANDS} ORDER BY e.number
"""


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def local_day(value):
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("UTC"))
    return moment.astimezone(AMSTERDAM).date()


def counted_by_hand(year):
    """Per table, school and value, from the facts that stand."""
    assessed = {dossier: (severity, injury) for dossier, severity, injury in asked(ASSESSMENTS)}
    counts = {}
    for dossier, school, category, place, happened_at in asked(REPORTS):
        on = local_day(happened_at)
        if school_year_of(on) != year:
            continue
        severity, injury = assessed.get(dossier, ("", ""))
        values = {
            MONTH: (on.month - 8) % 12,
            CATEGORY: category,
            PLACE: place,
            SEVERITY: severity,
            INJURY: injury,
        }
        for table, value in values.items():
            key = (table, of_school(school), value)
            counts[key] = counts.get(key, 0) + 1
    return counts


def a_register(cast, linde, iep, *, number=40, seed=1):
    """Reports, assessments and corrections of both, spread over two school years."""
    draw = random.Random(seed)
    categories = list(Category.objects.values_list("key", flat=True))[:6]
    for _ in range(number):
        school, by, head = draw.choice([(linde, cast.kees, cast.hanna), (iep, cast.nadia, cast.noor)])
        ago = timedelta(days=draw.randrange(0, 500), hours=draw.randrange(24))

        def facts():
            return [Report(category_id=draw.choice(categories), place=draw.choice(Place.values))]

        dossier = open_dossier(INCIDENT, school, an_act("report", by, facts=facts(), ago=ago))
        if draw.random() < 0.4:
            first = dossier.entries.get(number=1)
            record(dossier, an_act("report", by, facts=facts(), ago=ago / 2, corrects=first))
        if draw.random() < 0.6:
            grade = draw.choice(Assessment.Grade.values)
            record(dossier, an_act("assess", head, facts=[Assessment(severity=grade, injury="doctor")]))


def page_for(person, unit, year=None):
    on = timezone.localdate()
    question = QueryDict(mutable=True)
    question["of"] = unit
    if year:
        question["year"] = year.name
    return year_page(*asked_for(question, scopes_of(person, on), on), person, on)


@pytest.mark.parametrize("seed", [1, 2])
def test_each_figure_equals_the_register(cast, linde, iep, seed):
    """The commission: each total equals a count in plain SQL over the facts that stand."""
    a_register(cast, linde, iep, seed=seed)
    this_year = school_year_of(timezone.localdate())

    for year in (this_year, this_year.previous()):
        by_hand = counted_by_hand(year)
        for head, school in ((cast.hanna, linde), (cast.noor, iep)):
            page, unit = page_for(head, of_school(school.pk), year), of_school(school.pk)
            for table in TABLES:
                for value, _label in values_of(table):
                    assert page.this_year.number(table, unit, value) == by_hand.get((table, unit, value), 0)
            assert page.total == sum(
                n for (table, u, _v), n in by_hand.items() if (table, u) == (MONTH, unit)
            )


def test_the_board_s_figures_equal_the_register_where_they_are_told(cast, linde, iep):
    a_register(cast, linde, iep, number=60)
    year = school_year_of(timezone.localdate())
    by_hand = counted_by_hand(year)
    page = page_for(cast.bas, "board", year)

    told = 0
    for table in TABLES:
        for value, _label in values_of(table):
            number = page.this_year.number(table, "board", value)
            truth = sum(by_hand.get((table, of_school(school.pk), value), 0) for school in (linde, iep))
            assert number in (None, truth)
            assert number is None or not 0 < number < 5
            told += number is not None
    assert told
    assert page.total == sum(n for (table, _u, _v), n in by_hand.items() if table == MONTH)


def test_nobody_of_the_board_council_or_cluster_is_told_a_number_of_one_to_four(as_, cast, linde, iep):
    """design: figures about groups of people hide numbers below five."""
    a_register(cast, linde, iep, number=60)

    for person in (cast.bas, cast.carla, cast.marit):
        for scope in scopes_of(person, timezone.localdate()):
            page = page_for(person, scope.unit)
            numbers = [page.total, *(number for table in TABLES for _label, number in page.numbers(table))]
            assert not [number for number in numbers if number is not None and 0 < number < 5]


def test_board_cluster_and_council_are_told_the_same_of_a_school(cast, linde, iep):
    """Two pages laid beside each other tell no more than one."""
    a_register(cast, linde, iep, number=50)
    pages = [page_for(person, of_school(linde.pk)) for person in (cast.bas, cast.carla, cast.marit)]

    assert len({str([page.numbers(table) for table in TABLES]) for page in pages}) == 1


def test_a_single_incident_is_told_to_its_handler_and_not_to_the_council(as_, cast, linde, fight):
    assert page_for(cast.hanna, of_school(linde.pk)).total == 1
    assert page_for(cast.marit, of_school(linde.pk)).total is None


def test_the_head_s_figures_leave_out_what_is_about_the_head(cast, linde, fight):
    """A total that is one higher than the list would tell that there is something to hide."""
    facts = [Report(category_id="other", place="gym"), Subject(role="perpetrator", person=cast.hanna)]
    open_dossier(INCIDENT, linde, an_act("report", cast.kees, facts=facts))

    assert page_for(cast.hanna, of_school(linde.pk)).total == 1
    assert page_for(cast.iris, of_school(linde.pk)).total == 2


def test_new_year_s_eve_in_amsterdam_counts_in_the_month_of_the_school(cast, linde, fight):
    """Half past midnight on 1 December here is still 30 November by the clock of the server."""
    Incident.objects.update(
        school_year="2025-2026", happened_at=datetime(2025, 12, 1, 0, 30, tzinfo=AMSTERDAM)
    )

    recount()

    page = page_for(cast.hanna, of_school(linde.pk), SchoolYear(2025))

    assert page.this_year.number(MONTH, of_school(linde.pk), 4) == 1
    assert page.this_year.number(MONTH, of_school(linde.pk), 3) == 0


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("hanna", True), ("iris", True), ("sam", True), ("marit", True), ("carla", True), ("bas", True),
        ("mina", False), ("kees", False), ("vera", False), ("fenna", False), ("ada", False),
    ],
)  # fmt: skip
def test_figures_are_for_handlers_council_cluster_and_board(as_, cast, name, sees):
    assert as_(getattr(cast, name)).get(YEAR).status_code == (200 if sees else 404)


def test_the_figures_of_another_school_are_not_found(as_, cast, linde, iep):
    for person in (cast.hanna, cast.marit):
        assert as_(person).get(YEAR, {"of": of_school(iep.pk)}).status_code == 404
        assert as_(person).get(YEAR, {"of": "board"}).status_code == 404
    assert as_(cast.hanna).get(YEAR, {"year": "1999-2000"}).status_code == 404


def test_beside_the_trend_stands_that_more_reports_may_be_better_reporting(as_, cast, fight):
    """domain 5.2: register counts are not a measure of quality."""
    browser = as_(cast.hanna)
    browser.cookies["django_language"] = "en"

    assert "people report better" in browser.get(YEAR).content.decode()


def test_the_file_holds_the_same_figures_as_the_page(as_, cast, linde, iep):
    a_register(cast, linde, iep, number=50)
    page = page_for(cast.bas, "board")

    file = as_(cast.bas).get(reverse("incidents-year-export", args=["csv"]), {"of": "board"})
    lines = list(csv.reader(StringIO(file.content.decode("utf-8-sig")), delimiter=";"))

    figures = [number for table in TABLES for _label, number in page.numbers(table)]
    in_file = [line[4] for line in lines[2 : 2 + len(figures)]]
    assert [int(cell) if cell.isdigit() else None for cell in in_file] == figures


def test_the_figures_ask_as_many_questions_for_many_incidents_as_for_few(as_, cast, linde, iep, fight):
    browser = as_(cast.bas)

    def queries():
        browser.get(YEAR)
        with CaptureQueriesContext(connection) as found:
            browser.get(YEAR)
        return len(found)

    a_register(cast, linde, iep, number=12)
    for_few = queries()
    a_register(cast, linde, iep, number=40, seed=2)
    assert queries() == for_few


def test_an_empty_year_says_so_kindly(as_, cast):
    assert "empty.svg" in as_(cast.hanna).get(YEAR).content.decode()
    assert date(2026, 1, 1) < timezone.localdate()


def test_totals_follow_each_report_correction_and_destruction(cast, linde, iep):
    a_register(cast, linde, iep, number=30)
    assert not list(wrong_totals())

    dossier = Incident.objects.first().dossier
    INCIDENT.forget(dossier)

    assert Incident.objects.count() == 29
    assert not list(wrong_totals())
    assert sum(Total.objects.filter(table=MONTH).values_list("number", flat=True)) == 29


def test_a_total_that_somebody_altered_is_found(cast, linde, fight):
    Total.objects.filter(table=CATEGORY).update(number=2)

    assert [finding.says for finding in verify().findings] == [
        f"The totals of {school_year_of(timezone.localdate()).name} differ from the incidents that are recorded."
    ]
