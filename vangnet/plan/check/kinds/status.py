"""A document that is adopted or used in one place, and still being written in another."""

from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import loaded, pattern
from vangnet.plan.topics import Words

NEAR = 40


def look(plan: Plan) -> Iterator[Spot]:
    words = loaded()["documents"]
    adopted = pattern(
        rf"\b{words['adopted']}\s+({words['words']})\b|\b({words['words']})\b[^.;]{{0,{NEAR}}}\bvastgesteld\b"
    )
    used = pattern(
        rf"(?:{words['in_use']})[^.;]{{0,{NEAR}}}?\b({words['words']})\b|\b({words['words']})\b\s+(?:{words['in_use']})"
    )
    unfinished = pattern(rf"\b({words['words']})\b[^.;]{{0,25}}?\b(?:{words['unfinished']})")
    open_ = list(_named(plan, unfinished))
    names = {name for name, _sentence in open_}
    ready = [each for each in _named(plan, adopted) if each[0] in names]
    ready += [each for each in _named(plan, used) if each[0] in names and each not in ready]
    for name, sentence in open_:
        other = next((place for key, place in ready if key == name and place is not sentence), None)
        if other:
            why = say(
                _("“%(name)s” is still being written here, while line %(line)s treats it as adopted or in use."),
                name=name, line=other.place,
            )  # fmt: skip
            yield Spot(sentence.place, sentence.text, why)


def _named(plan: Plan, words: Words) -> Iterator[tuple[str, Sentence]]:
    """Documents by their plain name: "Anti-pestprotocol" and "pestprotocol" stay two."""
    for sentence in plan.sentences:
        if sentence.is_template:
            continue
        for found in words.finditer(sentence.text):
            name = next(group for group in found.groups() if group)
            yield name.lower().replace("-", ""), sentence


KIND = Kind(
    "contradiction-status",
    _("Adopted here, unfinished there"),
    Severity.SERIOUS,
    _("Say in one place how far the document is; who must follow it has to know whether it holds."),
    look,
)
