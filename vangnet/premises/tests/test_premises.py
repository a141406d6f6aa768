"""Recording aggression by a parent and following it up to an access ban, through the pages of every dossier."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import LONG_AGO, an_act
from vangnet.core.dossiers.models import Dossier, Subject, Talk
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.dossiers.refusals import Blocked, NotYours
from vangnet.core.people.models import Guardian, Guardianship, SchoolRule
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report
from vangnet.premises.models import (
    AccessBan,
    Aggression,
    BanReview,
    BoardCopy,
    Breach,
    HandOver,
    PoliceCall,
    TimeOut,
    WarningGiven,
)

from .scene import a_ban, opened, parent_of

pytestmark = pytest.mark.django_db(databases="__all__")

OPEN = reverse("dossier-open", args=["premises"])


@pytest.fixture
def aggression(cast, linde, pupils):
    return opened(cast, linde, pupils)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def may_be_denied(aggression, cast, today):
    """Warned, and agreed how Bram comes and goes."""
    warned = WarningGiven(how="by_hand", sent_on=today)
    record(aggression, an_act("warn", cast.hanna, text="Niet meer schreeuwen.", facts=[warned]))
    way = HandOver(way="somebody_else")
    record(aggression, an_act("hand_over", cast.hanna, text="Oma haalt om drie uur.", facts=[way]))
    return aggression


def at(dossier, step):
    return reverse("dossier-step", args=[dossier.reference, step])


def sent(dossier=None, **fields):
    seen = Dossier.objects.get(pk=dossier.pk).entry_count if dossier else 0
    moment = timezone.localtime(timezone.now())
    always = {"token": str(uuid4()), "seen": str(seen), "happened_at": f"{moment:%Y-%m-%dT%H:%M}"}
    return {**always, "text": "Zo ging het.", **fields}


def chosen(**parts):
    """People by key, each with the part that was ticked."""
    ticked = {f"people_part_{key.replace('_', '-')}": [part] for key, part in parts.items()}
    return {"people": [key.replace("_", "-") for key in parts], **ticked}


def filled(cast, pupils, **fields):
    people = chosen(
        **{
            f"guardian_{parent_of(pupils.bram).pk}": "parent",
            f"pupil_{pupils.bram.pk}": "pupil",
            f"staff_{cast.mina.pk}": "target",
        }
    )
    return sent(nature="threat", **{**people, **fields})


def ban_sent(dossier, cast, today, **fields):
    told = {
        "building": "on",
        "first_on": today.isoformat(),
        "last_on": (today + timedelta(days=60)).isoformat(),
        "review_on": (today + timedelta(days=46)).isoformat(),
        "contact": str(cast.iris.pk),
        "how": "registered",
        "sent_on": today.isoformat(),
    }
    return sent(dossier, **{**told, **fields})


# Recording


def test_any_adult_of_the_school_records_it_and_reads_what_comes_next(cast, pupils, as_):
    answer = as_(cast.kees).post(OPEN, filled(cast, pupils))

    dossier = Dossier.objects.get()
    assert (answer.status_code, answer.url) == (303, dossier.page_url)
    assert Aggression.objects.get().nature == "threat"
    assert Subject.objects.get(role="parent").guardian == parent_of(pupils.bram)
    page = as_(cast.kees).get(dossier.page_url).content.decode()
    assert "Talk again with this parent" in page
    assert "Time-out" in page


def test_a_visitor_who_stands_in_no_register_is_named_in_sealed_text(cast, pupils, as_):
    people = {
        "people": ["other-1"],
        "people_part_other-1": ["parent"],
        "people_name_other-1": "Buurman Jan",
    }
    assert as_(cast.kees).post(OPEN, sent(nature="verbal", **people)).status_code == 303

    row = Subject.objects.get(role="parent")
    assert row.shown_name == "Buurman Jan"
    assert b"Jan" not in bytes(row.__dict__["name"])


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"pupil": "pupil"}, "Choose the parent or visitor, or write down who it was."),
        ({"guardian": "parent"}, "Choose the child of this parent as well"),
        ({"pupil": "parent"}, "Only a parent, or somebody who stands in no register"),
        ({"staff": "parent"}, "Only a parent, or somebody who stands in no register"),
        ({"guardian": "parent", "staff": "pupil"}, "Only a pupil can be the child of this parent."),
    ],
)
def test_people_who_cannot_have_that_part_are_refused_with_what_to_do(cast, pupils, as_, parts, says):
    numbers = {"guardian": parent_of(pupils.bram).pk, "pupil": pupils.bram.pk, "staff": cast.mina.pk}
    people = chosen(**{f"{register}_{numbers[register]}": part for register, part in parts.items()})
    answer = as_(cast.kees).post(OPEN, sent(nature="verbal", **people))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Dossier.objects.exists()


def test_two_parents_in_one_dossier_are_refused_for_warning_and_ban_are_personal(cast, pupils, as_):
    people = chosen(
        **{
            f"guardian_{parent_of(pupils.bram).pk}": "parent",
            f"guardian_{parent_of(pupils.aya).pk}": "parent",
            f"pupil_{pupils.bram.pk}": "pupil",
        }
    )
    answer = as_(cast.kees).post(OPEN, sent(nature="verbal", **people))

    assert answer.status_code == 422
    assert "One parent in a dossier" in answer.content.decode()


def test_it_follows_from_an_incident_with_the_parent_and_at_whom_it_was_aimed_and_no_pupil_as_parent(
    cast, linde, pupils, as_
):
    parent = parent_of(pupils.bram)
    facts = [
        Report(category_id="threat", place="school_gate"),
        Subject(role="perpetrator", guardian=parent),
        Subject(role="perpetrator", pupil=pupils.cas),
        Subject(role="victim", person=cast.mina),
    ]
    incident = open_dossier(INCIDENT, linde, an_act("report", cast.kees, text="Bij het hek.", facts=facts))
    address = f"{OPEN}?from={incident.reference}"

    form = as_(cast.hanna).get(address).context["form"]
    assert form.people.keys == {f"guardian-{parent.pk}", f"staff-{cast.mina.pk}"}
    assert address in as_(cast.hanna).get(incident.page_url).content.decode()

    as_(cast.hanna).post(address, filled(cast, pupils))
    assert Dossier.objects.get(kind="premises").follows == incident


# Who may


def test_nobody_decides_about_what_was_aimed_at_himself_and_the_cluster_director_takes_over(
    cast, linde, pupils, as_
):
    dossier = opened(cast, linde, pupils, target=cast.hanna)

    assert as_(cast.hanna).get(dossier.page_url).status_code == 200  # knows it, as the one it was aimed at
    assert as_(cast.hanna).get(at(dossier, "warn")).status_code == 404
    assert as_(cast.carla).get(at(dossier, "warn")).status_code == 200
    warned = WarningGiven(how="post", sent_on=timezone.localdate())
    with pytest.raises(NotYours):
        record(dossier, an_act("warn", cast.hanna, text="Pas op.", facts=[warned]))


def test_the_safety_coordinator_handles_it_and_does_not_decide_on_access(may_be_denied, cast, today):
    with pytest.raises(NotYours):
        record(may_be_denied, an_act("ban", cast.sam, text="Weg.", facts=[a_ban(cast.iris, today)]))
    record(may_be_denied, an_act("note", cast.sam, text="Let op bij het hek."))


def test_the_own_teacher_reads_how_the_child_comes_and_goes_and_nothing_else(cast, linde, pupils, as_, today):
    dossier = opened(cast, linde, pupils, target=cast.otto)
    assert as_(cast.mina).get(dossier.page_url).status_code == 404
    way = HandOver(way="at_the_border")
    record(dossier, an_act("hand_over", cast.hanna, text="Oma staat bij de heg.", facts=[way]))
    record(dossier, an_act("note", cast.hanna, text="Geheim van het kantoor."))

    page = as_(cast.mina).get(dossier.page_url).content.decode()
    assert "Oma staat bij de heg." in page
    assert "Hij schreeuwde" not in page
    assert "Geheim van het kantoor." not in page


def test_at_whom_it_was_aimed_reads_what_happened_and_not_the_notes(aggression, cast, as_):
    record(aggression, an_act("note", cast.hanna, text="Geheim van het kantoor."))

    page = as_(cast.mina).get(aggression.page_url).content.decode()
    assert "Hij schreeuwde" in page
    assert "Geheim van het kantoor." not in page


# Time-out, talk, police


def test_who_was_there_records_the_time_out_and_the_agreed_day_waits(aggression, cast, as_, today):
    on = today + timedelta(days=3)
    answer = as_(cast.kees).post(at(aggression, "time_out"), sent(aggression, talk_on=on.isoformat()))

    assert answer.status_code == 303
    assert TimeOut.objects.get().talk_on == on
    assert "Talk again on the agreed day" in as_(cast.hanna).get(aggression.page_url).content.decode()


def test_a_day_to_talk_that_has_passed_is_refused(aggression, cast, as_, today):
    gone = (today - timedelta(days=1)).isoformat()

    assert as_(cast.kees).post(at(aggression, "time_out"), sent(aggression, talk_on=gone)).status_code == 422
    assert as_(cast.kees).post(at(aggression, "time_out"), sent(aggression)).status_code == 303


def test_the_talk_is_with_this_parent_alone_and_the_childs_other_parent_is_not_offered(
    aggression, cast, pupils, as_
):
    other = Guardian.objects.create(call_name="Andere", last_name="Ouder")
    Guardianship.objects.create(pupil=pupils.bram, guardian=other, relation="mother", first_on=LONG_AGO)
    form = as_(cast.hanna).get(at(aggression, "talk")).context["form"]
    keys = [key for key, _label in form.fields["partner"].choices]
    assert keys == [f"parent-{parent_of_first(aggression).pk}"]

    fields = {"partner": keys[0], "how": "talk"}
    assert as_(cast.hanna).post(at(aggression, "talk"), sent(aggression, **fields)).status_code == 303
    talk = Talk.objects.get()
    assert (talk.guardian, talk.pupil) == (parent_of_first(aggression), None)

    correction = reverse("dossier-correction", args=[aggression.reference, 2])
    form = as_(cast.hanna).get(correction).context["form"]
    assert form.initial["partner"] == keys[0]


def parent_of_first(dossier):
    return Subject.objects.get(dossier=dossier, role="parent").guardian


def test_no_fact_of_this_kind_tells_a_pupils_other_parents_anything():
    """The child's file never shows it to them: no step here tells parents, and no fact is about telling a child's."""
    from vangnet.premises.kind import AGGRESSION

    assert "tell_parents" not in AGGRESSION.forms
    assert not any(
        field.name in ("pupil", "guardian")
        for model in AGGRESSION.facts()
        if model is not Talk
        for field in model._meta.concrete_fields
    )


def test_the_police_can_be_recorded_by_who_was_there(aggression, cast, as_):
    fields = {"how": "emergency", "number": "PL-1"}

    assert as_(cast.mina).post(at(aggression, "police"), sent(aggression, **fields)).status_code == 303
    assert (PoliceCall.objects.get().how, PoliceCall.objects.get().number) == ("emergency", "PL-1")


# Denying access


def test_practice_of_the_committees_no_ban_without_a_recorded_warning(aggression, cast, as_, today):
    record(aggression, an_act("hand_over", cast.hanna, text="Oma.", facts=[HandOver(way="alone")]))
    with pytest.raises(Blocked, match="Warn this parent first"):
        record(aggression, an_act("ban", cast.hanna, text="Weg.", facts=[a_ban(cast.iris, today)]))

    answer = as_(cast.hanna).post(at(aggression, "ban"), ban_sent(aggression, cast, today))
    assert answer.status_code == 409
    assert "Warn this parent first" in answer.content.decode()
    assert not AccessBan.objects.exists()


def test_after_violence_the_reason_why_a_warning_could_not_wait_takes_its_place(cast, linde, pupils, today):
    dossier = opened(cast, linde, pupils, nature="physical")
    record(dossier, an_act("hand_over", cast.hanna, text="Oma.", facts=[HandOver(way="alone")]))
    record(dossier, an_act("cannot_wait", cast.hanna, text="Hij sloeg, en komt morgen weer."))
    record(dossier, an_act("ban", cast.hanna, text="Weg.", facts=[a_ban(cast.iris, today)]))

    assert AccessBan.objects.count() == 1


def test_after_shouting_a_warning_is_never_left_out(aggression, cast):
    with pytest.raises(Blocked, match="Only violence"):
        record(aggression, an_act("cannot_wait", cast.hanna, text="Hij is vervelend."))


def test_what_it_means_for_the_child_comes_first(aggression, cast, today):
    warned = WarningGiven(how="post", sent_on=today)
    record(aggression, an_act("warn", cast.hanna, text="Pas op.", facts=[warned]))
    with pytest.raises(Blocked, match="how the child comes"):
        record(aggression, an_act("ban", cast.hanna, text="Weg.", facts=[a_ban(cast.iris, today)]))


def test_a_ban_has_reasons_a_place_an_end_a_contact_and_says_how_it_was_sent(may_be_denied, cast, as_, today):
    answer = as_(cast.hanna).post(at(may_be_denied, "ban"), ban_sent(may_be_denied, cast, today))

    assert answer.status_code == 303
    ban = AccessBan.objects.get()
    assert (ban.building, ban.yard, ban.activities) == (True, False, False)
    assert (ban.last_on, ban.contact, ban.how) == (today + timedelta(days=60), cast.iris, "registered")
    page = as_(cast.mina).get(may_be_denied.page_url).content.decode()
    assert f"No access for {parent_of_first(may_be_denied).full_name} from" in page
    page = as_(cast.hanna).get(may_be_denied.page_url).content.decode()
    assert "Send the board a copy of the access ban" in page
    assert "Look at the access ban again, before it ends" in page


@pytest.mark.parametrize(
    ("left_out", "field"),
    [
        ("text", "text"),
        ("building", "building"),
        ("last_on", "last_on"),
        ("review_on", "review_on"),
        ("contact", "contact"),
        ("how", "how"),
    ],
)
def test_nothing_of_a_ban_may_be_left_out(may_be_denied, cast, as_, today, left_out, field):
    form = ban_sent(may_be_denied, cast, today, **{left_out: ""})
    answer = as_(cast.hanna).post(at(may_be_denied, "ban"), form)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not AccessBan.objects.exists()


def test_a_ban_is_no_longer_than_the_school_agreed(may_be_denied, linde, cast, as_, today):
    browser = as_(cast.hanna)
    long = {"last_on": (today + timedelta(days=200)).isoformat()}
    answer = browser.post(at(may_be_denied, "ban"), ban_sent(may_be_denied, cast, today, **long))
    assert answer.status_code == 422
    assert "Too long" in answer.content.decode()

    SchoolRule.objects.create(
        school=linde,
        key="premises.longest_ban_months",
        value=1,
        since=LONG_AGO,
        source="Beleid 2026",
        set_by=cast.hanna,
    )
    answer = browser.post(at(may_be_denied, "ban"), ban_sent(may_be_denied, cast, today))
    assert answer.status_code == 422
    assert "last_on" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"last_on": -1}, "last_on"),
        ({"review_on": 61}, "review_on"),
        ({"review_on": -1}, "review_on"),
    ],
)
def test_the_days_of_a_ban_follow_each_other(may_be_denied, cast, as_, today, days, field):
    told = {name: (today + timedelta(days=number)).isoformat() for name, number in days.items()}
    answer = as_(cast.hanna).post(at(may_be_denied, "ban"), ban_sent(may_be_denied, cast, today, **told))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


@pytest.mark.parametrize(
    "wrong", [{"last_on": -1}, {"review_on": 61}, {"building": False}], ids=["order", "review", "nowhere"]
)
def test_the_database_refuses_a_ban_without_a_place_or_with_days_out_of_order(
    may_be_denied, cast, today, wrong
):
    told = {
        name: value if isinstance(value, bool) else today + timedelta(days=value)
        for name, value in wrong.items()
    }
    act = an_act("ban", cast.hanna, text="Weg.", facts=[a_ban(cast.iris, today, **told)])
    with pytest.raises(IntegrityError), transaction.atomic():
        record(may_be_denied, act)


def test_sr_art_461_and_plan_3_1_7_the_yard_is_public_ground_and_that_is_confirmed(
    may_be_denied, cast, as_, today
):
    browser, address = as_(cast.hanna), at(may_be_denied, "ban")
    answer = browser.post(address, ban_sent(may_be_denied, cast, today, yard="on"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "public ground (Veiligheidsplan, par. 3.1.7)" in page
    assert "Sr, art. 461" in page
    assert not AccessBan.objects.exists()

    form = ban_sent(may_be_denied, cast, today, yard="on", confirmed="on")
    assert browser.post(address, form).status_code == 303
    assert AccessBan.objects.get().yard


def test_the_board_gets_a_copy_and_after_a_correction_of_the_ban_another(may_be_denied, cast, as_, today):
    ban = record(may_be_denied, an_act("ban", cast.hanna, text="Weg.", facts=[a_ban(cast.iris, today)]))
    fields = {"how": "email", "sent_on": today.isoformat(), "text": ""}
    answer = as_(cast.hanna).post(at(may_be_denied, "copy_to_board"), sent(may_be_denied, **fields))
    assert answer.status_code == 303
    assert BoardCopy.objects.get().how == "email"
    waits = "Send the board a copy of the access ban"
    assert waits not in as_(cast.hanna).get(may_be_denied.page_url).content.decode()

    address = reverse("dossier-correction", args=[may_be_denied.reference, ban.number])
    form = as_(cast.hanna).get(address).context["form"]
    assert form.initial["last_on"] == today + timedelta(days=60)
    again = ban_sent(may_be_denied, cast, today, activities="on", reason="Ook het kamp.")
    assert as_(cast.hanna).post(address, again).status_code == 303
    assert waits in as_(cast.hanna).get(may_be_denied.page_url).content.decode()


def test_it_closes_only_when_the_ban_was_copied_and_looked_at_again(may_be_denied, cast, as_, today):
    record(may_be_denied, an_act("ban", cast.hanna, text="Weg.", facts=[a_ban(cast.iris, today)]))
    with pytest.raises(Blocked, match="copy"):
        record(may_be_denied, an_act("close", cast.hanna))
    copy = BoardCopy(how="email", sent_on=today)
    record(may_be_denied, an_act("copy_to_board", cast.hanna, facts=[copy]))
    with pytest.raises(Blocked, match="looked at again"):
        record(may_be_denied, an_act("close", cast.hanna))

    fields = {"outcome": "lifted", "text": "Goed gesprek, brief meegegeven."}
    assert as_(cast.hanna).post(at(may_be_denied, "review"), sent(may_be_denied, **fields)).status_code == 303
    assert "The access ban was lifted." in as_(cast.mina).get(may_be_denied.page_url).content.decode()
    record(may_be_denied, an_act("close", cast.hanna))

    may_be_denied.refresh_from_db()
    assert may_be_denied.closed_on


def test_a_ban_that_goes_on_is_a_new_one_after_its_review(may_be_denied, cast, today):
    record(may_be_denied, an_act("ban", cast.hanna, text="Weg.", facts=[a_ban(cast.iris, today)]))
    second = a_ban(cast.iris, today + timedelta(days=61))
    with pytest.raises(Blocked, match="Access is denied already"):
        record(may_be_denied, an_act("ban", cast.hanna, text="Langer.", facts=[second]))
    record(may_be_denied, an_act("copy_to_board", cast.hanna, facts=[BoardCopy(how="post", sent_on=today)]))
    goes_on = BanReview(outcome="goes_on")
    record(may_be_denied, an_act("review", cast.hanna, text="Het kan nog niet.", facts=[goes_on]))
    with pytest.raises(Blocked, match="a new access ban follows"):
        record(may_be_denied, an_act("close", cast.hanna))
    second = a_ban(cast.iris, today + timedelta(days=61))
    record(may_be_denied, an_act("ban", cast.hanna, text="Langer.", facts=[second]))

    with pytest.raises(Blocked, match="copy"):
        record(may_be_denied, an_act("close", cast.hanna))


def test_who_came_all_the_same_is_recorded_with_whether_he_left(may_be_denied, cast, as_, today):
    with pytest.raises(Blocked, match="Access has not been denied"):
        record(may_be_denied, an_act("breach", cast.kees, text="Hij kwam.", facts=[a_breach()]))
    record(may_be_denied, an_act("ban", cast.hanna, text="Weg.", facts=[a_ban(cast.iris, today)]))
    answer = as_(cast.kees).post(at(may_be_denied, "breach"), sent(may_be_denied, place="building"))

    assert answer.status_code == 303
    assert (Breach.objects.get().place, Breach.objects.get().left_when_told) == ("building", False)


def a_breach():
    return Breach(place="yard", left_when_told=True)


def test_without_a_ban_it_closes_once_there_was_a_talk_or_a_reason_why_not(aggression, cast):
    with pytest.raises(Blocked, match="There must have been a talk"):
        record(aggression, an_act("close", cast.hanna))
    talk = Talk(partner="parent", guardian=parent_of_first(aggression), how="not_held")
    record(aggression, an_act("talk", cast.hanna, text="Hij wil niet.", facts=[talk]))
    record(aggression, an_act("close", cast.hanna))
    record(aggression, an_act("reopen", cast.hanna, text="Hij kwam weer."))

    aggression.refresh_from_db()
    assert aggression.closed_on is None


def test_a_paper_cannot_have_been_sent_tomorrow(aggression, cast, as_, today):
    fields = {"how": "post", "sent_on": (today + timedelta(days=1)).isoformat()}
    answer = as_(cast.hanna).post(at(aggression, "warn"), sent(aggression, **fields))

    assert answer.status_code == 422
    assert "This day is still to come" in answer.content.decode()
    assert not WarningGiven.objects.exists()
