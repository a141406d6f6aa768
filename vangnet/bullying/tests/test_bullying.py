"""A report of bullying, the talks, the approach and looking again, through the pages of every dossier."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.bullying.kind import BULLYING
from vangnet.bullying.models import BullyingReport, FollowUpAgreed, FollowUpHeld, GroupTalk, Judgement
from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject, Talk
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.dossiers.refusals import Blocked, NotYours
from vangnet.core.people.models import Guardianship, SchoolRule

from .scene import opened

pytestmark = pytest.mark.django_db(databases="__all__")

OPEN = reverse("dossier-open", args=["bullying"])
LONG_AGO = timedelta(weeks=8)


@pytest.fixture
def report(cast, linde, pupils):
    return opened(cast, linde, pupils)


def minute(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def filled(pupils, **fields):
    return {
        "token": str(uuid4()),
        "seen": "0",
        "happened_at": minute(timezone.now()),
        "text": "Elke pauze wordt zij uitgelachen.",
        "people": [f"pupil-{pupils.aya.pk}", f"pupil-{pupils.cas.pk}"],
        f"people_part_pupil-{pupils.aya.pk}": ["bullied"],
        f"people_part_pupil-{pupils.cas.pk}": ["bully"],
        "source": "parent",
        "reporter": "Moeder van Aya",
        **fields,
    }


@pytest.fixture
def taken(as_):
    """Send a step's form as somebody, as a browser does."""

    def send(person, dossier, step, /, **fields):
        dossier.refresh_from_db()
        form = {
            "token": str(uuid4()),
            "seen": str(dossier.entry_count),
            "happened_at": minute(timezone.now()),
            "text": "Genoteerd.",
            **fields,
        }
        return as_(person).post(reverse("dossier-step", args=[dossier.reference, step]), form)

    return send


def shown_to(as_, person, dossier):
    return [entry.title for entry in as_(person).get(dossier.page_url).context["page"].entries]


# The report


@pytest.mark.parametrize(
    ("source", "reporter"),
    [("pupil", ""), ("pupil", "Dina"), ("parent", "Vader van Zoë"), ("staff", "Kees"), ("unknown", "")],
)
def test_any_adult_of_the_school_records_who_reported_it_by_name_or_without(
    cast, pupils, as_, source, reporter
):
    """WPO art. 4c lid 1 onder c: a contact point for pupils and parents."""
    answer = as_(cast.kees).post(OPEN, filled(pupils, source=source, reporter=reporter))

    dossier = Dossier.objects.get()
    assert (answer.status_code, answer.url) == (303, dossier.page_url)
    fact = BullyingReport.objects.get()
    assert (fact.source, fact.reporter) == (source, reporter)
    assert dict(Subject.objects.values_list("role", "pupil")) == {
        "bullied": pupils.aya.pk,
        "bully": pupils.cas.pk,
    }


def test_a_report_without_a_name_of_any_pupil_is_a_report_as_well(cast, pupils, as_):
    assert as_(cast.kees).post(OPEN, filled(pupils, people=[])).status_code == 303
    assert not Subject.objects.exists()


def test_without_saying_who_reported_it_the_form_comes_back_with_what_was_typed(cast, pupils, as_):
    answer = as_(cast.kees).post(OPEN, filled(pupils, source=""))

    assert answer.status_code == 422
    assert "Choose who reported it." in answer.content.decode()
    assert "uitgelachen" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_the_same_report_sent_twice_opens_one_dossier(cast, pupils, as_):
    form, browser = filled(pupils), as_(cast.kees)

    assert browser.post(OPEN, form).url == browser.post(OPEN, form).url
    assert Dossier.objects.count() == 1


def test_a_colleague_has_no_part_in_it_for_that_is_another_procedure(cast, pupils, as_):
    key = f"staff-{cast.otto.pk}"
    answer = as_(cast.kees).post(OPEN, filled(pupils, people=[key], **{f"people_part_{key}": ["bully"]}))

    assert answer.status_code == 422
    assert not Dossier.objects.exists()


# Who reads what


