"""The risk assessment through its pages, and the duties that these facts fulfil."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from vangnet.core.attachments.tests import made
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.hazards.duties import DUTIES
from vangnet.hazards.models import (
    ExpertReview,
    MeasurePromise,
    PlanEvaluation,
    Risk,
    RiskAssessment,
    RiskChange,
    RiskMeasure,
)
from vangnet.hazards.tests import scene

pytestmark = pytest.mark.django_db(databases="__all__")

DUTY_OF = {duty.key.removeprefix("hazards."): duty for duty in DUTIES}


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.DATA = tmp_path


def state(key, school, on=0):
    duty = DUTY_OF[key]
    return states([duty], [school.pk], scene.day(on))[school.pk, duty.key].state


def day(number):
    return scene.day(number).isoformat()


def assesses(browser, school, **given):
    said = {
        "token": uuid4(),
        "held_on": day(-100),
        "number": "2026",
        "method": "arbomeester",
        "occasion": "returns",
        "by": "Preventiemedewerker",
        "employees": "",
        **given,
    }
    return browser.post(f"/hazards/schools/{school.pk}/assessment/", said)


# --- the assessment


def test_an_assessment_holds_for_four_years_and_the_next_is_asked_half_a_year_before(as_, cast, linde):
    """Veiligheidsplan, par. 3.1.7; the law itself (Arbowet, art. 5, lid 1) gives no number of years."""
    assert state("assessment", linde) is State.NEVER
    assert assesses(as_(cast.sam), linde).status_code == 302

    ends = 4 * 365 + 1 - 100
    assert state("assessment", linde) is State.KEPT
    assert state("assessment", linde, ends - 150) is State.DUE_SOON
    assert state("assessment", linde, ends + 2) is State.OVERDUE
    assert state("assessment", linde, -101) is State.NEVER


def test_the_document_comes_back_as_it_was(as_, cast, linde):
    content = made.pdf(b"rie")
    assesses(as_(cast.hanna), linde, paper_file=SimpleUploadedFile("rie.pdf", content))
    address = f"/hazards/assessments/{RiskAssessment.objects.get().pk}/paper/"

    assert b"".join(as_(cast.mina).get(address).streaming_content) == content
    assert as_(cast.noor).get(address).status_code == 404


def test_a_small_school_of_a_large_board_is_not_exempt_from_the_review(as_, cast, linde):
    """Arbowet, art. 14, lid 12, onder b: the employer normally has at most 25 employees."""
    exempt = {"is_exempt": "on", "employees": "26"}
    assert list(assesses(as_(cast.hanna), linde, **exempt).context["form"].errors) == ["is_exempt"]
    assert list(
        assesses(as_(cast.hanna), linde, is_exempt="on", employees="9", method="own").context["form"].errors
    ) == ["is_exempt"]
    assert list(assesses(as_(cast.hanna), linde, is_exempt="on").context["form"].errors) == ["employees"]
    assert not RiskAssessment.objects.exists()

    assesses(as_(cast.hanna), linde, is_exempt="on", employees="25")
    assert not RiskAssessment.objects.get().needs_review
    assert state("review", linde, 400) is State.KEPT


@pytest.mark.parametrize("columns", [{"employees": 26}, {"employees": 0}, {"employees": 9, "method": "own"}])
def test_the_database_refuses_an_exemption_that_the_law_does_not_give(cast, linde, columns):
    row = scene.assessment(linde, cast.hanna)
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskAssessment.objects.filter(pk=row.pk).update(**columns)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"held_on": day(1)}, "held_on"),
        ({"held_on": "1826-01-01"}, "held_on"),
        ({"number": ""}, "number"),
        ({"method": "guess"}, "method"),
        ({"by": ""}, "by"),
        ({"is_exempt": "on", "employees": "0"}, "employees"),
        ({"paper_file": SimpleUploadedFile("rie.pdf", b"MZ runs")}, "paper_file"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(as_, cast, linde, given, field):
    answer = assesses(as_(cast.hanna), linde, **given)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not RiskAssessment.objects.exists()


def test_the_same_form_sent_twice_is_one_version(as_, cast, linde):
    token = uuid4()
    for _ in range(2):
        assesses(as_(cast.hanna), linde, token=token)

    assert RiskAssessment.objects.count() == 1


# --- the review


def reviews(browser, row, **given):
    said = {"token": uuid4(), "held_on": day(-20), "by": "Arbodienst", "copied_on": "", **given}
    return browser.post(f"/hazards/assessments/{row.pk}/review/", said)


def test_an_expert_reviews_each_version_within_half_a_year(as_, cast, linde):
    """Arbowet, art. 14, lid 1, onder a."""
    row = scene.assessment(linde, cast.hanna, ago=100)
    assert state("review", linde) is State.DUE_SOON
    assert state("review", linde, 84) is State.NEVER

    assert reviews(as_(cast.hanna), row, copied_on=day(-19)).status_code == 302
    assert state("review", linde, 84) is State.KEPT

    scene.assessment(linde, cast.hanna, ago=1, number="2027")
    assert state("review", linde, 190) is State.OVERDUE


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"held_on": day(-101)}, "held_on"),
        ({"held_on": day(1)}, "held_on"),
        ({"copied_on": day(-21)}, "copied_on"),
        ({"copied_on": day(1)}, "copied_on"),
    ],
)
def test_a_review_follows_the_assessment_and_its_copy_follows_the_review(as_, cast, linde, given, field):
    """Arbowet, art. 14, lid 3: a copy goes to the employees' side."""
    row = scene.assessment(linde, cast.hanna, ago=100)

    assert list(reviews(as_(cast.hanna), row, **given).context["form"].errors) == [field]
    assert not ExpertReview.objects.exists()


