"""Why, readers, breaking the glass and destruction, as people meet them on the page."""

from uuid import uuid4

import pytest
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import BrokenGlass, Destruction, DestructionProposal, Dossier
from vangnet.core.dossiers.models.reading import record_reading
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.mail.models import OutgoingMail
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def elsewhere(cast, iep):
    """An incident at De Iep that nobody of De Linde may know."""
    return open_dossier(
        INCIDENT,
        iep,
        an_act("report", cast.nadia, text="Ruit stuk.", facts=[Report(category_id="vandalism", place="gym")]),
    )


@pytest.fixture
def closed(fight):
    Dossier.objects.filter(pk=fight.pk).update(closed_on=timezone.localdate())
    return Dossier.objects.get(pk=fight.pk)


def test_the_page_says_every_ground_on_which_a_teacher_sees_a_dossier(as_, cast, fight):
    browser = as_(cast.mina)
    page = browser.get(f"/dossiers/{fight.reference}/why/").content.decode()

    assert "You recorded this." in page
    assert "A pupil of your own group is involved." in page
    assert "You handle incidents at this school." not in page


def test_who_read_a_dossier_is_shown_to_who_knows_it(as_, cast, fight):
    record_reading(fight, cast.otto, timezone.now())

    assert "Otto Test" in as_(cast.hanna).get(f"/dossiers/{fight.reference}/readers/").content.decode()


def test_the_data_protection_officer_sees_who_opened_what_and_nothing_of_its_contents(as_, cast, fight):
    record_reading(fight, cast.otto, timezone.now())

    page = as_(cast.fenna).get("/dossiers/readings/").content.decode()

    assert fight.reference in page
    assert "Otto Test" in page
    assert "schommel" not in page
    assert "Aya" not in page


def test_the_read_log_is_searched_without_a_name_in_the_address(as_, cast, fight):
    record_reading(fight, cast.otto, timezone.now())
    record_reading(fight, cast.iris, timezone.now())

    page = as_(cast.fenna).post("/dossiers/readings/", {"name": "otto", "reference": ""}).content.decode()

    assert "Otto Test" in page
    assert "Iris Test" not in page


def test_breaking_the_glass_opens_one_dossier_and_tells_everybody_concerned(as_, cast, elsewhere):
    form = {
        "reference": elsewhere.reference.lower(),
        "reason": "De politie belt op zaterdag over de ruit.",
        "token": uuid4(),
    }
    assert as_(cast.carla).get(f"/dossiers/{elsewhere.reference}/why/").status_code == 404

    answer = as_(cast.carla).post("/dossiers/glass/", form)

    assert answer.status_code == 302
    assert as_(cast.carla).get(f"/dossiers/{elsewhere.reference}/why/").status_code == 200
    assert BrokenGlass.objects.get().entry.text == "De politie belt op zaterdag over de ruit."
    told = set(OutgoingMail.objects.filter(cause__startswith="glass").values_list("to", flat=True))
    assert told == {"fenna@example.org", "nadia@example.org"}
    assert "zaterdag" not in "".join(OutgoingMail.objects.values_list("body", flat=True))


def test_the_glass_of_another_school_stays_whole(as_, cast, elsewhere):
    form = {"reference": elsewhere.reference, "reason": "Ik ben gewoon erg nieuwsgierig.", "token": uuid4()}

    answer = as_(cast.hanna).post("/dossiers/glass/", form)

    assert answer.status_code == 422
    assert not BrokenGlass.objects.exists()


def test_broken_glass_lets_nobody_in_after_its_time(as_, cast, elsewhere):
    form = {
        "reference": elsewhere.reference,
        "reason": "De politie belt op zaterdag over de ruit.",
        "token": uuid4(),
    }
    as_(cast.carla).post("/dossiers/glass/", form)
    glass = BrokenGlass.objects.get()

    assert 0 < (glass.until - timezone.now()).total_seconds() <= 4 * 3600


def test_the_head_proposes_and_the_cluster_director_decides(as_, cast, closed):
    as_(cast.hanna).post(
        f"/dossiers/{closed.reference}/destruction/", {"ground": "Twee jaar geleden gesloten."}
    )
    proposal = DestructionProposal.objects.get()

    answer = as_(cast.carla).post(f"/dossiers/destructions/{proposal.pk}/", {"is_sure": "on"})

    assert answer.status_code == 302
    assert Destruction.objects.get().decided_by == cast.carla
    assert not closed.entries.exists()
    assert as_(cast.hanna).get(f"/dossiers/{closed.reference}/").status_code == 404


def test_an_unsure_decision_destroys_nothing(as_, cast, closed):
    as_(cast.hanna).post(
        f"/dossiers/{closed.reference}/destruction/", {"ground": "Twee jaar geleden gesloten."}
    )
    proposal = DestructionProposal.objects.get()

    assert as_(cast.carla).post(f"/dossiers/destructions/{proposal.pk}/", {"is_sure": ""}).status_code == 422
    assert closed.entries.exists()


def test_who_decides_sees_dates_and_ground_and_no_contents(as_, cast, closed):
    as_(cast.hanna).post(
        f"/dossiers/{closed.reference}/destruction/", {"ground": "Twee jaar geleden gesloten."}
    )

    page = (
        as_(cast.fenna)
        .get(f"/dossiers/destructions/{DestructionProposal.objects.get().pk}/")
        .content.decode()
    )

    assert "Twee jaar geleden gesloten." in page
    assert "schommel" not in page
    assert "Aya" not in page
