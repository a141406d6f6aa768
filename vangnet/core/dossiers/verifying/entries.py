"""The entries of one dossier with their facts: each digest, and the chain from the first to the last."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from django.utils.translation import gettext as _

from ..canonical import digest
from ..models import Entry, Fact
from ..recording import described
from .batches import Batch, DossierRow, EntryRow, FactRow
from .findings import Finding, What


def check_entries(dossier: DossierRow, batch: Batch) -> Iterator[Finding]:
    """What of the entries was altered, removed, inserted or moved."""
    entries = batch.entries.get(dossier.id, [])
    numbers = {entry.id: entry.number for entry in entries}
    before, expected, trusted = dossier.genesis(), 1, True
    for entry in entries:
        if entry.number > expected:
            yield _missing(dossier, expected, entry.number - 1)
            trusted = False
        is_whole = _covered(dossier, entry, batch, numbers) == entry.digest
        if not is_whole:
            says = _("Entry %(number)s or its facts are not as they were recorded.")
            yield Finding(
                What.ENTRY_ALTERED, dossier.reference, entry.number, says % {"number": entry.number}
            )
        elif trusted and entry.previous != before:
            yield _broken(dossier, entry)
        before, expected, trusted = entry.digest, entry.number + 1, is_whole
    yield from _check_end(dossier, before, expected - 1)
    yield from _check_order(dossier, entries)
    yield from _check_references(dossier, entries, batch.facts, numbers)


def _covered(dossier: DossierRow, entry: EntryRow, batch: Batch, numbers: Mapping[int, int]) -> str:
    """The digest anew, from what lies in the database."""
    return digest(covered(dossier, entry, batch, numbers))


def covered(
    dossier: DossierRow, entry: EntryRow, batch: Batch, numbers: Mapping[int, int]
) -> dict[str, object]:
    """What the digest of an entry is taken over; `numbers` gives those of the dossier's entries by row."""
    facts = [fact.model.described(fact.values) for fact in batch.facts.get(entry.id, [])]
    corrects = None if entry.corrects_id is None else numbers.get(entry.corrects_id, 0)
    stored = Entry.described(*entry[2:7], corrects, entry.token, entry.text)
    return described(dossier.reference, stored, facts, entry.previous)


def _check_end(dossier: DossierRow, head: str, count: int) -> Iterator[Finding]:
    if count < dossier.entry_count or count == 0:
        yield _missing(dossier, count + 1, max(dossier.entry_count, 1))
    elif count > dossier.entry_count:
        says = _("Entries from number %(number)s on are not counted: added, or the count was altered.")
        number = dossier.entry_count + 1
        yield Finding(What.ENTRY_ADDED, dossier.reference, number, says % {"number": number})
    elif head != dossier.head:
        says = _("The last entry is not the one that the dossier ended with.")
        yield Finding(What.CHAIN_BROKEN, dossier.reference, count, says)


def _check_order(dossier: DossierRow, entries: list[EntryRow]) -> Iterator[Finding]:
    """Rows are made in the order of their numbers; facts name entries by their row."""
    for earlier, later in pairwise(entries):
        if earlier.id >= later.id:
            says = _("The row of entry %(number)s was renumbered.") % {"number": later.number}
            yield Finding(What.ENTRY_ALTERED, dossier.reference, later.number, says)


def _check_references(
    dossier: DossierRow,
    entries: list[EntryRow],
    facts: Mapping[int, list[FactRow]],
    numbers: Mapping[int, int],
) -> Iterator[Finding]:
    """What an entry or its facts name as lying in this dossier lies in it, and before them."""
    for entry in entries:
        named = [numbers.get(entry.corrects_id, entry.number)] if entry.corrects_id is not None else []
        for fact in facts.get(entry.id, []):
            named += [numbers.get(row, entry.number) for row in _named_entries(fact)]
            if fact.values.get("dossier_id", dossier.id) != dossier.id:
                named.append(entry.number)
        if any(number >= entry.number for number in named):
            says = _("Entry %(number)s names a dossier or an entry that it could not name.")
            yield Finding(
                What.ENTRY_ALTERED, dossier.reference, entry.number, says % {"number": entry.number}
            )


def _named_entries(fact: FactRow) -> Iterator[int]:
    for column in _columns_naming_entries(fact.model):
        row = fact.values[column]
        if isinstance(row, int):
            yield row


@cache
def _columns_naming_entries(model: type[Fact]) -> tuple[str, ...]:
    fields = model._meta.concrete_fields
    return tuple(field.attname for field in fields if field.related_model is Entry and field.name != "entry")


def _missing(dossier: DossierRow, first: int, last: int) -> Finding:
    says = _("Entries %(first)s to %(last)s are missing.") % {"first": first, "last": last}
    return Finding(What.ENTRY_MISSING, dossier.reference, first, says)


def _broken(dossier: DossierRow, entry: EntryRow) -> Finding:
    if entry.number == 1:
        says = _("What the dossier is (kind, school, dates or number) is not as it was opened.")
        return Finding(What.DOSSIER_ALTERED, dossier.reference, None, says)
    says = _("Entry %(number)s does not follow from the entry before it: altered, inserted or moved.")
    return Finding(What.CHAIN_BROKEN, dossier.reference, entry.number, says % {"number": entry.number})