def test_what_is_exempt_or_taken_back_has_no_review(as_, cast, linde):
    exempt = scene.assessment(linde, cast.hanna, employees=9)

    assert reviews(as_(cast.hanna), exempt).status_code == 404


# --- after a change, and once a year


@pytest.mark.parametrize("kind", RiskChange.Kind.values)
def test_a_move_a_rebuilding_or_a_merger_asks_for_a_new_assessment(as_, cast, linde, kind):
    """Arbowet, art. 5, lid 4; Arbocatalogus PO."""
    scene.assessment(linde, cast.hanna, ago=100)
    assert state("after_change", linde) is State.KEPT
    said = {"token": uuid4(), "held_on": day(-50), "kind": kind, "text": "Naar het nieuwe gebouw"}
    as_(cast.hanna).post(f"/hazards/schools/{linde.pk}/change/", said)

    assert state("after_change", linde) is State.DUE_SOON
    assert state("after_change", linde, 41) is State.OVERDUE
    assert state("assessment", linde, 41) is State.KEPT, "the four years are another promise"

    scene.assessment(linde, cast.hanna, ago=0, number="2026b", occasion="change")
    assert state("after_change", linde, 41) is State.KEPT


def test_the_plan_of_action_is_evaluated_every_school_year(as_, cast, linde):
    """Veiligheidsplan, par. 3.1.7."""
    said = {
        "token": uuid4(),
        "held_on": day(0),
        "attended": "Team",
        "outcome": "Alles op koers",
        "told_on": "",
    }
    assert state("evaluation", linde) is State.NEVER
    as_(cast.hanna).post(f"/hazards/schools/{linde.pk}/evaluation/", said)

    assert state("evaluation", linde) is State.KEPT
    assert state("evaluation", linde, 800) is State.OVERDUE
    assert "Alles op koers" in as_(cast.mina).get(f"/hazards/schools/{linde.pk}/").content.decode()
    answer = as_(cast.hanna).post(
        f"/hazards/schools/{linde.pk}/evaluation/", said | {"token": uuid4(), "told_on": day(3)}
    )
    assert list(answer.context["form"].errors) == ["told_on"]
    assert PlanEvaluation.objects.count() == 1


def test_what_is_taken_back_counts_no_longer_and_stays_readable(as_, cast, linde):
    row = scene.assessment(linde, cast.hanna)
    address = f"/hazards/take-back/assessment/{row.pk}/"
    assert as_(cast.noor).post(address, {"why": "x"}).status_code == 404
    assert as_(cast.hanna).post(address, {"why": ""}).status_code == 422
    as_(cast.sam).post(address, {"why": "Was van De Iep"})

    assert state("assessment", linde) is State.NEVER
    assert "Was van De Iep" in as_(cast.mina).get("/hazards/").content.decode()
    assert as_(cast.hanna).get(f"/hazards/take-back/school/{linde.pk}/").status_code == 404


# --- measures


def agrees(browser, risk, **given):
    said = {
        "token": uuid4(),
        "what": "Hek plaatsen",
        "who": "Gemeente",
        "due_on": day(30),
        "cost": "",
        **given,
    }
    return browser.post(f"/hazards/risks/{risk.pk}/measure/", said)


def test_a_risk_and_its_measure_come_into_the_plan_the_heaviest_first(as_, cast, linde):
    version, hanna = scene.assessment(linde, cast.hanna), as_(cast.hanna)
    for what, rating in (("Tocht", "low"), ("Losliggend snoer", "high")):
        said = {"token": uuid4(), "what": what, "place": "", "rating": rating}
        answer = hanna.post(f"/hazards/assessments/{version.pk}/risk/", said)
    agrees(hanna, Risk.objects.get(rating="high"), cost="1250.50")
    plan = as_(cast.mina).get("/hazards/").context["plan"]

    assert answer.url.endswith("/measure/")
    assert [row.risk.what for row in plan.rows] == ["Losliggend snoer", "Tocht"]
    assert str(plan.cost) == "1250.50"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"due_on": ""}, "due_on"),
        ({"due_on": day(-1)}, "due_on"),
        ({"due_on": "2999-01-01"}, "due_on"),
        ({"who": ""}, "who"),
        ({"cost": "-1"}, "cost"),
        ({"cost": "veel"}, "cost"),
    ],
)
def test_a_measure_has_somebody_and_a_day(as_, cast, linde, given, field):
    """Arbowet, art. 5, lid 3: the plan says within which term."""
    found = scene.risk(scene.assessment(linde, cast.hanna), cast.hanna)

    assert list(agrees(as_(cast.hanna), found, **given).context["form"].errors) == [field]
    assert not RiskMeasure.objects.exists()


