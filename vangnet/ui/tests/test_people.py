"""Choosing people works without scripts: every press of a button keeps what was chosen before."""

from django.http import QueryDict

from vangnet.ui.people import Person, chosen_in, is_picking, marked, query_in


def test_adding_keeps_who_was_chosen_and_in_which_role():
    data = QueryDict("people=4&people_role_4=hurt&people_add=7&people_query=joppe")

    assert chosen_in(data, "people") == {"4": "hurt", "7": ""}
    assert is_picking(data, "people")
    assert query_in(data, "people") == "joppe"


def test_removing_takes_off_only_that_person():
    assert chosen_in(QueryDict("people=4&people=7&people_remove=4"), "people") == {"7": ""}


def test_adding_somebody_twice_chooses_once():
    assert chosen_in(QueryDict("people=4&people_add=4"), "people") == {"4": ""}


def test_recording_is_not_picking():
    assert not is_picking(QueryDict("people=4&people_query=joppe"), "people")


def test_who_was_chosen_is_marked_among_the_found():
    assert marked([Person("4", "Joppe"), Person("7", "Noor")], {"7": ""}) == [
        Person("4", "Joppe"),
        Person("7", "Noor", is_chosen=True),
    ]
