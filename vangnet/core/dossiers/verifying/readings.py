"""Who read the dossier: numbered without a gap, and each chained to the one before."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..canonical import digest
from ..models import Reading
from .batches import DossierRow, ReadingRow
from .findings import Finding, What


def check_readings(dossier: DossierRow, readings: list[ReadingRow]) -> Iterator[Finding]:
    before, expected = "", 1
    for reading in readings:
        if reading.number > expected:
            yield _missing(dossier, expected, reading.number - 1)
        follows = reading.previous == before or reading.number > expected
        if not follows or _covered(dossier, reading) != reading.digest:
            says = _("Reading %(number)s is not as it was written down.") % {"number": reading.number}
            yield Finding(What.READING_ALTERED, dossier.reference, reading.number, says)
        before, expected = reading.digest, reading.number + 1
    yield from _check_end(dossier, before, expected - 1)


def _covered(dossier: DossierRow, row: ReadingRow) -> str:
    return digest(Reading.described(dossier.reference, row.number, row.person_id, row.at, row.previous))


def _check_end(dossier: DossierRow, head: str, count: int) -> Iterator[Finding]:
    if count < dossier.reading_count:
        yield _missing(dossier, count + 1, dossier.reading_count)
    elif count > dossier.reading_count:
        says = _("Readings from number %(number)s on are not counted: added, or the count was altered.")
        number = dossier.reading_count + 1
        yield Finding(What.READING_ADDED, dossier.reference, number, says % {"number": number})
    elif head != dossier.reading_head:
        says = _("The last reading is not the one that was last written down.")
        yield Finding(What.READING_ALTERED, dossier.reference, count, says)


def _missing(dossier: DossierRow, first: int, last: int) -> Finding:
    says = _("Readings %(first)s to %(last)s are missing.") % {"first": first, "last": last}
    return Finding(What.READING_MISSING, dossier.reference, first, says)
