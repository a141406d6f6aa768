"""When incidents of some weeks are a pattern, counted once more in the plainest way."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from vangnet.incidents.patterns import Pattern, clashes, patterns

CHILDREN, PARTS = (1, 2, 3), ("victim", "perpetrator", "follower")
incidents = st.lists(
    st.dictionaries(
        st.tuples(st.sampled_from(CHILDREN), st.sampled_from((*PARTS, "witness"))), st.just("name")
    ),
    max_size=8,
)


def is_hurt(child, incident):
    return (child, "victim") in incident


def did_something(child, incident):
    return (child, "perpetrator") in incident or (child, "follower") in incident


def clashed(one, other, incident):
    return (is_hurt(one, incident) and did_something(other, incident)) or (
        is_hurt(other, incident) and did_something(one, incident)
    )


@given(incidents, st.integers(2, 4))
def test_a_victim_and_a_pair_are_a_pattern_exactly_when_counting_says_so(happened, often):
    found = list(patterns(happened, often))

    victims = {each.victim: each.count for each in found if each.other is None}
    assert victims == {
        child: count
        for child in CHILDREN
        if (count := sum(is_hurt(child, incident) for incident in happened)) >= often
    }
    pairs = {frozenset({each.victim, each.other}): each.count for each in found if each.other is not None}
    assert pairs == {
        frozenset(pair): count
        for pair in combinations(CHILDREN, 2)
        if (count := sum(clashed(*pair, incident) for incident in happened)) >= often
    }


@given(incidents)
def test_an_incident_is_part_of_a_pattern_when_it_adds_to_it(happened):
    for number, incident in enumerate(happened):
        without = happened[:number] + happened[number + 1 :]
        for pattern in patterns(happened, 2):
            same = (pattern.victim, pattern.other)
            counted = {(each.victim, each.other): each.count for each in patterns(without, 1)}
            swapped = counted.get((pattern.other, pattern.victim), 0)
            assert pattern.concerns(incident) == (counted.get(same, swapped) < pattern.count)


def test_who_was_only_there_clashed_with_nobody():
    assert clashes({(1, "victim"): "", (2, "witness"): ""}) == set()
    assert list(patterns([{(1, "witness"): ""}] * 5, 2)) == []


def test_of_a_pair_who_was_hurt_most_often_is_named_first():
    one_way, other_way = {(1, "perpetrator"): "", (2, "victim"): ""}, {(1, "victim"): "", (2, "follower"): ""}

    assert Pattern(2, 3, other=1) in list(patterns([one_way, one_way, other_way], 3))