def test_the_coordinator_sees_all_and_the_own_teacher_what_was_agreed_and_the_talks_with_own_pupils(
    report, cast, pupils, as_
):
    record(report, an_act("talk", cast.toon, text="A", facts=[a_talk(pupils.aya)]))
    record(report, an_act("talk", cast.toon, text="B", facts=[a_talk(pupils.cas)]))
    record(report, an_act("judge", cast.toon, text="C", facts=[Judgement(verdict="bullying")]))
    record(report, an_act("agree", cast.toon, text="D", facts=[FollowUpAgreed(on=date(2027, 1, 8))]))

    def texts(person):
        return {entry.text for entry in as_(person).get(report.page_url).context["page"].entries}

    everything = {"Elke pauze wordt zij uitgelachen.", "A", "B", "C", "D"}
    for handler in (cast.toon, cast.hanna, cast.iris):
        assert texts(handler) == everything
    assert texts(cast.mina) == {"A", "D"}
    assert texts(cast.otto) == {"B", "D"}
    assert texts(cast.kees) == {"Elke pauze wordt zij uitgelachen."}


def test_the_teacher_does_not_read_who_reported_it(report, cast, as_):
    page = as_(cast.mina).get(report.page_url).content.decode()

    assert "Moeder van Aya" not in page
    assert "Moeder van Aya" in as_(cast.toon).get(report.page_url).content.decode()


@pytest.mark.parametrize("name", ["vera", "sam", "nadia", "noor", "carla", "bas", "fenna", "ada", "marit"])
def test_nobody_else_finds_it(report, cast, as_, name):
    assert as_(getattr(cast, name)).get(report.page_url).status_code == 404


# The talks


def a_talk(pupil, partner="child"):
    return Talk(partner=partner, pupil=pupil, how="talk")


def choices(as_, person, dossier, step="talk"):
    form = as_(person).get(reverse("dossier-step", args=[dossier.reference, step])).context["form"]
    return dict(form.fields["partner"].choices)


def test_a_talk_is_held_with_each_pupil_each_parent_and_the_teachers(report, cast, pupils, as_):
    """Veiligheidsplan, par. 3.1: all who have a part in it."""
    record(report, an_act("involve", cast.toon, facts=[Subject(role="bystander", pupil=pupils.dina)]))

    labels = choices(as_, cast.toon, report)
    assert {"Aya Bos", "Cas Jansen", "Dina van der Berg", "Mina Test", "Otto Test"} <= set(labels.values())
    assert any("Ouder Bos" in label for label in labels.values())


@pytest.mark.parametrize("partner", ["child", "colleague"])
def test_a_talk_is_recorded_with_whom_it_was(report, cast, pupils, taken, partner):
    other = pupils.aya if partner == "child" else cast.mina
    answer = taken(cast.toon, report, "talk", partner=f"{partner}-{other.pk}", how="talk")

    assert answer.status_code == 303
    talk = Talk.objects.get()
    assert (talk.partner, talk.pupil or talk.person) == (partner, other)


def test_parents_of_one_child_never_hear_the_name_of_another(report, cast, pupils, taken):
    """AVG art. 5 lid 1 onder c."""
    parent = f"parent-{pupils.aya.pk}-{Guardianship.objects.get(pupil=pupils.aya).guardian_id}"
    refused = taken(
        cast.toon, report, "talk", partner=parent, how="phone", text="Verteld dat Cas ermee stopt."
    )

    assert refused.status_code == 422
    assert "AVG, art. 5, lid 1, onder c" in refused.content.decode()
    assert not Talk.objects.exists()
    again = {"partner": parent, "how": "phone", "text": "Verteld dat het andere kind ermee stopt."}
    assert taken(cast.toon, report, "talk", **again).status_code == 303


def test_the_silent_middle_group_is_spoken_with_as_a_group(report, cast, taken):
    assert taken(cast.toon, report, "talk_group", group="bystanders").status_code == 303
    assert GroupTalk.objects.get().group == "bystanders"
    assert taken(cast.toon, report, "talk_group", group="everybody").status_code == 422


def test_who_has_a_part_in_it_is_named_as_it_comes_to_light(report, cast, pupils, taken):
    key = f"pupil-{pupils.dina.pk}"
    fields = {"people": [key], f"people_part_{key}": ["follower"], "text": ""}

    assert taken(cast.toon, report, "involve", **fields).status_code == 303
    assert Subject.objects.get(role="follower").pupil == pupils.dina
    refused = taken(cast.toon, report, "involve", people=[], text="")
    assert "Choose at least one pupil." in refused.content.decode()


