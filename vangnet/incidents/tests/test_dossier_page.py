"""The page of an incident: what stands there, for whom, and what stays away from whom."""

from datetime import date, timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Party, Reading, Subject
from vangnet.core.dossiers.page import dossier_page
from vangnet.core.dossiers.recording import BROUGHT_IN, open_dossier, record
from vangnet.core.keys import store
from vangnet.core.people.models import Guardianship, SchoolRule
from vangnet.core.protocols import WITHDRAWN
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Assessment, ParentsTold, PoliceContact, Report

pytestmark = pytest.mark.django_db(databases="__all__")


def page_of(dossier, person):
    now = timezone.now()
    fresh = Dossier.objects.select_related("school").get(pk=dossier.pk)
    return dossier_page(fresh, person, timezone.localdate(now), now)


def address(dossier):
    return reverse("dossier", args=[dossier.reference])


def told(child, how="phone", guardian=None, by=None):
    tie = Guardianship.objects.get(pupil=child)
    return ParentsTold(pupil=child, guardian=tie.guardian, told_by=by, how=how)


@pytest.fixture
def handled(fight, cast, pupils):
    """Assessed, and the parents of both children told, each in a talk of their own; the police was phoned."""
    record(
        fight,
        an_act(
            "assess", cast.hanna, text="Blauwe knie.", facts=[Assessment(severity="minor", injury="none")]
        ),
    )
    record(
        fight,
        an_act("tell_parents", cast.mina, text="Moeder schrok.", facts=[told(pupils.aya, by=cast.mina)]),
    )
    record(
        fight, an_act("tell_parents", cast.hanna, text="Vader boos.", facts=[told(pupils.cas, by=cast.hanna)])
    )
    record(
        fight, an_act("police", cast.hanna, text="Wijkagent gebeld.", facts=[PoliceContact(how="notified")])
    )
    return fight


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("mina", 200),  # reported it
        ("otto", 200),  # teaches the other child
        ("iris", 200),
        ("hanna", 200),
        ("sam", 200),
        ("nadia", 404),  # works at another school
        ("noor", 404),
        ("kees", 404),
        ("vera", 404),
        ("carla", 404),  # only when it is about the head
        ("bas", 404),
        ("ada", 404),
        ("fenna", 404),
        ("marit", 404),
    ],
)
def test_only_who_needs_to_know_finds_the_page(fight, cast, as_, who, status):
    """AVG art. 5 lid 1 onder c; not found rather than forbidden, because that it exists may be a secret too."""
    assert as_(getattr(cast, who)).get(address(fight)).status_code == status


def test_opening_the_page_is_written_down_before_it_is_shown(fight, cast, as_):
    as_(cast.hanna).get(address(fight))

    assert [reading.person for reading in Reading.objects.filter(dossier=fight)] == [cast.hanna]


def test_who_finds_nothing_leaves_no_reading(fight, cast, as_):
    as_(cast.nadia).get(address(fight))

    assert not Reading.objects.filter(dossier=fight).exists()


def test_the_page_says_what_it_is_and_what_must_be_done_by_whom_before_when_and_why(fight, cast):
    page = page_of(fight, cast.hanna)

    assert page.summary.state == "open"
    assert page.summary.reference == fight.reference
    assert [(p.name, p.group) for p in page.people] == [("Aya Bos", "Groep 6"), ("Cas Jansen", "Groep 7")]
    first = page.next_up[0]
    assert first.url == reverse("dossier-step", args=[fight.reference, "tell_parents"])
    assert "Veiligheidsplan, par. 3.2" in first.why
    assert "Vangnet" in first.why  # the number of days is our proposal, and is not passed off as the plan's


def test_a_term_that_the_school_agreed_names_where_it_was_agreed(fight, cast, linde):
    SchoolRule.objects.create(
        school=linde,
        key="incidents.parents_within_days",
        value=1,
        since=date(2020, 8, 1),
        source="Teamvergadering 3 september",
        set_by=cast.hanna,
    )

    assert "Teamvergadering 3 september" in page_of(fight, cast.hanna).next_up[0].why


def test_the_step_line_says_what_was_done_when_and_by_whom(handled, cast):
    states = {step.title: step for step in page_of(handled, cast.hanna).steps}

    assert [step.state for step in states.values()] == ["done", "done", "now", "done", "open", "open"]
    assert "Hanna Test" in list(states.values())[1].on


def test_telling_one_of_two_parents_is_not_done_yet(fight, cast, pupils):
    record(fight, an_act("tell_parents", cast.mina, text="Gebeld.", facts=[told(pupils.aya, by=cast.mina)]))

    assert page_of(fight, cast.hanna).steps[3].state == "now"


