"""Reporting: few fields, nothing lost, nothing recorded twice or half, and nobody named who may not be."""

import re
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import LONG_AGO
from vangnet.core.dossiers.models import Dossier, Entry, Subject
from vangnet.core.people.models import Appointment, Guardian, Pupil
from vangnet.core.people.roles import Role
from vangnet.incidents.models import Report

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def address() -> str:
    return reverse("incident-report")


def filled_in(**changes: object) -> dict[str, object]:
    """What a browser sends of a report; give None to leave a field out."""
    now = timezone.localtime()
    usual = {
        "token": str(uuid4()),
        "category": "accident",
        "place": "playground",
        "happened_on": f"{now:%Y-%m-%d}",
        "happened_at": f"{now:%H:%M}",
        "text": "Gevallen bij de zandbak.",
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def shown(response) -> str:
    return response.content.decode()


def hidden_token(response) -> str:
    found = re.search(r'name="token"[^>]*value="([^"]*)"', shown(response))
    assert found
    return found[1]


def test_a_teacher_reports_with_two_taps_and_a_sentence(cast, as_, address):
    browser = as_(cast.mina)
    page = browser.get(address)
    now = timezone.localtime()

    assert f'value="{now:%Y-%m-%d}"' in shown(page), "the day is filled in already"
    sent = browser.post(address, filled_in(token=hidden_token(page)))

    dossier = Dossier.objects.get()
    assert sent.status_code == 303
    assert sent.url == reverse("incident-receipt", args=[dossier.reference])
    assert dossier.school.name == "De Linde"
    assert dossier.entries.get().text == "Gevallen bij de zandbak."
    assert dossier.incident.category_id == "accident"
    assert not dossier.subjects.exists()


def test_the_children_of_ones_own_group_can_be_tapped_at_once(cast, as_, address):
    page = shown(as_(cast.mina).get(address))

    assert ">Zoë<" in page
    assert ">Cas" not in page


def test_each_person_gets_a_part_of_his_own_and_can_have_two(cast, as_, address, pupils):
    people = {
        "people": [f"pupil-{pupils.aya.pk}", f"pupil-{pupils.cas.pk}", f"staff-{cast.mina.pk}"],
        f"people_part_pupil-{pupils.aya.pk}": ["victim"],
        f"people_part_pupil-{pupils.cas.pk}": ["perpetrator", "victim"],
        f"people_part_staff-{cast.mina.pk}": ["witness"],
    }
    as_(cast.mina).post(address, filled_in(category="physical_violence", **people))

    recorded = {(s.shown_name, s.role) for s in Dossier.objects.get().subjects.all()}
    assert recorded == {
        ("Aya Bos", "victim"),
        ("Cas Jansen", "perpetrator"),
        ("Cas Jansen", "victim"),
        ("Mina Test", "witness"),
    }


def test_a_member_of_staff_can_be_the_victim_of_what_he_reports(cast, as_, address):
    key = f"staff-{cast.kees.pk}"
    as_(cast.kees).post(address, filled_in(people=key, **{f"people_part_{key}": "victim"}))

    assert Subject.objects.get().person == cast.kees
    assert Dossier.objects.get().waiting.filter(step="staff_accident").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"category": None}, "Choose what it was."),
        ({"category": "no-such-kind"}, "Choose what it was."),
        ({"place": None}, "Choose where it happened."),
        ({"place": "moon"}, "Choose where it happened."),
        ({"text": "  \r\n "}, "Write down what happened"),
        ({"text": "x" * 5001}, "This text has 5001 characters"),
        ({"happened_on": ""}, "Fill in on which day"),
        ({"happened_on": "gisteren"}, "Write the day as"),
        ({"happened_at": ""}, "Fill in at what time"),
        ({"happened_at": "rond tien"}, "Write the time as"),
        ({"happened_on": "2001-01-01"}, "more than a year ago"),
        ({"happened_on": "0001-01-01", "happened_at": "00:00"}, "more than a year ago"),
        ({"happened_on": "9999-12-31"}, "This lies in the future"),
        ({"token": "x"}, "could not be recognised"),
        ({"token": None}, "could not be recognised"),
        ({"people_query": "Sem"}, "You looked for “Sem”"),
        ({"people_other": "De buurman"}, "You looked for “De buurman”"),
        ({"people": "other-1", "people_name_other-1": " "}, "Write down the name"),
        ({"people": "other-1", "people_name_other-1": "De buurman"}, "Say which part De buurman had."),
        (
            {"people": "other-1", "people_name_other-1": "Jo", "people_part_other-1": "x"},
            "Say which part Jo had.",
        ),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_recorded(cast, as_, address, change, says):
    browser = as_(cast.mina)
    browser.cookies["django_language"] = "en"
    page = browser.post(address, filled_in(**change))

    assert page.status_code == 422
    assert says in shown(page)
    assert not Dossier.objects.exists()
    hidden = hidden_token(page)
    assert len(hidden) == 36, "the form can be sent at once, whatever its name was"


