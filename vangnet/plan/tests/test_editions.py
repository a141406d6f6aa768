"""From draft to a plan that holds: each step by who may take it, the frozen text, what changed since, the public."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.core.mail.models import OutgoingMail
from vangnet.core.obligations.duties import State as Duty
from vangnet.core.obligations.states import states
from vangnet.core.people.models import Person
from vangnet.plan.adoption import Course, State, courses_of
from vangnet.plan.duties import DUTIES
from vangnet.plan.freezing import frozen
from vangnet.plan.models import Edition, EditionStep, Paragraph
from vangnet.plan.since import changes

from .scene import a_step, adopted, annex, paragraph, sent_edition, writer
from .test_paragraphs import written

pytestmark = pytest.mark.django_db(databases="__all__")

ADVISER = "Onze vertrouwenspersoon is {{ staffing.confidential_adviser }}."
OFFICERS = "Er zijn {{ staffing.emergency_officers }} BHV'ers."


def today():
    return timezone.localdate()


def send(browser, school, **changes):
    if not Paragraph.objects.filter(school=school).exists():
        begun(school)
    told = {"token": str(uuid4()), "remark": "Nieuw hoofdstuk", "answer_before": "", **changes}
    return browser.post(reverse("plan-send", args=[school.pk]), told)


def begun(school):
    paragraph(school, Person.objects.get(email="hanna@example.org"))


def take(browser, edition, kind, **changes):
    told = {
        "token": str(uuid4()),
        "seen": edition.steps.count(),
        "held_on": today().isoformat(),
        "remark": "Zo is het",
    }
    return browser.post(reverse("plan-edition-step", args=[edition.pk, kind]), told | changes)


def adopting(**changes):
    return {
        "in_force_from": today().isoformat(),
        "review_on": (today() + timedelta(365)).isoformat(),
    } | changes


def page(browser, edition):
    return browser.get(reverse("plan-edition", args=[edition.pk])).content.decode()


def test_from_draft_to_a_plan_that_holds_and_is_public(as_, cast, linde):
    paragraph(linde, cast.hanna, text=ADVISER)
    send(as_(cast.hanna), linde)
    edition = Edition.objects.get()
    assert Course.of(edition).state is State.SENT
    take(as_(cast.marit), edition, "consented")
    take(as_(cast.bas), edition, "adopted", **adopting())

    course = courses_of([linde], today())[linde.pk].in_force
    assert course.edition == edition
    assert Client().get(reverse("plan-public", args=["99xa00"])).status_code == 404

    take(as_(cast.hanna), edition, "published")
    assert Client().get(reverse("plan-public", args=["99xa00"])).status_code == 200

    take(as_(cast.hanna), edition, "unpublished")
    assert Client().get(reverse("plan-public", args=["99xa00"])).status_code == 404


def mails():
    """To whom, in the order of their addresses, and what: each mail that was posted since the last time."""
    rows = list(OutgoingMail.objects.filter(cause__startswith="plan-edition-").order_by("to"))
    OutgoingMail.objects.all().delete()
    return [row.to.split("@")[0] for row in rows], rows[0].body if rows else ""


def test_whose_turn_it_is_hears_so_by_mail_and_who_did_it_does_not(as_, cast, linde):
    send(as_(cast.hanna), linde, answer_before=(today() + timedelta(40)).isoformat())
    edition = Edition.objects.get()

    to, body = mails()
    assert to == ["marit"]
    assert "An answer is asked before" in body
    assert body.endswith(reverse("plan-edition", args=[edition.pk]))

    take(as_(cast.marit), edition, "withheld")
    to, body = mails()
    assert to == ["bas", "carla", "hanna", "sam"]
    assert "disputes commission" in body

    take(as_(cast.marit), edition, "consented")
    assert mails()[0] == ["bas", "carla", "hanna", "sam"]
    take(as_(cast.bas), edition, "adopted", **adopting())
    assert mails()[0] == ["hanna", "marit", "sam"]
    take(as_(cast.hanna), edition, "published")
    assert mails() == ([], "")


def test_an_edition_that_was_refused_is_told_to_nobody(as_, cast, linde):
    sent_edition(linde, cast.hanna)
    OutgoingMail.objects.all().delete()

    assert send(as_(cast.hanna), linde).status_code == 422
    assert mails() == ([], "")


def test_wms_art_10_onder_e_the_board_adopts_only_what_the_council_consented_to(as_, cast, linde):
    edition = sent_edition(linde, cast.hanna)

    assert take(as_(cast.bas), edition, "adopted", **adopting()).status_code == 404
    take(as_(cast.marit), edition, "withheld")
    assert take(as_(cast.bas), edition, "adopted", **adopting()).status_code == 404


def test_wms_art_32_after_consent_was_withheld_the_board_has_three_months_to_say_what_it_does(
    as_, cast, linde
):
    edition = sent_edition(linde, cast.hanna, on=date(2026, 11, 2))
    a_step(edition, cast.marit, "withheld", on=date(2026, 11, 30), remark="Te vaag")

    course = Course.of(edition)

    assert course.decide_before == date(2027, 2, 28)
    shown = as_(cast.hanna).get(reverse("plan-editions", args=[linde.pk])).content.decode()
    assert "28 February 2027" in shown
    assert "WMS, art. 32" in shown
    a_step(edition, cast.hanna, "withdrawn", on=date(2026, 12, 1), remark="We schrijven het opnieuw")
    assert Course.of(Edition.objects.get()).decide_before is None


KINDS = [kind.value for kind in EditionStep.Kind]
# What each member of the cast may record, of each way in which an edition can stand.
MAY = {
    (): {"hanna": {"consented", "withheld", "withdrawn"}, "marit": {"consented", "withheld"}},
    ("consented",): {"hanna": {"withdrawn"}, "bas": {"adopted"}, "carla": {"adopted"}},
    ("withheld",): {"hanna": {"consented", "withdrawn"}, "marit": {"consented"}},
    ("withdrawn",): {},
    ("consented", "adopted"): {"hanna": {"published", "reviewed"}},
    ("consented", "adopted", "published"): {"hanna": {"unpublished", "reviewed"}},
    ("consented", "adopted", "published", "unpublished", "reviewed"): {"hanna": {"published", "reviewed"}},
}


@pytest.mark.parametrize("steps", MAY)
def test_each_step_is_open_exactly_to_who_may_record_it_and_when(as_, cast, linde, steps):
    edition = sent_edition(linde, cast.hanna)
    for kind in steps:
        a_step(edition, cast.hanna, kind, remark="Reden")

    for name in ("hanna", "marit", "bas", "carla", "mina", "noor"):
        browser = as_(getattr(cast, name))
        open_to = {
            kind
            for kind in KINDS
            if browser.get(reverse("plan-edition-step", args=[edition.pk, kind])).status_code == 200
        }
        assert open_to == MAY[steps].get(name, set()), name


def test_an_edition_stays_as_it_was_while_the_plan_goes_on(as_, cast, linde):
    row = paragraph(linde, cast.hanna, text=ADVISER)
    edition = sent_edition(linde, cast.hanna)
    row.write(1, writer(cast.hanna), **{**written(row), "text": "Iets heel anders."})
    cast.vera.appointments.update(last_on=today() - timedelta(days=1))

    shown = page(as_(cast.mina), edition)

    assert "Vera Test (vera@example.org)" in shown
    assert "Iets heel anders" not in shown
    assert edition.digest in shown
    assert "This is the text that was sent" in shown


def test_a_text_that_was_changed_behind_our_back_is_told(as_, cast, linde):
    paragraph(linde, cast.hanna)
    edition = sent_edition(linde, cast.hanna)
    edition.contents["paragraphs"][0]["text"] = "Anders"

    assert not edition.is_as_it_was
    for rows in (
        Edition.objects.filter(pk=edition.pk),
        EditionStep.objects.filter(pk=a_step(edition, cast.marit, "consented").pk),
    ):
        with pytest.raises(DatabaseError, match="corrected by a new entry"), transaction.atomic():
            rows.update(recorded_at=timezone.now())
        with pytest.raises(DatabaseError, match="corrected by a new entry"), transaction.atomic():
            rows._raw_delete(rows.db)


def test_what_changed_since_stands_side_by_side(as_, cast, linde):
    row = paragraph(linde, cast.hanna, text=ADVISER)
    paragraph(linde, cast.hanna, "Verdwijnt", text="Weg ermee.")
    edition = sent_edition(linde, cast.hanna)
    cast.vera.appointments.update(last_on=today() - timedelta(days=1))
    cast.otto.appointments.update(role="confidential_adviser")
    row.write(1, writer(cast.hanna), **{**written(row), "title": "Bij wie je terecht kunt"})
    paragraph(linde, cast.hanna, "Nieuw", text="Dit kwam erbij.")
    gone = linde_paragraph("verdwijnt")
    gone.write(1, writer(cast.hanna), **{**written(gone), "is_left_out": True, "why": "Oud"})

    shown = as_(cast.mina).get(reverse("plan-edition-changed", args=[edition.pk])).content.decode()

    assert "<p>Vera Test (vera@example.org)</p>" in shown
    assert "<p>Otto Test (otto@example.org)</p>" in shown
    assert "<del>Wie je aanspreekt</del> <ins>Bij wie je terecht kunt</ins>" in shown
    assert "Dit kwam erbij." in shown
    assert "Weg ermee." in shown


def test_of_a_list_only_the_lines_that_came_or_went_are_told(cast, linde):
    paragraph(linde, cast.hanna, text="{{ staffing.functionaries }}")
    before = frozen(linde, today())
    cast.vera.appointments.update(last_on=today() - timedelta(days=1))

    found = changes(before, frozen(linde, today())).facts

    assert [(len(each.before), each.now) for each in found] == [(1, ())]
    assert found[0].before[0].endswith(", Vera Test (vera@example.org)")


def linde_paragraph(key):
    return Paragraph.objects.get(key=key)


def test_nothing_changed_says_so(as_, cast, linde):
    paragraph(linde, cast.hanna, text=ADVISER)
    edition = sent_edition(linde, cast.hanna)

    shown = as_(cast.mina).get(reverse("plan-edition-changed", args=[edition.pk])).content.decode()

    assert "Every fact in the text is as it was." in shown
    assert "Every paragraph is as it was." in shown


def test_the_public_reads_no_name_no_paragraph_that_is_not_for_it_and_no_file(
    cast, linde, settings, tmp_path
):
    paragraph(linde, cast.hanna, text=f"{ADVISER}\n\n{OFFICERS}\n\nZie {{{{ annex:gedragscode }}}}.")
    paragraph(linde, cast.hanna, "Alarmcode", text="De code is geheim.", is_public=False)
    annex(linde, cast.hanna, found="link", link="https://intern.example/code", seen_by="school")
    adopted(linde, cast.hanna, is_published=True)

    shown = Client().get(reverse("plan-public", args=["99xa00"])).content.decode()

    assert "Onze vertrouwenspersoon is" in shown
    for hidden in ("Vera", "Hanna", "Alarmcode", "geheim", "intern.example", "@"):
        assert hidden not in shown, hidden


def test_the_public_reads_the_edition_that_holds_and_not_one_that_holds_later(cast, linde):
    paragraph(linde, cast.hanna, text="De oude tekst.")
    adopted(linde, cast.hanna, is_published=True)
    paragraph(linde, cast.hanna, "Nieuw", text="De nieuwe tekst.")
    later = sent_edition(linde, cast.hanna)
    tomorrow = today() + timedelta(days=1)
    a_step(later, cast.marit, "consented")
    a_step(later, cast.bas, "adopted", in_force_from=tomorrow, review_on=tomorrow + timedelta(365))
    a_step(later, cast.hanna, "published")

    shown = Client().get(reverse("plan-public", args=["99xa00"])).content.decode()

    assert "De oude tekst." in shown
    assert "De nieuwe tekst." not in shown
    assert courses_of([linde], tomorrow)[linde.pk].public.edition == later


@pytest.mark.parametrize("code", ["99xb00", "99xa01", "zzzz99", "99XA00"])
def test_a_school_that_published_nothing_is_not_found(cast, linde, iep, code):
    adopted(linde, cast.hanna, is_published=True)

    assert Client().get(reverse("plan-public", args=[code])).status_code == 404


def test_one_edition_is_with_the_council_at_a_time(as_, cast, linde):
    first = send(as_(cast.hanna), linde)
    second = send(as_(cast.sam), linde)

    assert (first.status_code, second.status_code) == (302, 422)
    assert Edition.objects.count() == 1


def test_sending_and_each_step_twice_is_done_once(as_, cast, linde):
    same = {"token": str(uuid4())}
    for _turn in range(2):
        assert send(as_(cast.hanna), linde, **same).status_code == 302
    edition = Edition.objects.get()
    same = {"token": str(uuid4()), "seen": "0"}
    for _turn in range(2):
        assert take(as_(cast.marit), edition, "consented", **same).status_code == 302

    assert EditionStep.objects.count() == 1


def test_of_two_answers_at_once_the_second_is_told(as_, cast, linde):
    edition = sent_edition(linde, cast.hanna)
    take(as_(cast.marit), edition, "withheld", seen="0")

    told = take(as_(cast.hanna), edition, "consented", seen="0")

    assert told.status_code == 422
    assert "A colleague changed this" in told.content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"review_on": ""}, "required"),
        ({"review_on": date(2020, 1, 1).isoformat()}, "Choose a day after the one from which it holds."),
        ({"in_force_from": date(2020, 1, 1).isoformat()}, "It cannot hold before it is adopted."),
        ({"held_on": date(2020, 1, 1).isoformat()}, "Choose that day or a later one."),
        ({"held_on": date(2999, 1, 1).isoformat()}, "This lies in the future."),
    ],
)
def test_days_that_cannot_be_are_told_at_the_field(as_, cast, linde, changes, told):
    edition = sent_edition(linde, cast.hanna)
    a_step(edition, cast.marit, "consented")

    answer = take(as_(cast.bas), edition, "adopted", **adopting(**changes))

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_plan_in_which_nothing_stands_is_not_sent(as_, cast, linde):
    told = as_(cast.hanna).post(reverse("plan-send", args=[linde.pk]), {"token": str(uuid4())})

    assert told.status_code == 422
    assert "Nothing is written yet." in told.content.decode()
    assert not Edition.objects.exists()


def test_consent_is_withheld_for_a_reason(as_, cast, linde):
    edition = sent_edition(linde, cast.hanna)

    assert take(as_(cast.marit), edition, "withheld", remark="").status_code == 422


def test_a_review_that_is_late_is_told(as_, cast, linde):
    edition = sent_edition(linde, cast.hanna, on=date(2025, 1, 6))
    a_step(edition, cast.marit, "consented", on=date(2025, 1, 20))
    a_step(edition, cast.bas, "adopted", on=date(2025, 2, 1), review_on=date(2026, 2, 1))

    assert (
        "Its review is late."
        in as_(cast.hanna).get(reverse("plan-editions", args=[linde.pk])).content.decode()
    )


def test_the_yearly_review_is_kept_by_adopting_or_by_going_through_it(as_, cast, linde, iep):
    def stands(school):
        return states(DUTIES, [school.pk], today())[school.pk, "plan.review"].state

    assert stands(linde) is Duty.NEVER
    edition = adopted(linde, cast.hanna, on=date(2024, 10, 1))
    assert stands(linde) is Duty.OVERDUE

    take(as_(cast.hanna), edition, "reviewed")

    assert stands(linde) is Duty.KEPT
    adopted(iep, cast.noor)
    assert stands(iep) is Duty.KEPT


def test_what_is_missing_is_told_before_it_is_sent(as_, cast, linde):
    paragraph(linde, cast.hanna, text="{{ emergencies.last_drill }}")

    shown = as_(cast.hanna).get(reverse("plan-send", args=[linde.pk])).content.decode()

    assert "Still missing in it: " in shown


def test_a_school_of_many_editions_asks_as_many_questions_as_one_of_few(as_, cast, linde):
    browser, address = as_(cast.hanna), reverse("plan-editions", args=[linde.pk])
    adopted(linde, cast.hanna)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for _turn in range(4):
        adopted(linde, cast.hanna)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)

    assert len(many) == len(few)
