"""The pages of one plan, as tabs: of a school, or of the board's layer."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.core.people.models import School


@dataclass(frozen=True)
class Section:
    label: str
    url: str
    is_current: bool = False
    count: int | None = None


def sections_of(school: School | None, *, current: str, keeps: bool) -> list[Section]:
    """`keeps`: whoever writes the plan of the school checks it as well."""
    args = [school.pk] if school else []
    return [
        Section(label, reverse(name, args=args), is_current=name == current)
        for name, label in (_of_a_school(keeps) if school else _of_the_board())
    ]


def _of_a_school(keeps: bool) -> Iterator[tuple[str, str]]:
    yield "plan-school", _("The plan")
    yield "plan-coverage", _("What it must cover")
    yield "plan-annexes", _("Annexes")
    yield "plan-editions", _("Adoption")
    if keeps:
        yield "plan-check", _("Check")


def _of_the_board() -> Iterator[tuple[str, str]]:
    yield "plan-board", _("For all schools")
    yield "plan-annexes-board", _("Annexes")
