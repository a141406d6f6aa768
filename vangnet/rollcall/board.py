"""What the page of a running roll-call shows without scripts: counts, who is missing, where words clash, the groups."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .forms.names import Row, labels, row
from .merging import Standing, Tally, Word, tally
from .roster import Expected, GroupOf
from .scene import ExtraShown, Scene


@dataclass(frozen=True)
class Line:
    """Somebody who needs a look, and what was said of him or her."""

    name: str
    group: str
    told: str


@dataclass(frozen=True)
class GroupLine:
    number: int
    name: str
    is_own: bool
    tally: Tally

    @property
    def called(self) -> int:
        return self.tally.expected - self.tally.uncalled


@dataclass(frozen=True)
class Board:
    tally: Tally
    missing: tuple[Line, ...]
    clashing: tuple[Line, ...]
    groups: tuple[GroupLine, ...]
    others: Tally


def board_of(scene: Scene, own: Collection[int]) -> Board:
    stand = scene.standing
    lines = [_group_line(each, scene, own) for each in scene.groups]
    return Board(
        scene.tally,
        tuple(_lines(scene, lambda each: each.is_missing)),
        tuple(_lines(scene, lambda each: bool(each.against))),
        tuple(sorted(lines, key=lambda line: not line.is_own)),
        tally([each.about for each in scene.extras], stand),
    )


def rows_of(scene: Scene, people: Collection[Expected | ExtraShown]) -> list[Row]:
    return [
        row(each.about, each.name, stand := scene.standing.get(each.about), told(scene, stand))
        for each in people
    ]


def _group_line(group: GroupOf, scene: Scene, own: Collection[int]) -> GroupLine:
    return GroupLine(group.number, group.name, group.number in own, tally(group.keys, scene.standing))


def _lines(scene: Scene, wanted: Callable[[Standing], bool]) -> Iterator[Line]:
    for each, group in _everybody(scene):
        stand = scene.standing.get(each.about)
        if stand and wanted(stand):
            yield Line(each.name, group, told(scene, stand))


def _everybody(scene: Scene) -> Iterator[tuple[Expected | ExtraShown, str]]:
    yield from ((each, group.name) for group in scene.groups for each in group.expected)
    yield from ((each, "") for each in scene.extras)


def told(scene: Scene, stand: Standing | None) -> str:
    """Who said what when: first what holds, then what others said without knowing of it."""
    if stand is None:
        return ""
    return "; ".join(_said(scene, word) for word in (stand.word, *stand.against))


def _said(scene: Scene, word: Word) -> str:
    return _("%(name)s said “%(said)s” at %(time)s") % {
        "name": scene.callers.get(word.by, ""),
        "said": labels()[word.said].lower(),
        "time": timezone.localtime(word.at).strftime("%H:%M"),
    }


def count_words(number: int) -> str:
    return ngettext("%(number)s name called.", "%(number)s names called.", number) % {"number": number}


def lines_unaccounted(scene: Scene) -> list[Line]:
    """Who is missing, or was not called, with the group."""
    open_ones = set(scene.unaccounted())
    return [
        Line(each.name, group, told(scene, scene.standing.get(each.about)))
        for each, group in _everybody(scene)
        if each.about in open_ones
    ]
