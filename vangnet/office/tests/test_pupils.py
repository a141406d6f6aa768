"""Who knows which pupil, and what about the family: by need, and a secret address stays secret (GDPR art. 5, 32)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.core.people.models import (
    Appointment,
    ContactOrder,
    Enrolment,
    Group,
    Guardian,
    Guardianship,
    Placement,
    Pupil,
    Teaching,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def hidden(pupils):
    """The parent of Aya, whose address is secret."""
    parent = Guardian.objects.get(guardianships__pupil=pupils.aya)
    parent.street, parent.house_number, parent.town, parent.has_secret_address = (
        "Geheimlaan",
        "77",
        "Verweg",
        True,
    )
    parent.save()
    return parent


def page(pupil, rest=""):
    return f"/office/pupils/{pupil.pk}/{rest}"


def shown(browser, pupil):
    return browser.get(page(pupil)).content.decode()


def test_a_teacher_opens_the_own_pupils_and_nobody_elses(as_, cast, pupils):
    mina = as_(cast.mina)

    assert mina.get(page(pupils.aya)).status_code == 200
    assert mina.get(page(pupils.cas)).status_code == 404, "Cas sits in group 7, which Otto teaches"
    assert mina.get(page(pupils.emil)).status_code == 404, "Emil is at another school"
    assert as_(cast.nadia).get(page(pupils.aya)).status_code == 404
    assert as_(cast.noor).get(page(pupils.aya)).status_code == 404


def test_a_teacher_whose_group_ended_opens_it_no_more(as_, cast, pupils):
    yesterday = timezone.localdate() - timedelta(days=1)
    Teaching.objects.filter(person=cast.mina).update(last_on=yesterday)

    assert as_(cast.mina).get(page(pupils.aya)).status_code == 404


def test_a_place_in_the_roster_without_an_appointment_opens_nothing(as_, cast, pupils, linde):
    Teaching.objects.create(
        person=cast.kees, group=Group.objects.get(school=linde, name="Groep 6"), first_on=date(2026, 8, 1)
    )

    assert as_(cast.kees).get(page(pupils.aya)).status_code == 404


def test_who_left_the_school_is_not_opened_any_more(as_, cast, pupils):
    Enrolment.objects.filter(pupil=pupils.aya).update(last_on=timezone.localdate() - timedelta(days=1))

    assert as_(cast.hanna).get(page(pupils.aya)).status_code == 404


def test_the_groups_page_shows_a_teacher_the_own_group_and_the_head_every_group(as_, cast, linde):
    address = f"/office/schools/{linde.pk}/groups/"

    assert [group.name for group in as_(cast.mina).get(address).context["groups"]] == ["Groep 6"]
    assert [group.name for group in as_(cast.iris).get(address).context["groups"]] == ["Groep 6", "Groep 7"]


def test_a_group_stands_there_with_its_teachers_and_its_number_of_pupils(as_, cast, linde):
    groups = as_(cast.hanna).get(f"/office/schools/{linde.pk}/groups/").context["groups"]

    assert [
        (group.number_of_pupils, [each.person.call_name for each in group.teachers]) for group in groups
    ] == [
        (3, ["Mina"]),
        (2, ["Otto"]),
    ]


def test_a_teacher_without_an_appointment_is_not_named_with_the_group(as_, cast, linde):
    Appointment.objects.filter(person=cast.mina).update(last_on=timezone.localdate() - timedelta(days=1))

    groups = as_(cast.hanna).get(f"/office/schools/{linde.pk}/groups/").context["groups"]

    assert [each.person for each in groups[0].teachers] == []


def test_a_pupil_without_a_group_is_named_to_the_head_and_not_to_a_teacher(as_, cast, linde, pupils):
    Placement.objects.filter(enrolment__pupil=pupils.aya).delete()
    address = f"/office/schools/{linde.pk}/groups/"

    assert list(as_(cast.hanna).get(address).context["without_group"]) == [pupils.aya]
    assert "Aya" not in as_(cast.mina).get(address).content.decode()


def test_the_door_leads_a_teacher_to_the_own_group_and_says_so_when_there_is_none(as_, cast):
    assert "Groep 6" in as_(cast.mina).get("/office/groups/").content.decode()
    Teaching.objects.filter(person=cast.mina).delete()
    assert as_(cast.mina).get("/office/groups/").status_code == 200


def test_a_group_lists_its_pupils_with_their_year_group(as_, cast, linde):
    group = Group.objects.get(school=linde, name="Groep 6")

    seats = as_(cast.mina).get(f"/office/groups/{group.pk}/").context["seats"]

    assert {(seat.enrolment.pupil.call_name, seat.year_group) for seat in seats} == {
        ("Aya", "6"),
        ("Bram", "6"),
        ("Zoë", "6"),
    }


@pytest.mark.parametrize("where", ["groups", "group", "pupil"])
def test_a_list_asks_the_same_number_of_questions_however_long_it_is(as_, cast, linde, pupils, where):
    group = Group.objects.get(school=linde, name="Groep 6")
    address = {
        "groups": f"/office/schools/{linde.pk}/groups/",
        "group": f"/office/groups/{group.pk}/",
        "pupil": page(pupils.aya),
    }[where]
    browser = as_(cast.hanna)
    before = _questions(browser, address)
    _grow(linde, group, pupils.aya, cast.mina)

    assert _questions(browser, address) == before


def _questions(browser, address):
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def _grow(school, group, pupil, teacher):
    first_on = date(2026, 8, 1)
    for number in range(6):
        other = Group.objects.create(school=school, school_year="2026-2027", name=f"Groep 8{number}")
        Teaching.objects.create(person=teacher, group=other, first_on=first_on)
        one = Pupil.objects.create(call_name=f"Kind {number}", last_name="Test")
        enrolment = Enrolment.objects.create(pupil=one, school=school, first_on=first_on)
        Placement.objects.create(enrolment=enrolment, group=group, year_group="6", first_on=first_on)
        guardian = Guardian.objects.create(call_name=f"Oom {number}")
        Guardianship.objects.create(pupil=pupil, guardian=guardian, call_order=number + 2, first_on=first_on)
        ContactOrder.objects.create(
            pupil=pupil, guardian=guardian, kind="supervised", ordered_by="Rechtbank", first_on=first_on
        )


def test_a_secret_address_is_told_to_who_knows_the_whole_school_and_hidden_from_the_teacher(
    as_, cast, pupils, hidden
):
    for who in ("hanna", "iris", "ada"):
        assert "Geheimlaan" in shown(as_(getattr(cast, who)), pupils.aya), who
    told = shown(as_(cast.mina), pupils.aya)
    assert not any(word in told for word in ("Geheimlaan", "77", "Verweg"))


def test_an_address_that_is_not_secret_is_told_to_the_teacher(as_, cast, pupils, hidden):
    Guardian.objects.filter(pk=hidden.pk).update(has_secret_address=False)

    assert "Geheimlaan" in shown(as_(cast.mina), pupils.aya)


def test_a_teacher_reads_a_contact_order_and_not_who_ordered_it(as_, cast, pupils, hidden):
    sent = {
        "guardian": hidden.pk,
        "kind": "no_contact",
        "ordered_by": "Rechtbank Overijssel",
        "first_on": "2026-09-01",
        "remark": "Niet meegeven aan de deur.",
    }

    answer = as_(cast.hanna).post(page(pupils.aya, "contact-order/"), sent)

    assert answer.status_code == 302, answer.context["form"].errors
    told = shown(as_(cast.mina), pupils.aya)
    assert "Niet meegeven aan de deur." in told
    assert "Rechtbank Overijssel" not in told
    assert "Rechtbank Overijssel" in shown(as_(cast.iris), pupils.aya)


def test_a_contact_order_is_about_a_guardian_of_this_pupil(as_, cast, pupils):
    of_another = Guardian.objects.get(guardianships__pupil=pupils.cas)
    sent = {
        "guardian": of_another.pk,
        "kind": "no_contact",
        "ordered_by": "Rechtbank",
        "first_on": "2026-09-01",
    }

    assert as_(cast.hanna).post(page(pupils.aya, "contact-order/"), sent).status_code == 422
    assert not ContactOrder.objects.exists()


def test_an_ended_contact_order_stays_known_to_the_head_and_leaves_the_teachers_page(
    as_, cast, pupils, hidden
):
    order = ContactOrder.objects.create(
        pupil=pupils.aya,
        guardian=hidden,
        kind="no_contact",
        ordered_by="Rechtbank",
        first_on=date(2026, 9, 1),
    )

    as_(cast.hanna).post(f"/office/contact-orders/{order.pk}/end/", {"last_on": "2026-10-01"})

    order.refresh_from_db()
    assert order.last_on == date(2026, 10, 1)
    assert list(as_(cast.hanna).get(page(pupils.aya)).context["ended_orders"]) == [order]
    opened = as_(cast.mina).get(page(pupils.aya)).context
    assert (list(opened["orders"]), list(opened["ended_orders"])) == ([], [])


def test_a_last_day_before_the_first_is_refused(as_, cast, pupils):
    link = Guardianship.objects.get(pupil=pupils.aya)

    answer = as_(cast.hanna).post(f"/office/guardianships/{link.pk}/end/", {"last_on": "2001-01-01"})

    assert answer.status_code == 422
    link.refresh_from_db()
    assert link.last_on is None


def new_guardian(**given):
    return {
        "call_name": "Tess",
        "last_name": "Bos",
        "relation": "mother",
        "custody": "no",
        "call_order": "2",
        "first_on": "2026-11-01",
        **given,
    }


def test_a_new_guardian_is_added_with_custody_as_it_was_said(as_, cast, pupils):
    answer = as_(cast.hanna).post(page(pupils.aya, "guardian/"), new_guardian())

    assert answer.status_code == 302, [form.errors for form in answer.context["forms"]]
    link = Guardianship.objects.get(pupil=pupils.aya, guardian__call_name="Tess")
    assert (link.has_custody, link.call_order, link.first_on) == (False, 2, date(2026, 11, 1))


@pytest.mark.parametrize(("field", "value"), [("custody", ""), ("call_order", "1"), ("call_name", "")])
def test_a_guardian_is_refused_when_custody_is_not_said_or_two_are_called_first(
    as_, cast, pupils, field, value
):
    """Custody is never assumed: a parent without it does not decide (BW 1:377c)."""
    answer = as_(cast.hanna).post(page(pupils.aya, "guardian/"), new_guardian(**{field: value}))

    assert answer.status_code == 422
    assert [name for form in answer.context["forms"] for name in form.errors] == [field]
    assert not Guardian.objects.filter(last_name="Bos", call_name="Tess").exists()


def test_the_parent_of_a_brother_is_found_and_added_without_a_second_row(as_, cast, pupils):
    browser, known = as_(cast.hanna), Guardian.objects.get(guardianships__pupil=pupils.cas)

    found = browser.post(page(pupils.aya, "guardian/"), {"find": "yes", "name": "jans"}).context["found"]
    browser.post(page(pupils.aya, f"guardian/?guardian={known.pk}"), new_guardian())

    assert list(found) == [known]
    assert Guardianship.objects.filter(pupil=pupils.aya, guardian=known).exists()
    assert Guardian.objects.filter(last_name="Jansen").count() == 1


def test_a_guardian_of_another_school_is_not_found_and_not_taken(as_, cast, pupils):
    elsewhere = Guardian.objects.get(guardianships__pupil=pupils.emil)
    browser, address = as_(cast.hanna), page(pupils.aya, "guardian/")

    assert list(browser.post(address, {"find": "yes", "name": "smit"}).context["found"]) == []
    assert browser.get(f"{address}?guardian={elsewhere.pk}").context["known"] is None


def test_the_same_guardian_does_not_stand_twice_with_a_pupil(as_, cast, pupils):
    parent = Guardian.objects.get(guardianships__pupil=pupils.aya)

    answer = as_(cast.hanna).post(page(pupils.aya, f"guardian/?guardian={parent.pk}"), new_guardian())

    assert answer.status_code == 422
    assert Guardianship.objects.filter(pupil=pupils.aya).count() == 1


def test_contact_data_and_the_secret_are_changed_by_the_head_and_not_by_iris_or_mina(
    as_, cast, pupils, hidden
):
    link = Guardianship.objects.get(pupil=pupils.aya)
    sent = {"call_name": "Ouder", "last_name": "Bos", "phone": "06-11111111"}

    for who in ("mina", "iris", "noor"):
        assert as_(getattr(cast, who)).post(f"/office/guardianships/{link.pk}/", sent).status_code == 404, who
    assert as_(cast.hanna).post(f"/office/guardianships/{link.pk}/", sent).status_code == 302

    hidden.refresh_from_db()
    assert (hidden.phone, hidden.has_secret_address) == ("06-11111111", False)
