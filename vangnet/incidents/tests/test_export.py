"""Files for a spreadsheet: safe to open, no more than somebody may know, and counted as reading."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from vangnet.conftest import an_act
from vangnet.core import spreadsheets
from vangnet.core.dossiers.models import Reading, Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.incidents import export
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report

pytestmark = pytest.mark.django_db(databases="__all__")


def the_list(form):
    return reverse("incidents-export", args=[form])


def lines_of(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


FORMULAS = ["=1+1", "+31612345678", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_begins_like_a_formula_is_made_harmless(text):
    """OWASP: CSV injection."""
    line = lines_of(spreadsheets.as_file([[text]], "csv", name="x"))[0]

    assert line[0].startswith("'")


@pytest.mark.parametrize("cell", ["Aya", "De Linde", "", 12, -3])
def test_other_cells_stay_as_they_are(cell):
    assert spreadsheets.harmless(cell) == cell


def test_a_workbook_holds_texts_and_no_formulas():
    made = spreadsheets.as_file([["naam"], ["=1+1"], [7]], "xlsx", name="x").content

    rows = CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()

    assert rows == [["naam"], ["=1+1"], [7.0]]


def test_a_pupil_named_like_a_formula_does_no_harm(as_, cast, linde, pupils):
    pupils.bram.call_name = "=HYPERLINK(0)"
    pupils.bram.save()
    facts = [Report(category_id="accident", place="gym"), Subject(role="victim", pupil=pupils.bram)]
    open_dossier(INCIDENT, linde, an_act("report", cast.kees, facts=facts))

    lines = lines_of(as_(cast.hanna).get(the_list("csv")))

    assert lines[1][-1].startswith("'=HYPERLINK(0)")


def test_the_file_holds_what_somebody_may_know_and_each_incident_counts_as_read(as_, cast, linde, fight):
    theft = [Report(category_id="theft", place="gym")]
    other = open_dossier(INCIDENT, linde, an_act("report", cast.kees, facts=theft, ago=timedelta(days=1)))

    lines = lines_of(as_(cast.mina).get(the_list("csv")))

    assert [line[0] for line in lines[1:]] == [fight.reference]
    assert list(Reading.objects.values_list("dossier", "person")) == [(fight.pk, cast.mina.pk)]
    assert other.reference not in str(lines)


def test_the_reading_log_stays_a_chain(as_, cast, fight):
    for _ in range(2):
        as_(cast.hanna).get(the_list("xlsx"))

    first, second = Reading.objects.order_by("number")
    fight.refresh_from_db()
    assert second.previous == first.digest
    assert (fight.reading_count, fight.reading_head) == (2, second.digest)


def test_the_file_is_saved_and_kept_by_no_cache(as_, cast, fight):
    response = as_(cast.hanna).get(the_list("csv"))

    assert response["Content-Disposition"].startswith('attachment; filename="incidenten-')
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("form", ["pdf", "html", "csv.exe", "CSV"])
@pytest.mark.parametrize("name", ["incidents-export", "incidents-year-export"])
def test_an_unknown_form_is_not_found(as_, cast, name, form):
    assert as_(cast.hanna).get(reverse(name, args=[form])).status_code == 404


def test_too_many_for_one_file_is_said_and_nothing_is_read(as_, cast, fight, monkeypatch):
    monkeypatch.setattr(export, "MOST_ROWS", 0)

    response = as_(cast.hanna).get(the_list("csv"))

    assert response.status_code == 302
    assert not Reading.objects.exists()
