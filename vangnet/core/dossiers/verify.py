"""Checks that nothing recorded was altered, removed, inserted, reordered or swapped, and says where it was.

An outsider who rewrites everything after a change consistently is betrayed by the seals, and who rewrites those as
well by any one seal that was printed or mailed before.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils.translation import gettext as _

from vangnet.core.attachments import checking

from .models import Ledger, Seal
from .verifying.attachments import check_attachments
from .verifying.batches import Batch, DossierRow, batches
from .verifying.database import check_files, check_strays, check_triggers
from .verifying.derived import check_derived, check_lists, check_totals
from .verifying.endings import check_ending
from .verifying.entries import check_entries
from .verifying.findings import Finding, PrintedSeal, Report, What
from .verifying.keys import check_keys, without_destroyed_meanwhile
from .verifying.readings import check_readings
from .verifying.seals import check_chain, check_sealed

AT_A_TIME = 1000

Progress = Callable[[int, int], object]


def verify(progress: Progress | None = None, *, opened: bool = False, seal: str | None = None) -> Report:
    """Walk through all that was recorded, as it stands at this moment; others go on working.

    `opened` also opens every sealed text. `seal` is a printed seal: the report says whether it is in the chain.
    `progress` is told how many dossiers were checked, of how many.
    """
    walk = _Walk(progress or (lambda _done, _total: None), opened=opened)
    with _one_moment():
        walk.through_everything()
        printed = _find(seal) if seal else None
    walk.found += check_files()
    walk.found += check_attachments(opened=opened)
    if seal and printed is None:
        says = _("This seal is not in the chain: it was mistyped, or the seals were altered.")
        walk.found.append(Finding(What.SEAL_UNKNOWN, "", None, says))
    return Report(
        findings=tuple(without_destroyed_meanwhile(walk.found)),
        dossiers=walk.dossiers,
        entries=walk.entries,
        readings=walk.readings,
        seals=walk.seals,
        printed=printed,
        attachments=checking.count(),
    )


class _Walk:
    """Counts and findings of one walk through the records, some dossiers at a time."""

    def __init__(self, progress: Progress, *, opened: bool) -> None:
        self.progress, self.opened = progress, opened
        self.found: list[Finding] = []
        self.dossiers = self.entries = self.readings = self.seals = 0
        self.serial = self.row = 0

    def through_everything(self) -> None:
        ledger = Ledger.objects.first() or Ledger()
        for batch in batches(AT_A_TIME):
            self._through(batch, ledger)
            self.progress(self.dossiers, ledger.opened)
        if self.serial < ledger.opened:
            self.found.append(_missing(self.serial + 1, ledger.opened))
        self.seals = Seal.objects.count()
        self.found += check_chain(ledger)
        self.found += check_totals()
        self.found += check_strays()
        self.found += check_triggers()

    def _through(self, batch: Batch, ledger: Ledger) -> None:
        for dossier in batch.dossiers:
            self.found += self._check_place(dossier, ledger)
            self.found += _check_dossier(dossier, batch)
        self.found += check_lists(batch)
        self.found += check_keys(batch, opened=self.opened)
        self.dossiers += len(batch.dossiers)
        self.entries += sum(map(len, batch.entries.values()))
        self.readings += sum(map(len, batch.readings.values()))

    def _check_place(self, dossier: DossierRow, ledger: Ledger) -> Iterator[Finding]:
        """Serial numbers have no gap, and rows are made in their order."""
        if dossier.serial > ledger.opened:
            says = _("The ledger does not know this dossier: it was added outside Vangnet, or renumbered.")
            yield Finding(What.DOSSIER_ADDED, dossier.reference, None, says)
        elif dossier.serial > self.serial + 1:
            yield _missing(self.serial + 1, dossier.serial - 1)
        if dossier.id <= self.row:
            says = _("The row of this dossier was renumbered.")
            yield Finding(What.DOSSIER_ALTERED, dossier.reference, None, says)
        self.serial, self.row = min(dossier.serial, ledger.opened), dossier.id


def _check_dossier(dossier: DossierRow, batch: Batch) -> Iterator[Finding]:
    if dossier.id not in batch.destructions:
        yield from check_entries(dossier, batch)
        yield from check_derived(dossier, batch)
    yield from check_readings(dossier, batch.readings.get(dossier.id, []))
    yield from check_ending(dossier, batch)
    yield from check_sealed(dossier, batch)


def _missing(first: int, last: int) -> Finding:
    says = _("Dossiers %(first)s to %(last)s, in the order of opening, are missing.") % {
        "first": first,
        "last": last,
    }
    return Finding(What.DOSSIER_MISSING, "", first, says)


def _find(printed: str) -> PrintedSeal | None:
    """As typed over from paper: capitals and spaces do not matter."""
    figure = "".join(printed.split()).lower()
    seal = Seal.objects.filter(digest=figure).first()
    return PrintedSeal(seal.number, seal.sealed_on) if seal and figure else None


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything is read as it stood at one moment, while others go on recording."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # Django's own begin would hold up everybody who records
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