@pytest.mark.parametrize("name", ["kees", "mina"])
def test_who_opened_it_and_the_teacher_do_not_handle_it(report, cast, taken, name):
    for step in ("involve", "talk", "judge", "agree", "follow_up", "close"):
        assert taken(getattr(cast, name), report, step).status_code == 404


# Until it has stayed away


@pytest.fixture
def followed(cast, linde, pupils):
    """Reported eight weeks ago; everybody was spoken with, and the approach agreed."""
    dossier = opened(cast, linde, pupils, ago=LONG_AGO)
    for talk in (
        a_talk(child, partner) for child in (pupils.aya, pupils.cas) for partner in ("child", "parent")
    ):
        record(dossier, an_act("talk", cast.toon, text="Gesproken.", facts=[talk]))
    record(dossier, an_act("judge", cast.toon, text="Al weken.", facts=[Judgement(verdict="bullying")]))
    today = timezone.localdate()
    record(dossier, an_act("agree", cast.toon, text="Vaste plek.", facts=[FollowUpAgreed(on=today)]))
    return dossier


def agreed_in(dossier, step="agree"):
    return dossier.entries.filter(step=step).last()


def test_the_approach_is_agreed_with_a_day_to_look_again(cast, report, pupils, taken):
    record(report, an_act("talk", cast.toon, text="A", facts=[a_talk(pupils.aya)]))
    assert taken(cast.toon, report, "judge", verdict="bullying").status_code == 303
    passed = timezone.localdate() - timedelta(days=1)
    assert taken(cast.toon, report, "agree", on=passed.isoformat()).status_code == 422

    assert taken(cast.toon, report, "agree", on=timezone.localdate().isoformat()).status_code == 303

    report.refresh_from_db()
    assert {row.step for row in report.waiting.all()} == {"talk", "follow_up"}


def test_it_closes_only_after_a_talk_that_found_it_stayed_away_long_enough(followed, cast, pupils, taken):
    with pytest.raises(Blocked, match="has not been held"):
        record(followed, an_act("close", cast.toon))
    answer = taken(
        cast.toon,
        followed,
        "follow_up",
        agreed=agreed_in(followed).pk,
        partner=f"child-{pupils.aya.pk}",
        how="talk",
        outcome="stayed_away",
        on="",
    )
    assert answer.status_code == 303
    assert FollowUpHeld.objects.get().outcome == "stayed_away"

    assert taken(cast.toon, followed, "close").status_code == 303
    followed.refresh_from_db()
    assert followed.closed_on


def test_the_time_is_the_schools_own_setting(cast, linde, pupils, taken):
    SchoolRule.objects.create(
        school=linde,
        key="bullying.quiet_weeks",
        value=10,
        since=date(2024, 8, 1),
        source="Pestprotocol",
        set_by=cast.hanna,
    )
    dossier = opened(cast, linde, pupils, ago=LONG_AGO)
    held = [FollowUpAgreed(on=timezone.localdate())]
    record(dossier, an_act("agree_follow_up", cast.toon, facts=held))
    looked = [FollowUpHeld(agreed=agreed_in(dossier, "agree_follow_up"), outcome="stayed_away")]
    record(dossier, an_act("follow_up", cast.toon, text="Rustig.", facts=[*looked, a_talk(pupils.aya)]))
    record(dossier, an_act("judge", cast.toon, text="Al weken.", facts=[Judgement(verdict="bullying")]))

    answer = taken(cast.toon, dossier, "close")

    assert answer.status_code == 409
    assert "stayed away for the time that the school agreed" in answer.content.decode()


def test_a_talk_in_which_it_happened_again_asks_for_the_next_and_begins_the_time_anew(
    followed, cast, pupils, taken
):
    soon = timezone.localdate() + timedelta(days=7)
    fields = {"agreed": agreed_in(followed).pk, "partner": f"child-{pupils.aya.pk}", "how": "talk"}
    assert (
        taken(cast.toon, followed, "follow_up", **fields, outcome="again", on=soon.isoformat()).status_code
        == 303
    )

    followed.refresh_from_db()
    (due,) = followed.waiting.all()
    assert (due.step, timezone.localdate(due.ends_at)) == ("follow_up", soon + timedelta(days=1))
    held = [FollowUpHeld(agreed=agreed_in(followed, "follow_up"), outcome="stayed_away")]
    record(followed, an_act("follow_up", cast.toon, text="Rustig.", facts=[*held, a_talk(pupils.aya)]))
    with pytest.raises(Blocked, match="stayed away"):
        record(followed, an_act("close", cast.toon))


