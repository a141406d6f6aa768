"""Guardians and contacts from a file: recognised again, never loosened silently, all or nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vangnet.core.people.imports.contact_columns import Mapping, guess_mapping
from vangnet.core.people.imports.contacts import plan_contacts
from vangnet.core.people.imports.shape import Plan, PlanOutdated, Sign
from vangnet.core.people.imports.tables import read_table
from vangnet.core.people.models import (
    ContactOrder,
    Enrolment,
    Guardian,
    Guardianship,
    ImportedGuardianship,
    Pupil,
)
from vangnet.core.people.tests.table_files import lines, xlsx

TODAY = date(2026, 11, 23)
HEADER = (
    "Leerlingnummer;Relatie;Roepnaam ouder;Achternaam ouder;Gezag;E-mail;Mobiel;Straat;Huisnummer;Postcode;"
    "Woonplaats;Geheim adres"
)
ANNA = "k-Aya;moeder;Anna;de Vries;ja;anna@example.org;0612345678;Dorpsstraat;12;1234ab;Almere;nee"


@pytest.fixture
def plan(tmp_path, linde):
    """`plan(line, line)` under the usual header or another one; `is_complete` says the file is whole."""

    def make(*rows: str, header: str = HEADER, is_complete: bool = False, on: date = TODAY) -> Plan:
        path = lines(tmp_path / "contacts.csv", header, *rows)
        return plan_file(path, linde, is_complete=is_complete, on=on)

    return make


def plan_file(path: Path, school, *, is_complete: bool = False, on: date = TODAY) -> Plan:
    mapping = guess_mapping(read_table(path).header)
    return plan_contacts(path, school=school, mapping=mapping, is_complete=is_complete, on=on)


def apply(plan: Plan) -> None:
    assert not plan.problems, [problem.text() for problem in plan.problems]
    plan.apply()


def told(plan: Plan) -> list[tuple[int | None, str | None, str]]:
    return [(problem.line, problem.column, problem.text()) for problem in plan.problems]


def anna() -> Guardian:
    return Guardian.objects.get(call_name="Anna")


def link(pupil: Pupil, call_name: str = "Anna") -> Guardianship:
    return Guardianship.objects.get(pupil=pupil, guardian__call_name=call_name, last_on=None)


def differences(plan: Plan) -> dict[str, tuple[str, str]]:
    return {one.field: (one.before, one.after) for change in plan.changes for one in change.differences}


# --- what is read


def test_a_new_guardian_is_written_as_the_school_keeps_it(plan, pupils):
    made = plan(ANNA)
    assert made.counts == {Sign.NEW: 2}
    apply(made)
    guardian = anna()
    assert (guardian.infix, guardian.last_name, guardian.search_key) == ("de", "Vries", "anna de vries")
    assert (guardian.street, guardian.house_number, guardian.postal_code) == ("Dorpsstraat", "12", "1234 AB")
    held = link(pupils.aya)
    assert (held.relation, held.has_custody, held.first_on, held.call_order) == ("mother", True, TODAY, 2)


def test_the_same_file_twice_changes_nothing(plan):
    apply(plan(ANNA))
    before = list(Guardian.objects.values()), list(Guardianship.objects.values())
    again = plan(ANNA, is_complete=True)
    assert set(again.counts) == {Sign.SAME}
    assert not again.is_ready
    again.apply()
    assert (list(Guardian.objects.values()), list(Guardianship.objects.values())) == before


@pytest.mark.parametrize("written", ["de Vries", "De Vries", "Vries, de", "Vries de"])
def test_a_guardian_is_recognised_in_every_spelling_of_the_infix(plan, written):
    apply(plan(ANNA))
    again = plan(ANNA.replace("de Vries", f'"{written}"'))
    assert set(again.counts) == {Sign.SAME}


def test_a_file_of_windows_and_a_spreadsheet_say_the_same(tmp_path, linde):
    rows = [line.split(";") for line in (HEADER, ANNA.replace("Anna", "Zoë"))]
    apply(plan_file(lines(tmp_path / "a", *(";".join(row) for row in rows), encoding="cp1252"), linde))
    rows[1][6] = 612345678
    path = tmp_path / "b"
    path.write_bytes(xlsx(rows))
    assert set(plan_file(path, linde).counts) == {Sign.SAME}
    assert Guardian.objects.filter(call_name="Zoë").count() == 1


def test_two_guardians_on_one_line(plan, pupils):
    header = "Leerlingnummer;Naam moeder;E-mail moeder;Naam vader;E-mail vader"
    row = "k-Aya;Anna de Vries;thuis@example.org;Bob de Vries;thuis@example.org"
    apply(plan(row, "k-Bram;Carla Bos;;;", header=header))
    assert [link(pupils.aya, name).relation for name in ("Anna", "Bob")] == ["mother", "father"]
    assert Guardianship.objects.filter(pupil=pupils.bram).count() == 2
    assert set(plan(row, header=header).counts) == {Sign.SAME}


def test_the_word_secret_in_place_of_an_address_makes_it_secret(plan):
    apply(plan("k-Aya;moeder;Anna;de Vries;ja;anna@example.org;;Geheim adres;;;;"))
    assert anna().has_secret_address
    assert anna().street == ""


# --- who is who


def test_brother_and_sister_share_one_mother(plan, pupils):
    apply(plan(ANNA, ANNA.replace("k-Aya", "k-Bram").replace(";Anna;", ";A.;")))
    assert link(pupils.aya).guardian == link(pupils.bram).guardian == anna()
    apply(plan(ANNA.replace("k-Aya", "k-Cas")))
    assert link(pupils.cas).guardian == anna()


def test_a_father_does_not_become_the_mother_whose_e_mail_he_shares(plan, pupils):
    apply(plan(ANNA))
    apply(plan("k-Aya;vader;Bob;de Vries;ja;anna@example.org;0612345678;;;;;"))
    assert link(pupils.aya).guardian != link(pupils.aya, "Bob").guardian
    apply(plan("k-Aya;vader;A.;de Vries;ja;anna@example.org;0612345678;;;;;"))
    assert link(pupils.aya, "A.").relation == "father"


def test_by_e_mail_a_changed_last_name_is_followed_and_by_name_a_changed_address(plan):
    apply(plan(ANNA))
    apply(plan(ANNA.replace("de Vries", "Bakker")))
    apply(plan("k-Aya;moeder;Anna;Bakker;;nieuw@example.org;0687654321;;;;;"))
    assert (anna().full_name, anna().email, anna().search_key) == (
        "Anna Bakker",
        "nieuw@example.org",
        "anna bakker",
    )


def test_a_namesake_of_another_pupil_who_lives_elsewhere_is_somebody_else(plan, pupils):
    apply(plan(ANNA, "k-Cas;moeder;Anna;de Vries;ja;andere@example.org;0611111111;Laan;1;4321 AB;Almere;"))
    assert link(pupils.aya).guardian != link(pupils.cas).guardian


def test_a_guardian_entered_by_hand_is_recognised_and_keeps_what_the_file_leaves_out(plan, pupils):
    before = Guardianship.objects.get(pupil=pupils.bram)
    made = plan("k-Bram;ouder;Ouder;de Vries;;ouder@example.org;0600000000;;;;;")
    apply(made)
    guardian = Guardian.objects.get(pk=before.guardian_id)
    assert (guardian.email, guardian.phone) == ("ouder@example.org", "06-00000000")
    assert Guardianship.objects.filter(pupil=pupils.bram).count() == 1


def test_an_empty_cell_erases_nothing(plan):
    apply(plan(ANNA))
    assert set(plan("k-Aya;;Anna;de Vries;;anna@example.org;;;;;;").counts) == {Sign.SAME}
    assert set(plan("k-Aya;moeder;A.;de Vries;-;anna@example.org;;;;;;onbekend").counts) == {Sign.SAME}


def test_a_key_beside_another_name_is_a_problem_and_no_new_name(plan):
    header = "Leerlingnummer;Relatienummer;Roepnaam ouder;Achternaam ouder"
    apply(plan("k-Aya;r1;Anna;de Vries", header=header))
    made = plan("k-Aya;r1;Bob;Jansen", header=header)
    assert told(made) == [
        (2, "Achternaam ouder", "The key “r1” belongs to Anna de Vries, and this line names somebody else.")
    ]


# --- what protects a child is never loosened silently


def test_a_file_that_says_nothing_about_secrecy_leaves_it(plan):
    apply(plan(ANNA.replace(";nee", ";ja")))
    made = plan(ANNA.replace(";nee", ";").replace("Dorpsstraat", "Laan"))
    apply(made)
    assert anna().has_secret_address
    assert anna().street == "Laan"
    assert not any("secrecy" in remark for remark in made.remarks)


def test_lifting_a_secret_address_stands_apart_with_a_remark(plan):
    apply(plan(ANNA.replace(";nee", ";ja")))
    made = plan(ANNA)
    assert differences(made) == {"SECRET ADDRESS IS LIFTED": ("yes", "no")}
    assert any("lifts the secrecy of the address of Anna de Vries" in remark for remark in made.remarks)
    apply(made)
    assert not anna().has_secret_address


def test_secrecy_on_the_line_of_one_child_holds_for_the_guardian(plan):
    apply(plan(ANNA.replace(";nee", ";geheim"), ANNA.replace("k-Aya", "k-Bram")))
    assert anna().has_secret_address


def test_giving_custody_stands_apart_with_a_remark_and_taking_it_is_an_ordinary_change(plan, pupils):
    """BW 1:245: custody is a matter of law; a list may be old."""
    apply(plan(ANNA))
    taken = plan(ANNA.replace(";ja;", ";nee;"))
    assert differences(taken) == {"custody": ("yes", "no")}
    apply(taken)
    assert set(plan(ANNA.replace(";ja;", ";;")).counts) == {Sign.SAME}
    given = plan(ANNA)
    assert differences(given) == {"CUSTODY IS GIVEN": ("no", "yes")}
    assert any("custody of Aya Bos" in remark for remark in given.remarks)
    assert not link(pupils.aya).has_custody


@pytest.mark.parametrize(
    ("relation", "has_custody"),
    [
        ("moeder", True),
        ("Voogd", True),
        ("stiefvader", False),
        ("pleegouder", False),
        ("oma", False),
        ("oppas", False),
        ("", False),
    ],
)
def test_without_a_word_on_custody_only_a_parent_or_legal_guardian_is_taken_to_have_it(
    plan, pupils, relation, has_custody
):
    made = plan(f"k-Aya;{relation};Anna;Bakker;;;;;;;;")
    apply(made)
    assert link(pupils.aya).has_custody is has_custody
    assert any("does not say who has custody in 1 cases" in remark for remark in made.remarks)


def test_who_lacks_custody_of_one_child_is_not_taken_to_have_it_of_the_next(plan, pupils):
    apply(plan(ANNA.replace(";ja;", ";nee;")))
    apply(plan(ANNA.replace("k-Aya", "k-Bram").replace(";ja;", ";;")))
    assert not link(pupils.bram).has_custody
    made = plan(ANNA.replace("k-Aya", "k-Cas"))
    assert any("custody of Cas Jansen" in remark for remark in made.remarks)


def test_an_order_about_contact_stays_and_is_pointed_out(plan, pupils):
    apply(plan(ANNA))
    ContactOrder.objects.create(
        pupil=pupils.aya, guardian=anna(), kind="no_contact", ordered_by="rechtbank", first_on=TODAY
    )
    made = plan(ANNA.replace("Dorpsstraat", "Laan"))
    assert any("order about contact between Anna de Vries and Aya Bos" in remark for remark in made.remarks)
    apply(made)
    assert ContactOrder.objects.get().last_on is None


def test_a_guardianship_that_was_ended_does_not_return_unnoticed(plan, pupils):
    apply(plan(ANNA.replace(";ja;", ";nee;"), on=TODAY - timedelta(days=90)))
    Guardianship.objects.filter(guardian=anna()).update(last_on=TODAY - timedelta(days=30))
    made = plan(ANNA.replace(";ja;", ";;"))
    assert any("was a guardian of Aya Bos until 24-10-2026" in remark for remark in made.remarks)
    apply(made)
    assert not link(pupils.aya).has_custody
    assert Guardianship.objects.filter(guardian=anna()).count() == 2


# --- who is no longer in the file


def test_only_who_came_by_a_file_leaves_by_a_file_that_is_declared_complete(plan, pupils):
    by_hand = Guardianship.objects.filter(imported=None).count()
    apply(plan(ANNA, ANNA.replace("k-Aya;moeder;Anna", "k-Aya;oma;Bea").replace("anna@", "bea@")))
    assert Sign.LEFT not in plan(ANNA).counts
    later = TODAY + timedelta(days=10)
    made = plan(ANNA, is_complete=True, on=later)
    assert [(change.name, change.sign) for change in made.changes if change.sign is Sign.LEFT] == [
        ("Bea de Vries - Aya Bos", Sign.LEFT)
    ]
    apply(made)
    gone = Guardianship.objects.get(guardian__call_name="Bea")
    assert gone.last_on == later
    assert Guardianship.objects.filter(imported=None, last_on=None).count() == by_hand
    assert Sign.LEFT not in plan(ANNA, is_complete=True, on=later).counts


def test_who_left_by_a_wrong_file_stands_again_by_the_right_one_of_the_same_day(plan, pupils):
    apply(plan(ANNA, ANNA.replace("k-Aya", "k-Bram")))
    later = TODAY + timedelta(days=10)
    apply(plan(ANNA, is_complete=True, on=later))
    right = plan(ANNA, ANNA.replace("k-Aya", "k-Bram"), is_complete=True, on=later)
    apply(right)
    assert link(pupils.bram).first_on == TODAY


# --- problems


def test_a_pupil_is_found_by_name_with_date_of_birth_or_group(plan, pupils):
    header = "Leerling;Geboortedatum;Groep;Naam ouder"
    apply(
        plan(
            "Vries, Bram de;01-05-2016;;Anna Bakker",
            "zoe YILMAZ;;6;Bea Bakker",
            "Dina van der Berg;;Groep 7;Carla Bakker",
            header=header,
        )
    )
    assert link(pupils.bram).guardian.last_name == link(pupils.dina, "Carla").guardian.last_name
    assert link(pupils.zoe, "Bea")


def test_a_pupil_not_found_comes_with_the_nearest_names(plan):
    header = "Leerling;Geboortedatum;Groep;Naam ouder"
    made = plan(
        "Bram de Fries;01-05-2016;;Anna Bakker",
        "Bram de Vries;01-05-2015;;Anna Bakker",
        "Bram de Vries;;;Anna Bakker",
        "Emil Smit;01-05-2016;;Anna Bakker",
        header=header,
    )
    assert [(line, column) for line, column, _text in told(made)] == [(n, "Leerling") for n in (2, 3, 4, 5)]
    texts = [text for _line, _column, text in told(made)]
    assert "Perhaps: Bram de Vries" in texts[0]
    assert "Perhaps: Bram de Vries" in texts[1]
    assert "not say enough" in texts[2]
    assert "There is no pupil “Emil Smit” at this school" in texts[3], (
        "a pupil of another school is not found"
    )


def test_two_pupils_of_one_name_are_not_chosen_between(plan, linde):
    for key in ("k-1", "k-2"):
        twin = Pupil.objects.create(call_name="Lot", last_name="Smit", born_on=date(2017, 1, 1))
        Enrolment.objects.create(pupil=twin, school=linde, key=key, first_on=date(2024, 8, 1))
    (problem,) = told(plan("Lot Smit;01-01-2017;Anna Bakker", header="Leerling;Geboortedatum;Naam ouder"))
    assert problem == (
        2,
        "Leerling",
        "More than one pupil is called “Lot Smit”. Add the key or the date of birth.",
    )


def test_all_problems_come_at_once_with_line_and_column_and_nothing_is_written(plan):
    before = Guardian.objects.count()
    made = plan(
        ANNA,
        "k-Aya;nicht van buurman;Bea;Bakker;misschien;bea@;123;Laan;1;12345 XX;Almere;soms",
        "k-Nobody;moeder;Carla;Bakker;ja;;;;;;;",
        "k-Bram;moeder;Dora;;ja;;;;;;;",
    )
    assert [(line, column) for line, column, _text in told(made)] == [
        *((3, column) for column in ("Relatie", "Gezag", "E-mail", "Mobiel", "Postcode", "Geheim adres")),
        (4, "Leerlingnummer"),
        (5, "Achternaam ouder"),
    ]
    assert not made.changes
    assert not made.is_ready
    with pytest.raises(PlanOutdated):
        made.apply()
    assert Guardian.objects.count() == before


def test_two_lines_that_disagree_about_one_guardian_are_a_problem(plan):
    made = plan(ANNA, ANNA.replace("k-Aya", "k-Bram").replace("Dorpsstraat", "Laan"))
    assert told(made) == [
        (
            3,
            "Achternaam ouder",
            "Line 2 says “Dorpsstraat” about the same guardian. Make both lines say the same.",
        )
    ]


def test_a_value_that_looks_like_a_formula_is_kept_as_text(plan):
    apply(plan("k-Aya;moeder;=1+1;@Bakker;ja;;;;;;;"))
    assert Guardian.objects.filter(call_name="=1+1", last_name="@Bakker").exists()


# --- agreeing


@pytest.mark.parametrize("change", ["guardian", "guardianship", "pupil", "order"])
def test_a_plan_is_outdated_when_what_it_was_compared_with_has_changed(plan, pupils, change):
    apply(plan(ANNA))
    made = plan(ANNA.replace("Dorpsstraat", "Laan"))
    match change:
        case "guardian":
            Guardian.objects.filter(pk=anna().pk).update(has_secret_address=True)
        case "guardianship":
            Guardianship.objects.filter(guardian=anna()).update(has_custody=False)
        case "pupil":
            Enrolment.objects.filter(pupil=pupils.cas).update(last_on=date(2026, 1, 1))
        case "order":
            ContactOrder.objects.create(
                pupil=pupils.aya, guardian=anna(), kind="supervised", ordered_by="rechtbank", first_on=TODAY
            )
    with pytest.raises(PlanOutdated):
        made.apply()
    assert anna().street == "Dorpsstraat"


def test_a_plan_is_applied_once(plan):
    made = plan(ANNA)
    made.apply()
    with pytest.raises(PlanOutdated):
        made.apply()
    assert Guardian.objects.filter(call_name="Anna").count() == 1


def test_all_or_nothing_is_written(plan, monkeypatch):
    made = plan(ANNA)

    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(ImportedGuardianship.objects, "bulk_create", fail)
    before = Guardian.objects.count()
    with pytest.raises(RuntimeError):
        made.apply()
    assert Guardian.objects.count() == before


def test_the_number_of_queries_does_not_grow_with_the_file(plan):
    rows = [
        ANNA.replace("Anna", name).replace("k-Aya", key)
        for name in ("Anna", "Bea")
        for key in ("k-Cas", "k-Zoë")
    ]
    with CaptureQueriesContext(connection) as few:
        plan(rows[0])
    with CaptureQueriesContext(connection) as many:
        plan(*(row.replace("anna@", f"{row[6:10]}@") for row in rows))
    assert len(few) == len(many) == 3


def test_a_mapping_with_a_fault_gives_its_problems_and_no_plan(tmp_path, linde):
    path = lines(tmp_path / "contacts.csv", "Nr;Wie", "k-Aya;Bakker")
    mapping = Mapping({"Nr": "pupil.key"})
    made = plan_contacts(path, school=linde, mapping=mapping, is_complete=False, on=TODAY)
    assert len(made.problems) == 1
