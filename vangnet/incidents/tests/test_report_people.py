"""Naming who was involved, with and without JavaScript: find, add, say which part, take away, and lose nothing."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import LONG_AGO
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.people_search import MOST_SHOWN, Reach, Register, split
from vangnet.core.people.models import Appointment, Enrolment, Group, Guardian, Placement, Pupil
from vangnet.core.people.roles import Role
from vangnet.incidents.tests.test_report import filled_in, shown

pytestmark = pytest.mark.django_db(databases="__all__")

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(cast, as_):
    """Mina's browser, in English."""
    client = as_(cast.mina)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def press(browser):
    """Press one of the buttons among the people, with the rest of the form as it stands."""

    def pressed(**fields: object) -> str:
        response = browser.post(reverse("incident-report"), filled_in(**fields))
        assert response.status_code == 200
        assert not Dossier.objects.exists(), "a button of the picker records nothing"
        return shown(response)

    return pressed


def offered(page: str) -> list[str]:
    """The keys of the people whom the search found, in the order of the page."""
    return re.findall(r'id="found-[^"]*" name="people_add" value="([^"]*)"', page)


def chosen(page: str) -> list[str]:
    return re.findall(r'name="people" value="([^"]*)"', page)


def test_the_whole_journey_without_javascript(browser, press, pupils):
    aya, cas = f"pupil-{pupils.aya.pk}", f"pupil-{pupils.cas.pk}"
    text = {"text": "Cas duwde Aya.", "category": "physical_violence"}

    page = press(people_add=aya, **text)
    assert chosen(page) == [aya]
    assert "Cas duwde Aya." in page
    assert re.search(r'value="physical_violence" checked', page)

    so_far = {"people": aya, f"people_part_{aya}": "victim", **text}
    page = press(people_find="1", people_query="jans", **so_far)
    assert offered(page) == [cas]
    assert re.search(rf'name="people_part_{aya}" value="victim" checked', page)

    page = press(people_add=cas, people_query="jans", **so_far)
    assert chosen(page) == [aya, cas]
    assert re.search(r'name="people_query" value=""', page), "the words have done their work"

    page = press(people_remove=aya, **{**so_far, "people": [aya, cas]})
    assert chosen(page) == [cas]

    parts = {f"people_part_{cas}": "perpetrator"}
    sent = browser.post(reverse("incident-report"), filled_in(people=cas, **parts, **text))
    assert sent.status_code == 303
    assert [s.shown_name for s in Dossier.objects.get().subjects.all()] == ["Cas Jansen"]


def test_with_htmx_only_the_people_come_back(browser, pupils):
    sent = filled_in(people_add=f"pupil-{pupils.aya.pk}")
    page = shown(browser.post(reverse("incident-report"), sent, headers=HTMX))

    assert chosen(page) == [f"pupil-{pupils.aya.pk}"]
    assert "<html" not in page
    assert 'name="text"' not in page


NAMES = [("zoe", "zoe"), ("ZOË yil", "zoe"), ("vries", "bram"), ("de vr", "bram"), ("berg", "dina")]


@pytest.mark.parametrize(("words", "found"), NAMES)
def test_a_name_is_found_by_the_beginning_of_its_words_with_or_without_accents(press, pupils, words, found):
    page = press(people_find="1", people_query=words)

    assert offered(page) == [f"pupil-{getattr(pupils, found).pk}"]


def test_own_pupils_stand_above_others_with_an_earlier_name(cast, linde, pupils):
    other = Pupil.objects.create(call_name="Aya", last_name="Aalbers")
    Enrolment.objects.create(pupil=other, school=linde, key="other", first_on=LONG_AGO)

    found = Reach(cast.mina, [linde], timezone.localdate()).find(Register.PUPIL, "ay")

    assert [person.name for person in found] == ["Aya Bos", "Aya Aalbers"]


def test_pupils_of_another_school_are_not_found(press):
    assert offered(press(people_find="1", people_query="emil")) == []


def test_one_letter_is_not_enough_to_show_half_the_school(press):
    page = press(people_find="1", people_query="a")

    assert offered(page) == []
    assert "Type at least 2 letters" in page