def test_a_measure_that_is_late_breaks_the_duty_until_it_is_moved_or_done(as_, cast, linde):
    found = scene.risk(scene.assessment(linde, cast.hanna), cast.hanna)
    assert state("measures", linde) is State.NOT_APPLICABLE
    row = scene.measure(found, cast.hanna, ago=50, due_in=-5)
    assert state("measures", linde) is State.OVERDUE
    assert state("measures", linde, -30) is State.KEPT
    hanna = as_(cast.hanna)

    said = {"seen": 1, "due_on": day(60), "why": "Levertijd"}
    assert hanna.post(f"/hazards/measures/{row.pk}/move/", said).status_code == 302
    assert hanna.post(f"/hazards/measures/{row.pk}/move/", said).status_code == 422, "seen is old by now"
    assert state("measures", linde) is State.KEPT
    assert state("measures", linde, -1) is State.OVERDUE
    assert MeasurePromise.objects.count() == 2
    assert "Levertijd" in as_(cast.mina).get(f"/hazards/measures/{row.pk}/").content.decode()

    said = {"seen": 2, "outcome": "done", "ended_on": day(0), "remark": ""}
    assert hanna.post(f"/hazards/measures/{row.pk}/end/", said).status_code == 302
    assert state("measures", linde, 1) is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"outcome": "dropped"}, "remark"),
        ({"outcome": ""}, "outcome"),
        ({"ended_on": day(1)}, "ended_on"),
        ({"ended_on": day(-51)}, "ended_on"),
    ],
)
def test_a_measure_ends_on_a_day_that_can_be_and_is_dropped_for_a_reason(as_, cast, linde, given, field):
    row = scene.measure(scene.risk(scene.assessment(linde, cast.hanna), cast.hanna), cast.hanna)
    said = {"seen": 1, "outcome": "done", "ended_on": day(0), "remark": "", **given}
    answer = as_(cast.hanna).post(f"/hazards/measures/{row.pk}/end/", said)

    assert list(answer.context["end"].errors) == [field]


def test_what_is_open_of_an_earlier_version_stays_in_the_plan(as_, cast, linde):
    earlier = scene.assessment(linde, cast.hanna, ago=900, number="2024")
    still_open = scene.risk(earlier, cast.hanna, what="Oud en open")
    scene.measure(still_open, cast.hanna)
    scene.risk(earlier, cast.hanna, what="Oud en niets afgesproken")
    scene.risk(scene.assessment(linde, cast.hanna), cast.hanna, what="Nieuw")
    plan = as_(cast.mina).get("/hazards/").context["plan"]

    assert [row.risk.what for row in plan.rows] == ["Oud en open", "Nieuw"]


def test_a_teacher_reads_the_plan_and_changes_nothing(as_, cast, linde):
    """Arbowet, art. 5, lid 6: every employee can get to know it."""
    found = scene.risk(scene.assessment(linde, cast.hanna), cast.hanna)
    scene.measure(found, cast.hanna)

    assert "Tocht in groep 3" in as_(cast.mina).get("/hazards/").content.decode()
    assert agrees(as_(cast.mina), found).status_code == 404


def test_the_plan_comes_out_on_paper_also_with_signs_that_mean_something_elsewhere(as_, cast, linde):
    found = scene.risk(scene.assessment(linde, cast.hanna), cast.hanna, what="#set page() *$x$* 😀")
    scene.measure(found, cast.hanna)
    answer = as_(cast.mina).get(f"/hazards/schools/{linde.pk}/plan.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("address", ["/hazards/", "/hazards/schools/{0}/plan.pdf"])
def test_the_page_asks_as_much_for_a_full_plan_as_for_a_short_one(as_, cast, linde, address):
    browser, address = as_(cast.hanna), address.format(linde.pk)
    version = scene.assessment(linde, cast.hanna)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    scene.measure(scene.risk(version, cast.hanna), cast.hanna)
    browser.get(address)
    few = questions()
    for _ in range(12):
        scene.measure(scene.risk(version, cast.hanna), cast.hanna)
        scene.assessment(linde, cast.hanna, ago=500)
    assert questions() == few


def test_the_list_of_schools_asks_as_much_for_two_as_for_many(as_, cast, linde, iep):
    browser = as_(cast.carla)
    browser.get("/hazards/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/hazards/")
    for number in range(8):
        school = type(linde).objects.create(
            board=linde.board, cluster=linde.cluster, name=f"S{number}", brin=f"98X{chr(65 + number)}"
        )
        scene.measure(scene.risk(scene.assessment(school, cast.hanna), cast.hanna), cast.hanna)
    with CaptureQueriesContext(connection) as many:
        browser.get("/hazards/")

    assert len(many) == len(few)


def test_the_four_years_can_be_made_stricter_and_not_laxer():
    agreement = DUTY_OF["assessment"].agreement

    assert (agreement.lowest, agreement.default, agreement.highest) == (1, 4, 4)
