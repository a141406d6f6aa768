"""What the spine must know of a kind of dossier. Each slice declares one; `config/slices.py` lists them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

from vangnet.core.access.rules import AnyRule, Rule
from vangnet.core.law import Source
from vangnet.core.people.roles import Role
from vangnet.core.protocols import Protocol

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vangnet.core.access.guard import PersonRequest
    from vangnet.core.people.models import Person

    from .forms.steps import About, StepForm
    from .grounds import Grounds
    from .models import Dossier, Fact
    from .timeline import Timeline


@dataclass(frozen=True)
class Share:
    """What somebody reads who knows a dossier on this ground, beside what he or she wrote: entries as a whole.

    `steps` names the steps of which every entry is read (None: of all), `of_own_pupils` those of which only
    entries about a pupil of the reader's own group are read.
    """

    rule: AnyRule
    steps: frozenset[str] | None = None
    of_own_pupils: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Heading:
    """What a dossier is, at a glance: a title and a line below it; `grade` is how serious it was judged."""

    title: str
    line: str = ""
    grade: str = ""


@dataclass(frozen=True)
class Sign:
    """What several dossiers of one kind show together about one pupil, such as a pattern.

    `name` is what a kind that answers it calls it, `says` tells it in a few sentences. `last_on` is the day of the
    latest of those dossiers, and `reference` its own, for who may know it.
    """

    name: str
    says: tuple[str, ...]
    source: Source
    pupil: int
    school: int
    last_on: date
    reference: str = ""


# Between two serial numbers, both included: each dossier of which what is kept differs, and a sentence about it.
Differences = Callable[[int, int], Iterable[tuple[str, str]]]


def _nothing_kept(_first: int, _last: int) -> Iterable[tuple[str, str]]:
    return ()


def _keeps_nothing(_timeline: "Timeline", _case: Any, _is_first: bool) -> None:
    """The dossier's own row and what waits in it are enough for the lists of most kinds."""


def _forgets_nothing(_dossier: "Dossier") -> None:
    """What `settle` did not keep is not taken away."""


def _shows_nothing(_person: "Person", _on: date) -> Iterable[Sign]:
    """Dossiers of most kinds say nothing together that each of them does not say alone."""
    return ()


@dataclass(frozen=True)
class Kind:
    """One kind of dossier.

    `opens` is a rule on schools (where may this person open one), `know` and `roles` are rules on dossiers, `shares`
    says who reads which entries: without a share somebody reads only what he or she wrote. `case` reads the facts
    that stand into what the protocol is asked about. `facts` are the models of the rows that its steps record
    (`facts_of`: in which steps each can stand, so that no others are asked for), `forms` what is filled in for each
    step; the first one opens the dossier. `subject_roles` gives the words for the parts that people can have, `who`
    those for the roles; `labels` says in a few words what several dossiers are about, for who may know them, and
    `heading` what one is. `keep` says how long and why. `progress` says who sees where one stands in its protocol, if
    that is not everybody who may know it.

    A dossier of this kind can follow from one of the kinds that `follows_from` names; who had a part there has one
    here (`{"incident": {"perpetrator": "pupil"}}`), if who opens it may know both.

    `signs` gives what its dossiers show together, for who is told of that; a kind that `answers` such a sign is
    proposed as long as no dossier of it answers (`vangnet.core.dossiers.signs`).

    What more a kind can declare: `settle` works out what its own lists need (told whether nothing can be kept yet),
    `forget` removes that when the dossier is destroyed, `differences` compares it with the records, `wrong_totals`
    counts it anew. `template` draws its page, `beside` gives what else stands on it for who handles it.
    `opened_at` is the address where it is opened, and `corrects_first` answers who corrects the entry that opened it,
    where that takes more than the form of a step. `listed_at` is the address of its own list, `settings_at` that of
    what else can be set. `proposes` says who proposes to destroy one, where that is not the head or the board, and
    `decides` the roles that decide on it, where they differ.
    """

    key: str
    title: str
    protocol: Protocol[Any]
    opens: AnyRule
    know: AnyRule
    roles: Mapping[str, AnyRule]
    case: "Callable[[Timeline], Any]"
    labels: Callable[[Collection[int]], Mapping[int, str]]
    facts: "Callable[[], tuple[type[Fact], ...]]"
    forms: "Mapping[str, type[StepForm]]"
    subject_roles: Mapping[str, Any]
    keep: str
    keep_source: Source
    hint: str = ""
    heading: "Callable[[Dossier], Heading] | None" = None
    facts_of: "Callable[[], Mapping[type[Fact], frozenset[str]]] | None" = None
    who: Mapping[str, str] = field(default_factory=dict)
    shares: tuple[Share, ...] = ()
    progress: AnyRule | None = None
    follows_from: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    signs: "Callable[[Person, date], Iterable[Sign]]" = _shows_nothing
    answers: frozenset[str] = frozenset()
    settle: "Callable[[Timeline, Any, bool], None]" = _keeps_nothing
    forget: "Callable[[Dossier], None]" = _forgets_nothing
    differences: Differences = _nothing_kept
    wrong_totals: Callable[[], Iterable[str]] = tuple
    template: str = "dossiers/page.html"
    beside: "Callable[[Timeline, Grounds], Mapping[str, Any]] | None" = None
    opened_at: str = ""
    corrects_first: "Callable[[PersonRequest, About], HttpResponse] | None" = None
    listed_at: str = ""
    settings_at: str = ""
    proposes: AnyRule | None = None
    decides: frozenset[Role] | None = None

    @property
    def first(self) -> str:
        """The step with which a dossier is opened."""
        return self.protocol.steps[0].key

    def is_known_on(self, ground: str) -> bool:
        """Whether a ground of this name lets somebody know a dossier of this kind."""
        return any(isinstance(each, Rule) and each.name == ground for each in self.know.grounds())


@cache
def kinds() -> dict[str, Kind]:
    declared: list[Kind] = [import_string(place) for place in settings.DOSSIER_KINDS]
    return {kind.key: kind for kind in declared}


def kind_of(key: str) -> Kind:
    return kinds()[key]
