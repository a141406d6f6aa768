"""A list of risks from a spreadsheet: columns are named, what is wrong is pointed at, nothing goes in halfway."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from vangnet.hazards.models import MeasurePromise, Risk, RiskFile, RiskMeasure
from vangnet.hazards.reading import RiskLine, guessed, read
from vangnet.hazards.tests import scene

pytestmark = pytest.mark.django_db(databases="__all__")

HEADER = ["Risico", "Locatie", "Prioriteit", "Maatregel", "Wie", "Uiterlijk", "Kosten"]
MEANINGS = dict(zip(HEADER, ["what", "place", "rating", "measure", "who", "due_on", "cost"], strict=True))
SINCE = date(2026, 1, 1)
ROW = ["Gladde vloer", "hal", "hoog", "Mat leggen", "conciërge", "01-09-2026", "€ 1.250,50"]


def reading(*rows, meanings=MEANINGS):
    return read(HEADER, [(number, row) for number, row in enumerate(rows, start=2)], meanings, SINCE)


def with_(**cells):
    return [cells.get(MEANINGS[column], cell) for column, cell in zip(HEADER, ROW, strict=True)]


def test_the_columns_are_guessed_by_their_names():
    assert guessed(HEADER) == MEANINGS
    assert guessed(["Nr.", "RISICO omschrijving", "Omschrijving 2", "Kosten (€)"]) == {
        "RISICO omschrijving": "what",
        "Kosten (€)": "cost",
    }


def test_a_line_is_read_as_it_is_written_in_dutch():
    assert reading(ROW, [""] * 7).lines == (
        RiskLine(
            "Gladde vloer", "hal", "high", "Mat leggen", "conciërge", date(2026, 9, 1), Decimal("1250.50")
        ),
    )


@pytest.mark.parametrize(
    ("written", "amount"),
    [("1250", "1250.00"), ("1.250", "1250.00"), ("12,5", "12.50"), ("€ 300,-", "300.00"), ("12.50", "12.50")],
)
def test_amounts_as_people_write_them(written, amount):
    assert reading(with_(cost=written)).lines[0].cost == Decimal(amount)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"what": ""}, "Risico"),
        ({"what": "x" * 301}, "Risico"),
        ({"rating": "paars"}, "Prioriteit"),
        ({"due_on": "na de zomer"}, "Uiterlijk"),
        ({"due_on": "31-12-2025"}, "Uiterlijk"),
        ({"cost": "veel"}, "Kosten"),
        ({"cost": "-5"}, "Kosten"),
        ({"cost": "1e99"}, "Kosten"),
        ({"cost": "NaN"}, "Kosten"),
        ({"who": ""}, "Maatregel"),
        ({"due_on": ""}, "Maatregel"),
    ],
)
def test_what_cannot_be_read_is_pointed_at_by_line_and_column(cells, column):
    found = reading(ROW, with_(**cells))

    assert found.lines == ()
    assert (3, column) in [(problem.line, problem.column) for problem in found.problems]


def test_a_list_without_risks_or_without_a_column_for_them_says_so():
    assert reading([""] * 7).problems
    assert reading(ROW, meanings={"Locatie": "place"}).problems
    assert reading(*[ROW] * 1001).problems


# --- through the pages


@pytest.fixture
def version(cast, linde):
    return scene.assessment(linde, cast.hanna, ago=300)


def brings(browser, version, content, name="lijst.csv"):
    file = SimpleUploadedFile(name, content)
    return browser.post(f"/hazards/assessments/{version.pk}/import/", {"file": file})


def csv_of(*rows):
    return "\n".join(";".join(row) for row in [HEADER, *rows]).encode()


def columns(**more):
    return {f"column{place}": MEANINGS[name] for place, name in enumerate(HEADER)} | more


def test_a_list_is_looked_at_before_it_is_taken_over_and_then_only_once(as_, cast, version):
    hanna, address = as_(cast.hanna), f"/hazards/assessments/{version.pk}/import/columns/"
    due = scene.day(30).strftime("%d-%m-%Y")
    answer = brings(hanna, version, csv_of(with_(due_on=due), with_(measure="", who="", due_on="", cost="")))
    assert answer.url == address
    assert "2 risks would be taken over" in hanna.get(address).content.decode()
    assert not Risk.objects.exists()

    hanna.post(address, columns(agree="yes"))
    assert hanna.post(address, columns(agree="yes")).status_code == 302
    assert (Risk.objects.count(), RiskMeasure.objects.count(), MeasurePromise.objects.count()) == (2, 1, 1)
    assert RiskMeasure.objects.get().cost == Decimal("1250.50")
    assert not RiskFile.objects.exists()


def test_one_wrong_line_keeps_the_whole_list_out(as_, cast, version):
    hanna, address = as_(cast.hanna), f"/hazards/assessments/{version.pk}/import/columns/"
    brings(hanna, version, csv_of(with_(due_on=scene.day(3).strftime("%d-%m-%Y")), with_(rating="paars")))
    answer = hanna.post(address, columns(agree="yes"))

    assert answer.status_code == 422
    assert "Line 3, Prioriteit" in answer.content.decode()
    assert not Risk.objects.exists()


def test_two_columns_cannot_mean_the_same(as_, cast, version):
    hanna = as_(cast.hanna)
    brings(hanna, version, csv_of(ROW))
    answer = hanna.post(f"/hazards/assessments/{version.pk}/import/columns/", columns(column1="what"))

    assert list(answer.context["form"].errors) == ["column1"]


@pytest.mark.parametrize("content", [b"%PDF-1.7 lijst", b"<html></html>", b"   \n", b"\x00\x01\x02" * 50])
def test_a_file_that_is_no_table_is_refused_at_the_field_whatever_its_name(as_, cast, version, content):
    answer = brings(as_(cast.hanna), version, content)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert not RiskFile.objects.exists()


def test_what_waits_is_for_who_brought_it_in(as_, cast, version):
    brings(as_(cast.hanna), version, csv_of(ROW))

    assert as_(cast.sam).get(f"/hazards/assessments/{version.pk}/import/columns/").status_code == 302
    assert as_(cast.noor).get(f"/hazards/assessments/{version.pk}/import/columns/").status_code == 404
