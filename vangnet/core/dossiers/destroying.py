"""Destroying a dossier at the end of its term: contents and key go, the proof stays.

AVG art. 5 lid 1, onder e: kept no longer than needed. Decided by two people; `vangnet verify` holds afterwards.
"""

from datetime import datetime

from django.db import transaction

from vangnet.core.keys import store
from vangnet.core.people.models import Person
from vangnet.core.protocols import Obstacle
from vangnet.core.words import _

from .canonical import digest
from .models import Destruction, DestructionProposal, Dossier, Entry, Fact
from .models.facts import fact_models
from .refusals import Blocked


@transaction.atomic
def propose(dossier: Dossier, by: Person, ground: str, now: datetime) -> DestructionProposal:
    """Say that a dossier has reached the end of its term. Somebody else decides."""
    locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if made := locked.destruction_proposals.first():
        return made
    _refuse_open(locked)
    mark = digest(DestructionProposal.described(locked.genesis(), by.pk, now, ground))
    proposal = DestructionProposal(
        dossier=locked, proposed_by=by, proposed_at=now, ground=ground, digest=mark
    )
    proposal.save()
    Dossier.objects.filter(pk=locked.pk).update(ending=mark)
    return proposal


def decide(proposal: DestructionProposal, by: Person, now: datetime) -> Destruction:
    """Destroy the dossier: first the proof and the rows, then the key; `finish` mends what a crash left between."""
    if by == proposal.proposed_by:
        raise Blocked([Obstacle(_("Somebody else than the proposer decides on destruction."))])
    # Durable: inside a larger transaction the rows could come back after the key is gone.
    with transaction.atomic(durable=True):
        dossier = Dossier.objects.select_for_update().get(pk=proposal.dossier_id)
        destruction = Destruction.objects.filter(dossier=dossier).first()
        if destruction is None:
            _refuse_open(dossier)  # it may have been reopened since the proposal
            destruction = _write_proof(dossier, proposal, by, now)
            _remove_rows(dossier)
    store.destroy(dossier.reference)
    return destruction


def finish() -> int:
    """Destroy the keys of destroyed dossiers that are still there; none unless the server was cut off meanwhile."""
    left = Destruction.objects.values_list("dossier__reference", flat=True)
    still = store.existing(left.iterator())
    for reference in still:
        store.destroy(reference)
    store.erase_traces()
    return len(still)


def _refuse_open(dossier: Dossier) -> None:
    if dossier.closed_on is None:
        raise Blocked([Obstacle(_("An open dossier is not destroyed. Close it first."))])


def _write_proof(dossier: Dossier, proposal: DestructionProposal, by: Person, now: datetime) -> Destruction:
    digests = "\n".join(dossier.entries.order_by("number").values_list("digest", flat=True))
    covered = Destruction.described(
        proposal.digest, dossier.closed_on, proposal.proposed_by_id, by.pk, now, digests
    )
    destruction = Destruction(
        dossier=dossier,
        proposal=proposal,
        proposed_by=proposal.proposed_by,
        decided_by=by,
        decided_at=now,
        digests=digests,
        digest=digest(covered),
    )
    destruction.save()
    Dossier.objects.filter(pk=dossier.pk).update(ending=destruction.digest, next_due_at=None)
    return destruction


def _remove_rows(dossier: Dossier) -> None:
    """The triggers let these rows go because the destruction stands recorded."""
    entries = Entry.objects.filter(dossier=dossier)
    for model in fact_models():
        _remove(model, entry__in=entries)
    dossier.waiting.all().delete()
    dossier.drafts.all().delete()
    dossier.declared.forget(dossier)
    # Corrections point back at entries: last first.
    for key in entries.order_by("-number").values_list("pk", flat=True):
        _remove(Entry, pk=key)


def _remove(model: type[Entry] | type[Fact], **which: object) -> None:
    """Without Django's collector, which would fetch every row and refuse."""
    rows = model.objects.filter(**which)
    rows._raw_delete(rows.db)
