"""The daily seals: the chain of them, and each dossier's past state in them against what its records say now."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.utils.translation import gettext as _

from ..canonical import digest
from ..models import Ledger, Seal, SealedHead
from ..sealing import STATE, seal_content
from .batches import Batch, DossierRow, SealedRow
from .findings import Finding, What

Heads = list[tuple[str, int, str, int, str, str]]


def check_sealed(dossier: DossierRow, batch: Batch) -> Iterator[Finding]:
    """Whether the dossier still holds what each seal says of it: an altered past differs from an old seal even when
    everything after it was worked out anew."""
    entries = {entry.number: entry.digest for entry in batch.entries.get(dossier.id, [])}
    for destroyed in batch.destructions.get(dossier.id, []):
        entries = dict(enumerate(destroyed.digests.split("\n"), start=1))
    readings = {reading.number: reading.digest for reading in batch.readings.get(dossier.id, [])}
    endings = {row.digest for row in batch.proposals.get(dossier.id, [])}
    endings |= {row.digest for row in batch.destructions.get(dossier.id, [])}
    for row in batch.sealed.get(dossier.id, []):
        if entries.get(row.entry_count, "") != row.head:
            yield _contradicted(dossier, row, _("entry %(number)s") % {"number": row.entry_count})
        if readings.get(row.reading_count, "") != row.reading_head:
            yield _contradicted(dossier, row, _("reading %(number)s") % {"number": row.reading_count})
        if row.ending and row.ending not in endings:
            yield _contradicted(dossier, row, _("the proposal or decision to destroy it"))


def check_chain(ledger: Ledger) -> Iterator[Finding]:
    """Whether the seals are as they were made, one behind the other, and as many as were made."""
    heads = _heads_by_seal()
    before, expected, last = "", 1, None
    for seal in Seal.objects.order_by("number").iterator():
        if seal.number > expected:
            yield _missing(expected, seal.number - 1)
        elif seal.previous != before:
            yield _altered(seal)
        if digest(seal_content(seal, heads.of(seal.pk))) != seal.digest:
            yield _altered(seal)
        before, expected, last = seal.digest, seal.number + 1, seal
    if expected - 1 < ledger.sealed:
        yield _missing(expected, ledger.sealed)
    elif expected - 1 > ledger.sealed:
        says = _("The ledger counts fewer seals than there are.")
        yield Finding(What.LEDGER_ALTERED, "", ledger.sealed, says)
    if last and last.dossiers > ledger.opened:
        says = _("The ledger counts fewer dossiers than the seal of %(day)s.") % {
            "day": last.sealed_on.isoformat()
        }
        yield Finding(What.LEDGER_ALTERED, "", last.number, says)


class _heads_by_seal:  # noqa: N801 - reads as what it gives
    """Hands out the sealed heads in the order of the seals, holding those of one seal at a time."""

    def __init__(self) -> None:
        rows = SealedHead.objects.order_by("seal__number", "dossier__serial")
        columns = rows.values_list("seal_id", "dossier__reference", *STATE)
        self._groups = groupby(columns.iterator(chunk_size=5000), key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, seal: int) -> Heads:
        if self._next is None or self._next[0] != seal:
            return []
        heads = [(row[1], row[2], row[3], row[4], row[5], row[6]) for row in self._next[1]]
        self._next = next(self._groups, None)
        return heads


def _altered(seal: Seal) -> Finding:
    says = _("The seal of %(day)s, or the seal before it, is not as it was made.") % {
        "day": seal.sealed_on.isoformat()
    }
    return Finding(What.SEAL_ALTERED, "", seal.number, says)


def _missing(first: int, last: int) -> Finding:
    says = _("Seals %(first)s to %(last)s are missing.") % {"first": first, "last": last}
    return Finding(What.SEAL_MISSING, "", first, says)


def _contradicted(dossier: DossierRow, row: SealedRow, part: str) -> Finding:
    says = _("Seal %(seal)s says otherwise about %(part)s.") % {"seal": row.seal__number, "part": part}
    return Finding(What.SEAL_CONTRADICTED, dossier.reference, row.entry_count, says)
