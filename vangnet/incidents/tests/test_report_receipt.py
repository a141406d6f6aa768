"""The receipt: at once, for who may know the incident, and true about who will read it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.incidents.access import KNOW
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report
from vangnet.incidents.readers import readers_of

pytestmark = pytest.mark.django_db(databases="__all__")


def address(dossier) -> str:
    return reverse("incident-receipt", args=[dossier.reference])


@pytest.fixture
def in_english(as_):
    def browser(person):
        client = as_(person)
        client.cookies["django_language"] = "en"
        return client

    return browser


def test_who_reported_gets_number_next_steps_and_readers(cast, in_english, fight):
    page = in_english(cast.mina).get(address(fight)).content.decode()

    assert fight.reference in page
    assert "Tell the parents of each child" in page
    assert "Hanna Test" in page
    assert "group teacher of Groep 7" in page
    assert reverse("dossier", args=[fight.reference]) in page
    assert reverse("incident-report") in page


def test_the_receipt_names_no_child_and_says_nothing_of_what_was_told(cast, in_english, fight):
    page = in_english(cast.mina).get(address(fight)).content.decode()

    for word in ("Aya", "Cas", "schommel"):
        assert word not in page


@pytest.mark.parametrize("name", ["mina", "otto", "iris", "hanna", "sam"])
def test_who_may_know_the_incident_may_see_its_receipt(cast, as_, fight, name):
    assert as_(getattr(cast, name)).get(address(fight)).status_code == 200


@pytest.mark.parametrize(
    "name", ["kees", "vera", "toon", "nadia", "noor", "carla", "bas", "fenna", "ada", "marit"]
)
def test_the_receipt_of_somebody_else_is_not_found(cast, as_, fight, name):
    assert as_(getattr(cast, name)).get(address(fight)).status_code == 404


def test_a_receipt_that_does_not_exist_is_not_found(cast, as_):
    assert as_(cast.mina).get(reverse("incident-receipt", args=["0000-0000"])).status_code == 404


def about(*subjects: Subject, by, school):
    facts = [Report(category_id="physical_violence", place="corridor"), *subjects]
    return open_dossier(INCIDENT, school, an_act("report", by, facts=facts))


CASES = ["nobody", "two groups", "the head", "a handler", "the teacher did it", "the teacher was hurt"]


@pytest.mark.parametrize("who", CASES)
def test_the_readers_named_are_those_whom_the_rules_let_in(cast, linde, pupils, who):
    """`readers.py` says in names what `access.py` says in rules; Kees, who reported, knows it by himself."""
    subjects = {
        "nobody": [],
        "two groups": [Subject(role="victim", pupil=pupils.aya), Subject(role="witness", pupil=pupils.dina)],
        "the head": [Subject(role="perpetrator", person=cast.hanna)],
        "a handler": [Subject(role="victim", person=cast.iris)],
        "the teacher did it": [
            Subject(role="victim", pupil=pupils.aya),
            Subject(role="perpetrator", person=cast.mina),
        ],
        "the teacher was hurt": [
            Subject(role="witness", pupil=pupils.aya),
            Subject(role="victim", person=cast.mina),
        ],
    }
    dossier = about(*subjects[who], by=cast.kees, school=linde)
    today = timezone.localdate()

    named = {reader.name for reader in readers_of(dossier, today)}
    let_in = {p.full_name for p in vars(cast).values() if p != cast.kees and KNOW.allows(p, dossier, today)}

    assert named == let_in


def test_each_reader_is_named_once(cast, fight):
    names = [reader.name for reader in readers_of(fight, timezone.localdate())]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("category", "who_did_it", "told"),
    [("sexual_abuse", None, True), ("physical_violence", "staff", True), ("physical_violence", None, False)],
)
def test_another_route_is_shown_when_it_stands_open(cast, in_english, linde, category, who_did_it, told):
    """WPO art. 4a and WOT art. 6: the confidential inspector."""
    did = [Subject(role="perpetrator", person=cast.otto)] if who_did_it else []
    facts = [Report(category_id=category, place="corridor"), *did]
    dossier = open_dossier(INCIDENT, linde, an_act("report", cast.mina, facts=facts))

    page = in_english(cast.mina).get(address(dossier)).content.decode()

    assert ("0900 111 3 111" in page) is told


def test_the_receipt_takes_few_questions_to_the_database(cast, as_, fight, django_assert_max_num_queries):
    browser = as_(cast.mina)
    with django_assert_max_num_queries(20):
        browser.get(address(fight))
