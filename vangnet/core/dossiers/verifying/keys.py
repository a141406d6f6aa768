"""The keys: every dossier has one that unwraps, no destroyed dossier has one, and at wish every text opens."""

from collections.abc import Iterator, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from vangnet.core.keys import store
from vangnet.core.keys.installation import KeyTrouble, unlock

from ..models import Destruction
from ..sealed import bound_to, sealed_fields
from .batches import Batch, DossierRow, EntryRow
from .findings import Finding, What


def check_keys(batch: Batch, *, opened: bool) -> Iterator[Finding]:
    try:
        found = store.try_many(dossier.reference for dossier in batch.dossiers)
    except KeyTrouble as trouble:
        yield Finding(What.KEY_ALTERED, "", None, str(trouble))
        return
    for dossier in batch.dossiers:
        if dossier.id in batch.destructions:
            yield from _check_gone(dossier, found)
        elif dossier.reference not in found:
            says = _("There is no key for this dossier: its text can't be read.")
            yield Finding(What.KEY_MISSING, dossier.reference, None, says)
        elif (cipher := found[dossier.reference]) is None:
            says = _("The key of this dossier was altered in the key store: its text can't be read.")
            yield Finding(What.KEY_ALTERED, dossier.reference, None, says)
        elif opened:
            yield from _check_texts(dossier, batch, cipher)


def without_destroyed_meanwhile(findings: list[Finding]) -> list[Finding]:
    """A dossier that was destroyed while the check ran has no key, and rightly so."""
    missing = [finding.reference for finding in findings if finding.what is What.KEY_MISSING]
    if not missing:
        return findings
    ended = set(
        Destruction.objects.filter(dossier__reference__in=missing).values_list(
            "dossier__reference", flat=True
        )
    )
    return [
        finding
        for finding in findings
        if finding.what is not What.KEY_MISSING or finding.reference not in ended
    ]


def _check_gone(dossier: DossierRow, found: Mapping[str, AESGCM | None]) -> Iterator[Finding]:
    if dossier.reference in found:
        says = _("This dossier was destroyed, and its key is still there. The recurring work destroys it.")
        yield Finding(What.KEY_LEFT, dossier.reference, None, says)


def _check_texts(dossier: DossierRow, batch: Batch, cipher: AESGCM) -> Iterator[Finding]:
    for entry in batch.entries.get(dossier.id, []):
        if not all(_opens(cipher, *text) for text in _texts(dossier, entry, batch)):
            says = _("A text of entry %(number)s does not open with the key of its dossier.") % {
                "number": entry.number
            }
            yield Finding(What.TEXT_UNREADABLE, dossier.reference, entry.number, says)


def _texts(dossier: DossierRow, entry: EntryRow, batch: Batch) -> Iterator[tuple[bytes, bytes]]:
    """Every sealed text of an entry, with the place to which it is bound."""
    yield bytes(entry.text), bound_to(dossier.reference, entry.token, "entry", 0, "text")
    for fact in batch.facts.get(entry.id, []):
        for field in sealed_fields(fact.model):
            sealed, position = fact.values[field.attname], fact.values["position"]
            if isinstance(sealed, bytes | memoryview) and isinstance(position, int):
                place = bound_to(dossier.reference, entry.token, fact.model.called(), position, field.attname)
                yield bytes(sealed), place


def _opens(cipher: AESGCM, sealed: bytes, place: bytes) -> bool:
    if not sealed:
        return True
    try:
        unlock(cipher, sealed, place)
    except InvalidTag:
        return False
    return True
