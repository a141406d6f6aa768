"""What holds for the procedure of every kind of dossier that is registered, whatever it is about.

Each slice holds its own procedure against its sources in `tests/test_protocol.py`; here it is asked whether it is one
at all: names that exist, sources that can be read, texts in Dutch, a beginning, an end, and nothing after the end.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

import vangnet
from vangnet.core.agreements import Agreement
from vangnet.core.dossiers.kinds import Kind, kinds
from vangnet.core.law import Article, Source
from vangnet.core.protocols import BROUGHT_IN, GLASS, WITHDRAWN, Condition

PACKAGE = Path(vangnet.__file__).parent
# A case is asked with whatever its own types allow; moments and days as they can be in a school.
st.register_type_strategy(
    datetime, st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
)
st.register_type_strategy(date, st.dates(date(2026, 1, 1), date(2028, 1, 1)))


@pytest.fixture(params=list(kinds()))
def kind(request) -> Kind:
    return kinds()[request.param]


def needs_of(kind: Kind) -> list[Condition]:
    return [need for step in kind.protocol.steps for need in step.needs]


def agreements_of(kind: Kind) -> list[Agreement]:
    own = [clock.agreement for clock in kind.protocol.clocks if clock.agreement]
    return [*kind.protocol.agreements, *own]


def sources_of(kind: Kind) -> Iterator[Source]:
    declared = (*kind.protocol.steps, *needs_of(kind), *kind.protocol.clocks, *agreements_of(kind))
    yield from (each.source for each in declared)
    yield kind.keep_source


def is_closed(done: list[str], kind: Kind) -> bool:
    """Said once more: whether the last word was an end."""
    ends = {step.key for step in kind.protocol.steps if step.closes}
    begins = {step.key for step in kind.protocol.steps if step.reopens}
    last = [key for key in done if key in ends | begins][-1:]
    return bool(last) and last[0] in ends


# Names that exist


def test_each_step_and_each_agreement_has_a_name_of_its_own(kind):
    keys = [step.key for step in kind.protocol.steps]

    assert max(Counter(keys).values()) == 1
    assert not set(keys) & {WITHDRAWN, BROUGHT_IN, GLASS}, "these belong to every kind"
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", key) for key in keys)
    assert max(Counter(each.key for each in kind.protocol.agreements).values(), default=1) == 1


def test_no_two_kinds_share_the_name_of_an_agreement():
    every = Counter(each.key for kind in kinds().values() for each in set(agreements_of(kind)))

    assert [key for key, number in every.items() if number > 1] == []


def test_each_step_is_for_a_role_that_the_kind_knows_and_has_words_for(kind):
    for step in kind.protocol.steps:
        assert step.role in kind.roles, step.key
        assert not kind.who or step.role in kind.who, step.key
    assert set(kind.who) <= set(kind.roles)
    assert "handler" in kind.roles, "who hands it out, and brings somebody in"


def test_each_step_has_a_form_and_each_form_a_step(kind):
    """A kind that is opened at an address of its own has its first form there."""
    opening = {kind.first} if kind.opened_at else set()

    assert set(kind.forms) | opening == {step.key for step in kind.protocol.steps}


def test_each_step_that_another_waits_for_is_one(kind):
    for step in kind.protocol.steps:
        assert all(kind.protocol.has(before) for before in step.after)
        assert step.key not in step.after


def test_each_clock_waits_for_a_step_and_has_one_length(kind):
    for clock in kind.protocol.clocks:
        assert kind.protocol.has(clock.step)
        assert bool(clock.agreement) == bool(clock.unit)
        assert not (clock.term and clock.agreement)
        assert clock.agreement is None or clock.agreement in kind.protocol.agreements


def test_each_agreement_is_of_its_slice_and_lies_within_its_bounds(kind):
    for each in agreements_of(kind):
        assert each.key.partition(".")[0] in slice_names(kind)
        assert each.lowest <= each.default <= each.highest
        assert each.value({}) == each.default
        assert each.value({each.key: each.highest}) == each.highest
        assert not each.source.is_law, "what a school may choose itself is no law"
        for clock in kind.protocol.clocks:
            if clock.agreement == each:
                assert all(clock.length({each.key: number}) for number in (each.lowest, each.highest))


def slice_names(kind: Kind) -> set[str]:
    return set(kind.case.__module__.split(".")[1:-1])


# Sources that can be read


def law_of(kind: Kind) -> str:
    """The text beside the protocol, or that of the slice that it is a part of."""
    parts = kind.case.__module__.split(".")[1:-1]
    places = [PACKAGE.joinpath(*parts[:number], "law.md") for number in range(len(parts), 0, -1)]
    return next(place for place in places if place.is_file()).read_text(encoding="utf-8")


def test_each_source_stands_as_a_heading_in_the_law_of_the_slice(kind):
    headings = set(re.findall(r"^#+ (.+)$", law_of(kind), flags=re.MULTILINE))

    assert {source.cite() for source in sources_of(kind)} - headings == set()
    assert "Left to people" in headings


def test_of_each_act_the_law_gives_the_version_that_was_read(kind):
    text = law_of(kind)
    for source in sources_of(kind):
        if isinstance(source, Article):
            assert source.act.number in text
            assert f"{source.act.read:%Y-%m-%d}" in text


# Texts that people read


DUTCH = PACKAGE / "locale" / "nl" / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def translated() -> set[str]:
    with DUTCH.open("rb") as file:
        found = [each for each in read_po(file, locale="nl") if each.id and each.string and not each.fuzzy]
    return {each.id if isinstance(each.id, str) else each.id[0] for each in found}


def texts_of(kind: Kind) -> Iterator[str]:
    """Every sentence and title of the declaration; a name of a body of law is the same in every language."""
    yield from (kind.title, kind.hint, kind.keep, *kind.who.values())
    for step in kind.protocol.steps:
        yield from (step.title, step.hint)
    yield from (need.says for need in needs_of(kind))
    yield from (clock.title for clock in kind.protocol.clocks)
    for each in agreements_of(kind):
        yield from (each.title, each.unit)


def test_each_title_and_each_sentence_has_its_dutch(kind, translated):
    assert {text for text in texts_of(kind) if text} - translated == set()


def test_each_condition_is_a_sentence_and_each_step_a_title(kind):
    for need in needs_of(kind):
        assert need.says.endswith((".", "?")), need.says
    for step in kind.protocol.steps:
        assert step.title
        assert not step.title.endswith("."), step.title
    assert kind.keep


# A beginning, an end, and nothing after the end


def test_the_first_step_opens_it_once_and_nothing_stands_in_its_way(kind):
    first = kind.protocol.steps[0]

    assert first.key == kind.first
    assert first.once
    assert not any((first.closes, first.reopens, first.after, first.needs))


def test_one_step_closes_and_one_opens_again_and_both_can_be_done_more_than_once(kind):
    closing = [step for step in kind.protocol.steps if step.closes]
    reopening = [step for step in kind.protocol.steps if step.reopens]

    assert (len(closing), len(reopening)) == (1, 1)
    assert not any(step.once for step in (*closing, *reopening))
    assert not any(step.needs or step.after for step in reopening), "what came up later is never turned away"


def cases(kind: Kind) -> st.SearchStrategy[Any]:
    """Whatever its types allow; a number in a case is one of days, weeks or people."""
    case_type = get_type_hints(kind.case)["return"]
    numbers = {name for name, hint in get_type_hints(case_type).items() if hint is int}
    return st.builds(case_type, **{name: st.integers(0, 60) for name in numbers})


@given(data=st.data())
@settings(max_examples=40)
@pytest.mark.parametrize("key", list(kinds()))
def test_whatever_the_case_nothing_is_done_or_due_after_the_end_but_opening_again(key, data):
    kind = kinds()[key]
    protocol = kind.protocol
    done = [
        kind.first,
        *data.draw(st.lists(st.sampled_from([step.key for step in protocol.steps]), max_size=8)),
    ]
    case = data.draw(cases(kind))

    assert protocol.is_closed(done) == is_closed(done, kind)
    if is_closed(done, kind):
        assert protocol.due(case, done, None, {}) == ()
        for step in protocol.steps:
            assert bool(protocol.obstacles(step.key, case, done)) == (not step.reopens), step.key
    else:
        for step in protocol.steps:
            assert not step.reopens or protocol.obstacles(step.key, case, done), step.key
            assert not (step.once and step.key in done) or protocol.obstacles(step.key, case, done), step.key


@given(data=st.data())
@settings(max_examples=40)
@pytest.mark.parametrize("key", list(kinds()))
def test_every_obstacle_says_what_to_do_and_every_due_names_a_step_and_who_does_it(key, data):
    kind = kinds()[key]
    case = data.draw(cases(kind))
    for step in kind.protocol.steps:
        assert all(obstacle.says for obstacle in kind.protocol.obstacles(step.key, case, [kind.first]))
    if not kind.protocol.counts_school_days:
        for due in kind.protocol.due(case, [kind.first], None, {}):
            assert due.role in kind.roles
            assert due.ends.tzinfo is not None