def test_a_closed_incident_asks_nothing_and_offers_only_to_reopen(handled, cast):
    record(handled, an_act("close", cast.hanna))
    page = page_of(handled, cast.hanna)

    assert page.summary.state == "closed"
    assert page.next_up == ()
    assert [action.step for action in page.actions] == ["reopen"]


def test_an_overdue_incident_says_so(fight, cast):
    now = timezone.now() + timedelta(days=3)
    page = dossier_page(fight, cast.hanna, timezone.localdate(now), now)

    assert page.summary.state == "overdue"
    assert page.next_up[0].is_overdue


def test_what_stands_in_the_way_of_closing_is_shown_with_its_source(fight, cast):
    closing = next(action for action in page_of(fight, cast.hanna).waiting if action.step == "close")

    assert {o.source.citation for o in closing.obstacles} >= {
        "Veiligheidsplan, par. 3.2",
        "Veiligheidsplan, par. 3.2.2",
    }


def steps_read(page):
    return [(entry.number, entry.title) for entry in page.entries]


def test_who_handles_it_reads_everything(handled, cast):
    page = page_of(handled, cast.iris)

    assert [entry.number for entry in page.entries] == [1, 2, 3, 4, 5]
    assert page.reads_everything


def test_the_teacher_of_one_child_reads_no_talk_with_the_other_childs_parents(handled, cast):
    """Otto teaches Cas: he reads how it was handled and the talk with Cas's parents, not the one with Aya's."""
    page = page_of(handled, cast.otto)

    assert [entry.number for entry in page.entries] == [1, 2, 4]
    assert not page.reads_everything


def test_the_reporter_who_is_not_the_teacher_reads_the_report_and_where_it_stands(cast, linde, pupils):
    """Kees saw it happen; talks with parents and police are not for him."""
    facts = [Report(category_id="other", place="gym"), Subject(role="victim", pupil=pupils.aya)]
    dossier = open_dossier(INCIDENT, linde, an_act("report", cast.kees, text="Gezien.", facts=facts))
    record(
        dossier,
        an_act("assess", cast.hanna, text="Klein.", facts=[Assessment(severity="minor", injury="none")]),
    )
    record(
        dossier, an_act("tell_parents", cast.hanna, text="Gebeld.", facts=[told(pupils.aya, by=cast.hanna)])
    )
    page = page_of(dossier, cast.kees)

    assert [entry.number for entry in page.entries] == [1]
    assert [step.state for step in page.steps[:2]] == ["done", "done"]
    assert page.actions == ()


def test_a_withdrawn_entry_is_read_with_its_reason_by_who_read_the_entry(handled, cast):
    record(
        handled,
        an_act(WITHDRAWN, cast.hanna, text="Verkeerd dossier.", corrects=handled.entries.get(number=2)),
    )

    assert [entry.number for entry in page_of(handled, cast.otto).entries] == [1, 2, 4, 6]


def test_a_teacher_who_is_said_to_have_done_it_does_not_find_it(cast, linde, pupils, as_):
    """Mina teaches Aya, and Kees reports that Mina grabbed her."""
    facts = [
        Report(category_id="restraint", place="classroom"),
        Subject(role="victim", pupil=pupils.aya),
        Subject(role="perpetrator", person=cast.mina),
    ]
    dossier = open_dossier(INCIDENT, linde, an_act("report", cast.kees, text="Gezien.", facts=facts))

    assert as_(cast.mina).get(address(dossier)).status_code == 404


def test_a_head_who_is_in_it_does_not_find_it_and_the_cluster_director_handles_it(cast, linde, pupils, as_):
    facts = [
        Report(category_id="parent_aggression", place="school_gate"),
        Subject(role="victim", person=cast.hanna),
    ]
    dossier = open_dossier(INCIDENT, linde, an_act("report", cast.mina, text="Bij het hek.", facts=facts))

    assert as_(cast.hanna).get(address(dossier)).status_code == 404
    assert as_(cast.carla).get(address(dossier)).status_code == 200
    assert page_of(dossier, cast.carla).handles


def test_who_was_brought_in_reads_all_and_who_was_taken_back_finds_nothing(handled, cast, as_):
    entry = record(
        handled, an_act(BROUGHT_IN, cast.hanna, text="Zij begeleidt Aya.", facts=[Party(person=cast.vera)])
    )
    assert page_of(handled, cast.vera).reads_everything
    assert as_(cast.vera).get(address(handled)).status_code == 200

    record(handled, an_act(WITHDRAWN, cast.hanna, text="Niet meer nodig.", corrects=entry))
    assert as_(cast.vera).get(address(handled)).status_code == 404