def test_a_form_with_mistakes_keeps_everything_that_was_filled_in(cast, as_, address, pupils):
    key = f"pupil-{pupils.aya.pk}"
    token = str(uuid4())
    parts = {f"people_part_{key}": ["victim", "witness"]}
    sent = filled_in(token=token, place=None, category="weapon", people=key, **parts)
    page = shown(as_(cast.mina).post(address, sent))

    assert "Gevallen bij de zandbak." in page
    assert re.search(r'value="weapon" checked', page)
    assert re.search(rf'name="people_part_{key}" value="victim" checked', page)
    assert re.search(rf'name="people_part_{key}" value="witness" checked', page)
    assert token in page


def test_the_same_form_sent_twice_gives_the_same_receipt(cast, as_, address):
    browser, form = as_(cast.mina), filled_in()

    first, second = browser.post(address, form), browser.post(address, form)

    assert first.url == second.url
    assert second.status_code == 303
    assert Dossier.objects.count() == 1


def test_the_end_of_a_line_counts_once_as_browsers_count_it(cast, as_, address):
    as_(cast.mina).post(address, filled_in(text="a\r\n" * 2499 + "ab"))

    assert Entry.objects.get().text.count("\n") == 2499


def test_an_earlier_moment_is_kept_in_the_schools_own_time(cast, as_, address):
    yesterday = timezone.localdate() - timedelta(days=1)
    as_(cast.mina).post(address, filled_in(happened_on=f"{yesterday:%Y-%m-%d}", happened_at="10:15"))

    local = timezone.localtime(Entry.objects.get().happened_at)
    assert (local.date(), local.hour, local.minute) == (yesterday, 10, 15)


@pytest.mark.parametrize("stranger", ["pupil", "staff", "guardian", "gone"])
def test_nobody_outside_ones_own_schools_can_be_named_by_number(cast, as_, address, pupils, stranger):
    Appointment.objects.filter(person=cast.wim).update(last_on=date(2025, 7, 31))
    keys = {
        "pupil": f"pupil-{pupils.emil.pk}",
        "staff": f"staff-{cast.nadia.pk}",
        "guardian": f"guardian-{Guardian.objects.get(guardianships__pupil=pupils.emil).pk}",
        "gone": f"staff-{cast.wim.pk}",
    }
    key = keys[stranger]
    browser = as_(cast.mina)
    page = browser.post(address, filled_in(people=key, **{f"people_part_{key}": "perpetrator"}))

    assert page.status_code == 422
    assert not Dossier.objects.exists()
    picking = browser.post(address, filled_in(people_add=key))
    for name in ("Emil Smit", "Nadia Test", "Ouder Smit", "Wim Test"):
        assert name not in shown(page) + shown(picking)


