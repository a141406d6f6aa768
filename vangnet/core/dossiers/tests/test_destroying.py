"""AVG art. 5 lid 1, onder e: at the end of its term a dossier goes for good; two people decide, the proof stays."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.destroying import decide, propose
from vangnet.core.dossiers.models import Destruction, DestructionProposal, Dossier, Entry, Subject
from vangnet.core.dossiers.recording import append, record
from vangnet.core.dossiers.refusals import Blocked
from vangnet.core.dossiers.settling import settle
from vangnet.core.dossiers.verify import verify
from vangnet.core.keys import store
from vangnet.incidents.models import Incident, Report

pytestmark = pytest.mark.django_db(databases="__all__")

NOW = timezone.now()
GROUND = "Two years have passed."


@pytest.fixture
def closed(cast, fight):
    append(fight, an_act("close", cast.hanna, text="Klaar."))
    settle(fight)
    return fight


def test_an_open_dossier_is_not_proposed_for_destruction(cast, fight):
    with pytest.raises(Blocked):
        propose(fight, cast.hanna, GROUND, NOW)


def test_who_proposed_does_not_decide(cast, closed):
    with pytest.raises(Blocked):
        decide(propose(closed, cast.hanna, GROUND, NOW), cast.hanna, NOW)

    assert closed.entries.count() == 2


def test_the_database_itself_refuses_one_person_in_both_parts(cast, closed):
    proposal = propose(closed, cast.hanna, GROUND, NOW)

    with pytest.raises(DatabaseError), transaction.atomic():
        Destruction(
            dossier=closed, proposal=proposal, proposed_by=cast.hanna, decided_by=cast.hanna, decided_at=NOW
        ).save()


def test_a_dossier_proposed_twice_has_one_proposal(cast, closed):
    assert propose(closed, cast.hanna, GROUND, NOW) == propose(closed, cast.noor, "Other", NOW)
    assert DestructionProposal.objects.count() == 1


def test_a_dossier_reopened_since_the_proposal_is_not_destroyed(cast, closed):
    proposal = propose(closed, cast.hanna, GROUND, NOW)
    append(closed, an_act("reopen", cast.hanna))
    settle(closed)

    with pytest.raises(Blocked):
        decide(proposal, cast.carla, NOW)

    assert closed.entries.count() == 3


def test_contents_and_key_go_and_the_proof_stays(cast, closed):
    digests = list(closed.entries.order_by("number").values_list("digest", flat=True))
    destruction = decide(propose(closed, cast.hanna, GROUND, NOW), cast.carla, NOW)

    for model in (Entry, Subject, Report, Incident):
        assert not model.objects.exists(), model
    assert store.existing([closed.reference]) == []
    assert destruction.digests.split("\n") == digests
    assert (destruction.proposed_by, destruction.decided_by) == (cast.hanna, cast.carla)
    assert verify().findings == ()


def test_deciding_twice_destroys_once(cast, closed):
    proposal = propose(closed, cast.hanna, GROUND, NOW)

    assert decide(proposal, cast.carla, NOW) == decide(proposal, cast.bas, NOW)


def test_nothing_is_added_to_a_destroyed_dossier(cast, closed):
    decide(propose(closed, cast.hanna, GROUND, NOW), cast.carla, NOW)

    with pytest.raises(Blocked):
        record(closed, an_act("note", cast.iris))

    assert Dossier.objects.get(pk=closed.pk).entry_count == 2
