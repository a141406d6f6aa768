"""Tasks that nobody can be found for, that have several names, or that one person should not hold together."""

from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import Names, Role, apart, names, roles, words_of

from .people import named_in


def _says(text: str, what: str) -> bool:
    return words_of("holding", what).search(text) is not None


def _without_person(plan: Plan) -> Iterator[Spot]:
    listed = next(
        (each for each in plan.body if _says(each.text, "functions") and _says(each.text, "elsewhere")), None
    )
    for role in roles():
        told = [each for each in plan.body if role.words.search(each.text)]
        told.sort(key=lambda each: role.person.search(each.text) is None)
        if not told or any(_has_person(plan, each, role) for each in told):
            continue
        if listed:
            why = say(
                _("Nowhere does the plan say who is %(role)s; line %(line)s only points to a list elsewhere."),
                role=role.key, line=listed.place,
            )  # fmt: skip
            yield Spot(told[0].place, told[0].text, why, Severity.MINOR)
        else:
            yield Spot(
                told[0].place,
                told[0].text,
                say(_("Nowhere does the plan say who is %(role)s."), role=role.key),
            )


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


def _several_names(plan: Plan) -> Iterator[Spot]:
    for thing in names():
        found = _first_of_each(plan, thing)
        if len(found) > 1:
            (first, _told), *others = found
            for name, sentence in others:
                why = say(
                    _("“%(name)s” here, “%(other)s” elsewhere: are these one, %(thing)s?"),
                    name=name, other=first, thing=thing.thing,
                )  # fmt: skip
                yield Spot(sentence.place, sentence.text, why)


def _first_of_each(plan: Plan, thing: Names) -> list[tuple[str, Sentence]]:
    found: list[tuple[str, Sentence]] = []
    for name in filter(plan.has, thing.names):
        first = next(((hit[0].lower(), each) for each in plan.body if (hit := name.search(each.text))), None)
        if first and first[0] not in {known for known, _sentence in found}:
            found.append(first)
    return sorted(found, key=lambda each: (each[1].place.page or 0, each[1].place.line))


def _held_together(plan: Plan) -> Iterator[Spot]:
    of = {role.key: role for role in roles()}
    for pair in apart():
        for sentence in plan.body:
            text = sentence.text
            if of[pair.one].person.search(text) and pair.words.search(text) and _says(text, "together"):
                why = say(
                    _("%(one)s and %(other)s in one person: %(why)s."),
                    one=pair.one,
                    other=pair.other,
                    why=pair.why,
                )
                yield Spot(sentence.place, text, why)


WITHOUT_PERSON = Kind(
    "role-without-person",
    _("A task without a person"),
    Severity.NOTABLE,
    _("Say where the name stands: a list in the school guide or an annex, with the date of the list."),
    _without_person,
)
SEVERAL_NAMES = Kind(
    "names-of-function",
    _("One thing, several names"),
    Severity.MINOR,
    _("Choose one name and use it everywhere; who looks for help must not have to guess."),
    _several_names,
)
HELD_TOGETHER = Kind(
    "roles-combined",
    _("Two tasks that do not go together"),
    Severity.NOTABLE,
    _("Give the tasks to two people, or say how the school keeps them apart."),
    _held_together,
)
