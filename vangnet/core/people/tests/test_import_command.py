"""Bringing in a file from the command line: the same plan, asked before it is written."""

from datetime import date
from io import StringIO

import pytest
from rich.console import Console
from rich.prompt import Confirm

from vangnet.core.people.imports.command import run_import
from vangnet.core.people.models import Board, Guardian, ImportRun, Pupil, School
from vangnet.core.people.tests.edexml_files import edexml, group, pupil, school, write_school
from vangnet.core.people.tests.table_files import lines

TODAY = date(2026, 11, 23)


@pytest.fixture
def wilg(db) -> School:
    return School.objects.create(board=Board.objects.get(), name="De Wilg", brin="99ZZ")


@pytest.fixture
def roster(tmp_path, wilg):
    return write_school(tmp_path / "roster.xml", 30)


def run(kind, path, *, terminal: bool = False, **given) -> tuple[int, str]:
    out = StringIO()
    code = run_import(
        kind, path, on=TODAY, out=Console(file=out, width=200, force_terminal=terminal), **given
    )
    return code, out.getvalue()


def test_agreed_beforehand_it_is_written_and_remembered(roster, wilg):
    code, said = run("edexml", roster, agree=True)
    assert code == 0
    assert "Taken over." in said
    assert ImportRun.objects.get().school == wilg
    assert wilg.enrolments.count() == 30


@pytest.mark.parametrize(("answer", "code", "written"), [(True, 0, 30), (False, 1, 0)])
def test_otherwise_it_asks_first(monkeypatch, roster, wilg, answer, code, written):
    monkeypatch.setattr(Confirm, "ask", lambda *_args, **_more: answer)
    assert run("edexml", roster)[0] == code
    assert wilg.enrolments.count() == written


def test_a_file_with_problems_gives_2_and_tells_them(tmp_path, wilg):
    path = tmp_path / "roster.xml"
    path.write_text(edexml(school=school(), pupils=[pupil("1", "Noor", geslacht="m", group="g9")]))
    code, said = run("edexml", path, agree=True)
    assert code == 2
    assert "geslacht\tm\tThe code for the sex" in said
    assert "2 things to put right first." in said
    assert not ImportRun.objects.exists()


def test_nothing_to_change_is_no_failure(roster):
    run("edexml", roster, agree=True)
    code, said = run("edexml", roster, agree=True)
    assert (code, "nothing to take over" in said) == (0, True)
    assert ImportRun.objects.count() == 1


def test_what_cannot_be_done_is_told(tmp_path, db):
    assert run("edexml", tmp_path / "none.xml")[0] == 1
    path = lines(tmp_path / "c.csv", "Naam;Klas", "x;y")
    assert run("contacts", path) == (1, "Say for which school this file is.\n")


@pytest.mark.parametrize("terminal", [True, False])
def test_names_with_square_brackets_are_no_markup(tmp_path, wilg, terminal):
    path = tmp_path / "roster.xml"
    groups, pupils = [group("g", "[red]Bijen[/red]")], [pupil("1", "[/x]", group="g")]
    path.write_text(edexml(school=school(), groups=groups, pupils=pupils))
    _code, said = run("edexml", path, terminal=terminal, agree=True)
    assert "[red]Bijen[/red]" in said
    assert Pupil.objects.filter(call_name="[/x]").exists()


def test_columns_of_a_list_of_guardians_are_guessed(tmp_path, linde):
    path = lines(tmp_path / "c.csv", "Leerlingnummer;Roepnaam ouder;Achternaam ouder", "k-Aya;Anna;Bos")
    code, said = run("contacts", path, school=linde, agree=True)
    assert code == 0, said
    assert Guardian.objects.filter(call_name="Anna").exists()
