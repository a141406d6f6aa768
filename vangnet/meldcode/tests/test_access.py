"""Who may know a meldcode dossier: as few as can be, and nobody what is about himself or an own child."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.core.dossiers.glass import break_glass
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.refusals import NotYours
from vangnet.core.people.models import Appointment, Guardian, Guardianship
from vangnet.core.people.roles import Role
from vangnet.meldcode.access import KNOW

from .conftest import weighing
from .scene import opened

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def finds(as_):
    return lambda person, dossier: as_(person).get(dossier.page_url).status_code == 200


def test_the_childs_own_teacher_does_not_know_what_a_colleague_opened(cast, linde, pupils, finds):
    dossier = opened(cast, linde, pupils, by=cast.otto)

    assert not finds(cast.mina, dossier)
    assert finds(cast.otto, dossier)


def test_who_opened_it_reads_what_he_or_she_recorded_and_not_how_far_it_came(prepared, cast, as_):
    page = as_(cast.mina).get(prepared.page_url).context["page"]

    assert [entry.number for entry in page.entries] == [1, 2]
    assert page.steps == ()
    assert page.next_up == ()
    assert {action.step for action in page.actions} == {"consult", "add_signals", "ask_veilig_thuis"}
    shown = as_(cast.mina).get(prepared.page_url).content.decode()
    assert "Weigh" not in shown
    assert "Nothing has to be done by you now." in shown


def test_who_opened_it_is_not_told_on_which_ground_others_know_it(worry, cast, as_, take):
    take(cast.iris, worry, "inform_director", person_id=cast.carla.pk)
    as_(cast.iris).get(worry.page_url)
    address = reverse("dossier-readers", args=[worry.reference])

    assert "You were informed of this for the board." in as_(cast.iris).get(address).content.decode()
    shown = as_(cast.mina).get(address).content.decode()
    assert "for the board" not in shown
    assert "Carla" not in shown
    assert "Iris Test" in shown  # who read it


def test_who_guards_the_steps_reads_all_of_it(prepared, cast, as_):
    page = as_(cast.hanna).get(prepared.page_url).context["page"]

    assert page.reads_everything
    assert [step.state for step in page.steps] == ["done", "done", "done", "now", "open", "open"]


def test_the_child_protection_officer_guards_the_steps(worry, cast, linde, finds):
    assert not finds(cast.vera, worry)
    Appointment.objects.create(
        person=cast.vera, role=Role.CHILD_PROTECTION_OFFICER, school=linde, first_on=date(2024, 8, 1)
    )

    assert finds(cast.vera, worry)


def test_a_head_whom_it_is_about_knows_nothing_and_the_cluster_director_takes_the_place(
    cast, linde, pupils, finds, take
):
    dossier = opened(cast, linde, pupils, subjects=(Subject(role="adult", person=cast.hanna),))

    assert not finds(cast.hanna, dossier)
    assert finds(cast.carla, dossier)
    assert take(cast.carla, dossier, "note").status_code == 303


@pytest.mark.parametrize("address", ["hanna@example.org", "Hanna@Example.org"])
def test_a_head_who_is_the_childs_parent_knows_nothing_also_when_nobody_thought_of_it(
    worry, cast, pupils, finds, as_, address
):
    parent = Guardian.objects.create(call_name="Hanna", last_name="Test", email=address)
    Guardianship.objects.create(pupil=pupils.aya, guardian=parent, first_on=date(2024, 8, 1))

    assert not finds(cast.hanna, worry)
    assert worry.reference not in as_(cast.hanna).get(reverse("dossiers")).content.decode()
    assert finds(cast.iris, worry)


def test_a_board_member_who_is_the_childs_parent_has_no_glass_to_break(worry, cast, pupils):
    parent = Guardian.objects.create(call_name="Bas", last_name="Test", email=cast.bas.email)
    Guardianship.objects.create(pupil=pupils.aya, guardian=parent, first_on=date(2024, 8, 1))

    with pytest.raises(NotYours):
        break_glass(worry, cast.bas, reason="Ik moet het weten.", token=uuid4(), now=timezone.now())
    break_glass(worry, cast.carla, reason="Ik moet het weten.", token=uuid4(), now=timezone.now())
    assert KNOW.allows(cast.carla, worry, timezone.localdate())


def test_the_list_tells_who_opened_it_no_more_than_the_page(worry, cast, as_):
    """That something is due, or overdue, tells how far it came; whether one can still add to it does not."""
    worry.refresh_from_db()
    assert worry.next_due_at
    Dossier.objects.update(next_due_at=timezone.now() - timedelta(days=30))

    def row(person):
        (found,) = as_(person).get(reverse("dossiers")).context["rows"]
        return found.state, bool(found.due)

    assert row(cast.iris) == ("overdue", True)
    assert row(cast.mina) == ("open", False)
    assert as_(cast.mina).get(worry.page_url).context["page"].summary.state == "open"

    Dossier.objects.update(closed_on=timezone.localdate(), next_due_at=None)
    assert row(cast.mina) == row(cast.iris) == ("closed", False)
    assert as_(cast.mina).get(worry.page_url).context["page"].summary.state == "closed"


@pytest.mark.parametrize("none", ["", None])
def test_people_without_an_address_are_not_taken_for_each_other(worry, cast, none):
    Guardian.objects.update(email="")
    cast.hanna.email = none
    cast.hanna.save(update_fields=["email"])

    assert KNOW.allows(cast.hanna, worry, timezone.localdate())


def test_the_cluster_director_knows_it_once_informed(worry, cast, finds, take):
    assert not finds(cast.carla, worry)

    assert take(cast.iris, worry, "inform_director", person_id=cast.carla.pk).status_code == 303

    assert finds(cast.carla, worry)
    assert not finds(cast.bas, worry)
    assert take(cast.carla, worry, "note").status_code == 303


def test_the_cluster_director_knows_of_a_strong_suspicion(prepared, cast, finds, take):
    take(cast.iris, prepared, "weigh", **weighing(suspicion="yes", safety="no", help="no"))
    assert not finds(cast.carla, prepared)

    take(cast.iris, prepared, "weigh", **weighing(suspicion="strong", safety="doubt"))

    assert finds(cast.carla, prepared)


def test_somebody_of_the_board_can_be_informed_and_nobody_outside_it(worry, cast, finds, take):
    assert take(cast.iris, worry, "inform_director", person_id=cast.otto.pk).status_code == 422

    take(cast.iris, worry, "inform_director", person_id=cast.bas.pk)

    assert finds(cast.bas, worry)


def test_a_colleague_who_was_brought_in_reads_it_and_adds_signals_and_takes_no_step(worry, cast, as_, take):
    assert take(cast.iris, worry, "brought_in", colleague=str(cast.otto.pk)).status_code == 303

    page = as_(cast.otto).get(worry.page_url).context["page"]
    assert page.reads_everything
    assert {action.step for action in page.actions} == {"consult", "add_signals", "ask_veilig_thuis"}
    assert take(cast.otto, worry, "weigh").status_code == 404


def test_who_is_named_in_it_afterwards_does_not_keep_reading_it(worry, cast, finds, take):
    take(cast.iris, worry, "brought_in", colleague=str(cast.otto.pk))
    assert finds(cast.otto, worry)
    key = f"staff-{cast.otto.pk}"
    said = {"source": "seen", "nature": "unknown", "danger": "none_known", "against": "-", "meaning": "-"}

    answer = take(cast.iris, worry, "add_signals", people=[key], **{f"people_part_{key}": ["adult"]}, **said)

    assert answer.status_code == 303
    assert not finds(cast.otto, worry)


def test_the_incident_before_it_leads_here_and_its_victim_is_the_child(fight, cast, pupils, as_):
    page = as_(cast.hanna).get(fight.page_url)
    (way,) = [way for way in page.context["page"].ways_on if way.title == "Meldcode"]

    form = as_(cast.hanna).get(way.url).context["form"]

    assert [(person.name, person.parts) for person in form.people.chosen] == [("Aya Bos", ("child",))]


def test_who_knows_the_incident_does_not_see_that_something_followed(fight, cast, pupils, linde, as_):
    dossier = opened(cast, linde, pupils, by=cast.hanna, follows=fight)

    assert dossier.reference in as_(cast.iris).get(fight.page_url).content.decode()
    for person in (cast.mina, cast.sam, cast.otto):
        answer = as_(person).get(fight.page_url)
        assert dossier.reference not in answer.content.decode()
