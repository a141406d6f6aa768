"""Values as Dutch schools write them, in all the ways in which they do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.core.people.imports.dutch import Unclear, day, phone, postal_code, street_and_number, yes_or_no
from vangnet.core.people.imports.dutch_names import INFIXES, call_infix_and_last_name, infix_and_last_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("de Vries", ("de", "Vries")),
        ("De Vries", ("de", "Vries")),
        ("Vries, de", ("de", "Vries")),
        ("Vries de", ("de", "Vries")),
        ("van de Berg", ("van de", "Berg")),
        ("Berg van de", ("van de", "Berg")),
        ("Berg, v.d.", ("van de", "Berg")),
        ("Van der Meer-de Wit", ("van der", "Meer-de Wit")),
        ("’t Hooft", ("'t", "Hooft")),
        ("in 't Veld", ("in 't", "Veld")),
        ("el Amrani", ("el", "Amrani")),
        ("Deventer", ("", "Deventer")),
        ("Denneboom", ("", "Denneboom")),
        ("Ten", ("", "Ten")),
        ("Yılmaz", ("", "Yılmaz")),
    ],
)
def test_the_infix_is_taken_out_of_the_last_name(written, name):
    assert infix_and_last_name(written) == name


@given(st.sampled_from(INFIXES), st.sampled_from(["Vries", "Berg", "Zandstra", "Île"]))
def test_every_infix_gives_the_same_name_before_and_after_the_last_name(infix, last_name):
    before = infix_and_last_name(f"{infix} {last_name}")
    assert before[1] == last_name
    assert infix_and_last_name(f"{last_name}, {infix}") == before
    assert infix_and_last_name(f"{last_name} {infix}") == before


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Anna de Vries", ("Anna", "de", "Vries")),
        ("mw. A.M. de Vries", ("A.M.", "de", "Vries")),
        ("Vries, Anna de", ("Anna", "de", "Vries")),
        ("Vries, A. de", ("A.", "de", "Vries")),
        ("de Vries, Anna", ("Anna", "de", "Vries")),
        ("Bakker, Anna", ("Anna", "", "Bakker")),
        ("Anna Maria Bakker", ("Anna Maria", "", "Bakker")),
        ("de Vries", ("", "de", "Vries")),
        ("Bakker", ("", "", "Bakker")),
        ("", ("", "", "")),
    ],
)
def test_a_whole_name_falls_apart_into_its_three_parts(written, name):
    assert call_infix_and_last_name(written) == name


@pytest.mark.parametrize(
    "written",
    [
        *("0612345678", "06-12345678", "06 12 34 56 78", "612345678", "+31612345678", "+31 (0)6 12345678"),
        *("0031612345678", "31612345678", "(06) 12345678", "06.12.34.56.78"),
    ],
)
def test_a_dutch_phone_number_is_kept_in_one_form(written):
    assert phone(written) == "0612345678"


def test_a_foreign_phone_number_stays_foreign():
    assert phone("+32 471 23 45 67") == "+32471234567"
    assert phone("0049 30 1234567") == "+49301234567"


@pytest.mark.parametrize("written", ["12345", "geheim", "061234567", "+3161234", "06123456789", "0000000000"])
def test_what_is_no_phone_number_is_not_guessed_at(written):
    with pytest.raises(Unclear):
        phone(written)


@given(st.from_regex(r"0[1-9]\d{8}", fullmatch=True))
def test_a_phone_number_in_its_kept_form_is_kept(number):
    assert phone(phone(number)) == phone(number)


def test_a_postal_code_gets_its_space_and_a_foreign_one_stays():
    assert [postal_code(code) for code in ("1234ab", "1234 AB", "1234  Ab")] == ["1234 AB"] * 3
    assert [postal_code(code) for code in ("10115", "B-1000", "SW1A 1AA")] == ["10115", "B-1000", "SW1A1AA"]
    for code in ("1234 A", "12345 AB", "0123 AB", "x"):
        with pytest.raises(Unclear):
            postal_code(code)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Dorpsstraat 12", ("Dorpsstraat", "12")),
        ("Dorpsstraat 12-a", ("Dorpsstraat", "12-a")),
        ("Dorpsstraat 12 hs", ("Dorpsstraat", "12 hs")),
        ("Dorpsstraat 12/3", ("Dorpsstraat", "12/3")),
        ("Dorpsstraat, 12 bis", ("Dorpsstraat", "12 bis")),
        ("Plein 1944 5", ("Plein 1944", "5")),
        ("Laan 1940-1945 12 A", ("Laan 1940-1945", "12 A")),
        ("1e Straat 5", ("1e Straat", "5")),
        ("Dorpsstraat", ("Dorpsstraat", "")),
    ],
)
def test_the_house_number_is_taken_out_of_the_street(written, parts):
    assert street_and_number(written) == parts


@pytest.mark.parametrize(
    "written",
    ["31-08-2026", "31-8-2026", "31/08/2026", "31.8.2026", "2026-08-31", "20260831", "2026-08-31 00:00"],
)
def test_a_date_is_read_as_schools_and_as_systems_write_it(written):
    assert day(written) == date(2026, 8, 31)


@pytest.mark.parametrize("written", ["31-02-2026", "08-31-2026", "31-08-26", "augustus", "45900"])
def test_a_date_that_could_be_another_is_not_guessed_at(written):
    with pytest.raises(Unclear):
        day(written)


def test_yes_and_no_in_the_words_of_schools():
    assert all(yes_or_no(word) for word in ("ja", "JA", "J", "1", "gezag", "Ouderlijk gezag", "x"))
    assert not any(yes_or_no(word) for word in ("nee", "N", "0", "geen gezag", "Geen  gezag"))
    with pytest.raises(Unclear):
        yes_or_no("misschien")
