"""The stored rows of some dossiers at a time, as plain values: no objects, no decryption, little memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model, QuerySet

from vangnet.core.questions import Question

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
    serials = {"first": dossiers[0].serial, "last": dossiers[-1].serial}
    due = defaultdict(list)
    for dossier, ends in WAITING(**serials):
        due[dossier].append(ends)
    return Batch(
        dossiers=dossiers,
        entries=_grouped(EntryRow, ENTRIES(**serials)),
        facts=_facts(serials),
        readings=_grouped(ReadingRow, READINGS(**serials)),
        sealed=_grouped(SealedRow, SEALED(**serials)),
        proposals=_grouped(ProposalRow, PROPOSALS(**serials)),
        destructions=_grouped(DestructionRow, DESTRUCTIONS(**serials)),
        due=due,
    )


def _asked(model: type[Model], columns: Sequence[str], *order: str) -> Question:
    """For these columns of all rows of dossiers whose serial number lies between two, worded once for all batches."""
    return Question(lambda first, last: _of(model, first, last, "dossier", order).values_list(*columns))


def _of(model: type[Model], first: Any, last: Any, path: str, order: Sequence[str]) -> QuerySet[Any]:
    rows = model._default_manager.order_by(*order)
    return rows.filter(**{f"{path}__serial__gte": first, f"{path}__serial__lte": last})


WAITING = _asked(Waiting, ("dossier_id", "ends_at"))
ENTRIES = _asked(Entry, EntryRow._fields, "dossier_id", "number")
READINGS = _asked(Reading, ReadingRow._fields, "dossier_id", "number")
SEALED = _asked(SealedHead, SealedRow._fields, "dossier_id", "seal__number")
PROPOSALS = _asked(DestructionProposal, ProposalRow._fields, "id")
DESTRUCTIONS = _asked(Destruction, DestructionRow._fields, "id")
# Put in order here: told to order them, SQLite walks through the whole table for each batch.
FACTS = Question(
    lambda model, first, last: _of(model, first, last, "entry__dossier", ()).values_list(
        "entry_id", "position", *model.columns()
    )
)
ANY = Question(lambda model: model.objects.order_by().values_list("pk")[:1])


def _grouped(shape: Any, rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by the dossier that they name in their first column."""
    groups = defaultdict(list)
    for row in rows:
        groups[row[0]].append(shape._make(row))
    return groups


def _facts(serials: Mapping[str, int]) -> dict[int, list[FactRow]]:
    """By entry, in the order of the digest: by model, then by place. A table that is empty is not walked through."""
    facts = defaultdict(list)
    for model in fact_models():
        if not ANY(model):
            continue
        columns: Sequence[str] = model.columns()
        for entry, _position, *values in sorted(FACTS(model, **serials), key=itemgetter(0, 1)):
            facts[entry].append(FactRow(model, dict(zip(columns, values, strict=True))))
    return facts