def test_when_many_match_the_first_are_shown_with_the_advice_to_type_on(press, linde):
    for number in range(MOST_SHOWN + 3):
        pupil = Pupil.objects.create(call_name="Daan", last_name=f"Nummer{number:02}")
        Enrolment.objects.create(pupil=pupil, school=linde, key=f"daan{number}", first_on=LONG_AGO)

    page = press(people_find="1", people_query="daan")

    assert len(offered(page)) == MOST_SHOWN
    assert "Type more letters" in page


def test_colleagues_and_parents_are_found_only_when_asked_for(press, cast, pupils):
    parent = Guardian.objects.get(guardianships__pupil=pupils.cas)

    assert offered(press(people_find="1", people_query="kees")) == []
    assert offered(press(people_find_staff="1", people_other="kees")) == [f"staff-{cast.kees.pk}"]
    page = press(people_find_guardian="1", people_other="ouder jans")
    assert offered(page) == [f"guardian-{parent.pk}"]
    assert "Parent of Cas Jansen" in page


@pytest.mark.parametrize("name", ["marit", "nadia", "wim", "bas"])
def test_only_who_works_at_ones_own_school_is_found_as_a_colleague(press, name):
    assert offered(press(people_find_staff="1", people_other=name)) == []


def test_the_reporter_is_one_tap_away(press, cast):
    page = press(people_add=f"staff-{cast.mina.pk}")

    assert chosen(page) == [f"staff-{cast.mina.pk}"]


def test_a_visitor_is_added_by_name_and_a_second_one_keeps_the_first(press):
    page = press(people_add_other="1", people_other="De buurman")
    assert chosen(page) == ["other-1"]

    so_far = {"people": "other-1", "people_name_other-1": "De buurman"}
    page = press(people_add_other="1", people_other="Zijn zoon", **so_far)
    assert chosen(page) == ["other-1", "other-2"]
    assert "De buurman" in page
    assert "Zijn zoon" in page


def test_namesakes_in_one_group_are_told_apart(browser, linde):
    group = Group.objects.get(school=linde, name="Groep 6")
    pupil = Pupil.objects.create(call_name="Aya", last_name="Aalbers")
    enrolment = Enrolment.objects.create(pupil=pupil, school=linde, key="aya2", first_on=LONG_AGO)
    Placement.objects.create(enrolment=enrolment, group=group, first_on=LONG_AGO)

    page = shown(browser.get(reverse("incident-report")))

    assert "Aya Aalbers" in page
    assert "Aya Bos" in page
    assert "Bram de Vries" not in page, "a call name is enough for who has no namesake"


def test_at_two_schools_the_school_stands_beside_the_name(press, cast, iep):
    Appointment.objects.create(person=cast.mina, role=Role.SUPPORT_STAFF, school=iep, first_on=LONG_AGO)

    page = press(people_find="1", people_query="emil")

    assert "Groep 6, De Iep" in page


def test_no_name_stands_in_an_address(browser, pupils):
    page = shown(browser.get(reverse("incident-report")))

    assert 'method="post"' in page
    assert "hx-get" not in page
    for address in re.findall(r'(?:href|action|formaction|hx-post)="([^"]*)"', page):
        assert "pupil" not in address
        assert "Aya" not in address


def test_the_first_button_of_the_form_searches_so_that_enter_adds_nobody(browser):
    form = shown(browser.get(reverse("incident-report"))).split('<form class="report"')[1]

    assert re.findall(r"<button[^>]*name=\"(\w+)\"", form)[0] == "people_find"


@pytest.mark.parametrize(
    "key", ["pupil-", "pupil-x", "pupil--1", "pupil-1-2", "head-1", "other-1", "pupil-²", "x"]
)
def test_only_a_register_and_a_number_make_a_key(key):
    assert split(key) is None


def test_searching_takes_few_questions_to_the_database(browser, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        browser.post(
            reverse("incident-report"), filled_in(people_find="1", people_query="jans"), headers=HTMX
        )
