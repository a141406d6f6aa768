"""What an outsider needs to check a dossier, or a whole year, against a printed seal: lines of JSON (docs/proof.md).

Each line holds exactly what a digest was taken over. The sealed texts stay sealed; only who may read the whole dossier
adds its key, with which the texts open.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db.models import Max, Min

import vangnet
from vangnet.core.keys import store
from vangnet.core.people.models import Person

from .canonical import Value, canonical, filled
from .models import Destruction, DestructionProposal, Dossier, Reading, Seal, SealedHead
from .models.dossier import UNCHANGING
from .outsider import FORMAT
from .sealing import STATE, seal_content
from .verifying.batches import Batch, DossierRow, batch_of
from .verifying.entries import covered

AT_A_TIME = 500

Line = Mapping[str, object]


def export_dossier(dossier: Dossier, now: datetime, *, opened: bool = False) -> Iterator[bytes]:
    """One dossier, with every seal since the first that names it. `opened` adds its key and the names of who wrote."""
    first = SealedHead.objects.filter(dossier=dossier).aggregate(at=Min("seal__number"))["at"]
    yield _line("export", _about(now, what=dossier.reference))
    yield from _seals(first)
    yield from _dossiers(dossier.serial, dossier.serial)
    if opened:
        yield _line("key", {"dossier": dossier.reference, "key": store.hand_out(dossier.reference)})
        yield _line("names", _names(dossier))


def export_year(first_on: date, last_on: date, now: datetime) -> Iterator[bytes]:
    """Every dossier that was opened in these days, both included; its texts stay sealed."""
    opened = Dossier.objects.filter(opened_on__range=(first_on, last_on))
    serials = opened.aggregate(first=Min("serial"), last=Max("serial"))
    before = Seal.objects.filter(sealed_on__lte=first_on).aggregate(at=Max("number"))["at"]
    yield _line("export", _about(now, first=first_on, last=last_on))
    yield from _seals(before or 1)
    if serials["first"] is not None:
        yield from _dossiers(serials["first"], serials["last"])


def _about(now: datetime, **what: Value) -> Line:
    return {"format": FORMAT, "made": now, "program": f"vangnet {vangnet.__version__}", **what}


def _line(kind: str, content: Line) -> bytes:
    return canonical({kind: content}) + b"\n"


def _seals(first: int | None) -> Iterator[bytes]:
    """From this number on; none when no seal names the dossier yet."""
    if first is None:
        return
    for seal in Seal.objects.filter(number__gte=first).order_by("number").iterator():
        rows = seal.heads.order_by("dossier__serial").values_list("dossier__reference", *STATE)
        yield _line("seal", seal_content(seal, list(rows)))


def _dossiers(first: int, last: int) -> Iterator[bytes]:
    for start in range(first, last + 1, AT_A_TIME):
        rows = Dossier.objects.filter(serial__range=(start, min(start + AT_A_TIME - 1, last))).order_by(
            "serial"
        )
        dossiers = [DossierRow(*row) for row in rows.values_list(*DossierRow._fields)]
        batch = batch_of(dossiers)
        for dossier in dossiers:
            yield from _of(dossier, batch)


def _of(dossier: DossierRow, batch: Batch) -> Iterator[bytes]:
    yield _line("dossier", filled({name: getattr(dossier, name) for name in UNCHANGING}))
    entries = batch.entries.get(dossier.id, [])
    numbers = {entry.id: entry.number for entry in entries}
    for entry in entries:
        yield _line("entry", covered(dossier, entry, batch, numbers))
    for row in batch.readings.get(dossier.id, []):
        content = Reading.described(dossier.reference, row.number, row.person_id, row.at, row.previous)
        yield _line("reading", content)
    marks = {}
    for made in batch.proposals.get(dossier.id, []):
        marks[made.id] = made.digest
        covers = DestructionProposal.described(
            dossier.genesis(), made.proposed_by_id, made.proposed_at, made.ground
        )
        yield _line("proposal", covers)
    for gone in batch.destructions.get(dossier.id, []):
        who = gone.proposed_by_id, gone.decided_by_id, gone.decided_at
        covers = Destruction.described(marks.get(gone.proposal_id, ""), dossier.closed_on, *who, gone.digests)
        yield _line("destruction", covers)


def _names(dossier: Dossier) -> Line:
    """Who wrote and who read, as the register has them today; not proven by any seal."""
    keys = {
        *dossier.entries.values_list("author", flat=True),
        *dossier.readings.values_list("person", flat=True),
    }
    return {str(person.pk): person.full_name for person in Person.objects.filter(pk__in=keys)}
