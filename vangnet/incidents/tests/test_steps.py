"""The forms of the steps: what they record, what they refuse, and that nothing typed is lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Entry, Party, Reading, Subject
from vangnet.core.dossiers.naming import names_told
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.people.models import ContactOrder, Guardian, Guardianship
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import (
    Assessment,
    EarlierIncident,
    FollowUpHeld,
    LabourReport,
    ParentsTold,
    PoliceContact,
    Report,
    StaffAccident,
)

pytestmark = pytest.mark.django_db(databases="__all__")

A_WHILE_AGO = timedelta(minutes=3)


def address(dossier, step):
    return reverse("dossier-step", args=[dossier.reference, step])


def filled(dossier, **fields):
    """The form as a browser sends it a moment after it was opened."""
    dossier.refresh_from_db()
    happened = timezone.localtime(timezone.now() - A_WHILE_AGO)
    return {
        "token": str(uuid4()),
        "seen": str(dossier.entry_count),
        "happened_at": f"{happened:%Y-%m-%dT%H:%M}",
        "text": "",
        **fields,
    }


@pytest.fixture
def taken(as_):
    """Send a step's form as somebody."""

    def send(person, dossier, step, /, **fields):
        return as_(person).post(address(dossier, step), filled(dossier, **fields))

    return send


def errors(answer):
    return {name: " ".join(words) for name, words in answer.context["form"].errors.items()}


def key_of(child, guardian=None):
    guardian = guardian or Guardianship.objects.get(pupil=child).guardian
    return f"{child.pk}-{guardian.pk}"


@pytest.fixture
def accident(cast, linde):
    """Otto fell from the stairs at school."""
    facts = [Report(category_id="accident", place="corridor"), Subject(role="victim", person=cast.otto)]
    return open_dossier(
        INCIDENT, linde, an_act("report", cast.mina, text="Van de trap gevallen.", facts=facts)
    )


# Every step


def test_every_form_opens_filled_in_with_now_and_names_the_last_entry(fight, cast, as_):
    for step in (
        "assess",
        "measure",
        "tell_parents",
        "agree_follow_up",
        "police",
        "note",
        "brought_in",
        "link",
    ):
        form = as_(cast.hanna).get(address(fight, step)).context["form"]
        assert form["seen"].value() == 1
        assert form["happened_at"].value()


def test_a_step_is_recorded_and_leads_back_to_the_dossier(fight, cast, taken):
    answer = taken(cast.hanna, fight, "assess", severity="serious", injury="doctor", text="Blauwe knie.")

    assert answer.status_code == 303
    assert answer["Location"] == reverse("dossier", args=[fight.reference])
    fact = Assessment.objects.get()
    assert (fact.severity, fact.injury, fact.entry.text) == ("serious", "doctor", "Blauwe knie.")


def test_the_same_form_sent_twice_is_recorded_once(fight, cast, as_):
    sent = filled(fight, text="Gesproken met Aya.")
    browser = as_(cast.hanna)

    first, second = (browser.post(address(fight, "note"), sent) for _ in range(2))

    assert first.status_code == second.status_code == 303
    assert fight.entries.filter(step="note").count() == 1


def test_who_was_overtaken_sees_what_the_other_recorded_keeps_the_text_and_can_send_again(fight, cast, as_):
    sent = filled(fight, text="Mijn eigen notitie.")
    record(fight, an_act("note", cast.iris, text="Aya wil er niet over praten."))
    browser = as_(cast.hanna)

    refused = browser.post(address(fight, "note"), sent)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Aya wil er niet over praten." in page
    assert "Mijn eigen notitie." in page
    assert not fight.entries.filter(author=cast.hanna).exists()
    assert Reading.objects.filter(dossier=fight, person=cast.hanna).exists()  # she read the other's entry

    again = {**sent, "seen": refused.context["form"]["seen"].value()}
    assert browser.post(address(fight, "note"), again).status_code == 303
    assert fight.entries.filter(author=cast.hanna).count() == 1


