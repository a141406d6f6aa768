"""Setting up schools and clusters by page: the administrator everything, a head the address of the own school."""

from datetime import date

import pytest

from vangnet.core.people.models import Board, Cluster, School

pytestmark = pytest.mark.django_db(databases="__all__")


def particulars(**given):
    return {
        "name": "De Els",
        "brin": "99XC",
        "location_code": "00",
        "governance": "private",
        "region": "south",
        **given,
    }


def test_a_head_sees_the_own_school_alone_and_the_administrator_every_school(as_, cast, linde, iep):
    assert list(as_(cast.hanna).get("/office/schools/").context["schools"]) == [linde]
    assert set(as_(cast.ada).get("/office/schools/").context["schools"]) == {linde, iep}


def test_a_closed_school_still_stands_in_the_administrators_list(as_, cast, iep):
    School.objects.filter(pk=iep.pk).update(closed_on=date(2026, 7, 31))

    page = as_(cast.ada).get("/office/schools/")

    assert iep in page.context["schools"]


def test_the_list_counts_the_pupils_and_the_staff_of_today(as_, cast, linde):
    school = as_(cast.hanna).get("/office/schools/").context["schools"].get(pk=linde.pk)

    assert school.number_of_pupils == 5
    assert school.number_of_staff == 8, "Wim has left and Marit sits on the council, which is no staff"


def test_the_list_asks_the_same_number_of_questions_however_many_schools_there_are(
    as_, cast, linde, django_assert_num_queries
):
    browser = as_(cast.ada)
    questions = _questions_of(browser, "/office/schools/")
    for number in range(5):
        School.objects.create(
            board=linde.board, cluster=linde.cluster, name=f"S{number}", brin=f"98X{'ABCDE'[number]}"
        )

    with django_assert_num_queries(questions):
        browser.get("/office/schools/")


def _questions_of(browser, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        browser.get(address)
    return len(found)


def test_the_administrator_adds_a_school_by_hand_and_is_led_to_its_calendar(as_, cast):
    answer = as_(cast.ada).post("/office/schools/add/", particulars(brin=" 99xc "))

    school = School.objects.get(name="De Els")
    assert (answer.status_code, answer.url) == (302, f"/office/schools/{school.pk}/calendar/")
    assert (school.brin, school.region, school.board) == ("99XC", "south", Board.objects.get())


@pytest.mark.parametrize(
    ("field", "value"), [("brin", "9XXC"), ("brin", "99X1"), ("location_code", "0"), ("location_code", "A1")]
)
def test_a_brin_or_location_code_of_another_shape_is_refused_at_its_field(as_, cast, field, value):
    answer = as_(cast.ada).post("/office/schools/add/", particulars(**{field: value}))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_a_brin_that_is_taken_says_which_school_has_it(as_, cast, linde):
    answer = as_(cast.ada).post("/office/schools/add/", particulars(brin=linde.brin))

    assert answer.status_code == 422
    assert "De Linde" in answer.context["form"].errors["brin"][0]


def test_another_location_of_the_same_brin_is_another_school(as_, cast, linde):
    assert (
        as_(cast.ada)
        .post("/office/schools/add/", particulars(brin=linde.brin, location_code="01"))
        .status_code
        == 302
    )


def test_a_head_changes_the_address_and_nothing_that_the_board_decides(as_, cast, linde):
    sent = particulars(town="Almelo", phone="0546 000000", closed_on="2026-01-01")

    answer = as_(cast.hanna).post(f"/office/schools/{linde.pk}/", sent)

    linde.refresh_from_db()
    assert answer.status_code == 302
    assert (linde.town, linde.phone) == ("Almelo", "0546 000000")
    assert (linde.name, linde.brin, linde.governance, linde.region) == ("De Linde", "99XA", "public", "north")
    assert linde.cluster is not None
    assert linde.closed_on is None


def test_the_administrator_closes_a_school_with_a_date(as_, cast, iep):
    sent = particulars(name=iep.name, brin=iep.brin, cluster=iep.cluster_id, closed_on="2026-12-31")

    as_(cast.ada).post(f"/office/schools/{iep.pk}/", sent)

    iep.refresh_from_db()
    assert iep.closed_on == date(2026, 12, 31)


def test_a_cluster_is_added_and_renamed_and_no_two_have_one_name(as_, cast):
    browser = as_(cast.ada)

    assert browser.post("/office/clusters/add/", {"name": "Zuid"}).status_code == 302
    assert browser.post("/office/clusters/add/", {"name": "zuid"}).status_code == 422
    south = Cluster.objects.get(name="Zuid")
    assert browser.post(f"/office/clusters/{south.pk}/", {"name": "Zuidoost"}).status_code == 302
    south.refresh_from_db()
    assert south.name == "Zuidoost"


def test_there_is_no_rename_of_a_cluster_that_is_not_there(as_, cast):
    assert as_(cast.ada).get("/office/clusters/999999/").status_code == 404


def test_the_door_to_the_schools_stands_open_for_who_keeps_them(as_, cast):
    doors = {who: _doors(as_(getattr(cast, who))) for who in ("hanna", "iris", "mina", "kees")}

    assert "/office/schools/" in doors["hanna"]
    assert "/office/groups/" in doors["iris"] & doors["mina"]
    assert not {"/office/schools/", "/office/groups/"} & doors["kees"]


def _doors(browser):
    return {door.url for door in browser.get("/").context["navigation"]}
