"""The stored rows of some dossiers at a time, as plain values: no objects, no decryption, little memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from ..canonical import Value
from ..models import Destruction, DestructionProposal, Dossier, Entry, Fact, Reading, SealedHead, Waiting
from ..models.dossier import UNCHANGING, genesis
from ..models.facts import fact_models


class DossierRow(NamedTuple):
    id: int
    reference: str
    serial: int
    kind: str
    school_id: int
    opened_on: date
    law_on: date
    follows_id: int | None
    entry_count: int
    head: str
    reading_count: int
    reading_head: str
    ending: str
    next_due_at: datetime | None
    closed_on: date | None

    def genesis(self) -> str:
        return genesis(*(getattr(self, name) for name in UNCHANGING))


class EntryRow(NamedTuple):
    dossier_id: int
    id: int
    number: int
    step: str
    author_id: int
    happened_at: datetime
    recorded_at: datetime
    corrects_id: int | None
    token: UUID
    text: bytes | memoryview
    previous: str
    digest: str


class ReadingRow(NamedTuple):
    dossier_id: int
    number: int
    person_id: int
    at: datetime
    previous: str
    digest: str


class SealedRow(NamedTuple):
    dossier_id: int
    seal__number: int
    entry_count: int
    head: str
    reading_count: int
    reading_head: str
    ending: str


class ProposalRow(NamedTuple):
    dossier_id: int
    id: int
    proposed_by_id: int
    proposed_at: datetime
    ground: str
    digest: str


class DestructionRow(NamedTuple):
    dossier_id: int
    proposal_id: int
    proposed_by_id: int
    decided_by_id: int
    decided_at: datetime
    digests: str
    digest: str


class FactRow(NamedTuple):
    model: type[Fact]
    values: dict[str, Value]


@dataclass(frozen=True)
class Batch:
    """All that is stored of some dossiers; rows by dossier in the order of their numbers, facts by entry."""

    dossiers: list[DossierRow]
    entries: dict[int, list[EntryRow]]
    facts: dict[int, list[FactRow]]
    readings: dict[int, list[ReadingRow]]
    sealed: dict[int, list[SealedRow]]
    proposals: dict[int, list[ProposalRow]]
    destructions: dict[int, list[DestructionRow]]
    due: dict[int, list[datetime]]

    @property
    def serials(self) -> tuple[int, int]:
        return self.dossiers[0].serial, self.dossiers[-1].serial


def batches(size: int) -> Iterator[Batch]:
    """Every dossier there is, by serial number."""
    reached = -1
    while rows := _dossiers_after(reached, size):
        yield batch_of(rows)
        reached = rows[-1].serial


def _dossiers_after(serial: int, size: int) -> list[DossierRow]:
    rows = Dossier.objects.filter(serial__gt=serial).order_by("serial")
    return [DossierRow(*row) for row in rows.values_list(*DossierRow._fields)[:size]]


def batch_of(dossiers: list[DossierRow]) -> Batch:
    """All that is stored of dossiers that follow each other by serial number."""
    serials = dossiers[0].serial, dossiers[-1].serial
    due = defaultdict(list)
    for dossier, ends in _of(Waiting.objects.all(), serials).values_list("dossier_id", "ends_at"):
        due[dossier].append(ends)
    return Batch(
        dossiers=dossiers,
        entries=_grouped(EntryRow, _of(Entry.objects.order_by("dossier_id", "number"), serials)),
        facts=_facts(serials),
        readings=_grouped(ReadingRow, _of(Reading.objects.order_by("dossier_id", "number"), serials)),
        sealed=_grouped(SealedRow, _of(SealedHead.objects.order_by("dossier_id", "seal__number"), serials)),
        proposals=_grouped(ProposalRow, _of(DestructionProposal.objects.order_by("id"), serials)),
        destructions=_grouped(DestructionRow, _of(Destruction.objects.order_by("id"), serials)),
        due=due,
    )


def _of(rows: QuerySet[Any], serials: tuple[int, int], path: str = "dossier") -> QuerySet[Any]:
    return rows.filter(**{f"{path}__serial__range": serials})


def _grouped(shape: Any, rows: QuerySet[Any]) -> dict[int, list[Any]]:
    """Rows by the dossier that they name in their first column."""
    groups = defaultdict(list)
    for row in rows.values_list(*shape._fields):
        groups[row[0]].append(shape._make(row))
    return groups


def _facts(serials: tuple[int, int]) -> dict[int, list[FactRow]]:
    """By entry, in the order of the digest: by model, then by place."""
    facts = defaultdict(list)
    for model in fact_models():
        columns: Sequence[str] = model.columns()
        rows = _of(model.objects.order_by("entry_id", "position"), serials, "entry__dossier")
        for entry, *values in rows.values_list("entry_id", *columns):
            facts[entry].append(FactRow(model, dict(zip(columns, values, strict=True))))
    return facts
