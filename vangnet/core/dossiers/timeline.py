"""The entries of a dossier as somebody reads them: what, when, by whom, with which facts, and what corrects what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from django.db.models import Field, ForeignKey, Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role
from vangnet.core.protocols import BROUGHT_IN, GLASS, WITHDRAWN
from vangnet.core.questions import Blank, Question

from .correcting import obstacles_to_correcting
from .kinds import Kind
from .models import BrokenGlass, Correction, Dossier, Entry, Fact, Letter, Party, Subject

FactT = TypeVar("FactT", bound=Fact)

FOR_ALL_TITLES = {
    WITHDRAWN: _("Withdrawn"),
    BROUGHT_IN: _("Bring in a colleague"),
    GLASS: _("Opened in need"),
}
NOT_SHOWN = frozenset({"id", "entry", "dossier", "position"})
DIGEST_SHOWN = 16


@dataclass(frozen=True)
class EntryAction:
    label: str
    url: str


@dataclass(frozen=True)
class ShownEntry:
    number: int
    title: str
    author: str
    author_role: str
    happened: str
    recorded: str
    text: str
    facts: tuple[tuple[str, str], ...]
    corrects: int | None
    corrected_by: int | None
    digest: str
    actions: tuple[EntryAction, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """Everything recorded in one dossier, loaded once in a number of queries that does not depend on its length."""

    dossier: Dossier
    entries: tuple[Entry, ...]
    facts: Mapping[int, tuple[Fact, ...]]
    corrected_by: Mapping[int, Entry]

    @classmethod
    def of(cls, dossier: Dossier) -> "Timeline":
        entries = tuple(ENTRIES(dossier=dossier.pk))
        for entry in entries:
            entry.dossier = dossier
        by_key = {entry.pk: entry for entry in entries}
        corrected_by = {entry.corrects_id: entry for entry in entries if entry.corrects_id}
        return cls(dossier, entries, _facts_of(dossier, by_key), corrected_by)

    def with_entry(self, entry: Entry, facts: Sequence[Fact]) -> "Timeline":
        """The same with one more entry, as it has just been recorded."""
        corrected = {entry.corrects_id: entry} if entry.corrects_id else {}
        more = {entry.pk: tuple(facts)}
        return Timeline(
            self.dossier, (*self.entries, entry), {**self.facts, **more}, {**self.corrected_by, **corrected}
        )

    def standing(self) -> tuple[Entry, ...]:
        """The entries that hold, in the order of what they tell.

        One that corrects another stands in its place: it says better what was said then. So the correction of an older
        talk does not become the latest talk.
        """
        holds = [entry for entry in self.entries if entry.pk not in self.corrected_by]
        return tuple(sorted(holds, key=self.place) if self.corrected_by else holds)

    def place(self, entry: Entry) -> int:
        """The number of the entry that first said what this one says, maybe better."""
        return self._places[entry.pk]

    @cached_property
    def _places(self) -> Mapping[int, int]:
        places: dict[int, int] = {}
        for entry in self.entries:
            places[entry.pk] = places[entry.corrects_id] if entry.corrects_id else entry.number
        return places

    def done(self) -> list[str]:
        return [entry.step for entry in self.standing()]

    def subjects(self) -> list[Subject]:
        return [fact for fact in self.standing_facts() if isinstance(fact, Subject)]

    def standing_facts(self) -> list[Fact]:
        """The facts that hold, in the same order; the last of a kind is the latest."""
        return [fact for entry in self.standing() for fact in self.facts.get(entry.pk, ())]

    def latest(self, model: type[FactT]) -> FactT | None:
        """Of the facts of one model that hold, the one that tells what came last."""
        return next((fact for fact in reversed(self.standing_facts()) if isinstance(fact, model)), None)


def _facts_of(dossier: Dossier, entries: Mapping[int, Entry]) -> dict[int, tuple[Fact, ...]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for model in _models(dossier.declared, entries.values()):
        for fact in FACTS(model, dossier=dossier.pk):
            fact.entry = entries[fact.entry_id]
            found[fact.entry_id].append(fact)
    return {key: tuple(rows) for key, rows in found.items()}


def _models(kind: Kind, entries: Collection[Entry]) -> Iterator[type[Fact]]:
    """The facts that can stand in a dossier with these entries."""
    steps = {entry.step for entry in entries}
    only_in = kind.facts_of() if kind.facts_of else {}
    yield from (model for model in kind.facts() if model not in only_in or only_in[model] & steps)
    yield Subject
    if any(entry.corrects_id for entry in entries):
        yield Correction
    if BROUGHT_IN in steps:
        yield Party
    if GLASS in steps:
        yield BrokenGlass


def _rows(model: type[Fact], dossier: Blank) -> QuerySet[Fact]:
    leads_to = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.name not in NOT_SHOWN
    ]
    rows: QuerySet[Fact] = model._default_manager.filter(entry__dossier=dossier).order_by(
        "entry_id", "position"
    )
    return rows.select_related(*leads_to) if leads_to else rows


ENTRIES = Question(
    lambda dossier: Entry.objects.filter(dossier=dossier).select_related("author").order_by("number")
)
FACTS = Question(_rows)


# As somebody reads it


def shown(
    timeline: Timeline, read: Sequence[Entry], person: Person, *, handles: bool
) -> tuple[ShownEntry, ...]:
    """The entries that somebody reads, oldest first: a dossier is read as a story, on a screen and on paper.

    How it stands now is told above it, by the step line and by what must be done next.
    """
    roles = _roles_at_the_time(timeline.dossier, read)
    numbers = {entry.pk: entry.number for entry in timeline.entries}
    return tuple(
        ShownEntry(
            number=entry.number,
            title=step_title(timeline.dossier.declared, entry.step),
            author=entry.author.full_name,
            author_role=roles.get(entry.pk, ""),
            happened=moment(entry.happened_at),
            recorded=moment(entry.recorded_at),
            text=entry.text,
            facts=tuple(
                pair
                for fact in timeline.facts.get(entry.pk, ())
                for pair in told(fact, timeline.dossier.declared)
            ),
            corrects=numbers[entry.corrects_id] if entry.corrects_id else None,
            corrected_by=_number(timeline.corrected_by.get(entry.pk)),
            digest=entry.digest[:DIGEST_SHOWN],
            actions=(*_letters(timeline, entry), *_actions(timeline, entry, person, handles=handles)),
        )
        for entry in read
    )


def _number(entry: Entry | None) -> int | None:
    return entry.number if entry else None


def step_title(kind: Kind, step: str) -> str:
    title = kind.protocol.step(step).title if kind.protocol.has(step) else FOR_ALL_TITLES[step]
    return gettext(str(title))


def told(fact: Fact, kind: Kind) -> Iterator[tuple[str, str]]:
    """A fact as label and value, for the eye."""
    if isinstance(fact, Subject):
        yield gettext(str(kind.subject_roles.get(fact.role, fact.role))), fact.shown_name
        return
    if isinstance(fact, Letter):
        yield gettext("Letter"), f"{letter_title(kind, fact.entry.step)} ({fact.get_language_display()})"
        return
    for field in fact._meta.concrete_fields:
        if field.name not in NOT_SHOWN and (value := _value(fact, field)):
            yield capfirst(str(field.verbose_name)), value


def letter_title(kind: Kind, step: str) -> str:
    letter = kind.letters.get(step)
    return gettext(letter.title) if letter else step_title(kind, step)


def _value(fact: Fact, field: "Field[object, object]") -> str:
    value = getattr(fact, field.name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(fact, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return gettext("Yes") if value else ""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    return named(value) if isinstance(value, Model) else str(value)


def named(row: Model) -> str:
    """A row that a fact leads to, in words."""
    if isinstance(row, Entry):
        return gettext("entry %(number)s") % {"number": row.number}
    return str(row)


def _letters(timeline: Timeline, entry: Entry) -> tuple[EntryAction, ...]:
    """Opening the letter that went out with it, also after it was corrected: it was sent as it is."""
    if not any(isinstance(fact, Letter) for fact in timeline.facts.get(entry.pk, ())):
        return ()
    url = reverse("dossier-letter", args=[timeline.dossier.reference, entry.number])
    return (EntryAction(gettext("Open the letter"), url),)


def _actions(timeline: Timeline, entry: Entry, person: Person, *, handles: bool) -> tuple[EntryAction, ...]:
    if entry.pk in timeline.corrected_by or not (handles or entry.author_id == person.pk):
        return ()
    label = _("Correct") if timeline.dossier.declared.protocol.has(entry.step) else _("Take back")
    step = entry.step if timeline.dossier.declared.protocol.has(entry.step) else WITHDRAWN
    if obstacles_to_correcting(timeline.dossier, entry, step):
        return ()
    return (
        EntryAction(
            str(label), reverse("dossier-correction", args=[timeline.dossier.reference, entry.number])
        ),
    )


def _roles_at_the_time(dossier: Dossier, entries: Sequence[Entry]) -> dict[int, str]:
    """The role that each author held on the day of recording, at this school before elsewhere."""
    by_person: dict[int, list[EverHeld]] = defaultdict(list)
    for person, *held in ROLES_EVER_HELD(people={entry.author_id for entry in entries}):
        by_person[person].append(EverHeld(*held))
    return {
        entry.pk: _role(by_person[entry.author_id], entry.recorded_at, dossier.school_id) for entry in entries
    }


class EverHeld(NamedTuple):
    """A role that somebody holds or held, at which school, from when until when."""

    role: str
    school: int | None
    first_on: date
    last_on: date | None


ROLES_EVER_HELD = Question(
    lambda people: (
        Appointment.objects.filter(person__in=people)
        .order_by("first_on", "pk")
        .values_list("person", "role", "school", "first_on", "last_on")
    )
)


def _role(held: Iterable[EverHeld], moment: datetime, school: int) -> str:
    on = timezone.localdate(moment)
    then = [row for row in held if row.first_on <= on and (row.last_on is None or on <= row.last_on)]
    here = [row for row in then if row.school == school] or then
    return ", ".join(str(Role(row.role).label) for row in here[:2])


# Days and moments: formatting one costs as much as a small template, and many entries share a day


def day(value: date) -> str:
    return _day(value, get_language() or "")


def moment(value: datetime) -> str:
    local = timezone.localtime(value)
    return f"{day(local.date())}, {local:%H.%M}"


@lru_cache(maxsize=2048)
def _day(value: date, _language: str) -> str:
    return date_format(value, "D j F Y")