def test_who_was_overtaken_sees_no_entry_that_is_not_for_him(fight, cast, pupils, as_):
    """Mina tells Aya's parents; what Hanna noted meanwhile is not for the teacher's eyes."""
    how = {"parent": key_of(pupils.aya), "how": "phone", "told_by": cast.mina.pk}
    sent = filled(fight, text="Gebeld.", **how)
    record(fight, an_act("note", cast.hanna, text="Vertrouwelijke notitie."))

    refused = as_(cast.mina).post(address(fight, "tell_parents"), sent)

    assert refused.status_code == 409
    assert "Vertrouwelijke notitie." not in refused.content.decode()


def test_what_lies_in_the_future_is_refused_at_its_field(fight, cast, taken):
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    answer = taken(cast.hanna, fight, "note", text="Morgen", happened_at=f"{tomorrow:%Y-%m-%dT%H:%M}")

    assert answer.status_code == 422
    assert "happened_at" in errors(answer)


def test_a_step_that_is_not_allowed_yet_shows_what_stands_in_the_way_with_its_source(fight, cast, as_, taken):
    opened = as_(cast.hanna).get(address(fight, "close"))
    sent = taken(cast.hanna, fight, "close", text="Klaar, dacht ik.")

    assert "Veiligheidsplan, par. 3.2.2" in opened.content.decode()
    assert "<textarea" not in opened.content.decode()
    assert sent.status_code == 409
    assert "Klaar, dacht ik." in sent.content.decode()
    assert "Veiligheidsplan, par. 3.2.2" in sent.content.decode()


@pytest.mark.parametrize(
    ("who", "step", "status"),
    [
        ("hanna", "assess", 200),
        ("iris", "assess", 200),
        ("sam", "assess", 200),
        ("mina", "assess", 404),  # knows it, and does not handle it
        ("otto", "assess", 404),
        ("nadia", "assess", 404),
        ("bas", "assess", 404),
        ("ada", "assess", 404),
        ("mina", "tell_parents", 200),
        ("otto", "tell_parents", 200),
        ("kees", "tell_parents", 404),
        ("hanna", "brought_in", 200),
        ("otto", "brought_in", 404),
        ("hanna", "report", 404),  # recorded once; its correction has an address of its own
        ("hanna", "withdrawn", 404),
        ("hanna", "glass", 404),
        ("hanna", "no_such_step", 404),
    ],
)
def test_only_who_may_take_a_step_finds_its_form(fight, cast, as_, who, step, status):
    assert as_(getattr(cast, who)).get(address(fight, step)).status_code == status


# Parents


def test_telling_the_parents_of_a_child_is_recorded_with_who_how_and_when(fight, cast, pupils, taken):
    """Veiligheidsplan, par. 3.2: in close contact with parents."""
    fields = {"parent": key_of(pupils.aya), "how": "phone", "told_by": cast.mina.pk, "text": "Moeder schrok."}
    assert taken(cast.hanna, fight, "tell_parents", **fields).status_code == 303

    fact = ParentsTold.objects.get()
    assert (fact.pupil, fact.told_by, fact.how, fact.despite) == (pupils.aya, cast.mina, "phone", "")


@pytest.mark.parametrize(
    "text",
    [
        "Cas heeft geduwd.",
        "We hebben met CAS gesproken.",
        "Het ging om Cas' gedrag.",
        "De ouders van Jansen weten het.",
        "jansen!",
    ],
)
def test_the_other_child_is_never_named_to_the_parents_of_this_one(fight, cast, pupils, taken, text):
    """AVG art. 5 lid 1 onder c: the parents of one child hear no more about another than is needed: nothing."""
    answer = taken(
        cast.hanna,
        fight,
        "tell_parents",
        parent=key_of(pupils.aya),
        how="phone",
        told_by=cast.hanna.pk,
        text=text,
    )

    assert answer.status_code == 422
    assert "AVG, art. 5, lid 1, onder c" in errors(answer)["text"]
    assert not ParentsTold.objects.exists()


def test_their_own_child_may_be_named(fight, cast, pupils, taken):
    answer = taken(
        cast.hanna, fight, "tell_parents", parent=key_of(pupils.aya), how="talk", told_by=cast.hanna.pk,
        text="Aya Bos is gevallen; het was in het bijzijn van een cassière.",
    )  # fmt: skip

    assert answer.status_code == 303


