"""The only way in: what somebody records is checked, sealed, chained and settled in one transaction.

Two people at once: the second is told what the first recorded. The same form twice: recorded once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import methodcaller
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from vangnet.core.keys import store
from vangnet.core.people.models import Person, School
from vangnet.core.protocols import BROUGHT_IN as BROUGHT_IN
from vangnet.core.protocols import GLASS as GLASS
from vangnet.core.protocols import WITHDRAWN, Obstacle
from vangnet.core.questions import Question
from vangnet.core.rows import insert
from vangnet.core.words import _

from . import settling
from .canonical import digest
from .correcting import obstacles_to_correcting
from .kinds import Kind
from .models import BrokenGlass, Destruction, Dossier, Entry, Fact, Ledger, Party, Subject
from .models.dossier import ENTRIES, STATE
from .refusals import Blocked, NotYours, Overtaken
from .rules import BREAK_THE_GLASS, takes_colleagues
from .timeline import Timeline

CALLED = methodcaller("called")
FOR_ALL = frozenset({WITHDRAWN, BROUGHT_IN, GLASS})

SENT_BEFORE = Question(
    lambda token, author: Entry.objects.select_related("dossier").filter(token=token, author=author)
)


@dataclass(frozen=True)
class Act:
    """What somebody is about to record.

    `token` names the form that was sent. `seen` is the number of the last entry that this person had before them.
    """

    step: str
    by: Person
    happened_at: datetime
    now: datetime
    token: UUID
    text: str = ""
    facts: Sequence[Fact] = ()
    corrects: Entry | None = None
    seen: int | None = None

    @property
    def on(self) -> date:
        return timezone.localdate(self.now)


def open_dossier(kind: Kind, school: School, act: Act, *, follows: Dossier | None = None) -> Dossier:
    """Open a dossier with its first entry; the same form sent again gives the dossier that it opened before."""
    if again := recorded_before(act.token, act.by):
        return again.dossier
    if not kind.opens.allows(act.by, school, act.on):
        raise NotYours(kind.key)
    dossier = Dossier(kind=kind.key, school=school, follows=follows, opened_on=act.on, law_on=act.on)
    # The key is durable before the first text is sealed with it. An opening that is cut off leaves a key that
    # opens nothing; taking it back here could destroy the key of a dossier whose commit did arrive.
    dossier.__dict__["cipher"] = store.make(dossier.reference)
    try:
        with transaction.atomic():
            _open(dossier, act)
    except IntegrityError:
        # The same form, sent twice at once: the database let one through.
        if again := recorded_before(act.token, act.by):
            return again.dossier
        raise
    return dossier


def _open(dossier: Dossier, act: Act) -> None:
    dossier.serial = Ledger.next_serial()
    dossier.head = dossier.genesis()
    insert([dossier])
    _add(Timeline(dossier, (), {}, {}), act, is_first=True)


@transaction.atomic
def record(dossier: Dossier, act: Act) -> Entry:
    """Take a step in a dossier.

    Raises `Blocked` with what stands in the way, `Overtaken` with what was recorded meanwhile, `NotYours` for who
    may not; then nothing was written.
    """
    locked = Dossier.objects.select_for_update().select_related("school").get(pk=dossier.pk)
    if again := recorded_before(act.token, act.by):
        return again
    _refuse_destroyed(locked)
    timeline = Timeline.of(locked)
    _check(timeline, act)
    return _add(timeline, act)


def append(dossier: Dossier, act: Act) -> Entry:
    """Write one entry with its facts behind the others. The caller holds the row, has checked, and settles."""
    entry, _facts = _append(dossier, act)
    dossier.keep(*ENTRIES)
    return entry


def _add(timeline: Timeline, act: Act, *, is_first: bool = False) -> Entry:
    """Write the entry, and work out anew where the dossier stands."""
    entry, facts = _append(timeline.dossier, act)
    longer = timeline.with_entry(entry, facts)
    settled = settling.work_out(longer)
    timeline.dossier.keep(*ENTRIES, *STATE)
    settled.keep(longer, is_first=is_first)
    return entry


def _append(dossier: Dossier, act: Act) -> tuple[Entry, list[Fact]]:
    entry = Entry(
        dossier=dossier,
        number=dossier.entry_count + 1,
        step=act.step,
        author=act.by,
        happened_at=act.happened_at,
        recorded_at=_not_before_the_last(dossier, act.now),
        corrects=act.corrects,
        token=act.token,
        text=act.text,
        previous=dossier.head,
    )
    facts = _placed(entry, act.facts)
    for row in (entry, *facts):
        row.seal_texts()
    entry.digest = digest(
        described(dossier.reference, entry.stored(), [fact.stored() for fact in facts], dossier.head)
    )
    insert([entry])
    for fact in facts:
        fact.entry = entry
    for _model, rows in groupby(facts, key=CALLED):
        insert(list(rows))
    dossier.entry_count, dossier.head = entry.number, entry.digest
    return entry, facts


def _not_before_the_last(dossier: Dossier, now: datetime) -> datetime:
    """When it is recorded; on a clock that was set back, the moment of the entry before it."""
    if not dossier.entry_count:
        return now
    last = Entry.objects.filter(dossier=dossier, number=dossier.entry_count).values_list("recorded_at")
    return max(now, *last[0])


def described(
    reference: str, entry: Mapping[str, object], facts: Sequence[Mapping[str, object]], previous: str
) -> dict[str, object]:
    """All that the digest of an entry covers."""
    return {"dossier": reference, **entry, "facts": facts, "previous": previous}


def _placed(entry: Entry, facts: Sequence[Fact]) -> list[Fact]:
    """The facts in the order of the digest: by model, numbered within it."""
    ordered = sorted(facts, key=CALLED)
    for _model, rows in groupby(ordered, key=CALLED):
        for position, fact in enumerate(rows):
            fact.entry, fact.position = entry, position
            if isinstance(fact, Subject | Party | BrokenGlass):
                fact.dossier = entry.dossier
    return ordered


def recorded_before(token: UUID, by: Person) -> Entry | None:
    """What was recorded from the form with this name, when it was sent before."""
    found = SENT_BEFORE(token=token.hex, author=by.pk)
    return found[0] if found else None


def _refuse_destroyed(dossier: Dossier) -> None:
    if dossier.ending and Destruction.objects.filter(dossier=dossier).exists():
        raise Blocked(
            [Obstacle(_("This dossier was destroyed at the end of its term. Nothing can be added to it."))]
        )


def _check(timeline: Timeline, act: Act) -> None:
    dossier = timeline.dossier
    kind = dossier.declared
    if act.step in FOR_ALL or act.corrects:
        _check_for_all(dossier, act)
        return
    if not kind.roles[kind.protocol.step(act.step).role].allows(act.by, dossier, act.on):
        raise NotYours(act.step)
    if act.seen is not None and act.seen < dossier.entry_count:
        raise Overtaken(list(dossier.entries.filter(number__gt=act.seen).select_related("author")))
    if obstacles := kind.protocol.obstacles(act.step, kind.case(timeline), timeline.done()):
        raise Blocked(obstacles)


def _check_for_all(dossier: Dossier, act: Act) -> None:
    """Corrections and withdrawals: by the author or whoever handles the dossier, and of an entry that still stands.

    The glass is broken by whom it opens the dossier for, and by nobody else: before that nothing is recorded.
    """
    if act.step == GLASS:
        if not BREAK_THE_GLASS.allows(act.by, dossier, act.on):
            raise NotYours(act.step)
        return
    kind = dossier.declared
    if act.step == BROUGHT_IN and not takes_colleagues(kind):
        raise NotYours(act.step)
    wrote_it = act.corrects is not None and act.corrects.author_id == act.by.pk
    is_author = wrote_it and kind.know.allows(act.by, dossier, act.on)
    if not is_author and not kind.roles["handler"].allows(act.by, dossier, act.on):
        raise NotYours(act.step)
    if act.corrects is None:
        _check_without_correction(act)
        return
    if act.corrects.corrections.exists():
        raise Overtaken(list(act.corrects.corrections.select_related("author")))
    if obstacles := obstacles_to_correcting(dossier, act.corrects, act.step):
        raise Blocked(obstacles)


def _check_without_correction(act: Act) -> None:
    if act.step == WITHDRAWN:
        raise Blocked([Obstacle(_("Say which entry is withdrawn."))])
