"""A document that is adopted or used in one place, and still being written in another."""

import re
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import loaded, pattern
from vangnet.plan.topics import Words

NEAR = 40
BARE = frozenset(
    {"protocol", "regeling", "reglement", "richtlijn", "convenant", "beleid", "stappenplan", "draaiboek"}
)
AFTER = re.compile(
    r" (?:voor |over |bij |van )?(?!wordt|worden|staat|staan|geldt|moet|heeft|hebben|daarvoor)([a-z]{6,})",
    re.IGNORECASE,
)


def look(plan: Plan) -> Iterator[Spot]:
    words = loaded()["documents"]
    adopted = pattern(
        rf"\b{words['adopted']}\s+({words['words']})\b|\b({words['words']})\b[^.;]{{0,{NEAR}}}\bvastgesteld\b"
    )
    used = pattern(
        rf"(?:{words['in_use']})[^.;]{{0,{NEAR}}}?\b({words['words']})\b|\b({words['words']})\b\s+(?:{words['in_use']})"
    )
    unfinished = pattern(rf"\b({words['words']})\b[^.;]{{0,25}}?\b(?:{words['unfinished']})")
    being_written = pattern(rf"\b{words['being_written']} (?:\w+ ){{0,3}}?({words['words']})\b")
    holding = pattern(rf"\b{words['hold']} (?:\w+ ){{0,3}}?({words['words']})\b")
    open_ = [*_named(plan, unfinished), *_named(plan, being_written)]
    names = {name for name, _sentence in open_}
    ready = [each for each in _named(plan, adopted) if each[0] in names]
    for more in (used, holding):
        ready += [each for each in _named(plan, more) if each[0] in names and each not in ready]
    for name, sentence in open_:
        other = next((place for key, place in ready if key == name and place is not sentence), None)
        if other:
            why = say(
                _("“%(name)s” is still being written here, while line %(line)s treats it as adopted or in use."),
                name=name, line=other.place,
            )  # fmt: skip
            yield Spot(sentence.place, sentence.text, why)


def _named(plan: Plan, words: Words) -> Iterator[tuple[str, Sentence]]:
    """Documents by their plain name: "Anti-pestprotocol" and "pestprotocol" stay two, "protocol" alone is none."""
    for sentence in plan.sentences:
        if sentence.is_template:
            continue
        for found in words.finditer(sentence.text):
            group = next(number for number, text in enumerate(found.groups(), start=1) if text)
            name = found[group].lower().replace("-", "")
            if name in BARE:
                name = _named_after(found, group)
            if name:
                yield name, sentence


def _named_after(found: re.Match[str], group: int) -> str:
    """ "protocol cameratoezicht": what follows tells which; "" when nothing does."""
    after = AFTER.match(found.string, found.end(group))
    return f"{found[group]} {after[1]}" if after else ""


KIND = Kind(
    "contradiction-status",
    _("Adopted here, unfinished there"),
    Severity.SERIOUS,
    _("Say in one place how far the document is; who must follow it has to know whether it holds."),
    look,
)
