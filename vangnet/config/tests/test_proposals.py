"""Registered incidents that show a pattern propose a dossier on bullying by themselves, to who can answer.

Two parts of the safety work meet here, so it is tried where both are known.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.bullying.kind import BULLYING
from vangnet.bullying.models import BullyingReport, Judgement
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject, Talk
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.dossiers.signs import proposals
from vangnet.core.people.models import SchoolRule
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report

pytestmark = pytest.mark.django_db(databases="__all__")

OPEN = reverse("dossier-open", args=["bullying"])


@pytest.fixture
def incident(cast, linde, pupils):
    """Somebody hurt somebody, so many days ago."""

    def happened(victim, other, *, ago, school=linde, by=cast.kees):
        facts = [
            Report(category_id="physical_violence", place="playground"),
            Subject(role="victim", **_who(victim)),
            Subject(role="perpetrator", **_who(other)),
        ]
        act = an_act("report", by, text="Geduwd.", facts=facts, ago=timedelta(days=ago))
        return open_dossier(INCIDENT, school, act)

    return happened


def _who(somebody):
    return {"pupil": somebody} if hasattr(somebody, "born_on") else {"person": somebody}


@pytest.fixture
def pattern(incident, pupils):
    return [incident(pupils.aya, pupils.cas, ago=days) for days in (30, 20, 1)]


def told(person):
    return [(each.says, [way.url for way in each.ways]) for each in proposals(person, timezone.localdate())]


def test_the_third_incident_in_six_weeks_proposes_a_dossier_on_the_desk_of_who_handles_incidents(
    pattern, cast, as_
):
    for person in (cast.hanna, cast.iris, cast.sam):
        ((says, ways),) = told(person)
        assert [("Aya Bos" in line, "3" in line) for line in says] == [(True, True), (True, True)]
        assert ways == [f"{OPEN}?from={pattern[-1].reference}"]
    page = as_(cast.hanna).get("/").content.decode()
    assert "Aya Bos was a victim in 3 incidents" in page
    assert f"{OPEN}?from={pattern[-1].reference}" in page
    assert as_(cast.hanna).get(f"{OPEN}?from={pattern[-1].reference}").status_code == 200


def test_the_coordinator_is_told_which_child_and_how_often_and_nothing_of_the_incidents(pattern, cast, as_):
    """WPO art. 4c lid 1 onder c: coordinating is a task, so a pattern comes to who has it."""
    ((says, ways),) = told(cast.toon)

    assert "Aya Bos" in says[0]
    assert ways == [OPEN]
    page = as_(cast.toon).get("/").content.decode()
    assert all(each.reference not in page for each in pattern)


@pytest.mark.parametrize(
    "name", ["mina", "otto", "vera", "kees", "nadia", "noor", "carla", "bas", "fenna", "ada", "marit"]
)
def test_nobody_else_is_told(pattern, cast, name):
    assert told(getattr(cast, name)) == []


def test_two_incidents_or_an_old_one_are_no_pattern(incident, cast, pupils):
    for days in (43, 20, 1):
        incident(pupils.aya, pupils.cas, ago=days)

    assert told(cast.hanna) == []


def test_the_number_is_the_schools_own(incident, cast, linde, pupils):
    SchoolRule.objects.create(
        school=linde,
        key="incidents.pattern_count",
        value=2,
        since=timezone.localdate(),
        source="Afspraak team",
        set_by=cast.hanna,
    )
    for days in (20, 1):
        incident(pupils.aya, pupils.cas, ago=days)

    ((says, _ways),) = told(cast.toon)
    assert "2" in says[0]


def test_two_children_against_each_other_are_a_pattern_whichever_was_hurt(incident, cast, pupils):
    for victim, other in ((pupils.aya, pupils.cas), (pupils.cas, pupils.aya), (pupils.aya, pupils.cas)):
        incident(victim, other, ago=3)

    ((says, _ways),) = told(cast.hanna)
    assert says == ("Aya Bos and Cas Jansen clashed in 3 incidents in six weeks. Look for a pattern.",)


def test_what_is_about_somebody_is_not_counted_for_that_person(incident, cast, pupils):
    for days in (9, 5, 1):
        incident(pupils.aya, cast.hanna, ago=days)

    assert told(cast.hanna) == []
    assert len(told(cast.iris)) == 1


def test_each_school_is_told_of_its_own(incident, cast, iep, pupils):
    for days in (9, 5, 1):
        incident(pupils.emil, cast.nadia, ago=days, school=iep, by=cast.nadia)

    assert told(cast.hanna) == []
    assert len(told(cast.noor)) == 1


def an_answer(cast, linde, pupils, *, ago=timedelta()):
    facts = [BullyingReport(source="staff"), Subject(role="bullied", pupil=pupils.aya)]
    act = an_act("report", cast.toon, text="Patroon.", facts=facts, now=timezone.now() - ago)
    return open_dossier(BULLYING, linde, act)


def test_it_goes_away_when_a_dossier_answers_it(pattern, cast, linde, pupils, as_):
    assert as_(cast.hanna).get(pattern[-1].page_url).context["hints"][0].ways
    an_answer(cast, linde, pupils)

    assert told(cast.hanna) == told(cast.toon) == []
    assert [hint.ways for hint in as_(cast.hanna).get(pattern[-1].page_url).context["hints"]] == [()]


def test_an_answer_that_was_closed_answers_until_the_next_incident(incident, cast, linde, pupils):
    for days in (25, 20, 15):
        incident(pupils.aya, pupils.cas, ago=days)
    answer = an_answer(cast, linde, pupils, ago=timedelta(days=10))
    talk = Talk(partner="child", pupil=pupils.aya, how="talk")
    record(answer, an_act("talk", cast.toon, text="Ruzie.", facts=[talk]))
    record(answer, an_act("judge", cast.toon, text="R.", facts=[Judgement(verdict="something_else")]))
    record(answer, an_act("close", cast.toon))
    assert told(cast.hanna) == []

    last = incident(pupils.aya, pupils.cas, ago=2)

    ((_says, ways),) = told(cast.hanna)
    assert ways == [f"{OPEN}?from={last.reference}"]


def test_the_desk_asks_one_question_for_it_while_there_is_no_pattern(
    incident, cast, pupils, django_assert_max_num_queries
):
    incident(pupils.aya, pupils.cas, ago=2)
    today, person = timezone.localdate(), cast.hanna
    person.held(today)

    with django_assert_max_num_queries(1):
        assert proposals(person, today) == []


def test_from_the_desk_it_takes_two_clicks(pattern, cast, pupils, as_):
    """The button of the proposal, and the one that opens what stands filled in behind it."""
    browser = as_(cast.hanna)
    (proposal,) = browser.get("/").context["proposals"]
    form = browser.get(proposal.ways[0].url).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    for person in form.people.chosen:
        sent.setdefault("people", []).append(person.key)
        sent[f"people_part_{person.key}"] = list(person.parts)
    sent |= {"reporter": "", "happened_at": f"{sent['happened_at']:%Y-%m-%dT%H:%M}"}

    answer = browser.post(proposal.ways[0].url, sent)

    assert answer.status_code == 303
    dossier = Dossier.objects.get(kind="bullying")
    assert dossier.follows == pattern[-1]
    assert set(Subject.objects.filter(dossier=dossier).values_list("role", "pupil")) == {
        ("bullied", pupils.aya.pk),
        ("bully", pupils.cas.pk),
    }
    assert browser.get("/").context["proposals"] == []
