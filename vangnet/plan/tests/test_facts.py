"""What the plan says by itself: each fact from what was recorded, a gap with who fills it, an unknown name refused."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.building.tests.scene import defect
from vangnet.core.access.grounds import roles_at
from vangnet.core.calendars import school_year_of
from vangnet.core.people.models import Appointment
from vangnet.core.people.roles import Role
from vangnet.core.plan_facts import Rows
from vangnet.emergencies.tests.scene import drill, officer, plan
from vangnet.hazards.tests.scene import assessment
from vangnet.incidents.models import Total
from vangnet.incidents.year_page import scopes_of, year_page
from vangnet.plan import facts
from vangnet.plan.models import Paragraph
from vangnet.staffing.tests.scene import listed, published

from .scene import paragraph, sent

pytestmark = pytest.mark.django_db(databases="__all__")


def value(key, school, on=None):
    return facts.values([key], school, on or timezone.localdate())[key]


def read(browser, school):
    return browser.get(reverse("plan-school", args=[school.pk])).content.decode()


@pytest.mark.parametrize("key", sorted(facts.declared()))
def test_every_fact_can_be_asked_of_a_school_of_which_nothing_is_known_and_leads_to_a_page(
    key, as_, cast, iep
):
    fact = facts.declared()[key]

    said = facts.facts_said([key], iep, timezone.localdate(), facts.Reader([Role.HEAD]))[key]

    assert said.is_gap == facts.is_missing(value(key, iep))
    assert fact.filled_by in Role
    assert as_(cast.noor).get(fact.page.address(iep)).status_code == 200


def test_keys_say_from_which_part_they_come_and_none_is_used_twice():
    every = [fact.key for facts in map(import_list, lists()) for fact in facts]

    assert len(every) == len(set(every))
    assert all("." in key for key in every)


def lists():
    from django.conf import settings

    return settings.FACTS


def import_list(place):
    from django.utils.module_loading import import_string

    return import_string(place)


def test_the_number_of_emergency_officers_is_of_today_and_counts_nobody_twice(cast, linde):
    assert facts.is_missing(value("staffing.emergency_officers", linde))
    for person in (cast.mina, cast.otto):
        officer(person, linde, Role.EMERGENCY_OFFICER)
    officer(cast.mina, linde, Role.HEAD_EMERGENCY_OFFICER)
    officer(cast.kees, linde, Role.EMERGENCY_OFFICER, last_on=timezone.localdate() - timedelta(days=1))

    assert value("staffing.emergency_officers", linde) == 2


def test_the_confidential_adviser_is_named_with_the_address_at_work(cast, linde):
    assert value("staffing.confidential_adviser", linde) == "Vera Test (vera@example.org)"


def test_the_published_list_of_functionaries_is_told_and_not_one_that_was_not_published(cast, linde):
    list_ = listed(cast, linde)
    assert facts.is_missing(value("staffing.published_functionaries", linde))
    published(cast, list_)

    told = value("staffing.published_functionaries", linde)

    assert isinstance(told, Rows)
    assert told.lines[0][0] == list_.lines.first().function


def test_the_last_drill_is_of_the_whole_building_with_pupils(cast, linde):
    drill(linde, cast.hanna, date(2026, 10, 1))
    drill(linde, cast.hanna, date(2026, 11, 1), kind="part")
    drill(linde, cast.hanna, date(2026, 11, 2), with_pupils=False)

    assert value("emergencies.last_drill", linde, date(2026, 11, 20)) == date(2026, 10, 1)
    assert value("emergencies.last_drill", linde, date(2026, 9, 30)) is None


def test_the_evacuation_plan_tells_from_when_it_holds(cast, linde):
    version = plan(linde, cast.hanna, 1)

    assert value("emergencies.plan_holds_from", linde, version.holds_from) == version.holds_from


def test_the_next_risk_assessment_is_due_four_years_after_the_latest(cast, linde):
    latest = assessment(linde, cast.hanna, ago=10)

    due = value("hazards.next_assessment", linde)

    assert value("hazards.last_assessment", linde) == latest.held_on
    assert (due.year, due.month) == (latest.held_on.year + 4, latest.held_on.month)


def test_open_defects_are_counted_and_those_past_their_day_apart(cast, linde):
    defect(linde, cast.hanna, ago=10, due_in=5)
    defect(linde, cast.hanna, ago=10, due_in=-5)

    assert value("building.open_defects", linde) == 2
    assert value("building.late_defects", linde) == 1


def totals(school, number):
    year = school_year_of(timezone.localdate()).previous()
    Total.objects.create(school_year=year.name, school=school, table="month", value="3", number=number)


@pytest.mark.parametrize(("here", "there"), [(3, 40), (12, 40), (12, 2), (0, 40), (60, 70)])
def test_incidents_of_last_year_are_told_exactly_as_the_council_reads_them_in_the_figures(
    cast, linde, iep, here, there
):
    for school, number in ((linde, here), (iep, there)):
        if number:
            totals(school, number)
    today = timezone.localdate()
    scope = next(each for each in scopes_of(cast.marit, today) if each.label == linde.name)
    figures = year_page(scope, school_year_of(today).previous(), cast.marit, today)

    told = value("incidents.last_year", linde)

    assert told == (figures.total if figures.total is not None else told)
    assert isinstance(told, int) == (figures.total is not None)
    assert told not in {1, 2, 3, 4}


def test_duties_that_are_broken_are_counted_and_listed(cast, linde):
    number, rows = value("duties.broken", linde), value("duties.which_are_broken", linde)

    assert number == len(rows.lines) > 0


def test_a_fact_in_the_text_leads_to_where_it_was_recorded_and_says_as_of_when(as_, cast, linde):
    paragraph(linde, cast.hanna, text="Onze vertrouwenspersoon is {{ staffing.confidential_adviser }}.")

    page = read(as_(cast.mina), linde)

    assert f'href="{reverse("who-does-what", args=[linde.pk])}"' in page
    assert ">Vera Test (vera@example.org)</a>." in page
    assert "As it is on" in page


def test_who_cannot_open_the_source_reads_the_fact_without_a_link(as_, cast, linde):
    paragraph(linde, cast.hanna, text="Onze vertrouwenspersoon is {{ staffing.confidential_adviser }}.")

    page = read(as_(cast.marit), linde)

    assert "Vera Test (vera@example.org)" in page
    assert reverse("who-does-what", args=[linde.pk]) not in page


def test_a_gap_says_who_fills_it_and_where(as_, cast, linde):
    paragraph(linde, cast.hanna, text="De laatste ontruiming: {{ emergencies.last_drill }}.")
    officer(cast.kees, linde)

    page = read(as_(cast.hanna), linde)

    assert "Head of emergency response (Kees Test)" in page
    assert f'href="{reverse("emergencies-drills", args=[linde.pk])}"' in page
    assert "1 thing is still missing" in page
    assert "still missing" not in read(as_(cast.mina), linde)


def test_what_a_fact_says_is_never_read_as_markdown_or_html(as_, cast, linde):
    Appointment.objects.create(
        person=cast.otto, role=Role.PREVENTION_OFFICER, school=linde, first_on=date(2026, 1, 1)
    )
    type(cast.otto).objects.filter(pk=cast.otto.pk).update(last_name="<b>*Test*</b>")
    paragraph(linde, cast.hanna, text="{{ staffing.prevention_officer }}")

    page = read(as_(cast.mina), linde)

    assert "&lt;b&gt;*Test*&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("staffing.confidental_advisor", "staffing.confidential_adviser"),
        ("emergencies.lastdrill", "emergencies.last_drill"),
        ("bullying", "staffing.bullying_policy"),
    ],
)
def test_an_unknown_name_is_refused_with_what_may_have_been_meant(as_, cast, linde, typed, meant):
    address = reverse("plan-paragraph-add", args=[linde.pk])

    page = as_(cast.hanna).post(address, sent(text=f"Er is {{{{ {typed} }}}}."))

    assert page.status_code == 422
    assert typed in page.content.decode()
    assert f"{{{{ {meant} }}}}" in page.content.decode().split("<textarea")[0]
    assert not Paragraph.objects.exists()


def test_an_unknown_name_that_is_like_nothing_is_refused_too(as_, cast, linde):
    page = as_(cast.hanna).post(reverse("plan-paragraph-add", args=[linde.pk]), sent(text="{{ zzzzqqq }}"))

    assert page.status_code == 422
    assert "Nothing is known as “zzzzqqq”." in page.content.decode()


def test_a_preview_shows_the_facts_of_the_school_and_for_all_schools_what_they_would_say(as_, cast, linde):
    text = "Bel {{ staffing.confidential_adviser }}."
    of_school = as_(cast.hanna).post(
        reverse("plan-paragraph-add", args=[linde.pk]), sent(text=text, preview="yes")
    )
    of_board = as_(cast.bas).post(reverse("plan-paragraph-add-board"), sent(text=text, preview="yes"))

    assert "Vera Test (vera@example.org)" in of_school.content.decode()
    assert "[Name and address of the confidential adviser]" in of_board.content.decode()


def test_the_editor_lists_every_fact_with_what_it_says(as_, cast, linde):
    page = as_(cast.hanna).get(reverse("plan-paragraph-add", args=[linde.pk])).content.decode()

    for key in facts.declared():
        assert f"{{{{ {key} }}}}" in page


def test_a_fact_of_a_part_that_runs_no_more_shows_as_a_gap(as_, cast, linde):
    paragraph(linde, cast.hanna, text="{{ gone.fact }}")

    assert "nothing is known under this name" in read(as_(cast.mina), linde)


def test_however_often_a_fact_is_named_each_register_is_asked_once(as_, cast, linde):
    browser, address = as_(cast.hanna), reverse("plan-school", args=[linde.pk])
    every = [key for key in facts.declared() if key.startswith("staffing.")]
    paragraph(linde, cast.hanna, text=f"{{{{ {every[0]} }}}}")
    for key in ("published_functionaries", "chart"):
        paragraph(linde, cast.hanna, key, text=f"{{{{ staffing.{key} }}}}")
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for turn in range(6):
        paragraph(linde, cast.hanna, f"Nog een {turn}", text="\n\n".join(f"{{{{ {key} }}}}" for key in every))
    with CaptureQueriesContext(connection) as many:
        browser.get(address)

    assert len(many) == len(few)


def test_a_source_is_linked_exactly_for_who_can_open_it_at_this_school(as_, cast, linde):
    """A head of another school who also works here is no head here."""
    for person, role in ((cast.noor, Role.COACH), (cast.nadia, Role.SAFETY_COORDINATOR)):
        Appointment.objects.create(person=person, role=role, school=linde, first_on=date(2026, 1, 1))
    pages = {fact.page for fact in facts.declared().values()}

    for reader in (cast.noor, cast.nadia, cast.carla, cast.bas, cast.marit, cast.mina):
        roles = facts.Reader(roles_at(reader, linde, timezone.localdate()))
        for page in pages:
            is_open = as_(reader).get(page.address(linde)).status_code == 200
            assert roles.can_open(page) == is_open, (reader, page)


def test_a_head_elsewhere_is_not_led_to_what_only_the_head_here_can_open(as_, cast, linde):
    Appointment.objects.create(
        person=cast.noor, role=Role.PARTICIPATION_COUNCIL, school=linde, first_on=date(2026, 1, 1)
    )
    paragraph(linde, cast.hanna, text="Onze vertrouwenspersoon is {{ staffing.confidential_adviser }}.")
    address = reverse("who-does-what", args=[linde.pk])

    assert address not in read(as_(cast.noor), linde)
    assert as_(cast.noor).get(address).status_code == 404


def test_the_organisation_chart_steps_in_for_what_answers_to_another_and_its_headings_name_nobody(
    as_, cast, linde
):
    paragraph(linde, cast.hanna, text="Zo is het.\n\n{{ staffing.chart }}\n\nOf: {{ staffing.chart }}.")

    page, said = read(as_(cast.mina), linde), value("staffing.chart", linde)

    assert len(said.depths) == len(said.lines)
    assert (said.depths[0], max(said.depths) > 2) == (0, True)
    assert said.lines[0][1] == "Bas Test"
    assert '<th scope="row" data-depth="1">' in page
    assert ", ;" not in facts.in_words(said)
