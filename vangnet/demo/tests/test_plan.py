"""The invented plans: one that is adopted and public, one with its council, one that has hardly begun."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vangnet.core.people.models import School
from vangnet.demo import buildings, content, emergencies, organisation, plan, staff, staffing_people
from vangnet.demo.invented_board import HERE, read
from vangnet.demo.registers import Registers
from vangnet.demo.shift import Shift
from vangnet.plan.adoption import State, courses_of
from vangnet.plan.annexes import is_annex
from vangnet.plan.chapters import Chapter
from vangnet.plan.facts import declared
from vangnet.plan.freezing import frozen
from vangnet.plan.since import changes
from vangnet.plan.text import named_in

pytestmark = pytest.mark.django_db(databases="__all__")

EVENING = timezone.make_aware(datetime(2026, 11, 23, 21, 0))
TODAY = EVENING.date()
WRITTEN = read(HERE / "plan.toml")["paragraph"]


@pytest.fixture
def written(settings, tmp_path):
    settings.DATA = tmp_path
    School.objects.update(location_code="09")  # the schools of the other tests have the same codes
    board = content.board()
    registers = Registers(board, Shift.to(TODAY, written_for=board.today))
    organisation.found(registers)
    staff.appoint(registers)
    staffing_people.fill(registers)
    emergencies.prepare(registers, EVENING)
    buildings.furnish(registers, EVENING)
    plan.write(registers, EVENING)
    return registers


def test_every_name_in_the_texts_is_one_that_the_form_would_take():
    named = {name for each in WRITTEN for name in named_in(each["text"])}

    assert {name for name in named if not is_annex(name)} <= set(declared())


def test_the_first_school_says_something_in_every_chapter_and_nothing_is_missing_but_what_is_meant_to_be(
    written,
):
    told = frozen(written.schools["vuurvlinder"], TODAY)

    assert {each["chapter"] for each in told["paragraphs"]} == set(Chapter)
    assert [name for name, each in told["named"].items() if not each["words"]] == []


def test_one_plan_is_adopted_and_public_one_lies_with_its_council_and_one_has_begun(written, client):
    courses = courses_of(written.schools.values(), TODAY)
    stands = {key: courses[school.pk] for key, school in written.schools.items()}

    assert stands["vuurvlinder"].public.state is State.ADOPTED
    assert stands["regenwulp"].open.state is State.SENT
    assert stands["turfschuit"].every == ()
    school = written.schools["vuurvlinder"]
    page = Client().get(reverse("plan-public", args=[f"{school.brin}{school.location_code}".lower()]))
    assert page.status_code == 200
    assert "meester Paars" not in page.content.decode()


def test_since_it_was_adopted_text_and_facts_changed(written):
    school = written.schools["vuurvlinder"]
    edition = courses_of([school], TODAY)[school.pk].in_force.edition

    found = changes(edition.contents, frozen(school, TODAY))

    assert [each.title for each in found.texts] == ["BHV en ontruimen"]
    assert edition.is_as_it_was
