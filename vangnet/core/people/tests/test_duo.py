"""The schools of the board from DUO's file of addresses, in every form in which DUO has published it."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vangnet.core.people.imports.duo import plan_schools
from vangnet.core.people.imports.shape import Plan, PlanOutdated, Sign
from vangnet.core.people.models import Board, School
from vangnet.core.people.tests.table_files import csv_bytes

TODAY = date(2026, 11, 23)
HEADER = (
    *(
        "PROVINCIE",
        "BEVOEGD GEZAG NUMMER",
        "INSTELLINGSCODE",
        "VESTIGINGSCODE",
        "VESTIGINGSNAAM",
        "STRAATNAAM",
    ),
    *("HUISNUMMER-TOEVOEGING", "POSTCODE", "PLAATSNAAM", "GEMEENTENAAM", "DENOMINATIE", "TELEFOONNUMMER"),
    *("INTERNETADRES", "ONDERWIJSSTRUCTUUR"),
)
LINDE = (
    *(
        "Overijssel",
        "99999",
        "99XA",
        "99XA00",
        "De Linde",
        "Lindelaan",
        "12-A",
        "7640 AB",
        "Wierden",
        "Wierden",
    ),
    *("Openbaar", "0546123456", "www.delinde.example", "PO"),
)
IEP = (
    *("Overijssel", "99999", "99XB", "99XB00", "De Iep", "Iepenweg", "3", "7641CD", "Wierden", "Wierden"),
    *("Protestants-Christelijk", "x", "x", "<5"),
)
OTHER = ("Flevoland", "11111", "88XA", "88XA00", "De Es", *[""] * 5, "Openbaar", "", "", "")


def changed(row: tuple[str, ...], **values: str) -> tuple[str, ...]:
    columns = {
        "province": 0,
        "board": 1,
        "brin": 2,
        "location": 3,
        "name": 4,
        "municipality": 9,
        "denomination": 10,
    }
    return tuple(
        next((value for name, value in values.items() if columns[name] == at), cell)
        for at, cell in enumerate(row)
    )


@pytest.fixture
def board(db) -> Board:
    return Board.objects.get()


@pytest.fixture
def plan(tmp_path, board):
    """`plan(row, row)` under the columns of today, or under others."""

    def make(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER, **how: object) -> Plan:
        path: Path = tmp_path / "duo.csv"
        path.write_bytes(csv_bytes([header, OTHER[: len(header)], *rows], **how))
        return plan_schools(path, board=board, on=TODAY)

    return make


def apply(plan: Plan) -> None:
    assert not plan.problems, [problem.text() for problem in plan.problems]
    plan.apply()


def test_the_addresses_of_our_schools_are_taken_over_and_no_other_school(plan, linde):
    apply(plan(LINDE, IEP))
    linde.refresh_from_db()
    assert (linde.street, linde.house_number, linde.postal_code) == ("Lindelaan", "12-A", "7640 AB")
    assert (linde.phone, linde.governance, linde.denomination) == ("0546123456", "public", "Openbaar")
    iep = School.objects.get(brin="99XB")
    assert (iep.governance, iep.phone, iep.website, iep.postal_code) == ("private", "", "", "7641 CD")
    assert School.objects.count() == 2


@pytest.mark.parametrize("how", [{"delimiter": ","}, {"encoding": "utf-8-sig"}, {"encoding": "cp1252"}])
def test_every_form_of_the_file_says_the_same(plan, how):
    rows = changed(LINDE, name="De Linde - zuid café"), IEP
    apply(plan(*rows))
    assert set(plan(*rows, **how).counts) == {Sign.SAME}
    assert School.objects.filter(name="De Linde - zuid café").exists()


def test_the_old_names_of_the_columns_and_the_short_location_code_are_read(plan):
    apply(plan(LINDE, IEP))
    old = tuple(
        {"INSTELLINGSCODE": "BRIN NUMMER", "VESTIGINGSNAAM": "INSTELLINGSNAAM"}.get(c, c) for c in HEADER
    )
    for code in ("00", "0", ""):
        made = plan(changed(LINDE, location=code), changed(IEP, location=code), header=old)
        assert set(made.counts) == {Sign.SAME}
    without = tuple(column for column in old if column != "VESTIGINGSCODE")
    assert set(plan(LINDE[:3] + LINDE[4:], IEP[:3] + IEP[4:], header=without).counts) == {Sign.SAME}


def test_the_same_file_twice_changes_nothing(plan):
    rows = LINDE, IEP, changed(LINDE, brin="99XC", location="99XC01", name="De Olm")
    apply(plan(*rows))
    assert not plan(*rows).is_ready


def test_a_new_school_gets_a_proposed_region_and_a_remark(plan):
    made = plan(
        LINDE,
        IEP,
        changed(LINDE, brin="99XC", location="99XC00", name="De Olm", province="Limburg"),
        changed(
            LINDE,
            brin="99XD",
            location="99XD00",
            name="De Eik",
            province="Flevoland",
            municipality="Zeewolde",
        ),
        changed(LINDE, brin="99XE", location="99XE00", name="De Den", province="Gelderland"),
    )
    regions = [remark for remark in made.remarks if "region" in remark]
    assert [remark.split(":")[0] for remark in regions] == ["De Olm", "De Eik", "De Den"]
    assert "does not follow" in regions[2]
    apply(made)
    assert [School.objects.get(name=name).region for name in ("De Olm", "De Eik")] == ["south", "middle"]


def test_a_region_that_was_chosen_is_never_overwritten(plan, linde):
    School.objects.filter(pk=linde.pk).update(region="south")
    made = plan(LINDE, IEP)
    assert any("Your choice stays" in remark for remark in made.remarks)
    apply(made)
    assert School.objects.get(pk=linde.pk).region == "south"


def test_a_change_of_governance_is_remarked_on(plan):
    """WPO art. 40 and 63: it moves the term for an objection."""
    apply(plan(LINDE, IEP))
    made = plan(changed(LINDE, denomination="Rooms-Katholiek"), IEP)
    assert [remark for remark in made.remarks if "terms for objections" in remark]


def test_a_school_that_duo_no_longer_names_is_proposed_as_closed_and_not_deleted(plan, iep):
    made = plan(LINDE)
    assert made.counts[Sign.LEFT] == 1
    assert any("De Iep is not in the file" in remark for remark in made.remarks)
    apply(made)
    iep.refresh_from_db()
    assert iep.closed_on == TODAY
    assert Sign.LEFT not in plan(LINDE).counts
    again = plan(LINDE, IEP)
    assert any("stays closed" in remark for remark in again.remarks)
    apply(again)
    assert School.objects.get(pk=iep.pk).closed_on == TODAY


def test_a_board_number_that_lost_its_noughts_is_still_ours(plan, board):
    Board.objects.update(number="00123")
    board.refresh_from_db()
    assert not plan(changed(LINDE, board="123"), changed(IEP, board="0123")).problems


def test_a_file_without_our_schools_or_our_columns_says_so(plan, board):
    (problem,) = plan().problems
    assert (problem.column, problem.value) == ("BEVOEGD GEZAG NUMMER", "99999")
    assert "No school in this file stands under board number 99999" in problem.text()
    columns = plan(header=("Naam", "Plaats")).problems
    assert [problem.column for problem in columns] == [
        "BEVOEGD GEZAG NUMMER",
        "INSTELLINGSCODE",
        "VESTIGINGSNAAM",
    ]
    board.number = ""
    (problem,) = plan(LINDE).problems
    assert "board number first" in problem.text()


def test_all_problems_come_at_once_with_line_and_column(plan):
    made = plan(
        changed(LINDE, brin="X9"),
        changed(IEP, location="99XBX", name=""),
        LINDE,
        LINDE,
        changed(LINDE, name="De " * 90),
    )
    assert [(problem.line, problem.column) for problem in made.problems] == [
        (3, "INSTELLINGSCODE"),
        (4, "VESTIGINGSCODE"),
        (4, "VESTIGINGSNAAM"),
        (6, None),
        (7, "VESTIGINGSNAAM"),
        (7, None),
    ]
    with pytest.raises(PlanOutdated):
        made.apply()


def test_a_plan_is_outdated_when_a_school_has_changed(plan, linde):
    made = plan(LINDE, IEP)
    School.objects.filter(pk=linde.pk).update(street="Kastanjelaan")
    with pytest.raises(PlanOutdated):
        made.apply()
    assert School.objects.get(pk=linde.pk).street == "Kastanjelaan"


def test_one_query_is_enough_to_compare(plan):
    with CaptureQueriesContext(connection) as queries:
        plan(LINDE, IEP, *(changed(LINDE, brin=f"{n}XC", location="00") for n in range(10, 60)))
    assert len(queries) == 1
