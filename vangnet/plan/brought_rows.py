"""The page of a plan that is brought, in rows: parts, groups in them, and proposals with how each stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from vangnet.core.obligations.forms import OwnDutyForm

from .models import ProposalAnswer


@dataclass(frozen=True)
class Made:
    """What came of a proposal, or what is there already: words, and where it is."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Row:
    """`said` is what will be made; `already` makes an answer needless; `told` is what to know beforehand."""

    key: str
    title: str
    places: Sequence[tuple[str, str]]
    taken: ProposalAnswer | None = None
    left: ProposalAnswer | None = None
    made: Made | None = None
    already: Made | None = None
    told: str = ""
    said: SafeString | str = ""
    chapter: str = ""
    form: OwnDutyForm | None = None

    @property
    def is_open(self) -> bool:
        return not (self.taken or self.left or self.already)


@dataclass(frozen=True)
class Group:
    """`take_all` is what the button for all of them sends; `is_shown`: it is unfolded."""

    key: str
    title: str
    rows: Sequence[Row]
    take_all: str = ""
    is_shown: bool = False

    @property
    def open(self) -> int:
        return sum(row.is_open for row in self.rows)


@dataclass(frozen=True)
class Part:
    key: str
    title: str
    lead: str
    groups: Sequence[Group]

    @property
    def open(self) -> int:
        return sum(group.open for group in self.groups)

    @property
    def total(self) -> int:
        return sum(len(group.rows) for group in self.groups)