NO_KEYS = [
    "pupil-",
    "pupil-x",
    "pupil-²",
    "pupil-99999999999999999999",
    "head-1",
    "other-",
    "other-9999",
    "-",
    "",
]


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_key_that_is_no_key_is_refused_without_a_fault(cast, as_, address, key):
    page = as_(cast.mina).post(address, filled_in(people=key))

    assert page.status_code == 422
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("name", ["marit", "carla", "bas", "fenna", "ada"])
def test_who_does_not_work_at_a_school_reports_nothing(cast, as_, address, name):
    browser = as_(getattr(cast, name))

    assert browser.get(address).status_code == 404
    assert browser.post(address, filled_in()).status_code == 404
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("name", ["mina", "kees", "vera", "hanna", "sam", "toon"])
def test_every_adult_who_works_at_school_can_report(cast, as_, address, name):
    assert as_(getattr(cast, name)).post(address, filled_in()).status_code == 303


def test_nobody_reports_without_signing_in(client, address):
    assert client.post(address, filled_in()).status_code == 401, (
        "what was told comes back, and is recorded nowhere"
    )
    assert not Dossier.objects.exists()


def test_who_works_at_two_schools_says_where_it_was(cast, as_, address, linde, iep):
    Appointment.objects.create(person=cast.mina, role=Role.SUPPORT_STAFF, school=iep, first_on=LONG_AGO)
    browser = as_(cast.mina)

    assert 'name="school"' in shown(browser.get(address))
    assert browser.post(address, filled_in()).status_code == 422
    assert browser.post(address, filled_in(school=iep.pk)).status_code == 303
    assert Dossier.objects.get().school == iep


def test_who_works_at_one_school_is_not_asked_where_and_cannot_choose_another(cast, as_, address, iep):
    browser = as_(cast.mina)

    assert 'name="school"' not in shown(browser.get(address))
    assert browser.post(address, filled_in(school=iep.pk)).status_code == 422
    assert not Dossier.objects.exists()


def test_somebody_who_stands_in_no_register_is_sealed(cast, as_, address):
    outsider = {
        "people": "other-1",
        "people_name_other-1": "De buurman van 12",
        "people_part_other-1": "perpetrator",
    }
    as_(cast.mina).post(address, filled_in(category="unwanted_presence", **outsider))

    subject = Subject.objects.get()
    assert subject.name == "De buurman van 12"
    assert b"buurman" not in bytes(Subject.objects.values_list("name", flat=True).get(pk=subject.pk))


def test_nothing_is_half_recorded_when_the_last_write_fails(cast, as_, address, pupils, monkeypatch):
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("vangnet.core.dossiers.settling.Settled.keep", broken)
    key = f"pupil-{pupils.aya.pk}"
    with pytest.raises(RuntimeError):
        as_(cast.mina).post(address, filled_in(people=key, **{f"people_part_{key}": "victim"}))

    assert not Dossier.objects.exists()
    assert not Entry.objects.exists()
    assert not Report.objects.exists()
    assert not Subject.objects.exists()


def test_the_form_asks_for_few_rows_and_for_no_more_when_the_group_is_large(
    cast, as_, address, pupils, django_assert_max_num_queries
):
    browser = as_(cast.mina)
    with django_assert_max_num_queries(12):
        browser.get(address)
    everybody = [pupils.aya, pupils.bram, pupils.zoe, pupils.cas, pupils.dina]
    parts = {f"people_part_pupil-{pupil.pk}": "witness" for pupil in everybody}
    with django_assert_max_num_queries(52):
        sent = browser.post(address, filled_in(people=[f"pupil-{pupil.pk}" for pupil in everybody], **parts))
    assert sent.status_code == 303


def test_a_moment_is_measured_when_the_form_is_sent_not_when_it_was_opened(cast, as_, address, monkeypatch):
    opened = datetime(2026, 11, 20, 10, 0, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr("vangnet.incidents.views.report.timezone.now", lambda: opened + timedelta(minutes=20))
    as_(cast.mina).post(address, filled_in(happened_on="2026-11-20", happened_at="10:00"))

    entry = Entry.objects.get()
    assert entry.happened_at == opened
    assert entry.recorded_at == opened + timedelta(minutes=20)


def test_a_pupil_who_left_is_not_offered(cast, as_, address, pupils):
    Pupil.objects.get(pk=pupils.zoe.pk).enrolments.update(last_on=timezone.localdate() - timedelta(days=1))

    assert "Zoë" not in shown(as_(cast.mina).get(address))
