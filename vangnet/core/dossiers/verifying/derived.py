"""What lists sort on, compared with the records from which it was worked out."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from ..kinds import kinds
from .batches import Batch, DossierRow, EntryRow
from .findings import Finding, What


def check_derived(dossier: DossierRow, batch: Batch) -> Iterator[Finding]:
    """For a dossier that was not destroyed; a kind that is unknown is found elsewhere."""
    if dossier.kind in kinds() and dossier.closed_on != _closed_on(
        dossier, batch.entries.get(dossier.id, [])
    ):
        says = _("Whether and when the dossier was closed differs from its entries.")
        yield Finding(What.DERIVED_DIFFERS, dossier.reference, None, says)
    waiting = batch.due.get(dossier.id, [])
    if dossier.next_due_at != (min(waiting) if waiting else None) or (dossier.closed_on and waiting):
        says = _("What is due next differs from what waits.")
        yield Finding(What.DERIVED_DIFFERS, dossier.reference, None, says)


def check_lists(batch: Batch) -> Iterator[Finding]:
    """What the parts themselves keep for lists and figures."""
    for kind in kinds().values():
        for reference, says in kind.differences(*batch.serials):
            yield Finding(What.DERIVED_DIFFERS, reference, None, says)


def check_totals() -> Iterator[Finding]:
    """What the parts count, compared with the whole register."""
    for kind in kinds().values():
        for says in kind.wrong_totals():
            yield Finding(What.DERIVED_DIFFERS, "", None, says)


def _closed_on(dossier: DossierRow, entries: list[EntryRow]) -> date | None:
    protocol = kinds()[dossier.kind].protocol
    corrected = {entry.corrects_id for entry in entries}
    standing = [entry for entry in entries if entry.id not in corrected]
    if not protocol.is_closed([entry.step for entry in standing]):
        return None
    closing = {step.key for step in protocol.steps if step.closes}
    return timezone.localdate([entry.recorded_at for entry in standing if entry.step in closing][-1])