def test_the_own_teacher_records_that_it_happened_again_and_another_teacher_does_not(
    followed, cast, as_, taken
):
    assert taken(cast.mina, followed, "again", text="Weer bij het hek.").status_code == 303
    assert "It happened again" in shown_to(as_, cast.mina, followed)
    with pytest.raises(NotYours):
        record(followed, an_act("again", cast.nadia, text="X"))


def test_a_correction_of_the_talk_keeps_the_day_that_it_agreed(followed, cast, pupils, as_):
    soon = timezone.localdate() + timedelta(days=7)
    facts = [
        FollowUpHeld(agreed=agreed_in(followed), outcome="less"),
        FollowUpAgreed(on=soon),
        a_talk(pupils.aya),
    ]
    entry = record(followed, an_act("follow_up", cast.toon, text="Minder.", facts=facts))
    address = reverse("dossier-correction", args=[followed.reference, entry.number])
    browser = as_(cast.toon)
    form = browser.get(address).context["form"]
    assert form["agreed"].value() == agreed_in(followed).pk
    assert (form["outcome"].value(), form["on"].value()) == ("less", soon)
    sent = {name: form[name].value() for name in form.fields}
    sent |= {"text": "Nog niet weg.", "reason": "Beter verwoord.", "confirmed": ""}
    sent |= {"happened_at": minute(entry.happened_at), "on": soon.isoformat()}

    assert browser.post(address, sent).status_code == 303

    followed.refresh_from_db()
    (due,) = followed.waiting.all()
    assert (due.step, timezone.localdate(due.ends_at)) == ("follow_up", soon + timedelta(days=1))


def test_what_turns_out_to_be_something_else_is_closed_with_its_reason(report, cast, pupils, taken):
    with pytest.raises(Blocked, match="bullied pupil"):
        record(report, an_act("judge", cast.toon, facts=[Judgement(verdict="something_else")]))
    record(report, an_act("talk", cast.toon, text="A", facts=[a_talk(pupils.aya)]))
    assert taken(cast.toon, report, "judge", verdict="something_else").status_code == 303

    assert taken(cast.toon, report, "close").status_code == 303
    assert taken(cast.toon, report, "reopen").status_code == 303


# After an incident


def test_it_goes_on_from_an_incident_with_the_pupils_in_their_parts(fight, cast, pupils, as_):
    way = f"{OPEN}?from={fight.reference}"
    assert way in as_(cast.hanna).get(fight.page_url).content.decode()
    form = as_(cast.hanna).get(way).context["form"]
    parts = {person.name: person.parts for person in form.people.chosen}
    assert parts == {"Aya Bos": ("bullied",), "Cas Jansen": ("bully",)}

    answer = as_(cast.hanna).post(way, filled(pupils, source="staff", reporter=""))

    dossier = Dossier.objects.get(kind="bullying")
    assert answer.url == dossier.page_url
    assert dossier.follows == fight


def test_who_may_not_know_the_incident_opens_nothing_from_it(fight, cast, as_):
    assert as_(cast.toon).get(f"{OPEN}?from={fight.reference}").status_code == 404


def test_a_colleague_who_was_the_victim_of_the_incident_is_not_carried_over(cast, linde, pupils, as_):
    from vangnet.incidents.kind import INCIDENT
    from vangnet.incidents.models import Report

    facts = [
        Report(category_id="verbal_violence", place="gym"),
        Subject(role="victim", person=cast.otto),
        Subject(role="perpetrator", pupil=pupils.cas),
    ]
    incident = open_dossier(INCIDENT, linde, an_act("report", cast.mina, text="Uitgescholden.", facts=facts))

    form = as_(cast.hanna).get(f"{OPEN}?from={incident.reference}").context["form"]

    assert [person.name for person in form.people.chosen] == ["Cas Jansen"]


def test_the_declaration_keeps_what_the_page_needs():
    assert BULLYING.protocol.steps[0].key == "report"
    assert set(BULLYING.forms) == {step.key for step in BULLYING.protocol.steps}
    assert {step.role for step in BULLYING.protocol.steps} == set(BULLYING.roles)
