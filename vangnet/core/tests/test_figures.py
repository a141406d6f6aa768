"""What may be told of groups: no number of one to four, read or worked out, on any page."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.core.figures import FEWEST_TOLD, Tree, blank, is_small, left_out

TREE = Tree({"a": "north", "b": "north", "c": "south", "d": "south", "north": "board", "south": "board"})
VALUES = ["hit", "shout", "fall", "other"]


def a_table(numbers):
    rows = {school: dict(zip(VALUES, row, strict=True)) for school, row in zip("abcd", numbers, strict=True)}
    totals = {unit: sum(row.values()) for unit, row in TREE.sums(rows).items()}
    blanks = blank(TREE, totals)
    return rows, totals, blanks, left_out(TREE, rows, VALUES, blanks)


tables = st.lists(st.lists(st.integers(0, 12), min_size=4, max_size=4), min_size=4, max_size=4)
sparse = st.lists(
    st.lists(st.sampled_from([0, 0, 0, 1, 2, 5, 9]), min_size=4, max_size=4), min_size=4, max_size=4
)


def told_sums(totals, blanks, hidden):
    """Every equation that a reader has: unknowns (cells of schools), and what their sum is told to be."""
    equations = []
    for unit in (*TREE.above, TREE.root):
        if unit not in blanks:
            cells = [(leaf, value) for leaf in TREE.leaves(unit) for value in VALUES]
            equations.append((cells, totals[unit]))
        for value in VALUES:
            if (unit, value) not in hidden:
                equations.append(([(leaf, value) for leaf in TREE.leaves(unit)], None))
    return equations


def with_values(rows, equations):
    return [
        (cells, told if told is not None else sum(rows[leaf][value] for leaf, value in cells))
        for cells, told in equations
    ]


@settings(max_examples=100)
@given(st.one_of(tables, sparse))
def test_no_number_of_one_to_four_is_told(numbers):
    """design: figures about groups of people hide numbers below five."""
    rows, totals, blanks, hidden = a_table(numbers)
    sums = TREE.sums(rows)

    assert not [unit for unit, total in totals.items() if is_small(total) and unit not in blanks]
    assert not [(u, v) for u in sums for v in VALUES if is_small(sums[u][v]) and (u, v) not in hidden]


@settings(max_examples=60)
@given(st.one_of(tables, sparse))
def test_nothing_left_out_can_be_worked_out_from_what_is_told(numbers):
    """Solved by elimination over all sums of schools, clusters and board at once: a hidden sum stays open."""
    rows, totals, blanks, hidden = a_table(numbers)
    sums = TREE.sums(rows)
    known = Reader(with_values(rows, told_sums(totals, blanks, hidden)))

    for unit, value in hidden:
        cells = {(leaf, value): 1 for leaf in TREE.leaves(unit)}
        if is_small(sums[unit][value]):
            assert not known.can_work_out(cells), (unit, value)


@settings(max_examples=60)
@given(st.one_of(tables, sparse))
def test_what_subtraction_gives_in_a_row_is_at_least_five(numbers):
    """The total less what is told is a figure too."""
    rows, totals, blanks, hidden = a_table(numbers)
    sums = TREE.sums(rows)

    for unit in totals:
        if unit in blanks:
            continue
        rest = [sums[unit][value] for value in VALUES if (unit, value) in hidden]
        assert not rest or (len(rest) > 1 and sum(rest) >= FEWEST_TOLD)


@settings(max_examples=60)
@given(st.one_of(tables, sparse))
def test_what_subtraction_gives_in_a_column_is_not_small(numbers):
    rows, _totals, blanks, hidden = a_table(numbers)
    sums = TREE.sums(rows)

    for whole, parts in TREE.parts.items():
        for value in VALUES:
            rest = [sums[part][value] for part in parts if (part, value) in hidden]
            if (whole, value) in hidden or not rest or whole in blanks:
                continue
            assert not (any(is_small(number) for number in rest) and sum(rest) < FEWEST_TOLD)


TWO = Tree({"a": "board", "b": "board"})
KINDS = ["hit", "shout", "fall"]
pairs = st.lists(
    st.lists(st.sampled_from([0, 1, 2, 3, 5, 8]), min_size=3, max_size=3), min_size=2, max_size=2
)


@settings(max_examples=60)
@given(pairs)
def test_each_small_number_could_just_as_well_be_five(numbers):
    """Of all registers that look the same to the reader, tried one by one, some have five or more there."""
    rows = {school: dict(zip(KINDS, row, strict=True)) for school, row in zip("ab", numbers, strict=True)}
    sums = TWO.sums(rows)
    blanks = blank(TWO, {unit: sum(row.values()) for unit, row in sums.items()})
    if blanks:
        return
    hidden = left_out(TWO, rows, KINDS, blanks)

    most = dict.fromkeys(hidden, 0)
    for first in registers_of("a", rows["a"], hidden):
        for second in registers_of("b", rows["b"], hidden):
            whole = [one + other for one, other in zip(first, second, strict=True)]
            told = {("board", kind): number for kind, number in zip(KINDS, whole, strict=True)}
            if any(cell not in hidden and number != sums["board"][cell[1]] for cell, number in told.items()):
                continue
            told |= {("a", kind): number for kind, number in zip(KINDS, first, strict=True)}
            told |= {("b", kind): number for kind, number in zip(KINDS, second, strict=True)}
            most = {cell: max(number, told[cell]) for cell, number in most.items()}

    assert not [cell for cell, number in most.items() if number < FEWEST_TOLD]


def registers_of(school, row, hidden):
    """All ways in which a school's row could be filled, for who sees its total and what is told of it."""
    total = sum(row.values())
    for hit in range(total + 1):
        for shout in range(total + 1 - hit):
            filled = (hit, shout, total - hit - shout)
            if all(
                (school, kind) in hidden or row[kind] == number
                for kind, number in zip(KINDS, filled, strict=True)
            ):
                yield filled


