"""Words of several phones: any order and any number of times gives the same, and the latest word holds."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.rollcall.merging import Said, Tally, Word, standing, tally

TEN = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
MINA, OTTO, HANNA = 1, 2, 3


def word(
    number: int, said: str, minute: float, by: int = MINA, answers: int | None = None, about="aya"
) -> Word:
    knew = UUID(int=answers) if answers else None
    return Word(UUID(int=number), about, Said(said), by, TEN + timedelta(minutes=minute), knew)


def holds(*words: Word):
    return standing(words)["aya"]


def test_the_latest_word_holds():
    assert holds(word(1, "missing", 2), word(2, "present", 3, OTTO)).word.by == OTTO
    assert holds(word(1, "missing", 3), word(2, "present", 2, OTTO)).word.by == MINA


def test_who_knew_a_word_and_said_otherwise_is_later_whatever_the_clocks_say():
    """Otto's clock is ten minutes slow: he saw that Aya was missing and found her."""
    stand = holds(word(1, "missing", 2), word(2, "present", -8, OTTO, answers=1))

    assert stand.word.by == OTTO
    assert stand.is_found
    assert stand.against == ()


def test_at_the_same_moment_we_rather_go_on_looking():
    assert holds(word(9, "present", 2), word(1, "missing", 2, OTTO)).is_missing
    assert holds(word(9, "present", 2), word(1, "not_in", 2, OTTO)).word.said == Said.NOT_IN


def test_two_who_knew_nothing_of_each_other_and_said_different_things_are_shown():
    """ "Mina said present at 10:02, Otto said missing at 10:03": his holds, and hers stands beside it."""
    stand = holds(word(1, "present", 2), word(2, "missing", 3, OTTO))

    assert stand.is_missing
    assert [each.by for each in stand.against] == [MINA]


def test_a_third_word_that_knew_one_of_them_leaves_the_other_beside_it():
    stand = holds(word(1, "present", 2), word(2, "missing", 3, OTTO), word(3, "present", 4, HANNA, answers=2))

    assert stand.word.by == HANNA
    assert stand.against == (), "Mina said the same"
    assert stand.is_found


def test_saying_otherwise_oneself_is_no_clash():
    assert holds(word(1, "missing", 2), word(2, "present", 3)).against == ()


def test_found_is_who_was_missing_and_is_not_any_more():
    assert not holds(word(1, "present", 2)).is_found
    assert not holds(word(1, "missing", 2)).is_found
    stand = holds(word(1, "missing", 2), word(2, "not_in", 4, OTTO, answers=1))
    assert stand.is_found
    assert stand.first_missed.by == MINA


def test_words_that_answer_each_other_in_a_ring_still_give_one():
    ring = [word(1, "present", 2, answers=2), word(2, "missing", 3, OTTO, answers=1)]

    assert holds(*ring).word.by == OTTO


def test_a_word_that_answers_itself_or_nothing_known_counts():
    assert holds(word(1, "missing", 2, answers=1)).is_missing
    assert holds(word(1, "missing", 2, answers=99)).is_missing


def test_counting():
    stand = standing(
        [
            word(1, "missing", 1),
            word(2, "missing", 1, about="bram"),
            word(3, "present", 2, about="bram", answers=2),
            word(4, "not_in", 1, about="cas"),
        ]
    )

    counted = tally(["aya", "bram", "cas", "dina", "emil"], stand)
    assert counted == Tally(expected=5, present=1, not_in=1, missing=1, found=1)
    assert (counted.uncalled, counted.unaccounted) == (2, 3)


NUMBERS = st.integers(min_value=1, max_value=9)
WORDS = st.lists(
    st.builds(
        word,
        number=NUMBERS,
        said=st.sampled_from(["present", "missing", "not_in"]),
        minute=st.integers(min_value=-3, max_value=3),
        by=st.integers(min_value=1, max_value=3),
        answers=st.none() | NUMBERS,
        about=st.sampled_from(["aya", "bram"]),
    ),
    max_size=9,
    unique_by=lambda each: each.token,
)


@given(WORDS, st.randoms(use_true_random=False))
@settings(max_examples=400)
def test_any_order_and_any_repetition_gives_the_same(words, random: Random):
    again = words + random.choices(words, k=5) if words else []
    random.shuffle(again)

    assert standing(again) == standing(words)


@given(WORDS, st.data())
@settings(max_examples=200)
def test_two_phones_that_each_heard_a_part_agree_when_they_have_heard_all(words, data):
    """What a phone concluded in between changes nothing: it keeps words and no conclusions."""
    cut = data.draw(st.integers(min_value=0, max_value=len(words)))

    assert standing(words[cut:] + words[:cut]) == standing(words)


@given(WORDS)
@settings(max_examples=200)
def test_what_holds_was_said_and_nobody_who_knew_it_said_otherwise(words):
    """The rule in other words: the word that holds is nobody's past, unless they all are."""
    for about, stand in standing(words).items():
        of_this = [each for each in words if each.about == about]
        past = {each.answers for each in of_this if each.answers != each.token}
        last = [each for each in of_this if each.token not in past]
        assert stand.word in of_this
        assert stand.word in (last or of_this)
        assert all(each.at <= stand.word.at for each in (last or of_this))
        assert all(each in of_this and each.said != stand.word.said for each in stand.against)