def test_names_are_found_whatever_their_accents_case_and_dutch_s(pupils):
    others = [pupils.zoe, pupils.bram, pupils.aya]

    assert names_told("zoe's moeder", others, pupils.aya) == ["Zoë"]
    assert names_told("Brams vader", others, pupils.aya) == ["Bram"]
    assert names_told("ZOË", others, pupils.aya) == ["Zoë"]
    assert names_told("Mevrouw de Vries", others, pupils.aya) == ["Vries"]
    assert names_told("Aya en de bramen in het bos", others, pupils.aya) == []


def test_a_brother_or_sister_shares_the_name_that_may_be_told(pupils):
    """Both are called Bos: the family name tells nothing about which child it was."""
    pupils.bram.last_name = "Bos"

    assert names_told("Familie Bos", [pupils.bram], pupils.aya) == []
    assert names_told("Bram Bos", [pupils.bram], pupils.aya) == ["Bram"]


def test_not_told_asks_for_the_reason(fight, cast, pupils, taken):
    fields = {"parent": f"{pupils.aya.pk}-0", "how": "not_told", "told_by": cast.hanna.pk}

    assert "text" in errors(taken(cast.hanna, fight, "tell_parents", **fields))
    assert (
        taken(cast.hanna, fight, "tell_parents", **fields, text="Overleg met Veilig Thuis.").status_code
        == 303
    )


@pytest.mark.parametrize("kind", ["no_custody", "no_information"])
def test_a_guardian_who_may_not_be_told_is_told_only_after_it_was_confirmed(fight, cast, pupils, taken, kind):
    """BW art. 1:377c: without custody no more than important matters; an order may forbid even that."""
    father = Guardian.objects.create(call_name="Ben", last_name="Bos")
    since = date(2020, 1, 1)
    Guardianship.objects.create(
        pupil=pupils.aya, guardian=father, relation="father", has_custody=kind != "no_custody", first_on=since
    )
    if kind == "no_information":
        ContactOrder.objects.create(
            pupil=pupils.aya, guardian=father, kind=kind, ordered_by="Rechtbank", first_on=since
        )
    fields = {
        "parent": key_of(pupils.aya, father),
        "how": "phone",
        "told_by": cast.hanna.pk,
        "text": "Gebeld.",
    }

    assert "confirmed" in errors(taken(cast.hanna, fight, "tell_parents", **fields))
    assert taken(cast.hanna, fight, "tell_parents", **fields, confirmed="on").status_code == 303
    assert ParentsTold.objects.get().despite == kind


def test_orders_and_a_secret_address_stand_beside_the_guardian(fight, cast, pupils, as_):
    tie = Guardianship.objects.get(pupil=pupils.aya)
    tie.guardian.has_secret_address = True
    tie.guardian.save()
    ContactOrder.objects.create(
        pupil=pupils.aya,
        guardian=tie.guardian,
        kind="supervised",
        ordered_by="Rechtbank",
        first_on=date(2020, 1, 1),
    )

    page = as_(cast.hanna).get(address(fight, "tell_parents")).content.decode()
    notes = (
        as_(cast.hanna).get(address(fight, "tell_parents")).context["form"].parents[key_of(pupils.aya)].notes
    )

    assert len(notes) == 2
    assert all(note.replace("'", "&#x27;") in page for note in notes)


def test_an_order_that_has_ended_is_not_held_against_anybody(fight, cast, pupils, as_):
    tie = Guardianship.objects.get(pupil=pupils.aya)
    ContactOrder.objects.create(
        pupil=pupils.aya,
        guardian=tie.guardian,
        kind="no_information",
        ordered_by="Rechtbank",
        first_on=date(2020, 1, 1),
        last_on=date(2021, 1, 1),
    )

    parent = as_(cast.hanna).get(address(fight, "tell_parents")).context["form"].parents[key_of(pupils.aya)]
    assert (parent.notes, parent.despite) == ((), "")


def test_a_teacher_tells_and_sees_the_parents_of_own_pupils_only(fight, cast, pupils, as_, taken):
    form = as_(cast.mina).get(address(fight, "tell_parents")).context["form"]
    fields = {"parent": key_of(pupils.cas), "how": "phone", "told_by": cast.mina.pk, "text": "Gebeld."}

    assert {parent.child for parent in form.parents.values()} == {pupils.aya}
    assert "parent" in errors(taken(cast.mina, fight, "tell_parents", **fields))


