"""Finding incidents by a pupil's name or by words in their sealed text, within what somebody may read.

Names and words come in the body of a form and never stand in an address, a log or a session. Texts are opened in
memory, newest first and no more than it takes to fill a page; nothing of them is shown, so nothing is read by
searching, and opening a found incident is recorded as reading, like any other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vangnet.core.access.asking import Asking, Roles, stand_in
from vangnet.core.access.grounds import own_pupils
from vangnet.core.access.rules import AnyRule, one_of
from vangnet.core.dossiers.models import Entry
from vangnet.core.dossiers.sealed import opened
from vangnet.core.keys import store
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Placement, Pupil
from vangnet.core.people.names import searchable
from vangnet.core.questions import Question

from .access import GROUNDS, SHARES
from .models import Incident, InvolvedPupil, ParentsTold
from .narrowing import Narrowing
from .pages import PAGE, Cursor, Known

FEWEST_LETTERS = 2
MOST_PUPILS = 20
PARTS = ((0, 64), (64, 640), (640, None))  # of the pupils who bear a name, in the order of their names
AT_A_TIME = 512
PUPILS_AT_A_TIME = 128  # of more PostgreSQL gathers all incidents of the school first
MOST_SEARCHED = 10_000


def is_enough(words: str) -> bool:
    return len(searchable(words)) >= FEWEST_LETTERS


# By pupil


@dataclass(frozen=True)
class FoundPupil:
    key: int
    name: str
    detail: str


def pupils_named(words: str, known: Known) -> list[FoundPupil]:
    """Pupils with these words in the name who are involved in an incident that the person may know.

    By name first, some at a time: of a few pupils the database looks for one incident each, of a name it would gather
    all incidents of the school. The personal grounds lead to few pupils, which are asked for once.
    """
    typed, found = searchable(words).split(), list[tuple[Any, ...]]()
    asking = Asking.of(known.person, known.on)
    personal = {key for (key,) in OF_PERSONAL_GROUNDS(asking.shape, **asking.values)}
    for first, last in PARTS:
        named = NAMED(len(typed), first, last, **_words(typed))
        others = [row[0] for row in named if row[0] not in personal]
        involved = personal | _involved_at_schools(others, asking, known.schools())
        found += [row for row in named if row[0] in involved]
        if len(found) > MOST_PUPILS or last is None or len(named) < last - first:
            break
    pupils = found[: MOST_PUPILS + 1]
    groups = _groups([key for key, *_name in pupils], known.on)
    return [
        FoundPupil(key, " ".join(part for part in (call_name, infix, last_name) if part), groups.get(key, ""))
        for key, call_name, last_name, infix in pupils
    ]


def _involved_at_schools(pupils: Sequence[int], asking: Asking, schools: Collection[int]) -> set[int]:
    """Of these pupils, those in an incident that the person knows because of a role at a whole school."""
    return {
        key
        for start in range(0, len(pupils), PUPILS_AT_A_TIME)
        for (key,) in INVOLVED(
            asking.shape,
            pupils=pupils[start : start + PUPILS_AT_A_TIME],
            schools=list(schools),
            **asking.values,
        )
    }


def _words(typed: Sequence[str]) -> dict[str, str]:
    """Each word as it begins a name, and as it begins a later word of the name."""
    begins = {f"begins {place}": word for place, word in enumerate(typed)}
    return begins | {f"inside {place}": f" {word}" for place, word in enumerate(typed)}


def _named(number: int, first: int, last: int | None, **blanks: Any) -> QuerySet[Any, Any]:
    named = Pupil.objects.filter(
        *(
            Q(search_key__startswith=blanks[f"begins {place}"])
            | Q(search_key__contains=blanks[f"inside {place}"])
            for place in range(number)
        )
    ).order_by("call_name", "last_name", "infix", "pk")
    return named.values_list("pk", "call_name", "last_name", "infix")[first:last]


def _of_personal_grounds(roles: Roles, **blanks: Any) -> QuerySet[Any, Any]:
    known = one_of(*(rule for rule in GROUNDS if not rule.is_wide)).keys(Incident, *stand_in(roles, blanks))
    return InvolvedPupil.objects.filter(incident__in=known).order_by().values_list("pupil").distinct()


def _involved(roles: Roles, pupils: Any, schools: Any, **blanks: Any) -> QuerySet[Any, Any]:
    person, on = stand_in(roles, blanks)
    of_school = Incident.objects.filter(pupils__pupil=OuterRef("pk"), pupils__school__in=schools)
    known = (Exists(rule.of(of_school, person, on)) for rule in GROUNDS if rule.is_wide)
    return Pupil.objects.filter(reduce(or_, known), pk__in=pupils).order_by().values_list("pk")


NAMED = Question(_named)
OF_PERSONAL_GROUNDS = Question(_of_personal_grounds)
INVOLVED = Question(_involved)


def pupil_known(key: int, known: Known) -> Pupil | None:
    """The pupil, if there is an incident about him or her that the person may know."""
    about = replace(known, narrowing=Narrowing(pupil=key))
    return Pupil.objects.filter(pk=key).first() if about.nearest(None, 1) else None


GROUPS = Question(
    lambda pupils, on: Placement.objects.filter(
        holds_on(on), holds_on(on, "enrolment__"), enrolment__pupil__in=pupils
    ).values_list("enrolment__pupil", "group__name", "enrolment__school__name")
)


def _groups(pupils: Sequence[int], on: date) -> dict[int, str]:
    placed = GROUPS(pupils=pupils, on=on)
    return {pupil: ", ".join(part for part in (group, school) if part) for pupil, group, school in placed}


# By words in the sealed text


@dataclass(frozen=True)
class Found:
    """What a search in texts gave: a page of incidents, how many were searched, and from where to go on."""

    keys: tuple[int, ...]
    searched: int
    older: Cursor | None


def containing(words: str, known: Known, cursor: Cursor | None) -> Found:
    """Incidents of which the texts that this person reads hold every one of the words."""
    wanted = searchable(words).split()
    grounds = known.with_grounds(cursor, MOST_SEARCHED + 1)
    places = list(grounds)
    found: list[int] = []
    for start in range(0, min(len(places), MOST_SEARCHED), AT_A_TIME):
        some = places[start : min(start + AT_A_TIME, MOST_SEARCHED)]
        texts = Texts.of({place[0]: grounds[place] for place in some}, known)
        for place, (key, happened_at) in enumerate(some, start=start + 1):
            if all(word in texts.by_key[key] for word in wanted):
                found.append(key)
            if len(found) == PAGE and place < len(places):
                return Found(tuple(found), place, Cursor(happened_at, key))
    searched = min(len(places), MOST_SEARCHED)
    goes_on = len(places) > MOST_SEARCHED
    key, happened_at = places[searched - 1] if places else (0, known.now)
    return Found(tuple(found), searched, Cursor(happened_at, key) if goes_on else None)


# What the texts of an entry are sealed and bound with, of entries that stand and hold a text.
COLUMNS = ("dossier", "dossier__reference", "token", "text")


@dataclass(frozen=True)
class Texts:
    """Per incident the texts that stand and that this person reads, ready to be searched."""

    by_key: Mapping[int, str]

    @classmethod
    def of(cls, grounds: Mapping[int, set[AnyRule]], known: Known) -> "Texts":
        rows = list(_read_by(known, grounds))
        ciphers = store.fetch_many({reference for _key, reference, _token, _sealed in rows})
        texts: dict[int, list[str]] = defaultdict(list)
        for key, reference, token, sealed in rows:
            text = opened(ciphers[reference], bytes(sealed), reference, token, "entry", 0, "text")
            texts[key].append(_plain(text))
        return cls({key: " ".join(texts[key]) for key in grounds})


def _read_by(known: Known, grounds: Mapping[int, set[AnyRule]]) -> Iterator[tuple[Any, ...]]:
    """The entries of these incidents that somebody reads: by the shares of the slice, and what he or she wrote."""
    person, on, keys = known.person, known.on, set(grounds)
    for share in SHARES:
        sharing = set(share.rule.grounds())
        shared = {key for key in keys if grounds[key] & sharing}
        if share.steps is None:
            yield from WITH_TEXT(keys=shared)
            keys = keys - shared  # the rest is read in part
            continue
        yield from OF_STEPS(tuple(sorted(share.steps)), keys=shared)
        if share.of_own_pupils and shared:
            asking = Asking.of(person, on)
            steps = tuple(sorted(share.of_own_pupils))
            yield from ABOUT_OWN(asking.shape, steps, keys=shared, **asking.values)
    yield from WRITTEN(keys=keys, author=person.pk)


def _with_text(keys: Any) -> QuerySet[Any, Any]:
    return (
        Entry.objects.standing().filter(dossier__in=keys).exclude(text=b"").order_by().values_list(*COLUMNS)
    )


def _about_own(roles: Roles, steps: tuple[str, ...], keys: Any, **blanks: Any) -> QuerySet[Any, Any]:
    about = ParentsTold.objects.filter(
        pupil__in=own_pupils(*stand_in(roles, blanks)), entry__dossier__in=keys
    )
    return _with_text(keys).filter(step__in=steps, pk__in=about.values("entry"))


WITH_TEXT = Question(_with_text)
OF_STEPS = Question(lambda steps, keys: _with_text(keys).filter(step__in=steps))
ABOUT_OWN = Question(_about_own)
WRITTEN = Question(lambda keys, author: _with_text(keys).filter(author=author))


def _plain(text: str) -> str:
    """As `searchable`, at a tenth of the price for a text without accents."""
    return " ".join(text.casefold().split()) if text.isascii() else searchable(text)
