"""Proposed and decided destructions: two people, a proof that ends where the dossier ended, and nothing left."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..canonical import digest
from ..models import Destruction, DestructionProposal
from .batches import Batch, DestructionRow, DossierRow, ProposalRow
from .findings import Finding, What


def check_ending(dossier: DossierRow, batch: Batch) -> Iterator[Finding]:
    """Whether proposal and destruction are as they were made, and are all that there were."""
    proposals = batch.proposals.get(dossier.id, [])
    destructions = batch.destructions.get(dossier.id, [])
    known = [proposal.digest for proposal in proposals[:1]] + [row.digest for row in destructions[:1]]
    if dossier.ending and dossier.ending not in known:
        says = _("That this dossier's destruction was proposed or decided is no longer recorded as it was.")
        yield Finding(What.DESTRUCTION_MISSING, dossier.reference, None, says)
    elif (known and dossier.ending != known[-1]) or len(proposals) > 1:
        says = _("A proposal or a destruction was added to this dossier outside Vangnet.")
        yield Finding(What.DESTRUCTION_ALTERED, dossier.reference, None, says)
    if not all(_is_as_made(dossier, row) for row in proposals):
        says = _("The proposal to destroy this dossier, or what the dossier is, was altered.")
        yield Finding(What.DESTRUCTION_ALTERED, dossier.reference, None, says)
    for row in destructions:
        yield from _check_destruction(dossier, row, batch)


def _is_as_made(dossier: DossierRow, row: ProposalRow) -> bool:
    covered = DestructionProposal.described(
        dossier.genesis(), row.proposed_by_id, row.proposed_at, row.ground
    )
    return digest(covered) == row.digest


def _check_destruction(dossier: DossierRow, row: DestructionRow, batch: Batch) -> Iterator[Finding]:
    digests = row.digests.split("\n")
    covered = Destruction.described(
        _proposed(row, batch),
        dossier.closed_on,
        row.proposed_by_id,
        row.decided_by_id,
        row.decided_at,
        row.digests,
    )
    if digest(covered) != row.digest:
        says = _("The proof of this dossier's destruction, or the day on which it was closed, was altered.")
        yield Finding(What.DESTRUCTION_ALTERED, dossier.reference, None, says)
    if (len(digests), digests[-1]) != (dossier.entry_count, dossier.head):
        says = _("The proof of this dossier's destruction does not end where the dossier ended.")
        yield Finding(What.DESTRUCTION_ALTERED, dossier.reference, len(digests), says)
    if dossier.id in batch.entries or dossier.id in batch.due or dossier.next_due_at:
        says = _("This dossier was destroyed, and rows of it are there.")
        yield Finding(What.DESTRUCTION_UNFINISHED, dossier.reference, None, says)


def _proposed(row: DestructionRow, batch: Batch) -> str:
    """The digest of the proposal on which the decision rests; nothing when it is not of this dossier."""
    of_dossier = batch.proposals.get(row.dossier_id, [])
    return next((proposal.digest for proposal in of_dossier if proposal.id == row.proposal_id), "")
