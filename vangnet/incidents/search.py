"""Finding incidents by a pupil's name or by words in their sealed text, within what somebody may read.

Names and words come in the body of a form and never stand in an address, a log or a session. Texts are opened in
memory, newest first and no more than it takes to fill a page; nothing of them is shown, so nothing is read by
searching, and opening a found incident is recorded as reading, like any other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from vangnet.core.access.grounds import own_pupils
from vangnet.core.dossiers.models import Dossier, Entry, Subject
from vangnet.core.keys import store
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Person, Placement, Pupil
from vangnet.core.people.names import matching, searchable

from .access import KNOW, SHARES
from .listing import PAGE, Cursor
from .models import Incident, ParentsTold

FEWEST_LETTERS = 2
MOST_PUPILS = 20
AT_A_TIME = 200
MOST_SEARCHED = 2000


def is_enough(words: str) -> bool:
    return len(searchable(words)) >= FEWEST_LETTERS


# By pupil


@dataclass(frozen=True)
class FoundPupil:
    key: int
    name: str
    detail: str


def pupils_named(words: str, person: Person, on: date) -> list[FoundPupil]:
    """Pupils with these words in the name who are involved in an incident that the person may know."""
    involved = Subject.objects.standing().filter(dossier__in=KNOW.keys(Dossier, person, on))
    named = Pupil.objects.filter(
        matching(words), pk__in=involved.filter(pupil__in=_named(words)).values("pupil")
    )
    pupils = list(named.order_by("call_name", "last_name", "pk")[: MOST_PUPILS + 1])
    groups = _groups([pupil.pk for pupil in pupils], on)
    return [FoundPupil(pupil.pk, pupil.full_name, groups.get(pupil.pk, "")) for pupil in pupils]


def _named(words: str) -> QuerySet[Pupil, dict[str, Any]]:
    """Names first: they are few, and each leads to its incidents by an index."""
    return Pupil.objects.filter(matching(words)).order_by().values("pk")


def pupil_known(key: int, person: Person, on: date) -> Pupil | None:
    """The pupil, if there is an incident about him or her that the person may know."""
    about = Subject.objects.standing().filter(pupil=key).values("dossier")
    known = KNOW.of(Dossier.objects.filter(pk__in=about), person, on)
    return Pupil.objects.filter(pk=key).first() if known.exists() else None


def _groups(pupils: Sequence[int], on: date) -> dict[int, str]:
    placed = Placement.objects.filter(
        holds_on(on), holds_on(on, "enrolment__"), enrolment__pupil__in=pupils
    ).values_list("enrolment__pupil", "group__name", "enrolment__school__name")
    return {pupil: ", ".join(part for part in (group, school) if part) for pupil, group, school in placed}


# By words in the sealed text


@dataclass(frozen=True)
class Found:
    """What a search in texts gave: a page of incidents, how many were searched, and from where to go on."""

    keys: tuple[int, ...]
    searched: int
    older: Cursor | None


def containing(
    words: str, rows: QuerySet[Incident], cursor: Cursor | None, person: Person, on: date
) -> Found:
    """Incidents of which the texts that this person reads hold every one of the words."""
    wanted = searchable(words).split()
    found: list[int] = []
    searched, last = 0, cursor
    while searched < MOST_SEARCHED:
        some = rows.filter(last.beyond) if last else rows
        places = list(
            some.order_by("-happened_at", "-dossier").values_list("dossier", "happened_at")[:AT_A_TIME]
        )
        texts = _texts([key for key, _happened_at in places], person, on)
        for key, happened_at in places:
            searched, last = searched + 1, Cursor(happened_at, key)
            if all(word in texts[key] for word in wanted):
                found.append(key)
            if len(found) == PAGE:
                return Found(tuple(found), searched, last)
        if len(places) < AT_A_TIME:
            return Found(tuple(found), searched, None)
    return Found(tuple(found), searched, last)


def _texts(keys: Sequence[int], person: Person, on: date) -> Mapping[int, str]:
    """Per incident the texts that stand and that this person reads, ready to be searched."""
    dossiers = {
        dossier.pk: dossier for dossier in Dossier.objects.filter(pk__in=keys).only("pk", "reference")
    }
    ciphers = store.fetch_many(dossier.reference for dossier in dossiers.values())
    for dossier in dossiers.values():
        dossier.__dict__["cipher"] = ciphers[dossier.reference]
    texts: dict[int, list[str]] = defaultdict(list)
    read = Entry.objects.standing().filter(_read_by(person, list(dossiers), on), dossier__in=list(dossiers))
    for entry in read.order_by().only("dossier", "token", "text"):
        entry.dossier = dossiers[entry.dossier_id]
        texts[entry.dossier_id].append(_plain(entry.text))
    return {key: " ".join(texts[key]) for key in keys}


def _read_by(person: Person, keys: Sequence[int], on: date) -> Q:
    """Which entries of these incidents somebody reads: his or her own, and what the shares of the slice give."""
    these = Dossier.objects.filter(pk__in=keys)
    entries = Q(author=person)
    for share in SHARES:
        shared = list(share.rule.of(these, person, on).values_list("pk", flat=True))
        if share.steps is None:
            entries |= Q(dossier__in=shared)
            continue
        entries |= Q(dossier__in=shared, step__in=share.steps)
        if share.of_own_pupils:
            about = ParentsTold.objects.filter(pupil__in=own_pupils(person, on), entry__dossier__in=shared)
            entries |= Q(step__in=share.of_own_pupils, pk__in=about.values("entry"))
    return entries


def _plain(text: str) -> str:
    """As `searchable`, at a tenth of the price for a text without accents."""
    return " ".join(text.casefold().split()) if text.isascii() else searchable(text)
