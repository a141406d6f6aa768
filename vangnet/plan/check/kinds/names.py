"""One thing that has several names in the same plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import whole
from vangnet.plan.topics import Words


@dataclass(frozen=True)
class Thing:
    """A function or thing with its names. Abbreviations and plurals are not other names."""

    title: str
    names: tuple[Words, ...]


def _thing(title: str, *names: str) -> Thing:
    return Thing(title, tuple(map(whole, names)))


THINGS = (
    _thing(
        _("who coordinates the policy against bullying"),
        r"pest-?co[öo]rdinator(?:en)?",
        r"anti-?pest-?co[öo]rdinator(?:en)?",
        r"co[öo]rdinator pesten",
        r"(?:interne )?pestfunctionaris",
        r"kanjerco[öo]rdinator",
    ),
    _thing(
        _("who teaches the group"),
        r"(?:groeps)?(?:leerkracht(?:en)?|lera(?:ar|ren))",
        r"coach(?:es)?",
        r"docent(?:en)?",
        r"stamgroepleiders?",
        r"mentor(?:en)?",
    ),
    _thing(
        _("a pupil's file"),
        r"leerling(?:en)?-?dossiers?",
        r"kind-?dossiers?",
        r"groeidossiers?",
    ),
    _thing(
        _("the protocol against bullying"),
        r"anti-?pest-?protocol",
        r"pest-?protocol",
    ),
    _thing(
        _("the policy against bullying"),
        r"anti-?pest-?beleid(?:splan)?",
        r"pest-?beleid(?:splan)?",
    ),
    _thing(
        _("who supports somebody with a complaint or a worry"),
        r"vertrouwenspers(?:oon|onen)",
        r"vertrouwenscontactpersoon",
    ),
    _thing(
        _("the register of incidents"),
        r"incidenten-?register|register van incidenten",
        r"incidenten-?logboek",
        r"incidenten-?map",
    ),
)


def look(plan: Plan) -> Iterator[Spot]:
    for thing in THINGS:
        found = _first_of_each(plan, thing)
        if len(found) > 1:
            (first, _told), *others = found
            for name, sentence in others:
                why = say(
                    _("“%(name)s” here, “%(other)s” elsewhere: are these one, %(thing)s?"),
                    name=name, other=first, thing=say(thing.title),
                )  # fmt: skip
                yield Spot(sentence.place, sentence.text, why)


def _first_of_each(plan: Plan, thing: Thing) -> list[tuple[str, Sentence]]:
    found: list[tuple[str, Sentence]] = []
    for name in filter(plan.has, thing.names):
        first = next(((hit[0].lower(), each) for each in plan.body if (hit := name.search(each.text))), None)
        if first and first[0] not in {known for known, _sentence in found}:
            found.append(first)
    return sorted(found, key=lambda each: (each[1].place.page or 0, each[1].place.line))


KIND = Kind(
    "names-of-function",
    _("One thing, several names"),
    Severity.MINOR,
    _("Choose one name and use it everywhere; who looks for help must not have to guess."),
    look,
)
