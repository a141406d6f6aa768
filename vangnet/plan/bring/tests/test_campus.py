"""The real plan that lies beside this repository: everything is taken over, and nothing of it is lost."""

import re
from datetime import date

import pytest
from django.urls import reverse

from vangnet.core.obligations.models import OwnDuty
from vangnet.plan.bring.proposed import Proposals
from vangnet.plan.bring.proposing import proposals
from vangnet.plan.chapters import Chapter
from vangnet.plan.check.reading import read
from vangnet.plan.check.tests.making import REAL
from vangnet.plan.check.text import Plan
from vangnet.plan.models import Annex, Version
from vangnet.plan.models.paragraphs import LONGEST_TEXT
from vangnet.plan.tests import scene

DAY = date(2026, 11, 26)
pytestmark = [
    pytest.mark.skipif(
        not REAL.exists(), reason="the real plan that lies beside this repository is not here"
    ),
    pytest.mark.django_db(databases="__all__"),
]


@pytest.fixture
def plan() -> Plan:
    return Plan(read(REAL), DAY)


@pytest.fixture
def proposed(plan) -> Proposals:
    return proposals(plan.document, DAY)


def letters(text: str) -> str:
    """What remains when signs, spaces and the marks of Markdown do not count."""
    return re.sub(r"[\W_]", "", text.lower())


def as_it_stood(proposed: Proposals) -> str:
    """The paragraphs with, for each fact and annex that they cite, the words of the file."""
    titles = {each.name: each.title for each in proposed.annexes}
    told = []
    for each in proposed.paragraphs:
        text = each.text
        for words, fact in each.live:
            text = text.replace(f"{{{{ {fact} }}}}", words, 1)
        for name, title in titles.items():
            text = text.replace(f"{{{{ {name} }}}}", title)
        told.append(re.sub(r"\]\([^)]*\)", "", text))
    return letters(" ".join(told))


def test_no_sentence_is_lost(plan, proposed):
    kept = as_it_stood(proposed)
    left = letters(" ".join(each.where.quote for each in proposed.left_out))
    in_register = letters(" ".join(each.where.quote for each in proposed.annexes))

    parts = [
        part for each in plan.sentences for part in re.split(r"(?<=\))\s+", each.text) if "://" not in part
    ]
    lost = [part for part in parts if letters(part) not in f"{kept}|{left}|{in_register}"]

    assert lost == []


def test_what_is_left_out_says_nothing_about_the_school(plan, proposed):
    """Only a tenth of the words, and every sentence of it is the board's template, or a heading."""
    left = sum(len(each.where.quote.split()) for each in proposed.left_out)
    assert left < sum(len(each.text.split()) for each in plan.blocks) / 10


def test_there_is_about_as_much_as_a_careful_reader_would_make_of_it(proposed):
    assert 28 <= len(proposed.paragraphs) <= 40
    assert 12 <= len(proposed.duties) <= 20
    assert 12 <= len(proposed.annexes) <= 18
    assert len(proposed.partners) == 3
    assert len({each.role for each in proposed.tasks}) >= 7
    assert all(len(each.text) < LONGEST_TEXT for each in proposed.paragraphs)
    assert {each.chapter for each in proposed.paragraphs} == set(Chapter)


def test_duties_that_the_registers_keep_are_not_asked_again(proposed):
    already = {each.already for each in proposed.duties if each.already}
    assert already == {
        "building.fire_safety",
        "hazards.assessment",
        "hazards.evaluation",
        "building.gym_inspection",
        "emergencies.plan",
        "emergencies.drill",
        "staffing.emergency_refresher",
        "staffing.functionaries_in_guide",
    }


def test_the_other_duties_have_the_rhythm_of_the_plan(proposed):
    by_line = {
        each.places[0].place.line: (each.often, each.number) for each in proposed.duties if not each.already
    }
    assert by_line[188] == ("years", 3)
    assert by_line[465] == ("times_a_year", 1)
    assert by_line[599] == ("times_a_year", 2)
    assert by_line[607] == ("times_a_year", 1)
    assert by_line[684] == ("week", 1)


def test_the_numbers_and_the_name_come_from_the_register_from_now_on(proposed):
    live = [fact for each in proposed.paragraphs for _words, fact in each.live]
    assert live == [
        "staffing.emergency_officers",
        "staffing.emergency_officers",
        "staffing.confidential_adviser",
    ]


def test_everything_taken_over_is_a_plan_that_can_be_read(as_, cast, linde):
    intake = scene.intake(linde, cast.hanna, content=REAL.read_bytes(), name=REAL.name)
    proposed, hanna = proposals(intake.as_read, DAY), as_(cast.hanna)
    page = reverse("plan-bring", args=[intake.pk])

    for chapter in sorted({each.chapter for each in proposed.paragraphs}):
        hanna.post(page, {"take_all": chapter})
    hanna.post(page, {"take_all": "annexes"})
    for duty in proposed.duties:
        if not duty.already:
            hanna.post(page, {"take": duty.key, "title": duty.title, "role": duty.role})

    assert Version.objects.count() == len(proposed.paragraphs)
    assert Annex.objects.count() == len(proposed.annexes)
    assert OwnDuty.objects.count() == sum(not each.already for each in proposed.duties)
    read_again = hanna.get(reverse("plan-school", args=[linde.pk])).content.decode()
    assert all(each.title.split(" (")[0][:20] in read_again for each in proposed.paragraphs[:3])
    assert "does not stand in the register" not in read_again
    done = hanna.get(page).content.decode()
    assert (
        done.count("Taken over") == len(proposed.paragraphs) + len(proposed.annexes) + OwnDuty.objects.count()
    )
