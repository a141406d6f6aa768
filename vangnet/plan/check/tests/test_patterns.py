"""No pattern takes long over a text that was made to be slow: each is tried on what it nearly finds, over and over."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.plan.check import annexes, days, rhythms, templates
from vangnet.plan.check.kinds import (
    contacts,
    contents,
    editions,
    formalities,
    leftovers,
    links,
    numbers,
    overdue,
    people,
    placeholders,
    references,
    rhythm,
    schools,
    slips,
    status,
    terms,
)
from vangnet.plan.check.law_terms import LAW_TERMS
from vangnet.plan.check.reading import columns
from vangnet.plan.check.reading import contents as listed
from vangnet.plan.check.sentences import LONGEST
from vangnet.plan.check.vocabulary import loaded
from vangnet.plan.topics import TOPICS, Words

from . import making

MODULES = (
    *(
        annexes,
        columns,
        contacts,
        contents,
        days,
        editions,
        formalities,
        leftovers,
        links,
        listed,
        numbers,
        overdue,
    ),
    *(people, placeholders, references, rhythm, rhythms, schools, slips, status, templates, terms),
)
PATTERNS = {
    **{
        f"{module.__name__}.{name}": value
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, (re.Pattern, Words))
    },
    **{f"law {each.what}": each.words for each in LAW_TERMS},
    **{f"topic {each.key}": each.pattern for each in TOPICS},
    **{
        f"act {each.what} {name}": getattr(each, name)
        for each in terms.ACTS
        for name in ("words", "also", "unless")
    },
    **{
        f"{table}.{key}": Words(words)
        for table, told in loaded().items()
        if isinstance(told, dict)
        for key, words in told.items()
        if isinstance(words, str)
    },
}
NEARLY = [
    *(
        "a",
        " ",
        "1",
        "A ",
        "Aa ",
        "Aa-",
        "de ",
        "van ",
        "[AB: ",
        "[",
        "(",
        "<a ",
        "http:/",
        "www.",
        "a@",
        "x-",
        "??",
    ),
    *(
        "bijlage 1 ",
        "Bijlage A",
        "bezwaar ",
        "schors ",
        "binnen twee weken ",
        "een ",
        "twee ",
        "honderd",
        "1 leerlingen ",
    ),
    *(
        "versie 1",
        "bewaar beelden ",
        "verzuim na drie dagen ",
        "in 2020 ",
        "is van ",
        "ouders ",
        "plan ",
        "mr ",
        "fout! ",
    ),
    *(
        ". . ",
        "...",
        "\t",
        "   ",
        "1.1",
        "- ",
        "Opmerking ",
        "werken aan ",
        "protocol ",
        "de RI&E in ",
        "gesprek ",
    ),
]
MOST_SECONDS = 1.0


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_is_done_with_the_longest_sentence_at_once(name: str) -> None:
    pattern = PATTERNS[name]
    for sign in NEARLY:
        text = (sign * LONGEST)[:LONGEST]
        before = time.process_time()
        list(pattern.finditer(text))
        pattern.search(f"{text} ")
        assert time.process_time() - before < MOST_SECONDS, sign


@settings(max_examples=10, deadline=None)
@given(signs=st.lists(st.sampled_from(NEARLY), min_size=1, max_size=4), times=st.integers(20, 80))
def test_a_text_of_what_is_nearly_found_is_read_and_checked(signs: list[str], times: int) -> None:
    before = time.process_time()
    making.checked("Wij oefenen elk jaar.\n\n" + "".join(signs) * times, "txt")
    assert time.process_time() - before < 10 * MOST_SECONDS
