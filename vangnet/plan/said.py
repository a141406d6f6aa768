"""What a name in a text stands for at a school on a day, and how that is written in a page.

The same for the plan of today, the adopted one and the public one: they differ in who asks, and when.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vangnet.core.plan_facts import Rows

from .text import Shown

DEEPEST = 5  # step in on a page


@dataclass(frozen=True)
class Gap:
    """Why there is nothing to say: who should see to it, and where, as far as this reader may know."""

    told: str
    address: str = ""


@dataclass(frozen=True)
class Said:
    """`words` say it within a sentence, `rows` where it stands alone; neither of them where there is a gap.

    `address` is where it comes from, for who can open that. `remark` is what is wrong with it though it is there.
    `is_fact`: it is what a register says, and not an annex.
    """

    title: str
    words: str = ""
    rows: Rows | None = None
    is_public: bool = False
    address: str = ""
    remark: str = ""
    gap: Gap | None = None
    is_fact: bool = True
    is_example: bool = False

    @property
    def is_gap(self) -> bool:
        return self.gap is not None


def as_shown(every: Mapping[str, Said]) -> Mapping[str, Shown]:
    return {name: _shown(said) for name, said in every.items()}


def _shown(said: Said) -> Shown:
    if said.gap:
        gap = _gap(said.title, said.gap)
        return Shown(gap, gap)
    within = format_html("{}{}", _words(said), _remark(said))
    return Shown(within, format_html("{}{}", _table(said), _remark(said)) if said.rows else within)


def _words(said: Said) -> SafeString:
    if said.is_example:
        return format_html('<span class="plan-name">{}</span>', said.words)
    if said.address:
        return format_html(
            '<a class="plan-fact" href="{}" title="{}">{}</a>', said.address, said.title, said.words
        )
    return format_html('<span class="plan-fact">{}</span>', said.words)


def _remark(said: Said) -> SafeString | str:
    return format_html(' <strong class="plan-gap">({})</strong>', said.remark) if said.remark else ""


def _gap(title: str, gap: Gap) -> SafeString:
    link = format_html(' <a href="{}">{}</a>', gap.address, _("Go there")) if gap.address else ""
    return format_html('<mark class="plan-gap">{}: {}{}</mark>', title, gap.told, link)


def _table(said: Said) -> SafeString:
    rows = said.rows or Rows((), ())
    caption = format_html('<caption class="unseen">{}</caption>', said.title)
    head = format_html_join("", '<th scope="col">{}</th>', ((each,) for each in rows.headings))
    depths = rows.depths or (0,) * len(rows.lines)
    lines = zip(rows.lines, depths, strict=True)
    body = format_html_join(
        "", "<tr>{}</tr>", ((_cells(line, rows.headings, depth),) for line, depth in lines)
    )
    return format_html(
        '<table class="table">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>', caption, head, body
    )


def _cells(line: tuple[str, ...], headings: tuple[str, ...], depth: int) -> SafeString:
    first = format_html('<th scope="row"{}>{}</th>', _stands_below(depth), line[0])
    rest = zip(headings[1:], line[1:], strict=True)
    return first + format_html_join("", '<td data-label="{}">{}</td>', rest)


def _stands_below(depth: int) -> SafeString | str:
    return format_html(' data-depth="{}"', min(depth, DEEPEST)) if depth else ""
