"""What changed between two texts: nothing is lost, what stayed is not called new, and no text takes seconds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.plan.differences import Piece, pieces

TEXTS = st.text("ab \n{}", max_size=60)


@settings(max_examples=200)
@given(TEXTS, TEXTS)
def test_without_what_came_it_is_the_old_text_and_without_what_went_the_new_one(before, after):
    found = pieces(before, after)

    assert "".join(piece.text for piece in found if piece.kind != "ins") == before
    assert "".join(piece.text for piece in found if piece.kind != "del") == after


def test_within_a_line_only_the_words_that_differ_are_told():
    assert pieces("Bel de conciërge bij brand.\n", "Bel 112 bij brand.\n") == [
        Piece("", "Bel "),
        Piece("del", "de conciërge"),
        Piece("ins", "112"),
        Piece("", " bij brand.\n"),
    ]


def test_the_same_text_has_not_changed():
    assert pieces("Eén.\nTwee.\n", "Eén.\nTwee.\n") == [Piece("", "Eén.\nTwee.\n")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\n" * 10_000, "a\n" * 9_000 + "b\n" * 1_000), ("a b " * 5_000, "b a " * 5_000), ("", "x " * 10_000)],
)
def test_a_long_text_that_repeats_itself_is_compared_at_once(before, after):
    """A comparison of each with each would take a quarter of a minute."""
    assert "".join(piece.text for piece in pieces(before, after) if piece.kind != "del") == after
