"""What a copy of a dossier holds: what its reader reads on the page of that dossier, and nothing else.

Everybody who may know a dossier can have one, for it gives nothing that the page does not give; who reads a part gets
that part, with what was left out. The proof with its key is another file (`exporting.py`): the key opens every text,
so that is for who handles the dossier. Other dossiers that belong with it are not named: a copy is handed on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from vangnet.core.letters.typesetting import Sheet
from vangnet.core.people.models import Person

from ..grounds import Grounds
from ..models import Dossier, Entry, Fact, Letter, SealedHead
from ..page import DossierPage, page_of
from ..sharing import read_by
from ..timeline import Timeline, letter_title
from .withheld import Withheld, withheld_from


@dataclass(frozen=True)
class SentLetter:
    """A letter as it was frozen with its entry."""

    entry: int
    title: str
    sheet: Sheet


@dataclass(frozen=True)
class DossierCopy:
    """`sealed` is where it stood at the newest seal, for who sees how far it came."""

    dossier: Dossier
    page: DossierPage
    read: tuple[Entry, ...]
    facts: Mapping[int, tuple[Fact, ...]]
    letters: tuple[SentLetter, ...]
    sealed: SealedHead | None
    withheld: Withheld
    by: Person
    at: datetime
    because: tuple[str, ...]


def copy_of(timeline: Timeline, grounds: Grounds, now: datetime) -> DossierCopy:
    dossier = timeline.dossier
    page, read = page_of(timeline, grounds, now), read_by(grounds, timeline)
    reasons = dossier.declared.know.reasons(grounds.person, dossier, grounds.on)
    heads = SealedHead.objects.filter(dossier=dossier).select_related("seal").order_by("-seal__number")
    return DossierCopy(
        dossier=dossier,
        page=page,
        read=read,
        facts={entry.pk: timeline.facts.get(entry.pk, ()) for entry in read},
        letters=tuple(_letters(timeline, read)),
        sealed=heads.first() if grounds.sees_progress else None,
        withheld=withheld_from(grounds, timeline, read, page.steps),
        by=grounds.person,
        at=now,
        because=tuple(dict.fromkeys(gettext(reason) for reason in reasons)),
    )


def _letters(timeline: Timeline, read: Sequence[Entry]) -> Iterator[SentLetter]:
    for entry in read:
        for fact in timeline.facts.get(entry.pk, ()):
            if isinstance(fact, Letter):
                yield SentLetter(
                    entry.number, letter_title(timeline.dossier.declared, entry.step), fact.sheet
                )
