"""The five steps through their forms: what is recorded, and what is refused and why."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Correction, Dossier, Subject, Talk
from vangnet.core.dossiers.recording import record
from vangnet.core.dossiers.sealed import sealed_fields
from vangnet.core.dossiers.timeline import Timeline
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.people.models import Guardian, Guardianship
from vangnet.meldcode.models import (
    Advice,
    Answer,
    Decision,
    Ending,
    Help,
    NoTalk,
    ReportAnswer,
    Signals,
    VeiligThuisReport,
)

from .conftest import weighing
from .scene import opened

pytestmark = pytest.mark.django_db(databases="__all__")

OPEN = reverse("dossier-open", args=["meldcode"])
SAFE = weighing(suspicion="yes", safety="no", help="yes", acceptance="yes")
UNSAFE = weighing(suspicion="strong", safety="structural")
NO_REPORT, BOTH = {"report": "no", "help": "yes"}, {"report": "yes", "help": "yes"}


def errors(answer):
    assert answer.status_code == 422
    return answer.context["form"].errors


def taken(answer):
    assert answer.status_code == 303, answer.context and answer.context["form"].errors
    return answer


def filled(pupils, **fields):
    key = f"pupil-{pupils.aya.pk}"
    return {
        "token": "8f0d8a1e-5a36-4a5c-9d7c-3f3f3c3b2a11",
        "seen": "0",
        "happened_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}",
        "text": "Twee blauwe plekken op de arm.",
        "people": [key],
        f"people_part_{key}": ["child"],
        "source": "seen",
        "nature": "physical",
        "danger": "none_known",
        "against": "Ze fietst veel.",
        "meaning": "Misschien geslagen.",
        **fields,
    }


# Signals


def test_facts_interpretation_and_what_speaks_against_it_are_recorded_apart(cast, pupils, as_):
    answer = as_(cast.mina).post(OPEN, filled(pupils))

    dossier = Dossier.objects.get()
    assert (answer.status_code, answer.url) == (303, dossier.page_url)
    signals = Signals.objects.get()
    assert dossier.entries.get().text == "Twee blauwe plekken op de arm."
    assert (signals.against, signals.meaning) == ("Ze fietst veel.", "Misschien geslagen.")


def test_the_form_asks_for_danger_first_and_for_facts_before_what_they_may_mean(cast, as_):
    shown = [field.name for field in as_(cast.mina).get(OPEN).context["form"].visible_fields()]

    assert shown == ["danger", "happened_at", "source", "text", "against", "meaning", "nature", "done"]


@pytest.mark.parametrize("left_out", ["text", "against", "meaning", "source", "nature", "danger"])
def test_none_of_them_can_stay_away(cast, pupils, as_, left_out):
    assert left_out in errors(as_(cast.mina).post(OPEN, filled(pupils, **{left_out: ""})))
    assert not Dossier.objects.exists()


def test_a_colleague_or_a_parent_is_no_child(cast, pupils, as_):
    key = f"staff-{cast.otto.pk}"
    form = filled(pupils, people=[f"pupil-{pupils.aya.pk}", key], **{f"people_part_{key}": ["child"]})

    assert "Otto Test" in str(errors(as_(cast.mina).post(OPEN, form)))


def test_children_of_one_family_stand_in_one_dossier_also_when_one_is_added_later(worry, cast, pupils, take):
    key = f"pupil-{pupils.bram.pk}"
    said = filled(pupils, people=[key], **{f"people_part_{key}": ["child"]})
    fields = {name: value for name, value in said.items() if name not in ("token", "seen", "happened_at")}

    taken(take(cast.mina, worry, "add_signals", **fields))

    assert set(Subject.objects.values_list("pupil", flat=True)) == {pupils.aya.pk, pupils.bram.pk}
    assert Signals.objects.count() == 2


# Consulting


def test_a_consultation_names_the_colleague(worry, cast, take):
    assert "person_id" in errors(take(cast.mina, worry, "consult", partner="colleague", person_id=""))
    taken(take(cast.mina, worry, "consult", partner="injury_expert", person_id=""))


def test_an_expert_on_injuries_does_not_take_the_place_of_a_colleague(worry, cast, take, as_):
    take(cast.mina, worry, "consult", partner="injury_expert", person_id="")

    page = as_(cast.iris).get(worry.page_url).content.decode()
    assert "Discuss the signals with a colleague" in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gebeld over Aya.", "Aya"),
        ("Het gezin BOS.", "Bos"),
        ("De vader, Ouder, drinkt.", "Ouder"),
        ("Ze wonen in de Eikenlaan.", "Eikenlaan"),
        ("Bel moeder op 06-12345678.", "06-12345678"),
        ("Bel moeder op +31 6 1234 5678.", "+31 6 1234 5678"),
        ("Mail naar x.y@voorbeeld.nl.", "x.y@voorbeeld.nl"),
        ("Postcode 7641 AB.", "7641 AB"),
        ("Geboren op 1-5-2016.", "1-5-2016"),
        ("Geboren 01/05/2016.", "01/05/2016"),
        ("Tante Truus weet ervan.", "Truus"),
    ],
)
def test_what_veilig_thuis_is_asked_anonymously_points_to_nobody(cast, linde, pupils, take, text, found):
    Guardian.objects.filter(last_name="Bos").update(street="Eikenlaan")
    dossier = opened(cast, linde, pupils, subjects=(Subject(role="adult", name="tante Truus"),))

    refused = errors(take(cast.mina, dossier, "ask_veilig_thuis", given="watch", text=text))

    assert found in str(refused["confirmed"])
    assert not Advice.objects.exists()
    taken(take(cast.mina, dossier, "ask_veilig_thuis", given="watch", text=text, confirmed="on"))


@pytest.mark.parametrize(
    "text",
    [
        "Een kind van tien met blauwe plekken; vader en moeder zijn gescheiden.",
        "Veilig Thuis (0800-2000) belde op 12-11-2026 terug, na 3 dagen.",
        "In de bossen en bij de bramen; een ouderavond.",
    ],
)
def test_a_text_that_points_to_nobody_is_taken_at_once(worry, cast, take, text):
    taken(take(cast.mina, worry, "ask_veilig_thuis", given="help", text=text))


# Talking


def test_nothing_is_sent_to_parents_a_talk_is_held_or_by_phone(worry, cast, pupils, take, parent_of):
    for how in ("message", "letter", "not_held"):
        answer = take(cast.iris, worry, "talk", partner=parent_of(pupils.aya), how=how)
        assert "how" in errors(answer)
    assert not Talk.objects.exists()


def test_parents_not_informed_needs_a_reason_of_the_list_and_in_words(worry, cast, pupils, take, parent_of):
    said = {"partner": parent_of(pupils.aya)}
    assert "why_not" in errors(take(cast.iris, worry, "no_talk", **said, why_not="no_time"))
    assert "text" in errors(take(cast.iris, worry, "no_talk", **said, why_not="danger_child", text=""))

    taken(take(cast.iris, worry, "no_talk", **said, why_not="danger_child"))

    assert (Talk.objects.get().how, NoTalk.objects.get().why_not) == ("not_held", "danger_child")


def test_a_brother_may_be_named_to_their_own_parent_and_another_child_may_not(
    cast, linde, pupils, take, parent_of
):
    mother = Guardianship.objects.get(pupil=pupils.aya)
    Guardianship.objects.create(pupil=pupils.zoe, guardian=mother.guardian, first_on=date(2024, 8, 1))
    both = [Subject(role="child", pupil=pupil) for pupil in (pupils.zoe, pupils.bram)]
    dossier = opened(cast, linde, pupils, subjects=tuple(both))
    said = {"partner": parent_of(pupils.aya), "how": "talk"}

    assert "Bram" in str(errors(take(cast.iris, dossier, "talk", **said, text="Ook Bram is bang."))["text"])
    taken(take(cast.iris, dossier, "talk", **said, text="Ook Zoë is bang."))


def test_a_suspicion_that_the_talk_removed_closes_it_with_what_was_decided(prepared, cast, take):
    assert "text" in errors(take(cast.iris, prepared, "close", way="suspicion_removed", text=""))

    taken(
        take(
            cast.iris, prepared, "close", way="suspicion_removed", text="Val van de fiets, door arts gezien."
        )
    )

    prepared.refresh_from_db()
    assert prepared.closed_on
    assert Ending.objects.get().way == "suspicion_removed"


# Weighing


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, {"suspicion", "suspicion_ground"}),
        (weighing(suspicion="yes"), {"safety"}),
        (weighing(suspicion="no", safety="doubt"), {"suspicion"}),
        (weighing(suspicion="yes", safety="no"), {"help"}),
        (weighing(suspicion="yes", safety="no", help="yes"), {"acceptance"}),
        ({**SAFE, "help_ground": ""}, {"help_ground"}),
        ({**SAFE, "safety": "strong"}, {"safety"}),
    ],
)
def test_the_framework_each_question_that_it_asks_is_answered_with_its_ground(
    prepared, cast, take, answers, wrong
):
    assert set(errors(take(cast.iris, prepared, "weigh", **answers))) == wrong


@pytest.mark.parametrize(
    ("answers", "recorded"),
    [
        (weighing(suspicion="no"), ["suspicion"]),
        (weighing(suspicion="no", safety="no", help="no"), ["suspicion"]),
        (UNSAFE, ["suspicion", "safety"]),
        (weighing(suspicion="yes", safety="doubt", help="no"), ["suspicion", "safety", "help"]),
        (weighing(suspicion="yes", safety="no", help="no"), ["suspicion", "safety", "help"]),
        (SAFE, ["suspicion", "safety", "help", "acceptance"]),
    ],
)
def test_the_framework_a_question_that_does_not_come_up_is_not_recorded(
    prepared, cast, take, answers, recorded
):
    taken(take(cast.iris, prepared, "weigh", **answers, text=""))

    assert list(Answer.objects.order_by("position").values_list("question", flat=True)) == recorded
    assert {row.ground for row in Answer.objects.all()} == {"Op grond van de gesprekken."}


def test_a_weighing_is_corrected_with_what_stood_there(prepared, cast, take, as_):
    taken(take(cast.iris, prepared, "weigh", **SAFE))
    address = reverse("dossier-correction", args=[prepared.reference, 5])

    initial = as_(cast.iris).get(address).context["form"].initial

    assert {name: initial[name] for name in SAFE} == SAFE


# Deciding


@pytest.fixture
def weighed(prepared, cast, take):
    taken(take(cast.iris, prepared, "weigh", **SAFE))
    return prepared


def decision(cast, **fields):
    return {"decided_by_id": cast.hanna.pk, "with_board_id": cast.carla.pk, **NO_REPORT, **fields}


def test_two_decisions_by_whom_and_with_the_board(weighed, cast, take):
    taken(take(cast.hanna, weighed, "decide", **decision(cast)))

    made = Decision.objects.get()
    assert (made.report, made.help, made.decided_by, made.with_board) == ("no", "yes", cast.hanna, cast.carla)


def test_both_decisions_can_be_yes(weighed, cast, take):
    taken(take(cast.hanna, weighed, "decide", **decision(cast, **BOTH)))


def test_while_there_is_a_suspicion_doing_nothing_is_no_decision(weighed, cast, take):
    assert "help" in errors(take(cast.hanna, weighed, "decide", **decision(cast, help="no")))
    nothing = Decision(report="no", help="no", decided_by=cast.hanna)
    with pytest.raises(IntegrityError), transaction.atomic():
        record(weighed, an_act("decide", cast.hanna, facts=[nothing]))


def test_the_school_decides_with_the_board_and_somebody_of_it_is_named(weighed, cast, take):
    assert "with_board_id" in errors(take(cast.hanna, weighed, "decide", **decision(cast, with_board_id="")))


def test_the_framework_a_report_that_it_asks_for_is_left_out_only_when_that_is_confirmed(
    prepared, cast, take
):
    taken(take(cast.iris, prepared, "weigh", **weighing(suspicion="yes", safety="doubt")))
    refused = errors(take(cast.hanna, prepared, "decide", **decision(cast)))

    assert "Afwegingskader" in str(refused["confirmed"])
    taken(take(cast.hanna, prepared, "decide", **decision(cast), confirmed="on"))


def test_nothing_is_decided_before_it_was_weighed(prepared, cast, take):
    assert take(cast.hanna, prepared, "decide", **decision(cast)).status_code == 409
    assert not Decision.objects.exists()


# Carrying it out


def next_up(dossier, as_, person):
    return [item.title for item in as_(person).get(dossier.page_url).context["page"].next_up]


def help_until(day):
    return {"until": f"{day:%Y-%m-%d}", "expected": "Aya slaapt en eet.", "manager_outside": "Wijkteam Zuid"}


def looked_at(dossier, cast, take, *, worked):
    """Help was decided on and agreed, and its effect looked at."""
    taken(take(cast.hanna, dossier, "decide", **decision(cast)))
    taken(take(cast.iris, dossier, "arrange_help", **help_until(timezone.localdate())))
    given = "yes" if worked else "no"
    taken(take(cast.iris, dossier, "evaluate_help", given=given, ground="Zij vertelt het zelf.", text=""))


def test_help_has_agreements_a_term_a_case_manager_and_an_expected_effect(weighed, cast, take, as_):
    taken(take(cast.hanna, weighed, "decide", **decision(cast)))
    assert "Agree on the help that was decided on" in next_up(weighed, as_, cast.iris)
    end, yesterday = timezone.localdate() + timedelta(days=40), timezone.localdate() - timedelta(days=1)
    for name, value in {"expected": "", "until": f"{yesterday:%Y-%m-%d}", "text": ""}.items():
        assert name in errors(take(cast.iris, weighed, "arrange_help", **{**help_until(end), name: value}))
    alone = {**help_until(end), "manager_outside": ""}
    assert "case_manager_id" in errors(take(cast.iris, weighed, "arrange_help", **alone))

    taken(take(cast.iris, weighed, "arrange_help", **alone, case_manager_id=cast.iris.pk))

    agreed = Help.objects.get()
    assert (agreed.until, agreed.case_manager, agreed.expected) == (end, cast.iris, "Aya slaapt en eet.")
    page = as_(cast.iris).get(weighed.page_url).context["page"]
    (waiting,) = page.next_up
    assert waiting.title == "Look whether the help worked"
    assert timezone.localdate(waiting.due) == end + timedelta(days=1)


def test_help_that_worked_is_closed_with_agreements_about_watching(weighed, cast, take):
    looked_at(weighed, cast, take, worked=True)
    said = {
        "way": "help_worked",
        "watching": "Elke maand kijkt de leerkracht.",
        "watched_until": "2099-07-01",
    }
    for name in ("watching", "watched_until"):
        assert name in errors(take(cast.iris, weighed, "close", **{**said, name: ""}))
    assert "way" in errors(take(cast.iris, weighed, "close", **{**said, "way": "with_veilig_thuis"}))

    taken(take(cast.iris, weighed, "close", **said))

    ending = Ending.objects.get()
    assert (ending.watched_until, ending.watching) == (date(2099, 7, 1), said["watching"])


def test_help_that_failed_is_reported_and_the_answer_awaited_before_it_is_closed(weighed, cast, take, as_):
    looked_at(weighed, cast, take, worked=False)
    assert "The help did not work: report to Veilig Thuis" in next_up(weighed, as_, cast.iris)
    assert take(cast.iris, weighed, "close", way="with_veilig_thuis").status_code == 422

    taken(take(cast.iris, weighed, "report_to_veilig_thuis", parents_told="yes", reporter="known"))
    assert next_up(weighed, as_, cast.iris) == ["Ask Veilig Thuis what it does with the report"]
    assert take(cast.iris, weighed, "close", way="with_veilig_thuis").status_code == 409
    taken(take(cast.iris, weighed, "answer", outcome="taken_up"))

    taken(take(cast.iris, weighed, "close", way="with_veilig_thuis"))
    assert ReportAnswer.objects.get().outcome == "taken_up"


def test_veilig_thuis_can_be_asked_to_keep_from_the_family_who_reported(worry, cast, take):
    taken(take(cast.iris, worry, "report_to_veilig_thuis", parents_told="no", reporter="withheld"))

    assert VeiligThuisReport.objects.get().reporter == "withheld"


def test_a_signal_in_the_verwijsindex_can_be_recorded(worry, cast, take):
    taken(take(cast.iris, worry, "reference_index"))


# Correcting


def filled_again(form):
    """What stands in the form when it is opened, as a browser sends it back."""
    sent = {name: form[name].value() for name in form.fields}
    if people := getattr(form, "people", None):
        sent["people"] = [person.key for person in people.chosen]
        sent |= {f"people_part_{person.key}": list(person.parts) for person in people.chosen}
    sent |= {"happened_at": f"{sent['happened_at']:%Y-%m-%dT%H:%M}", "reason": "Een tikfout."}
    sent |= {"confirmed": "on"} if "confirmed" in sent else {}
    return {name: "" if value is None else value for name, value in sent.items()}


def test_each_entry_is_corrected_by_its_form_as_it_was_filled_in(weighed, cast, pupils, take, as_, parent_of):
    looked_at(weighed, cast, take, worked=False)
    taken(take(cast.iris, weighed, "no_talk", partner=f"child-{pupils.aya.pk}", why_not="too_young"))
    taken(take(cast.iris, weighed, "ask_veilig_thuis", given="help"))
    taken(take(cast.iris, weighed, "inform_director", person_id=cast.carla.pk))
    taken(take(cast.iris, weighed, "report_to_veilig_thuis", parents_told="yes", reporter="known"))
    taken(take(cast.iris, weighed, "answer", outcome="taken_up"))
    entries = list(weighed.entries.order_by("number"))
    before = [(fact.called(), fact.stored()) for fact in Timeline.of(weighed).standing_facts()]

    for entry in entries:
        address = reverse("dossier-correction", args=[weighed.reference, entry.number])
        form = as_(cast.iris).get(address).context["form"]
        taken(as_(cast.iris).post(address, filled_again(form)))

    after = [fact for fact in Timeline.of(weighed).standing_facts() if not isinstance(fact, Correction)]
    assert len(after) == len(before)
    for fact, (called, stood) in zip(after, before, strict=True):
        sealed = {field.name for field in sealed_fields(type(fact))}
        left = {name: value for name, value in fact.stored().items() if name not in sealed | {"dossier_id"}}
        assert (fact.called(), left) == (called, {name: stood[name] for name in left})


# Acute danger


def test_at_acute_danger_any_order_will_do_and_the_numbers_stand_in_sight(acute, cast, take, as_):
    page = as_(cast.iris).get(acute.page_url).content.decode()
    assert 'href="tel:112"' in page
    assert 'href="tel:08002000"' in page

    taken(take(cast.iris, acute, "report_to_veilig_thuis", parents_told="no", reporter="known"))
    taken(take(cast.iris, acute, "decide", **{**decision(cast, **BOTH), "with_board_id": ""}))
    taken(take(cast.iris, acute, "weigh", **weighing(suspicion="strong", safety="acute")))
    taken(take(cast.iris, acute, "arrange_help", **help_until(timezone.localdate())))
    assert take(cast.iris, acute, "close", way="with_veilig_thuis").status_code == 409
    waits = next_up(acute, as_, cast.iris)
    assert "Inform the cluster director of the strong suspicion" in waits
    assert "Decide on report and help" not in waits
    assert "Call Veilig Thuis: it was weighed as unsafe" not in waits


@pytest.mark.parametrize(
    "step", ["add_signals", "ask_veilig_thuis", "talk", "weigh", "report_to_veilig_thuis"]
)
def test_the_number_of_veilig_thuis_stands_with_the_steps_where_it_is_needed(acute, cast, as_, step):
    page = as_(cast.iris).get(reverse("dossier-step", args=[acute.reference, step])).content.decode()

    assert "0800-2000" in page or step == "talk"
    assert "112" in as_(cast.mina).get(OPEN).content.decode()


def test_a_closed_dossier_has_no_numbers_in_sight(prepared, cast, take, as_):
    take(cast.iris, prepared, "close", way="suspicion_removed")

    assert "tel:112" not in as_(cast.iris).get(prepared.page_url).content.decode()


# Nothing goes to parents


def test_nothing_is_mailed_to_parents_whatever_is_recorded(weighed, cast, take):
    Guardian.objects.update(email="ouder@example.org")
    looked_at(weighed, cast, take, worked=False)
    taken(take(cast.iris, weighed, "report_to_veilig_thuis", parents_told="yes", reporter="known"))
    taken(take(cast.iris, weighed, "inform_director", person_id=cast.carla.pk))
    taken(take(cast.iris, weighed, "answer", outcome="handed_on"))
    taken(take(cast.iris, weighed, "close", way="with_veilig_thuis"))

    assert not OutgoingMail.objects.exists()
