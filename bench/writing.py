"""Writes incidents into both databases in bulk, each row as recording it would have left it."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.utils import timezone

from vangnet.core.calendars import school_year_of
from vangnet.core.dossiers.canonical import digest
from vangnet.core.dossiers.models import Dossier, Entry, Fact, Ledger, Subject, Waiting
from vangnet.core.dossiers.models.dossier import LETTERS, genesis
from vangnet.core.dossiers.recording import described
from vangnet.core.dossiers.sealed import bound_to
from vangnet.core.keys.installation import installation_cipher, lock
from vangnet.core.keys.models import WrappedKey
from vangnet.core.people.models import School
from vangnet.incidents.models import Assessment, Incident, InvolvedPupil, ParentsTold, Report
from vangnet.incidents.protocol import INCIDENTS, IncidentCase, Severity
from vangnet.incidents.totals import recount

from .data import Told

FACTS: dict[str, type[Fact]] = {model.__name__: model for model in (Assessment, ParentsTold, Report, Subject)}
WRITTEN = (Dossier, Entry, Assessment, ParentsTold, Report, Subject, Incident, InvolvedPupil, Waiting)


class Writing:
    """Rows that wait to be written; identities are given here, in the order of recording."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[list[Any]]] = defaultdict(list)
        self._columns: dict[type[models.Model], list[str]] = {
            model: _columns(model) for model in (*WRITTEN, WrappedKey)
        }
        self._last: dict[type[models.Model], int] = defaultdict(int)
        self._installation = installation_cipher()
        self._chance = random.Random(5)

    def add(self, serial: int, school: School, said: Sequence[Told]) -> None:
        reference, key = self._new_reference(serial), self._chance.randbytes(32)
        opened_on = timezone.localdate(said[0].at)
        wrapped = lock(self._installation, key, reference.encode())
        self._row(WrappedKey, reference=reference, wrapped=wrapped, under_id=self._installation.newest)
        head = genesis(reference, serial, "incident", school.pk, opened_on, opened_on, None)
        cipher = AESGCM(key)
        for number, told in enumerate(said, start=1):
            head = self._entry(serial, reference, number, told, head, cipher)
        self._settled(serial, reference, school, said, head)

    def _new_reference(self, serial: int) -> str:
        """Different for each, and spread as drawn ones are."""
        number, letters = serial * 48_271_999_991 % 30**8, []
        for _ in range(8):
            number, place = divmod(number, 30)
            letters.append(LETTERS[place])
        return "".join(letters[:4]) + "-" + "".join(letters[4:])

    def _entry(
        self, dossier: int, reference: str, number: int, told: Told, previous: str, cipher: AESGCM
    ) -> str:
        token = UUID(int=self._chance.getrandbits(128), version=4)
        text = (
            lock(cipher, told.text.encode(), bound_to(reference, token, "entry", 0, "text"))
            if told.text
            else b""
        )
        facts = self._facts(dossier, told)
        stored = Entry.described(number, told.step, told.author, told.at, told.at, None, token, text)
        covered = [FACTS[name].described(values) for name, values in facts]
        mark = digest(described(reference, stored, covered, previous))
        entry = self._row(
            Entry,
            dossier_id=dossier,
            number=number,
            step=told.step,
            author_id=told.author,
            happened_at=told.at,
            recorded_at=told.at,
            corrects_id=None,
            token=token,
            text=text,
            previous=previous,
            digest=mark,
        )
        for name, values in facts:
            self._row(FACTS[name], entry_id=entry, **values)
        return mark

    def _facts(self, dossier: int, told: Told) -> list[tuple[str, dict[str, Any]]]:
        """In the order of the digest: by model, numbered within it."""
        counts: dict[str, int] = defaultdict(int)
        placed = []
        for name, values in sorted(told.facts, key=lambda fact: FACTS[fact[0]]._meta.label_lower):
            every = {"position": counts[name], **values}
            if name == "Subject":
                every = {"person_id": None, "guardian_id": None, "name": b"", "dossier_id": dossier, **every}
            if name == "ParentsTold":
                every = {"guardian_id": None, **every}
            placed.append((name, every))
            counts[name] += 1
        return placed

    def _settled(self, serial: int, reference: str, school: School, said: Sequence[Told], head: str) -> None:
        """The rows that lists and the desk use, as the protocol itself works them out."""
        done = [told.step for told in said]
        facts = {name: values for told in said for name, values in told.facts}
        graded = facts.get("Assessment", {"severity": "", "injury": ""})
        dues = INCIDENTS.due(_case(said), done, None, {})
        is_closed = INCIDENTS.is_closed(done)
        opened_on = timezone.localdate(said[0].at)
        self._row(
            Dossier,
            reference=reference,
            serial=serial,
            kind="incident",
            school_id=school.pk,
            opened_on=opened_on,
            law_on=opened_on,
            follows_id=None,
            entry_count=len(said),
            head=head,
            reading_count=0,
            reading_head="",
            ending="",
            next_due_at=dues[0].ends if dues else None,
            closed_on=timezone.localdate(said[-1].at) if is_closed else None,
        )
        self._row(
            Incident,
            dossier_id=serial,
            school_id=school.pk,
            school_year=school_year_of(opened_on).name,
            happened_at=said[0].at,
            **facts["Report"],
            severity=graded["severity"],
            injury=graded["injury"],
            is_closed=is_closed,
        )
        for name, values in said[0].facts:
            if name == "Subject":
                involved = {"incident_id": serial, "school_id": school.pk, "happened_at": said[0].at}
                self._row(InvolvedPupil, **involved, **values)
        for place, due in enumerate(dues):
            values = {"step": due.step, "title": due.title, "role": due.role, "ends_at": due.ends}
            self._row(Waiting, dossier_id=serial, school_id=school.pk, place=place, **values)

    def _row(self, model: type[models.Model], **values: Any) -> int:
        self._last[model] += 1
        if model not in (WrappedKey, Incident):
            values["id"] = self._last[model]
        self._rows[model].append([values[column] for column in self._columns[model]])
        return self._last[model]

    def flush(self) -> None:
        with transaction.atomic(using="keys"):
            self._write("keys", WrappedKey)
        with transaction.atomic():
            for model in WRITTEN:
                self._write("default", model)
        self._rows.clear()

    def _write(self, alias: str, model: type[models.Model]) -> None:
        connection, rows = connections[alias], self._rows[model]
        columns = ", ".join(f'"{name}"' for name in self._columns[model])
        table = model._meta.db_table
        if not rows:
            return
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(self._columns[model]))
                stored = [[_FOR_SQLITE.get(type(value), _as_is)(value) for value in row] for row in rows]
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", stored)

    def finish(self, number: int) -> None:
        """The ledger counts what was opened; PostgreSQL numbers on behind what was written and knows how much there is.

        SQLite gets no statistics here, because a running Vangnet makes none.
        """
        recount()
        Ledger.objects.update_or_create(pk=1, defaults={"opened": number})
        for alias in ("default", "keys"):
            with connections[alias].cursor() as cursor:
                if alias == "default":
                    for statement in connections[alias].ops.sequence_reset_sql(
                        no_style(), [*WRITTEN, Ledger]
                    ):
                        cursor.execute(statement)
                is_sqlite = connections[alias].vendor == "sqlite"
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if is_sqlite else "ANALYZE")


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _case(said: Sequence[Told]) -> IncidentCase:
    """What the protocol asks about, from what was told instead of from rows."""
    facts = [fact for told in said for fact in told.facts]
    graded = [values["severity"] for name, values in facts if name == "Assessment"]
    return IncidentCase(
        reported_at=said[0].at,
        severity=Severity(graded[-1]) if graded else None,
        children=frozenset(values["pupil_id"] for name, values in facts if name == "Subject"),  # type: ignore[misc]
        children_told=frozenset(values["pupil_id"] for name, values in facts if name == "ParentsTold"),  # type: ignore[misc]
        follow_ups=(),
        staff_hurt=frozenset(),
        staff_outcomes=frozenset(),
        labour_report_since=None,
        evaluated=any(told.step == "evaluate" for told in said),
    )


def _as_is(value: Any) -> Any:
    return value


def _moment(value: datetime) -> str:
    """As Django stores a moment in SQLite."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


_FOR_SQLITE: dict[type, Callable[[Any], Any]] = {
    datetime: _moment,
    date: date.isoformat,
    UUID: lambda token: token.hex,
}
