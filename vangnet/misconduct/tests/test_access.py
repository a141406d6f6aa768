"""Who knows a suspicion, and who must not: above all the accused, on no ground whatever (domain 6.3)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.config.tests.access import EVERYBODY
from vangnet.conftest import an_act
from vangnet.core.dossiers.destroying import propose
from vangnet.core.dossiers.models import BrokenGlass, DestructionProposal, Dossier, Party, Subject
from vangnet.core.dossiers.models.talk import Talk
from vangnet.core.dossiers.recording import record
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.people.models import Appointment, Guardian
from vangnet.core.people.roles import Role
from vangnet.misconduct.models import BoardTold, Decision, Suspicion

from .scene import opened

pytestmark = pytest.mark.django_db(databases="__all__")


def who_opens(dossier, cast, as_):
    return {name for name in EVERYBODY if as_(getattr(cast, name)).get(dossier.page_url).status_code == 200}


def accused_person(person):
    return Subject(role="accused", person=person)


def test_the_head_reads_it_and_the_teacher_of_the_pupil_who_is_accused_does_not(cast, linde, pupils, as_):
    assert who_opens(opened(cast, linde, pupils), cast, as_) == {"mina", "hanna", "bas"}


def test_when_the_head_is_accused_it_goes_past_the_head(cast, linde, pupils, as_):
    dossier = opened(cast, linde, pupils, accused=accused_person(cast.hanna))

    assert who_opens(dossier, cast, as_) == {"mina", "bas"}
    assert dossier.reference not in as_(cast.hanna).get(reverse("dossiers")).content.decode()
    assert dossier.reference not in as_(cast.hanna).get(reverse("desk")).content.decode()


def test_when_one_head_is_accused_no_other_head_of_the_school_knows_it(cast, linde, pupils, as_):
    Appointment.objects.create(person=cast.iris, role=Role.HEAD, school=linde, first_on=timezone.localdate())

    assert who_opens(opened(cast, linde, pupils, accused=accused_person(cast.hanna)), cast, as_) == {
        "mina",
        "bas",
    }


def test_a_member_of_the_board_who_is_accused_knows_nothing_of_it(cast, linde, pupils, as_):
    dossier = opened(cast, linde, pupils, accused=accused_person(cast.bas))

    assert who_opens(dossier, cast, as_) == {"mina", "hanna"}


def test_a_parent_who_helps_and_is_accused_knows_nothing_as_colleague(cast, linde, pupils, as_):
    parent = Guardian.objects.get(guardianships__pupil=pupils.cas)
    Guardian.objects.filter(pk=parent.pk).update(email="Kees@Example.org")
    dossier = opened(cast, linde, pupils, by=cast.kees, accused=Subject(role="accused", guardian=parent))

    assert "kees" not in who_opens(dossier, cast, as_)


def test_who_opened_it_or_was_brought_in_and_turns_out_to_be_the_accused_no_longer_knows_it(
    cast, linde, pupils, as_
):
    dossier = opened(cast, linde, pupils)
    record(dossier, an_act("brought_in", cast.bas, text="Denkt mee.", facts=[Party(person=cast.kees)]))
    assert "kees" in who_opens(dossier, cast, as_)
    first = dossier.entries.get(number=1)
    for name in ("mina", "kees"):
        facts = [
            *_suspicion(),
            Subject(role="pupil", pupil=pupils.cas),
            accused_person(getattr(cast, name)),
        ]
        first = record(
            dossier,
            an_act("record_suspicion", cast.bas, text="Het was een ander.", facts=facts, corrects=first),
        )
        assert name not in who_opens(dossier, cast, as_)


def _suspicion():
    return [Suspicion(nature="offence", works_as="employed")]


@pytest.mark.parametrize("name", ["otto", "iris", "carla", "hanna"])
def test_there_is_no_glass_to_break(cast, linde, pupils, as_, name):
    accused = accused_person(cast.hanna) if name == "hanna" else None
    dossier = opened(cast, linde, pupils, accused=accused)
    Appointment.objects.get_or_create(
        person=cast.otto, role=Role.CHILD_PROTECTION_OFFICER, school=linde, first_on=timezone.localdate()
    )
    form = {"reference": dossier.reference, "reason": "Ik moet dit nu echt lezen.", "token": "0" * 31 + "1"}

    answer = as_(getattr(cast, name)).post(reverse("glass"), form)

    assert answer.status_code == 422
    assert "No dossier at your schools has this reference." in answer.content.decode()
    assert not BrokenGlass.objects.exists()
    assert not OutgoingMail.objects.filter(cause__startswith="glass").exists()


def test_who_opened_it_reads_what_he_wrote_and_not_how_far_it_came(cast, linde, pupils, as_):
    dossier = opened(cast, linde, pupils)
    record(
        dossier,
        an_act("tell_board", cast.mina, text="Gebeld.", facts=[BoardTold(person=cast.bas, how="phone")]),
    )
    record(dossier, an_act("consult", cast.bas, text="Advies van de inspecteur."))
    record(
        dossier,
        an_act("decide", cast.bas, text="Redelijk vermoeden.", facts=[Decision(outcome="reasonable")]),
    )
    record(
        dossier,
        an_act(
            "tell_accused",
            cast.bas,
            text="Otto weet het.",
            facts=[Talk(partner="colleague", person=cast.otto, how="talk")],
        ),
    )

    page = as_(cast.mina).get(dossier.page_url).content.decode()
    assert "Cas vertelde over de berging." in page
    assert "Gebeld." in page
    for hidden in (
        "Advies van de inspecteur.",
        "Redelijk vermoeden.",
        "Otto weet het.",
        "Report to the police",
    ):
        assert hidden not in page
    read = as_(cast.hanna).get(dossier.page_url).content.decode()
    assert "Advies van de inspecteur." in read


def test_no_list_names_the_pupil_or_the_accused(cast, linde, pupils, as_):
    opened(cast, linde, pupils)

    for name, page in (("mina", "desk"), ("mina", "dossiers"), ("bas", "dossiers"), ("hanna", "desk")):
        shown = as_(getattr(cast, name)).get(reverse(page)).content.decode()
        assert "Sexual offence by staff" in shown
        assert "Cas Jansen" not in shown
        assert "Otto Test" not in shown


def test_the_board_proposes_destruction_the_privacy_officer_decides_and_head_and_director_hear_of_neither(
    cast, linde, pupils, as_
):
    dossier = opened(cast, linde, pupils, nature="intimidation", accused=accused_person(cast.otto))
    record(dossier, an_act("close", cast.bas, text="Afgerond."))
    address = reverse("dossier-destruction", args=[dossier.reference])
    may_propose = {n for n in EVERYBODY if as_(getattr(cast, n)).get(address).status_code == 200}
    assert may_propose == {"bas"}
    dossier.refresh_from_db()
    propose(dossier, cast.bas, "De termijn is om.", timezone.now())
    decision = reverse("destruction-decision", args=[DestructionProposal.objects.get().pk])

    assert {n for n in EVERYBODY if as_(getattr(cast, n)).get(decision).status_code == 200} == {"fenna"}
    for name in ("carla", "bas"):
        assert dossier.reference not in as_(getattr(cast, name)).get(reverse("destructions")).content.decode()


def test_who_is_accused_decides_on_no_destruction(cast, linde, pupils, as_):
    dossier = opened(cast, linde, pupils, nature="intimidation", accused=accused_person(cast.fenna))
    record(dossier, an_act("close", cast.bas, text="Afgerond."))
    dossier.refresh_from_db()
    propose(dossier, cast.bas, "De termijn is om.", timezone.now())

    assert dossier.reference not in as_(cast.fenna).get(reverse("destructions")).content.decode()


def test_a_dossier_of_the_other_school_is_not_known_by_this_head(cast, iep, pupils, as_):
    assert "hanna" not in who_opens(_elsewhere(cast, iep, pupils), cast, as_)
    assert Dossier.objects.get().school == iep


def _elsewhere(cast, iep, pupils):
    return opened(cast, iep, pupils, by=cast.nadia)
