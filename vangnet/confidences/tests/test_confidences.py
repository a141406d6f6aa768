"""What is told to the confidential adviser, through the pages of every dossier; and who finds nothing of it."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from vangnet.confidences.models import Contact, HandOver, Mediation, Referral
from vangnet.config.tests.access import EVERYBODY
from vangnet.conftest import an_act
from vangnet.core.calendars import school_year_of
from vangnet.core.dossiers.destroying import propose
from vangnet.core.dossiers.models import BrokenGlass, DestructionProposal, Dossier, Party, Subject
from vangnet.core.dossiers.recording import record
from vangnet.core.dossiers.refusals import NotYours
from vangnet.core.people.models import Appointment
from vangnet.core.people.roles import Role
from vangnet.core.terms import AMSTERDAM

from .scene import opened

pytestmark = pytest.mark.django_db(databases="__all__")

OPEN = reverse("dossier-open", args=["confidence"])


@pytest.fixture
def dossier(cast, linde, pupils):
    return opened(cast, linde, pupils)


@pytest.fixture
def toon(cast, linde):
    """Toon is confidential adviser of the same school as well."""
    Appointment.objects.create(
        person=cast.toon, role=Role.CONFIDENTIAL_ADVISER, school=linde, first_on=timezone.localdate()
    )
    return cast.toon


def sent(dossier=None, **fields):
    if dossier:
        dossier.refresh_from_db()
    return {
        "token": str(uuid4()),
        "seen": str(dossier.entry_count if dossier else 0),
        "happened_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}",
        "text": "Zo is het gegaan.",
        **fields,
    }


def take(browser, dossier, step, **fields):
    return browser.post(reverse("dossier-step", args=[dossier.reference, step]), sent(dossier, **fields))


def who_opens(as_, cast, address):
    return {name for name in EVERYBODY if as_(getattr(cast, name)).get(address).status_code == 200}


def test_the_adviser_records_a_talk_without_any_name(cast, as_):
    answer = as_(cast.vera).post(OPEN, sent(who="parent", theme="discrimination"))

    dossier = Dossier.objects.get()
    assert (answer.status_code, answer.url) == (303, dossier.page_url)
    assert not Subject.objects.exists()
    page = as_(cast.vera).get(dossier.page_url).content.decode()
    assert "A parent · Discrimination" in page
    assert "A parent · Discrimination" in as_(cast.vera).get(reverse("dossiers")).content.decode()


@pytest.mark.parametrize("left_out", ["who", "theme", "text"])
def test_what_is_left_out_comes_back_with_what_to_do(cast, as_, left_out):
    answer = as_(cast.vera).post(OPEN, sent(**{"who": "pupil", "theme": "bullying", left_out: ""}))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [left_out]


def test_wpo_4a_the_form_says_that_the_adviser_too_tells_the_board_of_an_offence(cast, as_):
    assert "tell the board at once (WPO, art. 4a)" in as_(cast.vera).get(OPEN).content.decode()


def test_what_is_about_the_adviser_goes_to_another_adviser(cast, as_):
    key = f"staff-{cast.vera.pk}"
    form = sent(who="pupil", theme="conflict", people=[key], **{f"people_part_{key}": ["about"]})
    answer = as_(cast.vera).post(OPEN, form)

    assert answer.status_code == 422
    assert "go to another confidential adviser" in answer.content.decode()


def test_every_step_to_the_end_through_its_form(dossier, cast, as_):
    browser = as_(cast.vera)
    assert take(browser, dossier, "support").status_code == 303
    assert take(browser, dossier, "advise").status_code == 303
    assert take(browser, dossier, "note").status_code == 303
    assert take(browser, dossier, "mediate", consent="").status_code == 422
    assert take(browser, dossier, "mediate", consent="spoken").status_code == 303
    assert take(browser, dossier, "refer", to="doctor", consent="no").status_code == 422
    assert take(browser, dossier, "refer", to="doctor", consent="written").status_code == 303
    assert take(browser, dossier, "close", text="").status_code == 303
    assert (Mediation.objects.get().consent, Referral.objects.get().to) == ("spoken", "doctor")
    dossier.refresh_from_db()
    assert dossier.closed_on
    assert take(browser, dossier, "reopen").status_code == 303


# Nobody else


def test_another_adviser_of_the_school_the_head_and_the_board_find_nothing_of_it(dossier, cast, toon, as_):
    assert who_opens(as_, cast, dossier.page_url) == {"vera"}
    for page in ("desk", "dossiers"):
        assert dossier.reference not in as_(toon).get(reverse(page)).content.decode()


@pytest.mark.parametrize("name", ["hanna", "iris", "carla", "bas"])
def test_there_is_no_glass_to_break(dossier, cast, as_, name):
    form = {"reference": dossier.reference, "reason": "Ik moet dit nu echt lezen.", "token": str(uuid4())}

    answer = as_(getattr(cast, name)).post(reverse("glass"), form)

    assert answer.status_code == 422
    assert "No dossier at your schools has this reference." in answer.content.decode()
    assert not BrokenGlass.objects.exists()


def test_no_colleague_is_brought_in(dossier, cast, as_):
    page = as_(cast.vera).get(dossier.page_url).content.decode()
    circle = as_(cast.vera).get(reverse("dossier-readers", args=[dossier.reference])).content.decode()
    bring_in = reverse("dossier-step", args=[dossier.reference, "brought_in"])

    assert bring_in not in page
    assert bring_in not in circle
    assert as_(cast.vera).get(bring_in).status_code == 404
    with pytest.raises(NotYours):
        record(dossier, an_act("brought_in", cast.vera, text="Kom.", facts=[Party(person=cast.hanna)]))


def test_when_the_appointment_of_the_adviser_ends_nobody_reads_it(dossier, cast, toon, as_):
    Appointment.objects.filter(person=cast.vera).update(last_on=timezone.localdate() - timedelta(days=1))
    Appointment.objects.create(
        person=cast.vera, role=Role.COACH, school=dossier.school, first_on=timezone.localdate()
    )

    assert who_opens(as_, cast, dossier.page_url) == set()


def test_destruction_is_proposed_by_the_adviser_and_decided_by_the_privacy_officer_alone(dossier, cast, as_):
    record(dossier, an_act("close", cast.vera))
    dossier.refresh_from_db()
    assert who_opens(as_, cast, reverse("dossier-destruction", args=[dossier.reference])) == {"vera"}
    propose(dossier, cast.vera, "De termijn is om.", timezone.now())
    proposal = DestructionProposal.objects.get()

    assert who_opens(as_, cast, reverse("destruction-decision", args=[proposal.pk])) == {"fenna"}
    for name in ("carla", "bas"):
        assert dossier.reference not in as_(getattr(cast, name)).get(reverse("destructions")).content.decode()


# A successor


def hand_over(dossier, by, to):
    facts = [HandOver(person=to, consent="spoken")]
    return record(dossier, an_act("hand_over", by, text="Afgesproken met Aya.", facts=facts))


def test_a_successor_reads_it_with_the_consent_of_the_person_and_the_adviser_before_no_longer(
    dossier, cast, toon, as_
):
    assert take(as_(cast.vera), dossier, "hand_over", person=str(toon.pk), consent="").status_code == 422
    assert who_opens(as_, cast, dossier.page_url) == {"vera"}

    answer = take(as_(cast.vera), dossier, "hand_over", person=str(toon.pk), consent="spoken")

    assert (answer.status_code, answer.url) == (303, reverse("dossiers"))
    assert who_opens(as_, cast, dossier.page_url) == {"toon"}
    assert "Aya durft niet meer" in as_(toon).get(dossier.page_url).content.decode()


def test_handed_on_it_is_the_last_successors_and_taken_back_it_is_the_ones_before(dossier, cast, toon, as_):
    hand_over(dossier, cast.vera, toon)
    hand_over(dossier, toon, cast.vera)
    assert who_opens(as_, cast, dossier.page_url) == {"vera"}

    back = dossier.entries.get(number=3)
    record(dossier, an_act("withdrawn", cast.vera, text="Toch niet.", corrects=back))
    assert who_opens(as_, cast, dossier.page_url) == {"toon"}


def test_only_another_adviser_of_the_school_can_be_the_successor(dossier, cast, toon, as_):
    address = reverse("dossier-step", args=[dossier.reference, "hand_over"])
    form = as_(cast.vera).get(address).context["form"]

    assert [key for key, _label in form.fields["person"].choices] == [toon.pk]
    answer = take(as_(cast.vera), dossier, "hand_over", person=str(cast.hanna.pk), consent="spoken")
    assert answer.status_code == 422


def test_a_successor_who_is_no_adviser_reads_nothing(dossier, cast, as_):
    hand_over(dossier, cast.vera, cast.hanna)

    assert who_opens(as_, cast, dossier.page_url) == set()


def test_without_consent_the_database_takes_no_hand_over(dossier, cast, toon):
    with pytest.raises(IntegrityError), transaction.atomic():
        record(
            dossier,
            an_act("hand_over", cast.vera, text="Zo.", facts=[HandOver(person=toon, consent="")]),
        )


# The yearly report


YEAR = reverse("confidences-year")
THIS_YEAR = school_year_of(timezone.localdate())


def last_year(cast, linde, pupils, number, **fields):
    """So many talks of the school year that ended last."""
    for _one in range(number):
        opened(cast, linde, pupils, now=datetime(THIS_YEAR.starts, 3, 3, 10, 15, tzinfo=AMSTERDAM), **fields)


def told(as_, person, **asked):
    report = as_(person).get(YEAR, asked).context["report"]
    return report, {table.key: {label: n for label, n in table.rows if n != 0} for table in report.tables}


def test_the_report_tells_the_same_figures_to_every_reader_and_leaves_out_small_numbers(
    cast, linde, pupils, as_
):
    last_year(cast, linde, pupils, 7, who="pupil", theme="bullying")
    last_year(cast, linde, pupils, 6, who="parent", theme="conflict")
    last_year(cast, linde, pupils, 2, who="colleague", theme="discrimination")

    answers = [told(as_, getattr(cast, name)) for name in ("vera", "hanna", "marit")]
    answers.append(told(as_, cast.bas, of=str(linde.pk)))

    assert {report.total for report, _tables in answers} == {15}
    assert all(tables == answers[0][1] for _report, tables in answers)
    _report, tables = answers[0]
    assert tables["month"] == {"Mar": 15}
    assert tables["help"] == {"Support: a talk, or more": 15}
    assert tables["who"]["A colleague"] is None
    assert list(tables["who"].values()).count(None) >= 2, "one left out could be found by subtraction"
    assert tables["theme"]["Discrimination"] is None
    page = as_(cast.hanna).get(YEAR).content.decode()
    assert "Aya" not in page
    assert "durft" not in page


def test_of_fewer_than_five_nothing_is_told_and_of_none_that_there_were_none(cast, linde, pupils, as_):
    report, tables = told(as_, cast.hanna)
    assert (report.total, tables["who"]) == (0, {})

    last_year(cast, linde, pupils, 4)
    report, tables = told(as_, cast.hanna)

    assert (report.is_blank, report.total, tables) == (True, None, {})
    page = as_(cast.hanna).get(YEAR).content.decode()
    assert "Fewer than five" in page


def test_the_furthest_help_counts(cast, linde, pupils, as_):
    last_year(cast, linde, pupils, 10)
    for dossier in Dossier.objects.order_by("pk")[:5]:
        record(dossier, an_act("advise", cast.vera, text="Zo."))
        record(dossier, an_act("mediate", cast.vera, text="Zo.", facts=[Mediation(consent="spoken")]))

    assert told(as_, cast.vera)[1]["help"] == {"Mediation": 5, "Support: a talk, or more": 5}


def test_talks_of_this_school_year_are_not_counted_yet(dossier, cast, as_):
    assert told(as_, cast.vera)[0].total == 0


def test_the_figures_of_another_school_are_not_found(cast, iep, linde, as_):
    assert as_(cast.hanna).get(YEAR, {"of": str(iep.pk)}).status_code == 404
    assert as_(cast.marit).get(YEAR, {"of": "x"}).status_code == 404
    assert as_(cast.bas).get(YEAR, {"of": str(iep.pk)}).status_code == 200


def test_what_was_corrected_counts_as_it_stands(cast, linde, pupils, as_):
    last_year(cast, linde, pupils, 6, theme="bullying")
    for dossier in Dossier.objects.all():
        first = dossier.entries.get(number=1)
        facts = [Contact(who="pupil", theme="aggression")]
        record(dossier, an_act("first_talk", cast.vera, text="Anders.", facts=facts, corrects=first))

    assert told(as_, cast.vera)[1]["theme"] == {"Aggression or violence": 6}
