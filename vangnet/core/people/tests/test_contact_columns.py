"""What the columns of a contacts file mean: guessed from Dutch headers, kept only on request."""

import pytest

from vangnet.core.people.imports.contact_columns import (
    Mapping,
    guess_mapping,
    remember_mapping,
    remembered_mapping,
)
from vangnet.core.people.models import ColumnMapping


def guessed(header: str) -> dict[str, str]:
    columns = tuple(header.split(";"))
    mapping = guess_mapping(columns)
    assert not list(mapping.problems(columns))
    return mapping.columns


def test_one_guardian_on_a_line():
    assert guessed(
        "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Groep;Relatie;Voorletters ouder;"
        "Tussenvoegsel ouder;Achternaam ouder;Ouderlijk gezag;E-mail;Telefoon;Mobiel;Straat;Huisnummer;"
        "Toevoeging;Postcode;Woonplaats;Geheim adres;Belvolgorde"
    ) == {
        "Leerlingnummer": "pupil.key",
        "Roepnaam": "pupil.call_name",
        "Tussenvoegsel": "pupil.infix",
        "Achternaam": "pupil.last_name",
        "Geboortedatum": "pupil.born_on",
        "Groep": "pupil.group",
        "Relatie": "relation",
        "Voorletters ouder": "initials",
        "Tussenvoegsel ouder": "infix",
        "Achternaam ouder": "last_name",
        "Ouderlijk gezag": "custody",
        "E-mail": "email",
        "Telefoon": "second_phone",
        "Mobiel": "phone",
        "Straat": "street",
        "Huisnummer": "house_number",
        "Toevoeging": "addition",
        "Postcode": "postal_code",
        "Woonplaats": "town",
        "Geheim adres": "secret_address",
        "Belvolgorde": "call_order",
    }


def test_names_without_an_owner_are_the_guardians_when_the_pupil_has_a_key_only():
    assert guessed("leerling-id;Relatie tot leerling;Achternaam;Roepnaam;Telefoonnummer;Telefoon 2") == {
        "leerling-id": "pupil.key",
        "Relatie tot leerling": "relation",
        "Achternaam": "last_name",
        "Roepnaam": "call_name",
        "Telefoonnummer": "phone",
        "Telefoon 2": "second_phone",
    }


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (
            "Ouder 1 achternaam;Ouder 2 achternaam;Ouder 1 e-mailadres;E-mail 2e ouder",
            "1.last_name 2.last_name 1.email 2.email",
        ),
        (
            "Achternaam verzorger1;Gezag verzorger1;Mobiel verzorger 2;Naam verzorger 2",
            "1.last_name 1.custody 2.phone 2.name",
        ),
        (
            "Achternaam moeder;Achternaam vader;Mobiel moeder",
            "mother.last_name father.last_name mother.phone",
        ),
    ],
)
def test_two_guardians_on_a_line(columns, fields):
    found = guessed("Stamnummer;" + columns)
    assert list(found.values()) == ["pupil.key", *fields.split()]


def test_an_address_of_the_line_is_not_given_to_two_guardians_unasked():
    """A parent may live elsewhere, at an address that the other may not know."""
    found = guessed("Leerlingnummer;Naam ouder 1;Naam ouder 2;Straat;Postcode;Telefoon")
    assert set(found.values()) == {"pupil.key", "1.name", "2.name"}


def test_what_a_mapping_lacks_or_says_twice_is_told_at_once():
    mapping = Mapping({"A": "last_name", "B": "last_name", "C": "shoe_size", "D": "pupil.call_name"})
    told = " ".join(problem.text() for problem in mapping.problems(("A", "B", "C")))
    for expected in ("“D” is not in this file", "shoe_size", "A, B", "which columns tell who the pupil is"):
        assert expected in told


def test_a_mapping_is_remembered_per_school_and_used_when_all_its_columns_are_there(cast, linde, iep):
    mapping = Mapping({"Nr": "pupil.key", "Wie": "last_name"})
    assert remembered_mapping(linde, ("Nr", "Wie")) is None
    remember_mapping(mapping, school=linde, by=cast.hanna)
    remember_mapping(mapping, school=linde, by=cast.iris)
    assert remembered_mapping(linde, ("Wie", "Nr", "Nog een")) == mapping
    assert remembered_mapping(linde, ("Wie",)) is None
    assert remembered_mapping(iep, ("Nr", "Wie")) is None
    assert ColumnMapping.objects.get().updated_by == cast.iris
