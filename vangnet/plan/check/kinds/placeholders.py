"""Places that still wait for somebody to fill them in."""

import re
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan

OPEN = re.compile(
    r"""
    (?<=\s)\?(?=\s+\w)                                     # a question mark where a number should be
    | \[\s*(?:\.{2,}|…|_+|(?:naam|datum|vul|school|invull|plaats|aantal|telefoon|adres|functie|bestuur)[^\]]{0,60})\s*\]
    | \[[A-Z][a-z]+(?:\ \w+){0,4}\]
    | <\s*(?:naam|datum|school|vul|invullen|plaats|aantal)[^>]{0,40}>
    | \bX{2,}\b | \b(?:tbd|t\.b\.d\.|ntb|n\.t\.b\.|nnb|n\.n\.b\.|nader\ te\ bepalen|todo)(?!\w)
    | (?<![.\w/])\.{4,}(?!\s*\d+\s*$) | :\s*(?:\.{3}|…)(?=\s|$) | …{2,} | _{3,}
    | :\s*(?:invullen|aanvullen|volgt\ nog)\b
    | \b(?:nog|hier)\ (?:in\ te\ vullen|invullen|aan\ te\ vullen|aanvullen)\b
    | \b(?:naam\ (?:van\ de\ )?(?:school|directeur|invullen)|dd-mm-jjjj|lorem\ ipsum|vul\ (?:hier|in)|schoolnaam)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def look(plan: Plan) -> Iterator[Spot]:
    for sentence in plan.sentences:
        found = OPEN.search(ADDRESS.sub("", sentence.text))
        if found and sentence.block not in plan.template_blocks:
            why = say(_("“%(words)s” still waits for somebody to fill it in."), words=found[0].strip())
            yield Spot(sentence.place, sentence.text, why)


KIND = Kind(
    "placeholder",
    _("Not filled in"),
    Severity.SERIOUS,
    _("Fill it in, or take the sentence out until it is known."),
    look,
)
