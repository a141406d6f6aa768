"""Who asks what the names in a text stand for: a reader of a school's plan, today."""

from collections.abc import Collection
from datetime import date

from vangnet.core.people.models import Person, School

from .facts import Reader, examples, facts_said
from .reading import Ask
from .said import Said


def ask_of(school: School | None, person: Person, on: date) -> Ask:
    """For a school what is so there; without one what each name would say."""
    if school is None:
        return examples
    reader = Reader(person.roles(on))

    def ask(names: Collection[str]) -> dict[str, Said]:
        return facts_said(names, school, on, reader)

    return ask
