"""Places that still wait for somebody to fill them in."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

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
    | <\s*(?:\.{2,}|…|_+|\?+)\s*> | <[a-zà-ÿ]+(?:\ [\w/,-]+){1,6}> | «[^»]{1,40}» | \{\{[^{}]{1,40}\}\}
    | \b(?:d{1,2}|xx|\.\.|__)[-/.](?:m{1,2}|xx|\.\.|__)[-/.](?:20)?(?:j{2,4}|x{2}|\.\.|__)
    | \b20(?:xx|\.\.|__|jj)(?!\w) | \b0[1-9]?x{2,}\b | \b0\d{1,3}[-\ ]?(?:x{4,}|\.{4,}|_{3,}) | (?<![\w.])n\.\s?n\.(?!\w)
    | (?<=\s)\?{2,} | (?:^|:)\s*(?:p\.m\.|pm)\s*$
    | \bX{2,}\b | \b(?:tbd|t\.b\.d\.|ntb|n\.t\.b\.|nnb|n\.n\.b\.|n\.n\.t\.b\.|nader\ te\ bepalen|todo)(?!\w)
    | (?<![.\w/])\.{4,}(?!\s*\d+\s*$) | :\s*(?:\.{3}|…)(?=\s|$) | …{2,} | _{3,}
    | :\s*(?:invullen|aanvullen|volgt\ nog)\b | ^\W*(?:nader\ )?(?:volgt(?:\ nog)?|in\ te\ vullen)\W*$
    | \b(?:nog|hier)\ (?:in\ te\ vullen|invullen|aan\ te\ vullen|aanvullen)\b
    | \b(?:naam\ (?:van\ de\ )?(?:school|directeur|invullen)|dd-mm-jjjj|lorem\ ipsum|vul\ (?:hier|in)|schoolnaam)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def look(plan: Plan) -> Iterator[Spot]:
    texts = [(each.title, each.place) for each in plan.sections]
    texts += [(each.text, each.place) for each in plan.sentences if each.block not in plan.template_blocks]
    for text, place in texts:
        if found := OPEN.search(ADDRESS.sub("", text)):
            why = say(_("“%(words)s” still waits for somebody to fill it in."), words=found[0].strip())
            yield Spot(place, text, why)


KIND = Kind(
    "placeholder",
    _("Not filled in"),
    Severity.SERIOUS,
    _("Fill it in, or take the sentence out until it is known."),
    look,
)
