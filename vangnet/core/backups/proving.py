"""Every night: a copy is made, brought back beside the real thing, and checked; the administrators hear when it is not
good. Only where a folder for copies is set (VANGNET_BACKUP)."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.access.grounds import holders
from vangnet.core.first_start import Trouble
from vangnet.core.mail.models import post
from vangnet.core.people.roles import Role

from . import copying
from .chosen import choose
from .envelope import Remembered, Remembering, read_recipient
from .folder import Folder, folder_at, prune
from .models import Proof
from .trouble import BackupTrouble
from .trying import Proven, beside, try_out

FROM_HOUR = 1  # when nobody works; a server that was off then does it as soon as it is on
TOO_OLD = timedelta(days=2)
PURPOSE = "proving"


def prove_tonight(now: datetime) -> Proof | None:
    """Once a night, whoever ticks; raises what stood in the way, after it was noted and told."""
    if not settings.BACKUP:
        return None
    local = timezone.localtime(now)
    if local.hour >= FROM_HOUR and (proof := Proof.claim(local.date(), now)):
        _prove(proof, now)
    _tell_when_too_old(now)
    return Proof.objects.filter(night=local.date()).first()


def last_proven() -> Proof | None:
    return Proof.objects.filter(outcome=Proof.Outcome.PROVEN).first()


def is_too_old(proof: Proof | None, now: datetime) -> bool:
    return proof is None or now - (proof.ended_at or proof.begun_at) > TOO_OLD


def _prove(proof: Proof, now: datetime) -> None:
    try:
        name, proven = _copy_and_try(now)
    except (Trouble, OSError, DatabaseError) as refused:
        says = str(refused) if isinstance(refused, Trouble) else type(refused).__name__
        proof.end(timezone.now(), Proof.Outcome.FAILED, says=says)
        _tell(f"proof-failed-{proof.night}", _("Vangnet: tonight's backup is not proven"), now)
        raise
    proof.end(
        timezone.now(),
        Proof.Outcome.PROVEN,
        copy=name,
        dossiers=proven.dossiers,
        entries=proven.entries,
    )


def _copy_and_try(now: datetime) -> tuple[str, Proven]:
    """What was sealed is opened again with the key that only this process still knows."""
    into, remembered = folder_of_settings(), Remembered({})
    sealer = (
        Remembering(read_recipient(settings.BACKUP_RECIPIENT), remembered)
        if settings.BACKUP_RECIPIENT
        else None
    )
    copy = copying.make(into, now, sealer)
    with beside(PURPOSE) as where:
        proven = try_out(
            choose(into, copy.name), where, key_file=settings.INSTALLATION_KEY_FILE, opener=remembered
        )
    prune(into, now)
    return copy.name, proven


def folder_of_settings() -> Folder:
    if settings.BACKUP is None:
        raise BackupTrouble(_("No folder for copies is set (VANGNET_BACKUP)."))
    return folder_at(
        settings.BACKUP,
        keys=settings.BACKUP_KEYS,
        main_days=settings.BACKUP_DAYS,
        keys_days=settings.BACKUP_KEYS_DAYS,
    )


def _tell_when_too_old(now: datetime) -> None:
    """Once a day; not on the first days, when there was nothing to prove yet."""
    first = Proof.objects.order_by("night").first()
    if first and now - first.begun_at > TOO_OLD and is_too_old(last_proven(), now):
        day: date = timezone.localdate(now)
        _tell(f"proof-late-{day}", _("Vangnet: no backup was proven for two days"), now)


def _tell(cause: str, subject: str, now: datetime) -> None:
    for administrator in holders(Role.ADMINISTRATOR, timezone.localdate(now)).exclude(email=None):
        post(
            f"{cause}-{administrator.pk}",
            to=administrator.email or "",
            subject=subject,
            body=_("Sign in and look at the page of the installation: it says what went wrong."),
            now=now,
        )
