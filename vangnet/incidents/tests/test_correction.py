"""Correcting and withdrawing: what stood there stays, and a correction undoes nothing behind the protocol's back."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Correction, Party, Subject
from vangnet.core.dossiers.recording import BROUGHT_IN, GLASS, open_dossier, record
from vangnet.core.dossiers.refusals import Blocked, NotYours
from vangnet.core.protocols import WITHDRAWN
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Assessment, FollowUpAgreed, FollowUpHeld, ParentsTold, Report

pytestmark = pytest.mark.django_db(databases="__all__")


def address(entry):
    return reverse("dossier-correction", args=[entry.dossier.reference, entry.number])


def filled(entry, **fields):
    happened = timezone.localtime(entry.happened_at)
    return {
        "token": str(uuid4()),
        "seen": str(entry.dossier.entry_count),
        "happened_at": f"{happened:%Y-%m-%dT%H:%M}",
        "text": entry.text,
        "reason": "Typefout.",
        **fields,
    }


def assessed(dossier, by, **grade):
    facts = [Assessment(**{"severity": "minor", "injury": "none", **grade})]
    return record(dossier, an_act("assess", by, text="Blauwe knie.", facts=facts))


@pytest.fixture
def closed(cast, linde):
    """Nobody involved and nothing serious: closed at once."""
    facts = [Report(category_id="vandalism", place="gym")]
    dossier = open_dossier(INCIDENT, linde, an_act("report", cast.mina, text="Ruit kapot.", facts=facts))
    assessed(dossier, cast.hanna)
    record(dossier, an_act("close", cast.hanna, text="Hersteld."))
    dossier.refresh_from_db()
    return dossier


def test_the_form_comes_filled_in_with_what_was_recorded(fight, cast, as_):
    entry = assessed(fight, cast.hanna, injury="doctor")
    form = as_(cast.hanna).get(address(entry)).context["form"]

    assert (form["severity"].value(), form["injury"].value()) == ("minor", "doctor")
    assert form["text"].value() == "Blauwe knie."


def test_a_correction_takes_the_place_and_both_stay_readable_with_the_reason(fight, cast, as_):
    entry = assessed(fight, cast.hanna)
    sent = filled(entry, severity="serious", injury="doctor", text="Gebroken knie.")

    assert as_(cast.hanna).post(address(entry), sent).status_code == 303
    page = as_(cast.hanna).get(reverse("dossier", args=[fight.reference])).content.decode()
    assert "Blauwe knie." in page
    assert "Gebroken knie." in page
    assert Correction.objects.get().reason == "Typefout."
    assert Assessment.objects.standing().get().severity == "serious"


def test_a_correction_needs_a_reason(fight, cast, as_):
    entry = assessed(fight, cast.hanna)
    answer = as_(cast.hanna).post(address(entry), filled(entry, severity="minor", injury="none", reason=""))

    assert answer.status_code == 422
    assert "reason" in answer.context["form"].errors


def test_withdrawing_leaves_the_entry_with_the_reason_beside_it(fight, cast, as_):
    entry = assessed(fight, cast.hanna)
    answer = as_(cast.hanna).post(
        address(entry), {"withdraw": "yes", "token": str(uuid4()), "reason": "Verkeerd kind."}
    )

    assert answer.status_code == 303
    assert fight.entries.get(number=3).text == "Verkeerd kind."
    assert not Assessment.objects.standing().exists()


def test_withdrawing_needs_a_reason(fight, cast, as_):
    entry = assessed(fight, cast.hanna)
    answer = as_(cast.hanna).post(address(entry), {"withdraw": "yes", "token": str(uuid4()), "reason": " "})

    assert answer.status_code == 422
    assert fight.entries.count() == 2


@pytest.mark.parametrize(
    ("who", "status"), [("mina", 200), ("hanna", 200), ("otto", 404), ("nadia", 404), ("ada", 404)]
)
def test_only_the_author_and_who_handles_it_correct_the_report(fight, cast, as_, who, status):
    assert as_(getattr(cast, who)).get(address(fight.entries.get())).status_code == status


def test_an_entry_that_the_reader_may_not_read_can_not_be_corrected_either(fight, cast, as_):
    entry = record(fight, an_act("note", cast.hanna, text="Vertrouwelijk."))

    assert as_(cast.mina).get(address(entry)).status_code == 404


def test_opening_a_correction_is_a_reading(fight, cast, as_):
    as_(cast.hanna).get(address(fight.entries.get()))

    assert fight.readings.get().person == cast.hanna


# The report


def test_the_report_comes_filled_in_with_its_people_and_their_parts(fight, cast, pupils, as_):
    context = as_(cast.mina).get(address(fight.entries.get())).context

    cards = {
        card.who.name: [part.value for part in card.parts if part.is_chosen]
        for card in context["people"].chosen
    }
    assert cards == {"Aya Bos": ["victim"], "Cas Jansen": ["perpetrator"]}
    assert context["text"].startswith("Cas duwde Aya")


def test_the_report_is_corrected_with_category_people_and_reason(fight, cast, pupils, as_):
    entry, moment = fight.entries.get(), timezone.localtime(fight.entries.get().happened_at)
    sent = {
        "token": str(uuid4()),
        "category": "accident",
        "place": "gym",
        "happened_on": f"{moment:%Y-%m-%d}",
        "happened_at": f"{moment:%H:%M}",
        "text": "Het was een ongeluk.",
        "people": [f"pupil-{pupils.aya.pk}"],
        f"people_part_pupil-{pupils.aya.pk}": ["victim"],
        "reason": "Cas was er niet bij.",
    }

    assert as_(cast.mina).post(address(entry), sent).status_code == 303
    fight.incident.refresh_from_db()
    assert (fight.incident.category_id, fight.incident.place) == ("accident", "gym")
    standing = Subject.objects.standing().filter(dossier=fight)
    assert [(row.pupil, row.role) for row in standing] == [(pupils.aya, "victim")]
    assert (
        as_(cast.otto).get(reverse("dossier", args=[fight.reference])).status_code == 404
    )  # no pupil of his any more


def test_correcting_the_report_needs_a_reason_and_keeps_what_was_typed(fight, cast, as_):
    moment = timezone.localtime()
    sent = {"token": str(uuid4()), "category": "other", "place": "gym", "text": "Anders.", "reason": ""}
    sent |= {"happened_on": f"{moment:%Y-%m-%d}", "happened_at": "00:00"}
    answer = as_(cast.mina).post(address(fight.entries.get()), sent)

    assert answer.status_code == 422
    assert "reason" in answer.context["mistakes"]
    assert "Anders." in answer.content.decode()


# What a correction may not do


def test_a_correction_can_not_take_another_step(fight, cast):
    """Otherwise an incident could be closed as the correction of a note, past everything that must be done first."""
    note = record(fight, an_act("note", cast.hanna, text="x"))

    with pytest.raises(Blocked):
        record(fight, an_act("close", cast.hanna, corrects=note))


def test_a_correction_stays_in_its_own_dossier(fight, closed, cast):
    with pytest.raises(Blocked):
        record(fight, an_act("assess", cast.hanna, corrects=closed.entries.get(step="assess")))


def test_a_closed_dossier_is_reopened_before_it_is_corrected(closed, cast, as_):
    """What the closing rested on does not change while it is closed."""
    entry = closed.entries.get(step="assess")

    with pytest.raises(Blocked, match="Reopen it first"):
        record(closed, an_act(WITHDRAWN, cast.hanna, corrects=entry))
    page = as_(cast.hanna).get(address(entry))
    assert page.context["refusal"].obstacles


def test_withdrawing_the_closing_opens_the_dossier(closed, cast):
    record(closed, an_act(WITHDRAWN, cast.hanna, text="Te vroeg.", corrects=closed.entries.get(step="close")))
    closed.refresh_from_db()

    assert closed.closed_on is None


def test_the_words_of_a_closing_can_be_corrected_and_it_stays_closed(closed, cast):
    record(closed, an_act("close", cast.hanna, text="Betaald.", corrects=closed.entries.get(step="close")))
    closed.refresh_from_db()

    assert closed.closed_on is not None


def test_correcting_an_old_closing_does_not_close_what_was_reopened(closed, cast):
    """The correction stands last, so it would count as a closing that nobody checked."""
    closing = closed.entries.get(step="close")
    record(closed, an_act("reopen", cast.hanna, text="Toch niet."))

    with pytest.raises(Blocked):
        record(closed, an_act("close", cast.hanna, text="Stil gesloten.", corrects=closing))


def test_a_reopening_is_not_withdrawn(closed, cast):
    """That would close the dossier with everything that came up since."""
    again = record(closed, an_act("reopen", cast.hanna, text="Toch niet."))

    with pytest.raises(Blocked):
        record(closed, an_act(WITHDRAWN, cast.hanna, corrects=again))


def test_a_corrected_report_is_not_withdrawn_either(fight, cast):
    facts = [Report(category_id="other", place="gym")]
    again = record(
        fight, an_act("report", cast.mina, text="Nog eens.", facts=facts, corrects=fight.entries.get())
    )

    with pytest.raises(Blocked):
        record(fight, an_act(WITHDRAWN, cast.mina, corrects=again))


def test_a_withdrawal_and_a_broken_glass_stay_as_they_are(fight, cast):
    note = record(fight, an_act("note", cast.hanna, text="x"))
    withdrawal = record(fight, an_act(WITHDRAWN, cast.hanna, corrects=note))
    glass = record(fight, an_act(GLASS, cast.carla, text="Nood."))

    for entry in (withdrawal, glass):
        with pytest.raises(Blocked):
            record(fight, an_act(WITHDRAWN, cast.hanna, corrects=entry))


def test_a_withdrawal_names_what_it_withdraws(fight, cast):
    with pytest.raises(Blocked):
        record(fight, an_act(WITHDRAWN, cast.hanna))


def test_who_neither_wrote_nor_handles_corrects_nothing(fight, cast):
    with pytest.raises(NotYours):
        record(fight, an_act(WITHDRAWN, cast.otto, corrects=assessed(fight, cast.hanna)))


def test_who_was_brought_in_is_taken_back_and_not_corrected(fight, cast, as_):
    entry = record(fight, an_act(BROUGHT_IN, cast.hanna, text="Zo.", facts=[Party(person=cast.vera)]))
    page = as_(cast.hanna).get(address(entry))

    assert page.context["form"] is None
    sent = {"withdraw": "yes", "token": str(uuid4()), "reason": "Niet meer nodig."}
    assert as_(cast.hanna).post(address(entry), sent).status_code == 303
    assert not Party.objects.standing().exists()


def test_withdrawing_what_the_parents_were_told_makes_it_due_again(fight, cast, pupils):
    facts = [ParentsTold(pupil=pupils.aya, told_by=cast.mina, how="phone")]
    entry = record(fight, an_act("tell_parents", cast.mina, text="Gebeld.", facts=facts))
    record(fight, an_act(WITHDRAWN, cast.mina, text="Andere ouder.", corrects=entry))

    assert fight.waiting.filter(step="tell_parents").exists()


def test_correcting_an_appointment_that_was_kept_does_not_open_it_again(fight, cast):
    today = timezone.localdate()
    agreed = record(fight, an_act("agree_follow_up", cast.hanna, facts=[FollowUpAgreed(on=today)]))
    record(fight, an_act("follow_up", cast.hanna, text="Goed.", facts=[FollowUpHeld(agreed=agreed)]))
    record(
        fight,
        an_act("agree_follow_up", cast.hanna, text="!", facts=[FollowUpAgreed(on=today)], corrects=agreed),
    )

    assert not fight.waiting.filter(step="follow_up").exists()


def test_a_second_correction_of_the_same_entry_shows_that_a_colleague_was_first(fight, cast, as_):
    entry = assessed(fight, cast.hanna)
    record(
        fight,
        an_act("assess", cast.iris, facts=[Assessment(severity="serious", injury="none")], corrects=entry),
    )

    answer = as_(cast.hanna).post(address(entry), filled(entry, severity="minor", injury="none"))

    assert answer.status_code == 409
    assert "Iris Test" in answer.content.decode()
