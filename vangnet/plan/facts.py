"""Every fact that a text can name, in the order of `config/slices.py`, and what those that it names are today."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from vangnet.core.obligations.year import holders_at
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role
from vangnet.core.plan_facts import Fact, Page, Rows, Value

from .said import Gap, Said

AnyFact = Fact[Any]
MOST_NEAR = 3


@cache
def declared() -> Mapping[str, AnyFact]:
    lists: list[Sequence[AnyFact]] = [import_string(place) for place in settings.FACTS]
    return {fact.key: fact for facts in lists for fact in facts}


def nearest(name: str) -> list[str]:
    """The facts that somebody may have meant: alike in name, or described with the word that was typed."""
    alike = get_close_matches(name, declared(), n=MOST_NEAR, cutoff=0.5)
    word = name.split(".")[-1].casefold().strip()
    described = [
        key for key, fact in declared().items() if len(word) > 2 and word in _(fact.title).casefold()
    ]
    return list(dict.fromkeys([*alike, *described]))[:MOST_NEAR]


def values(names: Collection[str], school: School, on: date) -> dict[str, Value]:
    """In the language of the plan; each register is asked once, however many facts come from it."""
    facts = [declared()[name] for name in names if name in declared()]
    with override(settings.LANGUAGE_CODE):
        asked: dict[Callable[..., Any], Any] = {
            asks: asks(school, on) for asks in {fact.asks for fact in facts}
        }
        return {fact.key: fact.tells(asked[fact.asks]) for fact in facts}


def is_missing(value: Value) -> bool:
    return value is None or value == "" or (isinstance(value, Rows) and not value.lines)


def in_words(value: Value) -> str:
    """Within a sentence, in the language of the plan."""
    if isinstance(value, Rows):
        return "; ".join(", ".join(filter(None, line)) for line in value.lines)
    if isinstance(value, date):
        with override(settings.LANGUAGE_CODE):
            return date_format(value, "j F Y")
    return str(value)


@dataclass(frozen=True)
class Reader:
    """Who reads: the roles that reach the school tell which of its sources he or she can open."""

    roles: Collection[Role] = ()

    def can_open(self, page: Page) -> bool:
        return not set(self.roles).isdisjoint(page.opened_by)


def facts_said(names: Collection[str], school: School, on: date, reader: Reader) -> dict[str, Said]:
    found = values(names, school, on)
    is_any_missing = any(map(is_missing, found.values()))
    people = holders_at(school, on) if is_any_missing else {}
    return {
        name: _said(declared()[name], found[name], school, reader, people) if name in found else unknown(name)
        for name in names
    }


def _said(
    fact: AnyFact, value: Value, school: School, reader: Reader, people: Mapping[Role, Sequence[str]]
) -> Said:
    title = _(fact.title)
    address = fact.page.address(school) if reader.can_open(fact.page) else ""
    if is_missing(value):
        names = ", ".join(people.get(fact.filled_by, ()))
        who = f"{fact.filled_by.label} ({names})" if names else str(fact.filled_by.label)
        told = _("not recorded yet. To be filled in by: %(who)s.") % {"who": who}
        return Said(title, is_public=fact.is_public, gap=Gap(told, address))
    rows = value if isinstance(value, Rows) else None
    return Said(title, in_words(value), rows, is_public=fact.is_public, address=address)


def unknown(name: str) -> Said:
    """Such as a fact of a part that no longer runs here."""
    return Said(name, gap=Gap(_("nothing is known under this name. Change the text.")))


def examples(names: Collection[str]) -> dict[str, Said]:
    """Where no school is known to ask: what a fact would say."""
    return {
        name: Said(_(declared()[name].title), f"[{_(declared()[name].title)}]", is_example=True)
        if name in declared()
        else unknown(name)
        for name in names
    }
