"""Whose names stand in a text: as people write them, and not in other words."""

import pytest

from vangnet.core.dossiers.naming import names_in
from vangnet.core.people.models import Guardian, Pupil

BRAM = Pupil(call_name="Bram", infix="de", last_name="Vries")
ZOE = Pupil(call_name="Zoë", last_name="Yilmaz")
FATHER = Guardian(call_name="", last_name="El-Amin")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brams vader en ZOE.", ["Bram", "Zoë"]),
        ("Meneer El Amin belde; mevrouw de Vries niet.", ["Vries", "El-Amin"]),
        ("Bramen in het vriesvak.", []),
        ("", []),
    ],
)
def test_the_names_of_these_people_are_found_as_whole_words(text, found):
    assert names_in(text, [BRAM, ZOE, FATHER]) == found
