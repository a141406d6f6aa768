"""Making the daily seal."""

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from .canonical import digest
from .models import Dossier, Ledger, Seal, SealedHead

STATE = ("entry_count", "head", "reading_count", "reading_head")


@transaction.atomic
def seal_day(day: date, now: datetime) -> Seal:
    """Bind the state of every dossier that changed since the last seal into one figure; once a day."""
    if made := Seal.objects.filter(sealed_on=day).first():
        return made
    _hold_writers()
    last = Seal.objects.order_by("-number").first()
    heads = [_head(row) for row in _changed().order_by("serial").iterator()]
    seal = Seal(
        number=(last.number if last else 0) + 1,
        sealed_on=day,
        made_at=now,
        dossiers=Ledger.lock().opened,
        previous=last.digest if last else "",
    )
    seal.digest = digest(seal_content(seal, [(head.dossier.reference, *state_of(head)) for head in heads]))
    seal.save()
    for head in heads:
        head.seal = seal
    SealedHead.objects.bulk_create(heads, batch_size=1000)
    return seal


def seal_content(seal: Seal, heads: list[tuple[str, int, str, int, str]]) -> dict[str, object]:
    return {
        "number": seal.number,
        "day": seal.sealed_on,
        "made": seal.made_at,
        "dossiers": seal.dossiers,
        "previous": seal.previous,
        "heads": heads,
    }


def state_of(row: Dossier | SealedHead) -> tuple[int, str, int, str]:
    return row.entry_count, row.head, row.reading_count, row.reading_head


def _changed() -> QuerySet[Dossier]:
    """Dossiers whose state differs from what the last seal that names them says."""
    newest = SealedHead.objects.filter(dossier=OuterRef("pk")).order_by("-seal__number")
    known = Dossier.objects.alias(
        sealed_entries=Subquery(newest.values("entry_count")[:1]), sealed_readings=Subquery(newest.values("reading_count")[:1])
    )
    same = Q(sealed_entries=F("entry_count")) & Q(sealed_readings=F("reading_count"))
    return known.exclude(same, sealed_entries__isnull=False)


def _head(dossier: Dossier) -> SealedHead:
    entry_count, head, reading_count, reading_head = state_of(dossier)
    return SealedHead(
        dossier=dossier, entry_count=entry_count, head=head, reading_count=reading_count, reading_head=reading_head
    )


def _hold_writers() -> None:
    """Nobody records while the seal is made. SQLite has one writer at a time; PostgreSQL needs to be told."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE dossiers_dossier IN SHARE ROW EXCLUSIVE MODE")
