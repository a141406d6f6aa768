"""Who asks what the names in a text stand for: a reader of a school's plan, today."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import partial

from django.urls import reverse

from vangnet.core.access.grounds import roles_at
from vangnet.core.people.models import Person, School

from .annexes import AT_SCHOOL, FOR_KEEPERS, PREFIX, annexes_said, by_name, is_annex
from .facts import Reader, examples, facts_said
from .models import AnnexVersion
from .reading import Ask
from .said import Said


def ask_of(
    school: School | None, annexes: Iterable[AnnexVersion], person: Person, on: date, *, keeps: bool
) -> Ask:
    """For a school what is so there; without one what each name would say."""
    known = by_name(annexes)
    if school is None:
        return partial(would_say, known)
    reader = Reader(roles_at(person, school, on))
    register = reverse("plan-annexes", args=[school.pk]) if keeps else ""
    sees = FOR_KEEPERS if keeps else AT_SCHOOL

    def ask(names: Collection[str]) -> dict[str, Said]:
        cited = list(filter(is_annex, names))
        facts = facts_said([name for name in names if not is_annex(name)], school, on, reader)
        return facts | annexes_said(cited, known, on, sees=sees, register=register)

    return ask


def would_say(known: Mapping[str, AnnexVersion], names: Collection[str]) -> dict[str, Said]:
    """Where no school is known to ask."""
    cited = {
        name: known[name].title if name in known else name.removeprefix(PREFIX)
        for name in names
        if is_annex(name)
    }
    annexes = {
        name: Said(title, f"[{title}]", is_fact=False, is_example=True) for name, title in cited.items()
    }
    return examples([name for name in names if name not in cited]) | annexes