def test_children_whose_parents_know_nothing_yet_come_first(fight, cast, pupils, as_, taken):
    fields = {"parent": key_of(pupils.aya), "how": "phone", "told_by": cast.hanna.pk, "text": "Gebeld."}
    taken(cast.hanna, fight, "tell_parents", **fields)

    form = as_(cast.hanna).get(address(fight, "tell_parents")).context["form"]
    assert next(iter(form.parents.values())).child == pupils.cas


# Follow-up, links, police


def test_a_follow_up_that_was_agreed_and_held_is_no_longer_open(fight, cast, taken, as_):
    day = timezone.localdate() + timedelta(days=7)
    assert taken(cast.hanna, fight, "agree_follow_up", on=str(day)).status_code == 303
    form = as_(cast.hanna).get(address(fight, "follow_up")).context["form"]
    agreed = fight.entries.get(step="agree_follow_up")

    assert form["agreed"].value() == agreed.pk
    assert taken(cast.hanna, fight, "follow_up", agreed=agreed.pk, text="Het gaat goed.").status_code == 303
    assert FollowUpHeld.objects.get().agreed == agreed
    assert not as_(cast.hanna).get(address(fight, "follow_up")).context["form"].fields["agreed"].choices


def test_a_follow_up_is_agreed_for_today_or_later(fight, cast, taken):
    yesterday = timezone.localdate() - timedelta(days=1)

    assert "on" in errors(taken(cast.hanna, fight, "agree_follow_up", on=str(yesterday)))


def test_an_earlier_incident_of_the_same_child_can_be_linked(fight, cast, linde, pupils, taken, as_):
    facts = [Report(category_id="other", place="gym"), Subject(role="victim", pupil=pupils.aya)]
    ago = timedelta(days=9)
    earlier = open_dossier(INCIDENT, linde, an_act("report", cast.mina, text="Eerder.", facts=facts, ago=ago))

    choices = as_(cast.hanna).get(address(fight, "link")).context["form"].fields["earlier"].choices
    assert [reference for reference, _words in choices] == [earlier.reference]
    assert taken(cast.hanna, fight, "link", earlier=earlier.reference).status_code == 303
    assert EarlierIncident.objects.get().earlier == earlier


def test_an_incident_of_other_children_can_not_be_linked(fight, cast, linde, pupils, taken):
    facts = [Report(category_id="other", place="gym"), Subject(role="victim", pupil=pupils.zoe)]
    other = open_dossier(
        INCIDENT, linde, an_act("report", cast.mina, text="X", facts=facts, ago=timedelta(days=9))
    )

    assert "earlier" in errors(taken(cast.hanna, fight, "link", earlier=other.reference))


def test_the_police_is_recorded_with_its_reference(fight, cast, taken):
    assert taken(cast.hanna, fight, "police", how="report_filed", number="PL-2026-1").status_code == 303
    assert PoliceContact.objects.get().number == "PL-2026-1"


# A colleague who was hurt


def test_a_pupils_accident_has_no_branch_for_colleagues(fight, cast, taken):
    answer = taken(cast.hanna, fight, "staff_accident", person="1", outcome="hospital")

    assert answer.status_code in (409, 422)
    assert not StaffAccident.objects.exists()


def test_a_colleagues_admission_to_hospital_makes_the_report_due_within_a_day(accident, cast, taken):
    """Arbowet art. 9 lid 1."""
    fields = {"person": cast.otto.pk, "outcome": "hospital", "nature": "Gebroken heup"}
    assert taken(cast.hanna, accident, "staff_accident", **fields).status_code == 303
    due = accident.waiting.get(step="labour_report")
    assert timedelta(hours=23) < due.ends_at - timezone.now() < timedelta(hours=24)

    assert taken(cast.hanna, accident, "labour_report", number="NLA-1").status_code == 303
    assert LabourReport.objects.get().number == "NLA-1"
    assert not accident.waiting.filter(step="labour_report").exists()


def test_the_nature_of_an_injury_is_sealed(accident, cast, taken):
    """Health of a colleague (AVG art. 9) lies nowhere in plain text."""
    taken(
        cast.hanna, accident, "staff_accident", person=cast.otto.pk, outcome="short", nature="Gebroken heup"
    )

    stored = bytes(StaffAccident.objects.values_list("nature", flat=True).get())
    assert b"heup" not in stored
    assert StaffAccident.objects.get().nature == "Gebroken heup"


