"""What the spine must know of a kind of dossier. Each slice declares one; `config/slices.py` lists them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

from vangnet.core.access.rules import AnyRule
from vangnet.core.law import Source
from vangnet.core.protocols import Protocol

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vangnet.core.access.guard import PersonRequest

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


# Between two serial numbers, both included: each dossier of which what is kept differs, and a sentence about it.
Differences = Callable[[int, int], Iterable[tuple[str, str]]]


def _nothing_kept(_first: int, _last: int) -> Iterable[tuple[str, str]]:
    return ()


@dataclass(frozen=True)
class Kind:
    """One kind of dossier.

    `opens` is a rule on schools (where may this person open one), `know` and `roles` are rules on dossiers.
    `case` reads the facts that stand into what the protocol is asked about; `settle` works out what lists need
    (told whether nothing can be kept yet) and `forget` removes that when the dossier is destroyed. `facts` are the
    models of the rows that its steps record, `forms` what is filled in for each step. `subject_roles` gives the words
    for the parts that people can have; `keep` says how long and why. `heading` says what a dossier is, `who` gives
    the words for the roles, and `shares` says who reads which entries: without a share somebody reads only what he or
    she wrote. `facts_of` says in which steps a fact can stand, so that no others are asked for. `differences`
    compares what `settle` keeps with the records, `wrong_totals` what it counts with all of them. `labels` says in a
    few words what several dossiers are about, for who may know them. `template` draws its page, `beside` gives what
    else stands on it for who handles it, and `corrects_first` answers who corrects the entry that opened it, where
    that takes more than the form of a step.
    """

    key: str
    title: str
    protocol: Protocol[Any]
    opens: AnyRule
    know: AnyRule
    roles: Mapping[str, AnyRule]
    case: "Callable[[Timeline], Any]"
    settle: "Callable[[Timeline, Any, bool], None]"
    forget: "Callable[[Dossier], None]"
    labels: Callable[[Collection[int]], Mapping[int, str]]
    facts: "Callable[[], tuple[type[Fact], ...]]"
    subject_roles: Mapping[str, str]
    forms: "Mapping[str, type[StepForm]]"
    keep: str
    keep_source: Source
    heading: "Callable[[Dossier], Heading] | None" = None
    facts_of: "Callable[[], Mapping[type[Fact], frozenset[str]]] | None" = None
    who: Mapping[str, str] = field(default_factory=dict)
    shares: tuple[Share, ...] = ()
    differences: Differences = _nothing_kept
    wrong_totals: Callable[[], Iterable[str]] = tuple
    template: str = "dossiers/page.html"
    beside: "Callable[[Timeline, Grounds], Mapping[str, Any]] | None" = None
    corrects_first: "Callable[[PersonRequest, About], HttpResponse] | None" = None


@cache
def kinds() -> dict[str, Kind]:
    declared: list[Kind] = [import_string(place) for place in settings.DOSSIER_KINDS]
    return {kind.key: kind for kind in declared}


def kind_of(key: str) -> Kind:
    return kinds()[key]
