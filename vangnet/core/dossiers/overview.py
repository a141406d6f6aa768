"""The dossiers that somebody may know, of the kinds that have no list of their own: newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from vangnet.core.access.rules import one_of
from vangnet.core.people.models import Guardian, Person, Pupil
from vangnet.core.people.names import matching

from .due_words import due_words
from .kinds import Kind, kinds
from .models import Dossier, Subject
from .timeline import day

PAGE = 50


@dataclass(frozen=True)
class Row:
    """One dossier, ready to be shown."""

    url: str
    reference: str
    title: str
    label: str
    school: str
    opened: str
    state: str
    due: str


def listed() -> list[Kind]:
    return [kind for kind in kinds().values() if not kind.listed_at]


def known(person: Person, on: date, only: Sequence[Kind]) -> QuerySet[Dossier]:
    """Of these kinds, those that the rule of each lets this person know."""
    every = one_of(*(kind.know for kind in only))
    return every.of(Dossier.objects.all(), person, on).order_by("-serial")


def about(rows: QuerySet[Dossier], words: str) -> QuerySet[Dossier]:
    """Those in which somebody of this name has a part; who stands in no register is not found by name."""
    wanted = matching(words)
    named = Subject.objects.standing().filter(
        Q(pupil__in=Pupil.objects.filter(wanted))
        | Q(person__in=Person.objects.filter(wanted))
        | Q(guardian__in=Guardian.objects.filter(wanted))
    )
    return rows.filter(pk__in=named.values("dossier"))


def rows_of(dossiers: Iterable[Dossier], person: Person, now: datetime) -> list[Row]:
    shown = list(dossiers)
    labels: dict[int, str] = {}
    followed: set[int] = set()
    for kind in {each.kind: each.declared for each in shown}.values():
        keys = {each.pk for each in shown if each.kind == kind.key}
        labels |= kind.labels(keys)
        followed |= _followed(kind, keys, person, timezone.localdate(now))
    return [_row(each, labels.get(each.pk, ""), now, is_followed=each.pk in followed) for each in shown]


def _followed(kind: Kind, keys: set[int], person: Person, on: date) -> set[int]:
    """Of which this person sees how far they came. Of the others the row says, as the page does, whether they are
    open, so that one knows where to add something; and nothing of what waits for whom."""
    return kind.progress.among(Dossier, keys, person, on) if kind.progress else keys


def _row(dossier: Dossier, label: str, now: datetime, *, is_followed: bool) -> Row:
    due = dossier.next_due_at if is_followed else None
    is_overdue = due is not None and due <= now
    return Row(
        url=dossier.page_url,
        reference=dossier.reference,
        title=gettext(dossier.declared.title),
        label=label,
        school=dossier.school.name,
        opened=day(dossier.opened_on),
        state="closed" if dossier.closed_on else "overdue" if is_overdue else "open",
        due=due_words(due, now) if due and not dossier.closed_on else "",
    )
