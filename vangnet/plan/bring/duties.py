"""The promises of a plan that return: what, how often, and who sees to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.plan.check.rhythms import Told, told_in
from vangnet.plan.check.text import Plan, Sentence

from .proposed import ProposedDuty, Sort, Where, key_of
from .titles import number_of, shortened, without_mark, without_number
from .words import DutyWords, duties, known_duties, roles, words_of

SHORT = 8  # words: too few to say by themselves what is done
SEE_TO_IT = STAFF_OF_A_SCHOOL | {Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD}
NO_WORDS = re.compile(r"\W+")


@dataclass(frozen=True)
class Often:
    """As a duty of a school's own says it."""

    often: str
    number: int


def duties_of(plan: Plan) -> list[ProposedDuty]:
    """The same thing told twice with the same rhythm is one duty, with both places."""
    found: dict[str, ProposedDuty] = {}
    by_words: dict[str, str] = {}
    for sentence in plan.body:
        for told in told_in(sentence.text):
            if _is_asked(sentence.text, told):
                duty = _proposed(plan, sentence, told)
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


def _proposed(plan: Plan, sentence: Sentence, told: Told) -> ProposedDuty:
    often = often_of(told.months)
    already = _already(plan, sentence, told)
    named = "" if already else next((each.what for each in _near(known_duties(), sentence.text, told)), "")
    return ProposedDuty(
        key=key_of(Sort.DUTY, already or named or _plain(sentence.text), often.often, often.number),
        title=named or _in_its_words(plan, sentence),
        often=often.often,
        number=often.number,
        role=role_in(sentence.text),
        section=_section(plan, sentence),
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


def _section(plan: Plan, sentence: Sentence) -> str:
    """The number of the heading above it, or else its words."""
    above = [section.title for section in plan.sections[: sentence.section + 1]]
    return next(filter(None, map(number_of, reversed(above))), "") or without_number(above[-1])


def _plain(text: str) -> str:
    return NO_WORDS.sub(" ", text.lower()).strip()


def _already(plan: Plan, sentence: Sentence, told: Told) -> str:
    """By what stands nearest to the rhythm; a short sentence leans on its heading and the one before it."""
    if near := _near(duties(), sentence.text, told):
        return near[0].duty
    if len(sentence.text.split()) >= SHORT:
        return ""
    leaning = f"{plan.title_of(sentence)} {_before(plan, sentence)} § {sentence.text}"
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


def _before(plan: Plan, sentence: Sentence) -> str:
    own = plan.sentences_of(sentence.section)
    place = own.index(sentence)
    return own[place - 1].text if place else ""


def role_in(text: str) -> Role:
    """Who is named first; the head where nobody is."""
    hits = [
        (hit.start(), each.role)
        for each in roles()
        if each.role in SEE_TO_IT and (hit := each.words.search(text))
    ]
    return min(hits, key=lambda hit: hit[0])[1] if hits else Role.HEAD