def test_the_same_register_is_told_in_the_same_way():
    """Two readers who compare their pages learn nothing."""
    numbers = [[7, 3, 0, 9], [12, 1, 6, 0], [5, 5, 2, 8], [0, 9, 4, 1]]

    assert a_table(numbers)[3] == a_table(numbers)[3]


def test_a_school_with_too_few_is_blank_and_takes_another_with_it():
    """Otherwise the total of the cluster less that of the others would give it."""
    _rows, _totals, blanks, _hidden = a_table([[1, 1, 0, 0], [9, 9, 0, 0], [9, 0, 0, 9], [9, 0, 9, 0]])

    assert blanks == {"a", "b"}


def test_a_board_with_fewer_than_five_tells_nothing():
    _rows, _totals, blanks, hidden = a_table([[1, 0, 0, 0], [0, 2, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]])

    assert "board" in blanks
    assert {("a", "hit"), ("board", "shout")} <= hidden


def test_large_numbers_are_all_told():
    assert not a_table([[9, 9, 0, 9]] * 4)[3]


@pytest.mark.parametrize(("number", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_small_is_one_to_four(number, small):
    assert is_small(number) is small


class Reader:
    """Somebody with pencil and paper: what follows from the sums by adding and subtracting them."""

    def __init__(self, equations):
        self.rows = []
        for cells, _told in equations:
            self._take(dict.fromkeys(cells, Fraction(1)))

    def _take(self, row):
        row = self._reduced(row)
        if row:
            pivot = min(row)
            self.rows.append((pivot, {cell: factor / row[pivot] for cell, factor in row.items()}))

    def _reduced(self, row):
        row = {cell: Fraction(factor) for cell, factor in row.items()}
        for pivot, known in self.rows:
            if factor := row.get(pivot):
                for cell, other in known.items():
                    row[cell] = row.get(cell, Fraction(0)) - factor * other
                row = {cell: rest for cell, rest in row.items() if rest}
        return row

    def can_work_out(self, row):
        return not self._reduced(row)
