"""The pages without scripts: get ready, call names, see who is missing, close, and what stays for whom."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.core.people.models import Appointment, Enrolment, Group, Placement, Pupil
from vangnet.core.people.roles import Role
from vangnet.rollcall.closing import close
from vangnet.rollcall.models import Missed, RollCall
from vangnet.rollcall.scene import scene_of

from .scene import opened, practised, say, told

pytestmark = pytest.mark.django_db(databases="__all__")

NOW = reverse("roll-call")


@pytest.fixture
def drill(linde, cast) -> RollCall:
    return opened(linde, cast.hanna)


def shown(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def hidden(answer, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', answer.content.decode())
    assert found, name
    return found[1]


def page_of_group(drill: RollCall, name: str) -> str:
    number = Group.objects.get(school=drill.school, name=name).pk
    return reverse("roll-call-group", args=[drill.key, number])


def stands(drill: RollCall, pupil) -> str:
    return scene_of(drill).standing[f"pupil-{pupil.pk}"].word.said


def test_a_teacher_gets_ready_and_everybody_at_the_school_finds_it(cast, as_, linde):
    ready = as_(cast.mina).get(NOW)
    assert "call 112 first" in shown(ready)
    answer = as_(cast.mina).post(NOW, {"key": hidden(ready, "key"), "occasion": "alarm"})

    assert (answer.status_code, answer["Location"]) == (303, f"{NOW}?school={linde.pk}")
    for who in (cast.otto, cast.kees, cast.hanna):
        page = shown(as_(who).get(NOW))
        assert "A real alarm" in page
        assert "Opened by Mina Test" in page


def test_another_school_does_not_see_it(cast, as_, drill):
    assert "Open the roll-call" in shown(as_(cast.nadia).get(NOW))


def test_two_who_start_at_once_are_in_the_same_one(cast, as_):
    for who in (cast.mina, cast.otto):
        as_(who).post(NOW, {"key": str(uuid4()), "occasion": "drill"})

    assert RollCall.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"occasion": "party"}, {"occasion": "drill", "key": "x"}])
def test_an_occasion_must_be_chosen(cast, as_, sent):
    answer = as_(cast.mina).post(NOW, {"key": str(uuid4())} | sent)

    assert answer.status_code == 422
    assert not RollCall.objects.exists()


def test_who_works_at_two_schools_chooses(cast, as_, linde, iep):
    Appointment.objects.create(person=cast.mina, role=Role.COACH, school=iep, first_on=timezone.localdate())
    as_(cast.mina).post(f"{NOW}?school={iep.pk}", {"key": str(uuid4()), "occasion": "drill"})

    assert RollCall.objects.get().school == iep
    assert "De Iep" in shown(as_(cast.mina).get(f"{NOW}?school={linde.pk}"))
    for wrong in ("0", "x", "9" * 30):
        assert as_(cast.mina).get(f"{NOW}?school={wrong}").status_code == 404


def test_names_are_called_with_a_plain_form_and_only_what_changed_becomes_a_word(cast, as_, drill, pupils):
    page = page_of_group(drill, "Groep 6")
    form = as_(cast.mina).get(page)
    sent = {
        "form": hidden(form, "form"),
        f"said-pupil-{pupils.aya.pk}": "missing",
        f"said-pupil-{pupils.bram.pk}": "present",
    }
    for _double in range(2):
        answer = as_(cast.mina).post(page, sent)
    assert answer.status_code == 303
    assert drill.words.count() == 2

    board = shown(as_(cast.hanna).get(NOW))
    assert "Missing 1 Not called yet 3 Present 1 Not in today 0" in board
    assert "Aya Bos Groep 6 Mina Test said “missing” at" in board

    form = as_(cast.otto).get(page)
    knew = hidden(form, f"knew-pupil-{pupils.aya.pk}")
    answer = as_(cast.otto).post(
        page,
        {
            "form": hidden(form, "form"),
            f"said-pupil-{pupils.aya.pk}": "present",
            f"knew-pupil-{pupils.aya.pk}": knew,
            f"said-pupil-{pupils.bram.pk}": "present",
            f"knew-pupil-{pupils.bram.pk}": hidden(form, f"knew-pupil-{pupils.bram.pk}"),
        },
    )
    assert drill.words.count() == 3
    stand = scene_of(drill).standing[f"pupil-{pupils.aya.pk}"]
    assert stand.is_found
    assert stand.against == ()


def test_two_who_say_different_things_are_shown_beside_each_other(cast, as_, drill, pupils):
    page = page_of_group(drill, "Groep 6")
    forms = {who: as_(who).get(page) for who in (cast.mina, cast.otto)}
    for who, said in ((cast.mina, "present"), (cast.otto, "missing")):
        sent = {"form": hidden(forms[who], "form"), f"said-pupil-{pupils.aya.pk}": said}
        as_(who).post(page, sent | {f"knew-pupil-{pupils.aya.pk}": ""})

    board = shown(as_(cast.hanna).get(NOW))
    assert "Two people said different things" in board
    assert re.search(r"Otto Test said “missing” at \d\d:\d\d; Mina Test said “present” at \d\d:\d\d", board)
    assert stands(drill, pupils.aya) == "missing"


def test_a_form_without_its_name_or_with_nonsense_says_nothing(cast, as_, drill, pupils):
    page = page_of_group(drill, "Groep 6")
    answer = as_(cast.mina).post(page, {f"said-pupil-{pupils.aya.pk}": "missing"})
    assert answer.status_code == 422
    assert "Choose once more" in shown(answer)
    as_(cast.mina).post(
        page,
        {
            "form": str(uuid4()),
            f"said-pupil-{pupils.aya.pk}": "gone",
            f"said-pupil-{pupils.emil.pk}": "missing",
        },
    )

    assert not drill.words.exists()


def test_a_visitor_is_typed_by_name(cast, as_, drill):
    page = reverse("roll-call-others", args=[drill.key])
    form = hidden(as_(cast.kees).get(page), "form")
    for _double in range(2):
        as_(cast.kees).post(page, {"form": form, "add": "yes", "name": " De loodgieter ", "kind": "visitor"})

    assert drill.extras.count() == 1
    assert "De loodgieter" in shown(as_(cast.mina).get(page))
    for wrong, says in (({"name": " "}, "Type a name"), ({"kind": "ghost"}, "a colleague or a visitor")):
        answer = as_(cast.kees).post(
            page, {"form": str(uuid4()), "add": "yes", "name": "X", "kind": "visitor"} | wrong
        )
        assert answer.status_code == 422
        assert says in shown(answer)


def test_closing_asks_once_more_while_somebody_is_unaccounted_for(cast, as_, drill, pupils):
    say(drill, cast.mina, told(pupils.aya, "missing"))
    page = reverse("roll-call-close", args=[drill.key])
    asked = as_(cast.hanna).get(page)
    assert "5 people are unaccounted for" in shown(asked)
    sent = {"occasion": "drill", "seen": hidden(asked, "seen"), "began": ""}
    answer = as_(cast.hanna).post(page, sent)
    assert answer.status_code == 422
    assert "Not everybody is accounted for" in shown(answer)

    say(drill, cast.mina, told(pupils.bram))
    answer = as_(cast.hanna).post(page, sent | {"confirmed": "on"})
    assert answer.status_code == 422
    assert "It changed meanwhile" in shown(answer)
    drill.refresh_from_db()
    assert drill.is_running

    sent["seen"] = hidden(answer, "seen")
    assert as_(cast.hanna).post(page, sent | {"confirmed": "on"}).status_code == 303
    drill.refresh_from_db()
    assert drill.closed_by == cast.hanna


def test_with_everybody_accounted_for_it_is_closed_without_a_question(cast, as_, drill, pupils):
    everybody = (pupils.aya, pupils.bram, pupils.zoe, pupils.cas, pupils.dina)
    say(drill, cast.mina, *[told(each) for each in everybody])
    page = reverse("roll-call-close", args=[drill.key])

    assert "unaccounted" not in shown(as_(cast.hanna).get(page))
    answer = as_(cast.hanna).post(page, {"occasion": "alarm"})
    assert answer.status_code == 303
    drill.refresh_from_db()
    assert drill.occasion == "alarm"


def test_the_alarm_went_before_the_first_name(cast, as_, drill, pupils):
    first = timezone.now() - timedelta(minutes=3)
    say(drill, cast.mina, told(pupils.aya, at=first))
    page = reverse("roll-call-close", args=[drill.key])
    sent = {"occasion": "drill", "confirmed": "on", "seen": hidden(as_(cast.hanna).get(page), "seen")}
    later = timezone.localtime(first + timedelta(minutes=2)).strftime("%H:%M")
    answer = as_(cast.hanna).post(page, sent | {"began": later})
    assert answer.status_code == 422
    assert "The first name was called at" in shown(answer)
    earlier = timezone.localtime(first - timedelta(minutes=4))
    as_(cast.hanna).post(page, sent | {"began": earlier.strftime("%H:%M")})

    drill.refresh_from_db()
    assert drill.began_at == earlier.replace(second=0, microsecond=0)


@pytest.mark.parametrize("role", [Role.EMERGENCY_OFFICER, Role.HEAD_EMERGENCY_OFFICER])
def test_who_gives_emergency_response_may_close(cast, as_, drill, role, linde):
    page = reverse("roll-call-close", args=[drill.key])
    assert as_(cast.kees).get(page).status_code == 404
    assert page not in as_(cast.kees).get(NOW).content.decode()
    Appointment.objects.create(person=cast.kees, role=role, school=linde, first_on=timezone.localdate())

    assert as_(cast.kees).get(page).status_code == 200
    assert page in as_(cast.kees).get(NOW).content.decode()


def test_names_afterwards_are_for_the_head_and_the_head_of_bhv_alone(cast, as_, linde, pupils):
    page = reverse("roll-call-record", args=[practised(linde, cast.hanna, pupils).key])
    for who in (cast.sam, cast.carla, cast.bas):
        text = shown(as_(who).get(page))
        assert "1 pupil. The head and the head of BHV can see who." in text
        assert "Aya" not in text
    assert re.search(r"Aya Bos : missing at .* found at", shown(as_(cast.hanna).get(page)))
    Appointment.objects.create(
        person=cast.kees, role=Role.HEAD_EMERGENCY_OFFICER, school=linde, first_on=timezone.localdate()
    )
    assert "Aya Bos" in shown(as_(cast.kees).get(page))


def test_the_record_tells_minutes_figures_and_who_called(cast, as_, linde, pupils):
    drill = practised(linde, cast.hanna, pupils)
    text = shown(as_(cast.sam).get(reverse("roll-call-record", args=[drill.key])))

    assert "5 minutes from the alarm to the last word" in text
    assert "Groep 6 3 3 0 0 0" in text
    assert "Hanna Test (4)" in text
    listed = shown(as_(cast.sam).get(reverse("roll-calls")))
    assert "De Linde A drill 5 1" in listed
    assert "De Linde" not in shown(as_(cast.noor).get(reverse("roll-calls")))


def test_a_form_that_comes_after_closing_is_not_taken_and_that_is_said(cast, as_, drill, pupils):
    say(drill, cast.mina, told(pupils.aya, "missing"))
    page = page_of_group(drill, "Groep 6")
    form = as_(cast.otto).get(page)
    close(drill, by=cast.hanna, now=timezone.now())
    answer = as_(cast.otto).post(
        page, {"form": hidden(form, "form"), f"said-pupil-{pupils.aya.pk}": "present"}, follow=True
    )

    assert "The roll-call was closed at" in shown(answer)
    assert Missed.objects.get().found_at is None


def test_every_page_asks_the_same_number_of_questions_for_any_number_of_pupils(
    cast, as_, drill, pupils, linde
):
    pages = [NOW, page_of_group(drill, "Groep 6"), reverse("roll-call-close", args=[drill.key])]

    def costs() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                assert as_(cast.hanna).get(page).status_code == 200
            found.append(len(asked))
        return found

    say(drill, cast.mina, told(pupils.aya, "missing"), told(pupils.cas))
    few = costs()
    group = Group.objects.get(school=linde, name="Groep 6")
    for number in range(30):
        pupil = Pupil.objects.create(call_name=f"Kind{number}", last_name="Test")
        enrolment = Enrolment.objects.create(pupil=pupil, school=linde, first_on=timezone.localdate())
        Placement.objects.create(enrolment=enrolment, group=group, first_on=timezone.localdate())
        say(drill, cast.otto, told(pupil, "missing"))

    assert costs() == few


def test_how_long_names_are_kept_is_agreed_where_everything_else_is(cast, as_, linde):
    agreements, one = reverse("agreements"), reverse("agreement", args=["rollcall.keep_names_months"])
    assert "The names of who was missing in a roll-call are kept for 12 months" in shown(
        as_(cast.hanna).get(agreements)
    )
    sent = {"value": "6", "since": timezone.localdate().isoformat(), "source": "veiligheidsplan"}
    assert as_(cast.hanna).post(one, sent | {"value": "60"}).status_code == 422
    assert as_(cast.hanna).post(one, sent).status_code == 302

    assert "are kept for 6 months" in shown(as_(cast.hanna).get(agreements))
