"""The promises of a plan that return: what, how often, and who sees to it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.plan.check.rhythms import Told, told_in
from vangnet.plan.check.text import Plan, Sentence

from .proposed import ProposedDuty, Sort, Where, key_of
from .titles import number_of, shortened, without_mark, without_number
from .words import DutyWords, duties, known_duties, roles, words_of

SHORT = 8  # words: too few to say by themselves what is done
SEE_TO_IT = STAFF_OF_A_SCHOOL | {Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD}
LONGEST = 600  # letters: what goes on for ever is no promise, and would take long to search
NO_WORDS = re.compile(r"\W+")


@dataclass(frozen=True)
class Often:
    """As a duty of a school's own says it."""

    often: str
    number: int


@dataclass(frozen=True)
class _Around:
    """What stands around each sentence: the one before it in its section, and the number of its section."""

    plan: Plan

    @cached_property
    def before(self) -> Mapping[int, str]:
        beside = pairwise(self.plan.body)
        return {id(each): first.text for first, each in beside if first.section == each.section}

    @cached_property
    def numbers(self) -> Sequence[str]:
        """Of each section, or of the one above it that has one."""
        found, last = [], ""
        for each in self.plan.sections:
            last = number_of(each.title) or last
            found.append(last)
        return found

    def section(self, sentence: Sentence) -> str:
        """The number of the heading above it, or else its words."""
        return self.numbers[sentence.section] or without_number(self.plan.title_of(sentence))


def duties_of(plan: Plan) -> list[ProposedDuty]:
    """The same thing told twice with the same rhythm is one duty, with both places."""
    found: dict[str, ProposedDuty] = {}
    by_words: dict[str, str] = {}
    around = _Around(plan)
    for sentence in plan.body:
        if len(sentence.text) > LONGEST:
            continue
        for told in told_in(sentence.text):
            if _is_asked(sentence.text, told):
                duty = _proposed(around, sentence, told)
                key = by_words.setdefault(f"{_plain(sentence.text)} {told.months}", duty.key)
                known = found.get(key)
                found[key] = _together(known, duty) if known else duty
    return list(found.values())


def _together(known: ProposedDuty, other: ProposedDuty) -> ProposedDuty:
    said = {each.quote for each in known.places}
    return replace(
        known, places=known.places + tuple(each for each in other.places if each.quote not in said)
    )


def _is_asked(text: str, told: Told) -> bool:
    """Not "de jaarlijkse monitor", which only speaks of something that returns."""
    before, after = text[: told.start], text[told.end :]
    is_adjective = told.words.lower().endswith("jkse")
    if is_adjective and words_of("rhythms", "mentioned").search(before):
        return False
    return not words_of("rhythms", "no_duty").search(after)


def _proposed(around: _Around, sentence: Sentence, told: Told) -> ProposedDuty:
    often = often_of(told.months)
    already = _already(around, sentence, told)
    named = "" if already else next((each.what for each in _near(known_duties(), sentence.text, told)), "")
    return ProposedDuty(
        key=key_of(Sort.DUTY, already or named or _plain(sentence.text), often.often, often.number),
        title=named or _in_its_words(around.plan, sentence),
        often=often.often,
        number=often.number,
        role=role_in(sentence.text),
        section=around.section(sentence),
        places=(Where(sentence.place, sentence.text),),
        already=already,
    )


def often_of(months: float) -> Often:
    if months < 1:
        return Often("week", 1)
    if months > 12:
        return Often("years", min(round(months / 12), 60))
    is_whole = months >= 3 and 12 % months == 0
    return Often("times_a_year", round(12 / months)) if is_whole else Often("months", round(months))


def _in_its_words(plan: Plan, sentence: Sentence) -> str:
    """A short sentence with the heading above it."""
    told = without_mark(sentence.text).rstrip(". ")
    if len(told.split()) < SHORT and (title := _subject(plan, sentence)):
        return shortened(f"{title}: {told[0].lower()}{told[1:]}")
    return shortened(told)


def _subject(plan: Plan, sentence: Sentence) -> str:
    return without_number(plan.title_of(sentence)) if plan.title_of(sentence) else ""


def _plain(text: str) -> str:
    return NO_WORDS.sub(" ", text.lower()).strip()


def _already(around: _Around, sentence: Sentence, told: Told) -> str:
    """By what stands nearest to the rhythm; a short sentence leans on its heading and the one before it."""
    if near := _near(duties(), sentence.text, told):
        return near[0].duty
    if len(sentence.text.split()) >= SHORT:
        return ""
    leaning = f"{around.plan.title_of(sentence)} {around.before.get(id(sentence), '')} § {sentence.text}"
    return next((each.duty for each in duties() if each.words.search(leaning)), "")


def _near(known: Sequence[DutyWords], text: str, told: Told) -> list[DutyWords]:
    """Those of which the sentence speaks in the same part as of the rhythm, the nearest first."""
    begin = text.rfind(";", 0, told.start) + 1
    end = text.find(";", told.end)
    clause = text[begin : end if end >= 0 else None]
    hits = [(hit, each) for each in known if (hit := each.words.search(clause))]
    start, stop = told.start - begin, told.end - begin
    hits.sort(key=lambda hit: max(start - hit[0].end(), hit[0].start() - stop, 0))
    return [each for _hit, each in hits]


def role_in(text: str) -> Role:
    """Who is named first; the head where nobody is."""
    hits = [
        (hit.start(), each.role)
        for each in roles()
        if each.role in SEE_TO_IT and (hit := each.words.search(text))
    ]
    return min(hits, key=lambda hit: hit[0])[1] if hits else Role.HEAD
