"""Who is trained until when, from certificates recorded on the page; and the yearly refresher of each officer."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from vangnet.core.attachments.tests import made
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import Appointment, Person
from vangnet.staffing.duties import REFRESHER
from vangnet.staffing.models import Certificate
from vangnet.staffing.trained import Standing, trained

from .scene import certificate

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def officer(cast, linde):
    return Appointment.objects.create(
        person=cast.kees, role="emergency_officer", school=linde, first_on=date(2025, 9, 1)
    )


def record(as_, cast, linde, **given):
    form = {
        "person": cast.kees.pk,
        "subject": "emergency_response",
        "title": "Herhaling BHV",
        "issued_on": "2026-03-04",
        "expires_on": "",
    }
    return as_(cast.hanna).post(f"/staffing/schools/{linde.pk}/training/certificate/", form | given)


def state(on, *schools):
    found = states([REFRESHER], [school.pk for school in schools], on)
    return [found[school.pk, REFRESHER.key].state for school in schools]


def test_each_officer_follows_a_refresher_every_year(as_, cast, linde, iep, officer):
    """Safety plan 3.1.7: asked of each one from the first day, due on the anniversary."""
    assert state(date(2025, 8, 31), linde) == [State.NOT_APPLICABLE]
    assert state(date(2025, 9, 1), linde) == [State.NEVER]

    assert record(as_, cast, linde).status_code == 302

    assert state(date(2026, 3, 3), linde) == [State.NEVER]
    assert state(date(2026, 3, 4), linde, iep) == [State.KEPT, State.NOT_APPLICABLE]
    assert state(date(2027, 1, 3), linde) == [State.KEPT]
    assert state(date(2027, 1, 4), linde) == [State.DUE_SOON]
    assert state(date(2027, 3, 4), linde) == [State.DUE_SOON]
    assert state(date(2027, 3, 5), linde) == [State.OVERDUE]


def test_one_officer_without_a_refresher_breaks_the_promise_of_the_school(as_, cast, linde, officer):
    record(as_, cast, linde)
    Appointment.objects.create(
        person=cast.mina, role="emergency_officer", school=linde, first_on=date(2026, 9, 1)
    )

    assert state(date(2026, 8, 31), linde) == [State.KEPT]
    assert state(date(2026, 9, 1), linde) == [State.NEVER]


def test_a_certificate_goes_along_to_every_school_at_which_somebody_works(as_, cast, linde, iep, officer):
    record(as_, cast, linde)
    Appointment.objects.create(
        person=cast.kees, role="emergency_officer", school=iep, first_on=date(2026, 5, 1)
    )

    assert state(date(2026, 6, 1), linde, iep) == [State.KEPT, State.KEPT]
    assert [each.standing for each in trained(iep, date(2026, 6, 1))] == [Standing.HOLDS]


def test_what_was_taken_back_counts_for_nothing(as_, cast, linde, officer):
    record(as_, cast, linde)
    row = Certificate.objects.get()

    for who in (cast.sam, cast.hanna):
        assert as_(who).post(f"/staffing/certificates/{row.pk}/take-back/").status_code == 302

    row.refresh_from_db()
    assert row.taken_back_by == cast.sam
    assert state(date(2026, 6, 1), linde) == [State.NEVER]


@pytest.mark.parametrize(
    ("on", "expires_on", "expected"),
    [
        (date(2026, 6, 1), None, Standing.HOLDS),
        (date(2027, 1, 3), None, Standing.SOON),
        (date(2027, 3, 4), None, Standing.SOON),
        (date(2027, 3, 5), None, Standing.EXPIRED),
        (date(2026, 6, 1), date(2026, 5, 31), Standing.EXPIRED),
        (date(2027, 3, 5), date(2030, 1, 1), Standing.EXPIRED),
    ],
)
def test_a_certificate_holds_as_long_as_the_paper_and_the_plan_let_it(
    cast, linde, officer, on, expires_on, expected
):
    certificate(cast, cast.kees, linde, expires_on=expires_on)

    assert next(each for each in trained(linde, on) if each.name == "Kees Test").standing is expected


def test_what_needs_attention_comes_first(as_, cast, linde, officer):
    certificate(cast, cast.kees, linde, issued_on=date(2026, 11, 1))

    page = as_(cast.hanna).get(f"/staffing/schools/{linde.pk}/training/").content.decode()

    assert page.index("Toon Test") < page.index("Kees Test")
    assert "No certificate" in page


def test_a_colleague_reads_what_is_her_own_and_nothing_of_others(as_, cast, linde, officer):
    certificate(cast, cast.kees, linde)
    certificate(cast, cast.mina, linde, title="EHBO aan kinderen", subject="first_aid")

    page = as_(cast.mina).get(f"/staffing/schools/{linde.pk}/training/").content.decode()

    assert "EHBO aan kinderen" in page
    assert "Kees" not in page
    assert "Vera" not in page


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"expires_on": "2026-03-03"}, "__all__", "would end before it begins"),
        ({"issued_on": "2199-01-01"}, "issued_on", "still to come"),
        ({"issued_on": "0026-03-04"}, "issued_on", "Look at the year"),
        ({"issued_on": "30-02-2026x"}, "issued_on", "valid date"),
        ({"subject": "flying"}, "subject", "valid choice"),
        ({"title": ""}, "title", "required"),
    ],
)
def test_a_certificate_that_cannot_be_is_refused_in_words(as_, cast, linde, given, field, says):
    answer = record(as_, cast, linde, **given)

    assert answer.status_code == 422
    assert says in str(answer.context["form"].errors[field])
    assert not Certificate.objects.exists()


def test_a_colleague_of_another_school_cannot_be_chosen(as_, cast, linde):
    assert record(as_, cast, linde, person=cast.nadia.pk).status_code == 422


def test_the_same_certificate_is_recorded_once(as_, cast, linde):
    assert [record(as_, cast, linde).status_code for _ in range(2)] == [302, 422]


def test_the_scan_is_kept_with_it_and_read_by_who_may(as_, cast, linde):
    record(as_, cast, linde, scan_file=SimpleUploadedFile("bewijs.pdf", made.pdf()))
    url = f"/staffing/certificates/{Certificate.objects.get().pk}/scan/"

    assert as_(cast.kees).get(url).status_code == 200
    assert as_(cast.mina).get(url).status_code == 404


def test_a_file_that_lies_about_what_it_is_leaves_nothing_behind(as_, cast, linde):
    answer = record(
        as_, cast, linde, scan_file=SimpleUploadedFile("bewijs.pdf", b"MZ\x90\x00 no paper at all")
    )

    assert answer.status_code == 422
    assert "scan_file" in answer.context["form"].errors
    assert not Certificate.objects.exists()


def test_the_database_refuses_a_certificate_that_ends_before_it_begins(cast, linde):
    with pytest.raises(IntegrityError), transaction.atomic():
        certificate(cast, cast.kees, linde, expires_on=date(2020, 1, 1))


def test_the_number_of_questions_grows_with_neither_people_nor_papers(as_, cast, linde):
    def asked():
        with CaptureQueriesContext(connection) as found:
            assert as_(cast.hanna).get(f"/staffing/schools/{linde.pk}/training/").status_code == 200
        return len(found)

    certificate(cast, cast.mina, linde)
    asked()
    before = asked()
    for number in range(20):
        person = Person.objects.create(call_name=f"P{number}", last_name="Test")
        Appointment.objects.create(
            person=person, role="emergency_officer", school=linde, first_on=date(2026, 1, 1)
        )
        certificate(cast, person, linde, issued_on=date(2026, 1, 1) + timedelta(days=number))

    assert asked() == before
