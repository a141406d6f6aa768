"""Making the daily seal, and telling it to the data protection officer, who keeps it outside the system."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.access.grounds import holders
from vangnet.core.mail.models import post
from vangnet.core.people.roles import Role

from .canonical import digest
from .models import Dossier, Ledger, Seal, SealedHead

# Where a dossier stands: its entries, its readings, and whether its end was proposed or decided.
STATE = ("entry_count", "head", "reading_count", "reading_head", "ending")
State = tuple[int, str, int, str, str]


@transaction.atomic
def seal_day(day: date, now: datetime) -> Seal:
    """Bind the state of every dossier that changed since the last seal into one figure; once a day.

    The ledger is held, so that nobody else seals or opens a dossier meanwhile. Who records in an open dossier need
    not wait: each dossier's state is read from one row, and what is a moment too late is in the next seal.
    """
    ledger = Ledger.lock()
    if made := Seal.objects.filter(sealed_on=day).first():
        return made
    last = Seal.objects.order_by("-number").first()
    heads = [_head(row) for row in _changed().order_by("serial").iterator()]
    seal = Seal(
        number=ledger.sealed + 1,
        sealed_on=day,
        made_at=now,
        dossiers=ledger.opened,
        previous=last.digest if last else "",
    )
    seal.digest = digest(seal_content(seal, [(head.dossier.reference, *state_of(head)) for head in heads]))
    seal.save()
    for head in heads:
        head.seal = seal
    SealedHead.objects.bulk_create(heads, batch_size=1000)
    Ledger.objects.filter(pk=ledger.pk).update(sealed=seal.number)
    return seal


def mail_seal(seal: Seal, now: datetime) -> None:
    """Send the figure and the counts, and nothing else, to every data protection officer of today; once each."""
    for officer in holders(Role.DATA_PROTECTION_OFFICER, timezone.localdate(now)).exclude(email=None):
        post(
            f"seal-{seal.number}-{officer.pk}",
            to=officer.email or "",
            subject=_("Vangnet: the seal of %(day)s") % {"day": seal.sealed_on.isoformat()},
            body=_(
                "Seal %(number)s of %(day)s, over %(dossiers)s dossiers:\n\n%(figure)s\n\n"
                "Keep this message. Later it proves whether anything recorded until this day was changed."
            )
            % {
                "number": seal.number,
                "day": seal.sealed_on.isoformat(),
                "dossiers": seal.dossiers,
                "figure": seal.digest,
            },
            now=now,
        )


def seal_content(seal: Seal, heads: list[tuple[str, int, str, int, str, str]]) -> dict[str, object]:
    """What the figure of a seal covers."""
    return {
        "number": seal.number,
        "day": seal.sealed_on,
        "made": seal.made_at,
        "dossiers": seal.dossiers,
        "previous": seal.previous,
        "heads": heads,
    }


def state_of(row: Dossier | SealedHead) -> State:
    return row.entry_count, row.head, row.reading_count, row.reading_head, row.ending


def _changed() -> QuerySet[Dossier]:
    """Dossiers whose state differs from what the last seal that names them says."""
    newest = SealedHead.objects.filter(dossier=OuterRef("pk")).order_by("-seal__number")
    known = Dossier.objects.alias(
        sealed_entries=Subquery(newest.values("entry_count")[:1]),
        sealed_readings=Subquery(newest.values("reading_count")[:1]),
        sealed_ending=Subquery(newest.values("ending")[:1]),
    )
    same = Q(sealed_entries=F("entry_count"), sealed_readings=F("reading_count"), sealed_ending=F("ending"))
    return known.exclude(same, sealed_entries__isnull=False)


def _head(dossier: Dossier) -> SealedHead:
    return SealedHead(dossier=dossier, **dict(zip(STATE, state_of(dossier), strict=True)))
