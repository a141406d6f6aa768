"""Tasks that nobody can be found for, or that one person should not hold together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import Role, roles, whole, words_of

from .people import named_in


@dataclass(frozen=True)
class Apart:
    """Two tasks that one person should not hold together, and why."""

    one: Role
    other: Role
    why: str


@cache
def apart() -> tuple[Apart, ...]:
    listens = roles()["vertrouwenspersoon"]
    decides = whole(r"bemiddel\w*|directeur|directie|leidinggevende")
    return (
        Apart(
            listens,
            roles()["pestcoördinator"],
            _("who listens in confidence must not be the one who acts as well"),
        ),
        Apart(
            listens,
            Role(_("mediator or somebody in charge"), words=decides, person=decides),
            _("who stands beside somebody can't stand between two people, or decide about them"),
        ),
    )


def _says(text: str, what: str) -> bool:
    return words_of("holding", what).search(text) is not None


def _without_person(plan: Plan) -> Iterator[Spot]:
    yield from _blank(plan)
    listed = next(
        (each for each in plan.body if _says(each.text, "functions") and _says(each.text, "elsewhere")), None
    )
    for role in roles().values():
        told = [each for each in plan.body if role.words.search(each.text)]
        told.sort(key=lambda each: role.person.search(each.text) is None)
        if not told or any(_has_person(plan, each, role) for each in told):
            continue
        if listed:
            why = say(
                _("Nowhere does the plan say who is %(role)s; line %(line)s only points to a list elsewhere."),
                role=say(role.title), line=listed.place,
            )  # fmt: skip
            yield Spot(told[0].place, told[0].text, why, Severity.MINOR)
        else:
            yield Spot(
                told[0].place,
                told[0].text,
                say(_("Nowhere does the plan say who is %(role)s."), role=say(role.title)),
            )


def _blank(plan: Plan) -> Iterator[Spot]:
    """A place in a list of people that is empty, or a vacancy, for a task that the kinds above do not follow."""
    for sentence in plan.body:
        called = _without_name(plan, sentence)
        if called and not any(role.words.search(called) for role in roles().values()):
            yield Spot(sentence.place, sentence.text, say(_("Nobody is named for “%(task)s”."), task=called))


def _without_name(plan: Plan, sentence: Sentence) -> str:
    """The task of a row without a name, "" for any other line."""
    if not words_of("people", "lists").search(plan.title_of(sentence)):
        return ""
    cells = plan.blocks[sentence.block].cells or tuple(sentence.text.split(":", 1))
    if len(cells) < 2 or not re.search(r"[^\W\d_]{3}", cells[0]):
        return ""
    is_open = all(words_of("holding", "open").search(each.strip()) for each in cells[1:])
    return cells[0].strip().removesuffix(":") if is_open else ""


def _has_person(plan: Plan, sentence: Sentence, role: Role) -> bool:
    """By name, by an address, by a post that somebody holds, or by the place of a list that names them."""
    if named_in(plan, sentence) or _says(sentence.text, "filled") or _says(sentence.text, "elsewhere"):
        return True
    if any(" is dat " in each.text and named_in(plan, each) for each in plan.after(sentence)):
        return True
    following = [
        each for each in plan.sentences_of(sentence.section) if role.person.search(plan.title_of(each))
    ]
    return any(named_in(plan, each) or _says(each.text, "elsewhere") for each in following)


def _held_together(plan: Plan) -> Iterator[Spot]:
    for pair in apart():
        for sentence in plan.body:
            text = sentence.text
            if pair.one.person.search(text) and pair.other.person.search(text) and _says(text, "together"):
                why = say(
                    _("%(one)s and %(other)s in one person: %(why)s."),
                    one=say(pair.one.title),
                    other=say(pair.other.title),
                    why=say(pair.why),
                )
                yield Spot(sentence.place, text, why)


WITHOUT_PERSON = Kind(
    "role-without-person",
    _("A task without a person"),
    Severity.NOTABLE,
    _("Say where the name stands: a list in the school guide or an annex, with the date of the list."),
    _without_person,
)
HELD_TOGETHER = Kind(
    "roles-combined",
    _("Two tasks that do not go together"),
    Severity.NOTABLE,
    _("Give the tasks to two people, or say how the school keeps them apart."),
    _held_together,
)
