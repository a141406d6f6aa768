"""What can be proposed, each with where it stood and a key by which it is known again however often it is read."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from vangnet.core.people.roles import Role
from vangnet.core.words import _
from vangnet.plan.chapters import Chapter
from vangnet.plan.check.findings import Place

KEY_LENGTH = 12


class Sort(StrEnum):
    PARAGRAPH = "paragraph"
    DUTY = "duty"
    ANNEX = "annex"
    PARTNER = "partner"
    TASK = "task"


def key_of(sort: Sort, *identity: object) -> str:
    told = "\0".join(map(str, identity))
    return f"{sort}-{sha256(told.encode()).hexdigest()[:KEY_LENGTH]}"


@dataclass(frozen=True)
class Where:
    """A place in the file, with the words that stand there."""

    place: Place
    quote: str


@dataclass(frozen=True)
class ProposedParagraph:
    """`order` is its place in the file; `live` is what a register says from now on, with the words it replaces.

    `is_public`: it names nobody, and tells nobody's phone or mail.
    """

    key: str
    title: str
    text: str
    chapter: Chapter
    order: int
    where: Where
    live: tuple[tuple[str, str], ...] = ()
    is_public: bool = True


@dataclass(frozen=True)
class ProposedDuty:
    """`already` is the duty by which it is kept here without anybody asking it."""

    key: str
    title: str
    often: str
    number: int
    role: Role
    section: str
    places: tuple[Where, ...]
    already: str = ""


@dataclass(frozen=True)
class ProposedAnnex:
    """`name` is how the text cites it; `is_asked_for`: the plan says that the school gives it to who asks."""

    key: str
    name: str
    title: str
    where: Where
    is_in_development: bool = False
    edition: str = ""
    link: str = ""
    is_asked_for: bool = False


@dataclass(frozen=True)
class ProposedPartner:
    key: str
    name: str
    kind: str
    places: tuple[Where, ...]
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class ProposedTask:
    """`name` is of whom the plan says so; nothing where it names nobody."""

    key: str
    role: Role
    name: str
    places: tuple[Where, ...]


class Why(StrEnum):
    """Why something of the file is in no paragraph."""

    TEMPLATE = "template"
    HEADING = "heading"
    FIGURE = "figure"
    MARGIN = "margin"
    ADDRESS = "address"
    ANNEXES = "annexes"

    @property
    def words(self) -> str:
        return _WHY[self]


_WHY = {
    Why.TEMPLATE: _("It speaks to who writes a plan, not to who reads it."),
    Why.HEADING: _("A heading with nothing of its own below it."),
    Why.FIGURE: _("A picture stands here. Add it as an annex, or tell in words what it shows."),
    Why.MARGIN: _("It stands at the head or foot of every page."),
    Why.ANNEXES: _("The list of annexes: the plan shows it by itself, from the register."),
    Why.ADDRESS: _("The address of a link, loose on the page."),
}


@dataclass(frozen=True)
class LeftOut:
    why: Why
    where: Where


@dataclass(frozen=True)
class Proposals:
    paragraphs: tuple[ProposedParagraph, ...]
    duties: tuple[ProposedDuty, ...]
    annexes: tuple[ProposedAnnex, ...]
    partners: tuple[ProposedPartner, ...]
    tasks: tuple[ProposedTask, ...]
    left_out: tuple[LeftOut, ...]
