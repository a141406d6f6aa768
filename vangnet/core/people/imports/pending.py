"""Keeps an uploaded file until somebody agrees to what it would change, and takes it over exactly once.

The file lies in the data folder, readable for this program alone, for a day at most. Agreeing means
agreeing to what was shown: when the file or what is known here gives another plan by then, nothing is
written.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from vangnet.core.people.models import ImportRun, PendingImport, Person, School
from vangnet.core.people.models.imports import WAITS_AT_MOST

from .access import may_import
from .registry import KIND_OF_KEY, ImportKind
from .shape import Context, Plan, PlanOutdated

LONGEST_FILE_NAME = 200


def keep(
    chunks: Iterable[bytes],
    name: str,
    *,
    kind: ImportKind,
    by: Person,
    school: School | None = None,
    is_complete: bool = False,
    school_year: str = "",
) -> PendingImport:
    """Put the file away and remember who brought it in and what for."""
    pending = PendingImport(
        kind=kind.key,
        school=school,
        file_name=Path(name).name[-LONGEST_FILE_NAME:],
        uploaded_by=by,
        is_complete=is_complete,
        school_year=school_year,
    )
    pending.sha256 = _write(path_of(pending), chunks)
    pending.save(force_insert=True)
    return pending


def path_of(pending: PendingImport) -> Path:
    return _folder() / pending.token.hex


def _folder() -> Path:
    folder: Path = settings.DATA / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _write(path: Path, chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- looking and agreeing


def plan_of(pending: PendingImport, on: date) -> Plan:
    """What the waiting file would change today, for the schools of the person who brought it in."""
    path = path_of(pending)
    if not path.exists() or sha256_of(path) != pending.sha256:
        raise PlanOutdated
    context = Context(
        on=on,
        schools=frozenset(may_import(pending.uploaded_by, on).values_list("pk", flat=True)),
        school=pending.school,
        mapping=pending.mapping,
        is_complete=pending.is_complete,
        school_year=pending.school_year,
    )
    return KIND_OF_KEY[pending.kind].plan(path, context)


def take_over(pending: PendingImport, on: date) -> ImportRun:
    """Write what the person agreed to. Asked twice at once, it happens once and both get the same run."""
    return settle(pending, plan_of(pending, on))


def settle(pending: PendingImport, plan: Plan) -> ImportRun:
    with transaction.atomic():
        waiting = PendingImport.objects.select_for_update().filter(pk=pending.pk).first()
        if waiting is None:
            return ImportRun.objects.get(token=pending.token)
        if not plan.is_ready or plan.fingerprint != waiting.fingerprint:
            raise PlanOutdated
        plan.apply()
        run = remember(plan, waiting)
        transaction.on_commit(lambda: path_of(pending).unlink(missing_ok=True))
        waiting.delete()
    return run


def remember(plan: Plan, pending: PendingImport) -> ImportRun:
    return ImportRun.objects.create(
        token=pending.token,
        kind=pending.kind,
        school=plan.school or pending.school,
        file_name=pending.file_name,
        sha256=pending.sha256,
        counts={sign.value: number for sign, number in plan.counts.items()},
        by=pending.uploaded_by,
    )


def run_of(token: UUID, by: Person) -> ImportRun | None:
    """The run that this file became, for the second click on the button."""
    return ImportRun.objects.filter(token=token, by=by).first()


# --- throwing away


def discard(pending: PendingImport) -> None:
    path_of(pending).unlink(missing_ok=True)
    pending.delete()


def delete_expired(now: datetime) -> int:
    """Files that waited a day, and files that no row knows of any more; says how many."""
    expired = list(PendingImport.objects.expired(now))
    for pending in expired:
        discard(pending)
    waiting = {pending.token.hex for pending in PendingImport.objects.all()}
    oldest = (now - WAITS_AT_MOST).timestamp()
    lost = [
        path for path in _folder().iterdir() if path.name not in waiting and path.stat().st_mtime < oldest
    ]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(expired) + len(lost)
