"""The annexes of a plan as a text cites them and as the register lists them, with what is wrong with a citation."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vangnet.core.people.models import School

from .models import AnnexVersion
from .reading import Placed
from .said import Gap, Said
from .text import named_in

PREFIX = "annex:"
Found = AnnexVersion.Found
SeenBy = AnnexVersion.SeenBy

# What may be opened by the public, by who reads the plan at school, and by who writes it.
FOR_ALL = frozenset({SeenBy.PUBLIC})
AT_SCHOOL = FOR_ALL | {SeenBy.SCHOOL}
FOR_KEEPERS = AT_SCHOOL | {SeenBy.KEEPERS}
Sees = frozenset[SeenBy]


def is_annex(name: str) -> bool:
    return name.startswith(PREFIX)


def name_of(key: str) -> str:
    return f"{PREFIX}{key}"


@dataclass(frozen=True)
class Line:
    """An annex in the register, for one reader: `address` is where he or she finds it, if that is an address."""

    version: AnnexVersion
    address: str
    finding: str
    cited: tuple[Placed, ...] = ()

    @property
    def name(self) -> str:
        return name_of(self.version.annex.key)

    @property
    def badge(self) -> str:
        return {"in_development": "open", "adopted": "closed", "expired": "overdue"}[self.version.status]


def annexes_of(school: School | None) -> list[AnnexVersion]:
    """The board's first, each by title."""
    rows = AnnexVersion.objects.of_plan(school).filter(is_left_out=False).select_related("paper", "annex")
    return sorted(rows, key=lambda row: (not row.annex.is_of_the_board, row.title.casefold()))


def lines(
    versions: Iterable[AnnexVersion], on: date, *, sees: Sees, placed: Iterable[Placed] = ()
) -> list[Line]:
    cited: dict[str, list[Placed]] = {}
    for each in placed:
        for name in named_in(each.version.text):
            cited.setdefault(name, []).append(each)
    return [
        Line(
            version,
            address_of(version, sees),
            finding(version, on),
            tuple(cited.get(name_of(version.annex.key), ())),
        )
        for version in versions
    ]


def address_of(version: AnnexVersion, sees: Sees) -> str:
    """A file is for who signs in, whoever may see it."""
    if version.seen_by not in sees or (version.found == Found.FILE and SeenBy.SCHOOL not in sees):
        return ""
    if version.found == Found.FILE:
        return reverse("plan-annex-file", args=[version.annex_id])
    return version.link


def finding(version: AnnexVersion, on: date) -> str:
    """What is wrong with leaning on it, though it is there."""
    if version.is_expired:
        return _("expired")
    if version.is_nowhere:
        return _("it does not say where it can be found")
    if version.review_on and version.review_on < on:
        return _("to be reviewed before %(day)s") % {"day": date_format(version.review_on)}
    return ""


def annexes_said(
    names: Collection[str], known: Mapping[str, AnnexVersion], on: date, *, sees: Sees, register: str = ""
) -> dict[str, Said]:
    """`register` is where an annex can be added, for who may."""
    return {name: _said(name, known.get(name), on, sees, register) for name in names}


def by_name(versions: Iterable[AnnexVersion]) -> dict[str, AnnexVersion]:
    """A key of the board goes before the same key of the school."""
    return {name_of(version.annex.key): version for version in reversed(list(versions))}


def _said(name: str, version: AnnexVersion | None, on: date, sees: Sees, register: str) -> Said:
    if version is None:
        told = _("this annex does not stand in the register. Add it there, or change the text.")
        return Said(name.removeprefix(PREFIX), gap=Gap(told, register), is_fact=False)
    address = address_of(version, sees)
    is_plain = bool(address) or version.is_nowhere
    words = version.title if is_plain else _("%(title)s (ask the head)") % {"title": version.title}
    remark = finding(version, on)
    return Said(version.title, words, is_public=True, address=address, remark=remark, is_fact=False)
