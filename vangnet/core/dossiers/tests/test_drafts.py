"""What somebody is still writing survives a closed browser, is read by nobody else, and goes once it is recorded."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.core.dossiers import drafts
from vangnet.core.dossiers.destroying import decide, propose
from vangnet.core.dossiers.models import Dossier, Draft, Entry
from vangnet.core.dossiers.models.entry import Record

pytestmark = pytest.mark.django_db(databases="__all__")

LONG = "Wij spraken lang met Aya over de schommel, en zij vertelde het zelf."
OPENING = reverse("dossier-open", args=["restraint"])
OPENING_DRAFT = reverse("dossier-open-draft", args=["restraint"])


def form_of(dossier, step="note"):
    return reverse("dossier-step", args=[dossier.reference, step])


def draft_of(dossier, step="note"):
    return reverse("dossier-step-draft", args=[dossier.reference, step])


def typed(**fields):
    moment = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    return {"token": str(uuid4()), "seen": "1", "happened_at": moment, "text": LONG, **fields}


def test_what_was_typed_is_there_in_another_browser_and_nothing_is_recorded(fight, cast, as_):
    as_(cast.hanna).post(draft_of(fight), typed())

    page = as_(cast.hanna).get(form_of(fight))
    assert page.context["form"]["text"].value() == LONG
    assert "This is your draft" in page.content.decode()
    assert fight.entries.count() == 1


def test_the_last_of_several_is_the_draft(fight, cast, as_):
    browser = as_(cast.hanna)
    browser.post(draft_of(fight), typed(text="Eerst dit."))
    browser.post(draft_of(fight), typed(text="Toen dat."))

    assert Draft.objects.count() == 1
    assert browser.get(form_of(fight)).context["form"]["text"].value() == "Toen dat."


def test_a_pause_in_typing_is_answered_with_the_time_alone(fight, cast, as_):
    answer = as_(cast.hanna).post(draft_of(fight), typed(), HTTP_HX_REQUEST="true")

    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert LONG not in answer.content.decode()


def test_a_colleague_who_handles_the_same_dossier_does_not_see_it(fight, cast, as_):
    as_(cast.hanna).post(draft_of(fight), typed())

    page = as_(cast.iris).get(form_of(fight))
    assert LONG not in page.content.decode()
    assert page.context["draft"] is None


@pytest.mark.parametrize("name", ["mina", "nadia", "ada", "fenna"])
def test_who_may_not_take_the_step_keeps_no_draft_of_it(fight, cast, as_, name):
    assert as_(getattr(cast, name)).post(draft_of(fight), typed()).status_code == 404
    assert not Draft.objects.exists()


def test_it_lies_sealed_and_opens_for_nobody_else_and_for_no_other_step(fight, cast, as_):
    as_(cast.hanna).post(draft_of(fight), typed())
    row = Draft.objects.get()
    assert b"schommel" not in bytes(row.sealed)

    Draft.objects.update(person=cast.iris)  # as somebody with the database could
    assert as_(cast.iris).get(form_of(fight)).context["draft"] is None
    Draft.objects.update(person=cast.hanna, step="measure")
    assert as_(cast.hanna).get(form_of(fight, "measure")).context["draft"] is None


def test_recording_takes_the_draft_away_and_a_late_one_of_the_same_form_is_not_kept(fight, cast, as_):
    browser, form = as_(cast.hanna), typed()
    browser.post(draft_of(fight), form)

    assert browser.post(form_of(fight), form).status_code == 303
    assert Entry.objects.get(number=2).text == LONG
    browser.post(draft_of(fight), form)

    assert not Draft.objects.exists()


def test_a_draft_of_before_a_colleague_recorded_something_is_told_what_that_was(fight, cast, as_):
    as_(cast.hanna).post(draft_of(fight), typed())
    as_(cast.iris).post(form_of(fight), typed(text="Intussen gebeld."))
    form = as_(cast.hanna).get(form_of(fight)).context["form"]

    sent = {name: form[name].value() for name in ("token", "seen", "happened_at", "text")}
    answer = as_(cast.hanna).post(form_of(fight), sent)

    assert answer.status_code == 409
    assert "Intussen gebeld." in answer.content.decode()
    assert LONG in answer.content.decode()


def test_it_is_thrown_away_by_a_button(fight, cast, as_):
    browser = as_(cast.hanna)
    browser.post(draft_of(fight), typed())

    assert browser.post(draft_of(fight), {"discard": "yes"}).url == form_of(fight)
    assert browser.get(form_of(fight)).context["draft"] is None


def test_an_opening_is_kept_with_its_people_and_goes_once_it_is_recorded(cast, pupils, as_):
    key = f"pupil-{pupils.aya.pk}"
    fields = typed(seen="0", people=[key], **{f"people_part_{key}": ["pupil"]}, tried="Gewacht.", minutes="3")
    as_(cast.mina).post(OPENING_DRAFT, fields)

    form = as_(cast.mina).get(OPENING).context["form"]
    assert form["text"].value() == LONG
    assert [(person.name, person.parts) for person in form.people.chosen] == [("Aya Bos", ("pupil",))]
    assert not Dossier.objects.exists()
    assert b"schommel" not in bytes(Draft.objects.get().sealed)

    me = f"staff-{cast.mina.pk}"
    whole = {
        **fields,
        "people": [key, me],
        f"people_part_{me}": ["intervened"],
        "ground": "danger",
        "hold": "held",
        "injury": "none",
    }
    assert as_(cast.mina).post(OPENING, whole).status_code == 303
    assert not Draft.objects.exists()


def test_after_two_weeks_it_is_gone(fight, cast, as_):
    as_(cast.hanna).post(draft_of(fight), typed())
    Draft.objects.update(written_at=timezone.now() - drafts.KEPT_FOR - timedelta(minutes=1))

    assert as_(cast.hanna).get(form_of(fight)).context["draft"] is None
    drafts.forget(timezone.now())
    assert not Draft.objects.exists()


def test_a_destroyed_dossier_leaves_no_draft(fight, cast, as_):
    as_(cast.hanna).post(draft_of(fight), typed())
    Dossier.objects.filter(pk=fight.pk).update(closed_on=timezone.localdate())
    fight.refresh_from_db()

    decide(propose(fight, cast.hanna, "De termijn is om.", timezone.now()), cast.carla, timezone.now())

    assert not Draft.objects.exists()


def test_a_draft_is_no_record():
    """It is written over and thrown away, so it may never stand in the timeline."""
    assert not issubclass(Draft, Record)
