"""The tasks of which a plan speaks, with whom it names for them."""

import re
from collections.abc import Iterator
from functools import cache

from vangnet.core.people.roles import Role
from vangnet.plan.check.kinds.people import LINK, NAME, named_in
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import loaded

from .proposed import ProposedTask, Sort, Where, key_of
from .words import RoleWords, roles

BESIDE = re.compile(r"\W*(?:(?:is|zijn|heet|onze|de|het|van onze school|op (?:onze )?school)\W+){0,4}")
MOST_PLACES = 3


def tasks_of(plan: Plan) -> list[ProposedTask]:
    return [task for role in roles() if role.fact for task in _of(plan, role)]


def _of(plan: Plan, role: RoleWords) -> Iterator[ProposedTask]:
    told = [
        each for each in plan.sentences if not _is_for_writers(plan, each) and role.words.search(each.text)
    ]
    about = [each for each in plan.body if role.words.search(plan.title_of(each))]
    if not told and not about:
        return
    named: dict[str, list[Where]] = {}
    for each in dict.fromkeys([*told, *(each for each in about if " is dat " in each.text)]):
        for name in _names(plan, each, role):
            named.setdefault(name, []).append(Where(each.place, each.text))
    for name, places in named.items():
        yield _task(role.role, name, places)
    if not named:
        yield _task(role.role, "", [Where(each.place, each.text) for each in [*told, *about]])


def _task(role: Role, name: str, places: list[Where]) -> ProposedTask:
    return ProposedTask(key_of(Sort.TASK, role, name), role, name, tuple(places[:MOST_PLACES]))


def _is_for_writers(plan: Plan, sentence: Sentence) -> bool:
    """The list of roles under a line of a template still tells which the school should have."""
    return sentence.is_template and not sentence.is_item


def _names(plan: Plan, sentence: Sentence, role: RoleWords) -> Iterator[str]:
    """In a list of tasks every name; in running text one that stands next to the task, or after "is dat"."""
    if titled := _titled().search(sentence.text):
        yield from (
            [titled[1]] if sentence.is_row or sentence.is_item or _is_beside(titled, sentence, role) else []
        )
        return
    if " is dat " in sentence.text and (name := named_in(plan, sentence)):
        yield name
        return
    for found in NAME.finditer(sentence.text):
        is_listed = sentence.is_row or sentence.is_item or _is_beside(found, sentence, role)
        if is_listed and not {found[1], found[2]} & _no_names() and not _is_role(found[0]):
            yield found[0]


def _is_beside(name: re.Match[str], sentence: Sentence, role: RoleWords) -> bool:
    """Such as "de preventiemedewerker is Noor de Vries"."""
    hit = role.words.search(sentence.text)
    if hit is None:
        return False
    begin, end = sorted([(hit.start(), hit.end()), name.span()])
    return BESIDE.fullmatch(sentence.text[begin[1] : end[0]]) is not None


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:{loaded()['people']['titles']})\s+((?:[A-Z][\w.]*\s+)?(?:{LINK}\s+){{0,2}}(?:[Vv]an\s+)?[A-Z][a-zé]+)"
    )


def _is_role(words: str) -> bool:
    return any(each.words.search(words) for each in roles())


def _no_names() -> frozenset[str]:
    return frozenset(loaded()["people"]["not_names"])
