"""How the installation itself is: what an administrator looks at, and what asks for attention."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.template.defaultfilters import date as shown_date
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import vangnet
from vangnet.core.backups.models import Proof, Tick
from vangnet.core.backups.proving import is_too_old, last_proven
from vangnet.core.dossiers.models import Seal
from vangnet.core.keys.rotation import is_under_way
from vangnet.core.mail.models import OutgoingMail

TICK_STOPPED = timedelta(minutes=10)
MAIL_TOO_LONG = timedelta(days=1)
ROOM_LEFT = 0.1


@dataclass(frozen=True)
class Fact:
    """One line of the page: what, how it is, what to do when that is not well."""

    label: str
    value: str
    advice: str = ""


def facts(now: datetime) -> list[Fact]:
    return [_backup(now), _seal(now), _mail(now), _work(now), *_disks(), *_databases(), *_key(), _version()]


def _moment(at: datetime) -> str:
    return shown_date(timezone.localtime(at), "j F Y, H:i")


def _backup(now: datetime) -> Fact:
    label = _("Backup")
    if not settings.BACKUP:
        advice = _("Set VANGNET_BACKUP, so that a copy is made and proven every night.")
        return Fact(label, _("No folder for copies is set"), advice)
    latest, proven = Proof.objects.first(), last_proven()
    value = _("Nothing proven yet")
    if proven:
        value = _("Proven restorable at %(at)s: %(dossiers)s dossiers, %(entries)s entries") % {
            "at": _moment(proven.ended_at or proven.begun_at),
            "dossiers": proven.dossiers,
            "entries": proven.entries,
        }
    if latest and latest.outcome == Proof.Outcome.FAILED:
        advice = _("The last attempt, at %(at)s, failed: %(says)s")
        return Fact(label, value, advice % {"at": _moment(latest.begun_at), "says": latest.says})
    if is_too_old(proven, now) and not (proven is None and latest and latest.outcome == Proof.Outcome.BEGUN):
        return Fact(label, value, _("That is more than two days ago. Does the recurring work run?"))
    return Fact(label, value)


def _seal(now: datetime) -> Fact:
    newest = Seal.objects.order_by("-number").first()
    if newest is None:
        return Fact(
            _("Newest seal"), _("No seal yet"), _("The first one is made today by the recurring work.")
        )
    is_late = timezone.localdate(now) - newest.sealed_on > timedelta(days=1)
    value = _("%(day)s, number %(number)s") % {
        "day": shown_date(newest.sealed_on, "j F Y"),
        "number": newest.number,
    }
    return Fact(_("Newest seal"), value, _("There is no seal of today or yesterday.") if is_late else "")


def _mail(now: datetime) -> Fact:
    waiting = OutgoingMail.objects.filter(sent_at=None)
    count, oldest = waiting.count(), waiting.order_by("written_at").first()
    value = ngettext("%(count)s message waits", "%(count)s messages wait", count) % {"count": count}
    if not settings.EMAIL_HOST:
        return Fact(_("Mail"), value, _("No mail server is set (EMAIL_HOST), so mail stays here."))
    if oldest and now - oldest.written_at > MAIL_TOO_LONG:
        advice = _("The oldest has waited since %(at)s. Does the mail server accept mail?")
        return Fact(_("Mail"), value, advice % {"at": _moment(oldest.written_at)})
    return Fact(_("Mail"), value)


def _work(now: datetime) -> Fact:
    tick = Tick.objects.first()
    label = _("Recurring work")
    if tick is None or now - tick.at > TICK_STOPPED:
        value = _("Last done at %(at)s") % {"at": _moment(tick.at)} if tick else _("Never done")
        return Fact(
            label,
            value,
            _("It has stopped: mail, seals and backups wait. Start `vangnet serve` or `vangnet tick`."),
        )
    advice = (
        _("These jobs failed and are tried again: %(jobs)s") % {"jobs": tick.failed} if tick.failed else ""
    )
    return Fact(label, _("Last done at %(at)s") % {"at": _moment(tick.at)}, advice)


def _disks() -> Iterator[Fact]:
    places = [(_("Room for the data"), settings.DATA), (_("Room for copies"), settings.BACKUP)]
    for label, place in places:
        if place and Path(place).exists():
            disk = shutil.disk_usage(place)
            value = _("%(free)s free of %(total)s") % {
                "free": filesizeformat(disk.free),
                "total": filesizeformat(disk.total),
            }
            is_full = disk.free < ROOM_LEFT * disk.total
            yield Fact(label, value, _("The disk is nearly full. Make room before it is.") if is_full else "")


def _databases() -> Iterator[Fact]:
    for label, alias in ((_("Main database"), "default"), (_("Key store"), "keys")):
        value = _("%(size)s, %(kind)s") % {"size": filesizeformat(_size(alias)), "kind": _kind(alias)}
        yield Fact(label, value)


def _size(alias: str) -> int:
    connection = connections[alias]
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        return sum(each.stat().st_size for each in file.parent.glob(f"{file.name}*") if each.is_file())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _kind(alias: str) -> str:
    connection = connections[alias]
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    return "PostgreSQL " + ".".join(map(str, connection.get_database_version()))


def _key() -> Iterator[Fact]:
    if is_under_way():
        advice = _("It was cut off, or goes on at this moment. Run `vangnet keys rotate` to its end.")
        yield Fact(_("Installation's key"), _("It is being replaced"), advice)


def _version() -> Fact:
    return Fact(_("Version"), f"Vangnet {vangnet.__version__}")