def test_more_than_three_working_days_absent_is_listed_and_not_reported(accident, cast, taken, as_):
    """Arbowet art. 9 lid 2."""
    taken(cast.hanna, accident, "staff_accident", person=cast.otto.pk, outcome="long_absence")

    assert not accident.waiting.filter(step="labour_report").exists()
    assert as_(cast.hanna).get(address(accident, "labour_report")).context["refusal"].obstacles


def test_a_colleague_hurt_by_somebody_is_a_work_accident_as_well(cast, linde, taken):
    """Violence at work that hurts somebody is an accident for the Arbowet, whatever its category here."""
    facts = [
        Report(category_id="physical_violence", place="corridor"),
        Subject(role="victim", person=cast.otto),
    ]
    dossier = open_dossier(INCIDENT, linde, an_act("report", cast.mina, text="Geschopt.", facts=facts))
    assert not dossier.waiting.filter(step="staff_accident").exists()

    taken(cast.hanna, dossier, "assess", severity="serious", injury="doctor")
    assert dossier.waiting.filter(step="staff_accident").exists()


# Bringing in a colleague


def test_a_colleague_is_searched_by_name_chosen_and_brought_in(fight, cast, as_):
    browser = as_(cast.hanna)
    found = browser.post(
        address(fight, "brought_in"), filled(fight, colleague_query="ver", colleague_find="1", text="Zo.")
    )
    chosen = browser.post(address(fight, "brought_in"), filled(fight, colleague_add=cast.vera.pk, text="Zo."))

    assert [person.name for person in found.context["form"].picker.results] == ["Vera Test"]
    assert "Zo." in found.content.decode()
    assert [person.name for person in chosen.context["form"].picker.chosen] == ["Vera Test"]
    sent = filled(fight, colleague=cast.vera.pk, text="Zij begeleidt Aya.")
    assert browser.post(address(fight, "brought_in"), sent).status_code == 303
    assert Party.objects.get().person == cast.vera


@pytest.mark.parametrize("who", ["ada", "fenna", "marit", "wim", "otto_involved"])
def test_who_reads_no_contents_has_left_or_is_involved_can_not_be_brought_in(fight, cast, linde, as_, who):
    """No contents for administrator, data protection officer and participation council (Normenkader IBP FO, ID.01)."""
    person = getattr(cast, who.partition("_")[0])
    if who.endswith("involved"):
        facts = [Report(category_id="other", place="gym"), Subject(role="perpetrator", person=cast.otto)]
        fight = open_dossier(INCIDENT, linde, an_act("report", cast.mina, text="X", facts=facts))

    answer = as_(cast.hanna).post(
        address(fight, "brought_in"), filled(fight, colleague=person.pk, text="Waarom niet.")
    )

    assert answer.status_code == 422
    assert not Party.objects.exists()


def test_every_step_of_the_protocol_has_a_form_but_the_first():
    from vangnet.incidents.forms.all_steps import FORMS

    assert {step.key for step in INCIDENT.protocol.steps} - set(FORMS) == {"report"}


def test_an_incident_runs_from_report_to_closing_through_its_forms(fight, cast, pupils, taken):
    steps = [
        ("assess", {"severity": "serious", "injury": "first_aid"}),
        ("measure", {"text": "Gesprek met beiden."}),
        (
            "tell_parents",
            {"parent": key_of(pupils.aya), "how": "phone", "told_by": cast.mina.pk, "text": "Gebeld."},
        ),
        (
            "tell_parents",
            {"parent": key_of(pupils.cas), "how": "talk", "told_by": cast.otto.pk, "text": "Gesproken."},
        ),
        ("evaluate", {"text": "Meer toezicht bij de schommel."}),
        ("close", {"text": "Afgerond."}),
        ("reopen", {"text": "Toch nog iets."}),
        ("close", {}),
    ]
    answers = [taken(cast.hanna, fight, step, **fields).status_code for step, fields in steps]

    assert answers == [303] * len(steps)
    fight.refresh_from_db()
    assert fight.closed_on == timezone.localdate()
    assert Entry.objects.filter(dossier=fight).count() == 9