def queries(dossier, person):
    fresh = Dossier.objects.select_related("school").get(pk=dossier.pk)
    now = timezone.now()
    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        page = dossier_page(fresh, person, timezone.localdate(now), now)
    return len(asked), len(keys), len(page.entries)


def test_the_number_of_queries_does_not_depend_on_the_number_of_entries(handled, cast):
    few = queries(handled, cast.hanna)
    for number in range(60):
        record(handled, an_act("note", cast.iris if number % 2 else cast.hanna, text=f"Notitie {number}"))
    many = queries(handled, cast.hanna)

    assert (few[2], many[2]) == (5, 65)
    assert few[0] == many[0]
    assert few[1] == many[1] == 1  # one key opens all texts


def test_the_third_time_in_six_weeks_points_to_a_pattern(cast, linde, pupils, as_):
    """Domain: the same victim or the same two children, as often as the school agreed, in six weeks."""
    facts = lambda: [  # noqa: E731
        Report(category_id="bullying", place="playground"),
        Subject(role="victim", pupil=pupils.aya),
        Subject(role="perpetrator", pupil=pupils.cas),
    ]
    dossiers = [
        open_dossier(
            INCIDENT,
            linde,
            an_act("report", cast.mina, text="Weer.", facts=facts(), ago=timedelta(days=days)),
        )
        for days in (70, 20, 10, 1)
    ]
    third = as_(cast.hanna).get(address(dossiers[2])).context
    fourth = as_(cast.hanna).get(address(dossiers[3])).context

    assert third["hints"] == []  # the first lies more than six weeks before
    (pattern,) = fourth["hints"]
    assert ["Aya Bos" in line and "3" in line for line in pattern.says] == [True, True]
    assert "Vangnet" in pattern.source.citation
    assert [row.reference for row in fourth["earlier"]] == [
        dossiers[2].reference,
        dossiers[1].reference,
        dossiers[0].reference,
    ]


def test_an_earlier_incident_that_the_reader_may_not_know_stays_away(cast, linde, pupils, as_):
    """The first was about the head herself: she finds neither it nor a trace of it."""
    about_head = [
        Report(category_id="other", place="gym"),
        Subject(role="victim", pupil=pupils.aya),
        Subject(role="perpetrator", person=cast.hanna),
    ]
    open_dossier(
        INCIDENT, linde, an_act("report", cast.kees, text="X", facts=about_head, ago=timedelta(days=2))
    )
    facts = [Report(category_id="other", place="gym"), Subject(role="victim", pupil=pupils.aya)]
    dossier = open_dossier(INCIDENT, linde, an_act("report", cast.kees, text="Y", facts=facts))

    assert as_(cast.hanna).get(address(dossier)).context["earlier"] == []
    (earlier,) = as_(cast.iris).get(address(dossier)).context["earlier"]
    assert as_(cast.iris).get(earlier.url).status_code == 200


def test_of_a_pupils_accident_the_page_says_that_nothing_need_be_reported(cast, linde, pupils, as_):
    facts = [Report(category_id="accident", place="playground"), Subject(role="victim", pupil=pupils.aya)]
    dossier = open_dossier(INCIDENT, linde, an_act("report", cast.mina, text="Gevallen.", facts=facts))
    hints = as_(cast.hanna).get(address(dossier)).context["hints"]

    assert ["Arbocatalogus PO" in hint.source.citation for hint in hints] == [True]


def test_the_text_of_an_entry_is_shown_as_text_and_not_as_html(fight, cast, as_):
    record(fight, an_act("note", cast.iris, text="<script>alert(1)</script>"))

    page = as_(cast.hanna).get(address(fight)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_refusal_of_any_page_says_what_stands_in_the_way(fight, cast, as_):
    """An open dossier is not proposed for destruction."""
    address = reverse("dossier-destruction", args=[fight.reference])
    answer = as_(cast.hanna).post(address, {"ground": "Twee jaar geleden gesloten"})

    assert answer.status_code == 409
    assert "<li>" in answer.content.decode()


def test_a_dossier_without_its_key_says_so_and_shows_nothing(fight, cast, as_):
    store.destroy(fight.reference)

    answer = as_(cast.hanna).get(address(fight))
    assert answer.status_code == 503
    assert fight.reference in answer.content.decode()
    assert "schommel" not in answer.content.decode()
