"""Destroying a dossier at the end of its term: contents and key go, the proof stays."""

from datetime import datetime

from django.db import transaction

from vangnet.core.keys import store
from vangnet.core.people.models import Person
from vangnet.core.protocols import Obstacle
from vangnet.core.words import _

from .models import Destruction, DestructionProposal, Dossier, Entry, Party, Subject
from .models.entry import BrokenGlass, Fact
from .refusals import Blocked


def propose(dossier: Dossier, by: Person, ground: str, now: datetime) -> DestructionProposal:
    """Say that a dossier has reached the end of its term. Somebody else decides."""
    if dossier.closed_on is None:
        raise Blocked([Obstacle(_("An open dossier is not destroyed. Close it first."))])
    if waiting := dossier.destruction_proposals.filter(destruction=None).first():
        return waiting
    proposal = DestructionProposal(dossier=dossier, proposed_by=by, proposed_at=now, ground=ground)
    proposal.save()
    return proposal


def decide(proposal: DestructionProposal, by: Person, now: datetime) -> Destruction:
    """Destroy the dossier: first the proof and the rows, then the key; `finish` mends what a crash left between."""
    if by == proposal.proposed_by:
        raise Blocked([Obstacle(_("Somebody else than the proposer decides on destruction."))])
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update().get(pk=proposal.dossier_id)
        if done := Destruction.objects.filter(dossier=dossier).first():
            return done
        digests = dossier.entries.order_by("number").values_list("digest", flat=True)
        destruction = Destruction(
            dossier=dossier,
            proposal=proposal,
            proposed_by=proposal.proposed_by,
            decided_by=by,
            decided_at=now,
            digests="\n".join(digests),
        )
        destruction.save()
        _remove_rows(dossier)
    store.destroy(dossier.reference)
    return destruction


def finish() -> int:
    """Destroy the keys of destroyed dossiers that are still there; nothing to do unless the server was cut off."""
    left = Destruction.objects.values_list("dossier__reference", flat=True)
    still = store.existing(left.iterator())
    for reference in still:
        store.destroy(reference)
    return len(still)


def _remove_rows(dossier: Dossier) -> None:
    """The triggers let these rows go because the destruction stands recorded."""
    kind = dossier.declared
    entries = Entry.objects.filter(dossier=dossier)
    models: tuple[type[Fact], ...] = (*kind.facts(), Subject, Party, BrokenGlass)
    for model in models:
        rows = model._default_manager.filter(entry__in=entries)
        rows._raw_delete(rows.db)
    dossier.waiting.all().delete()
    kind.forget(dossier)
    # Corrections point back at entries: last first.
    for key in entries.order_by("-number").values_list("pk", flat=True):
        row = Entry.objects.filter(pk=key)
        row._raw_delete(row.db)
    Dossier.objects.filter(pk=dossier.pk).update(next_due_at=None)
